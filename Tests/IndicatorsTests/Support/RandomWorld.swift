import Cryptography
import Domain
import Indicators
import Ingest
import Store
import TestSupport

/// A small Land with random registers, rules and snapshots, as files of the data contract: a
/// Stadtkreis, three Landkreise, Verbände, Leistungen with rules, prefixes, exceptions and none.
/// Some Gemeinden are merged, change their status or leave their Verband on the way.
struct RandomWorld {
  /// A row of the register.
  struct Place {
    let ars: String
    let kind: AreaKind
    let population: Int64?
    var from = Self.begin
    var to: Day?
    /// Key of the Verwaltungsgemeinschaft with more than one member.
    var verband: String?

    static let begin = Day("2018-01-01")!
    var ags: String { String(ars.prefix(5) + ars.suffix(3)) }
  }

  struct Leistung {
    let key: String
    let themenfeld: String?
    let typ: String
  }

  struct Process {
    let id: String
    let kind: ProcessKind?
    let leika: [String]
    let releasedOn: Day?
    let owner: String?
    let isRegistered: Bool
  }

  /// A row of a snapshot; `key` is one of the forms in which the Behörde may be delivered.
  struct State {
    let day: Day
    let authority: String
    let key: String
    let process: String
    let state: ActivationState
    let isProd: Bool
    let model: MaturityModel
    let level: Int
  }

  /// The rows of Gemeinden, a later row of the same AGS after an earlier one.
  private(set) var gemeinden: [Place] = []
  private(set) var rules: [CompetenceRule] = []
  private(set) var leistungen: [Leistung] = []
  private(set) var processes: [Process] = []
  /// The files of snapshots. Later deliveries of a day may contradict earlier ones.
  private(set) var snapshots: [[State]] = []

  static let land = "080000000000"
  static let bezirk = "081000000000"
  static let landkreise = ["08115", "08116", "08125"]
  private static let period = Day("2025-01-01")!...Day("2025-04-30")!
  /// After the end of the period, in milliseconds: nothing lies in the future.
  private static let now: Int64 = 1_748_779_200_000

  init(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    gemeinden = Self.places(&random)
    change(&random)
    leistungen = Self.leistungen(&random)
    processes = Self.processes(leistungen, gemeinden, &random)
    let authorities = authorities
    rules = Self.rules(leistungen, authorities, &random)
    // In every second world each Behörde has one key, so that the kept state is read as it is.
    snapshots = Self.snapshots(processes, authorities, mixesKeys: seed % 2 == 0, &random)
  }

  /// The Gemeinden of a day.
  func places(on day: Day) -> [Place] {
    let begun = gemeinden.filter { $0.from <= day }
    let existing = begun.filter { place in
      place.to.map { day <= $0 } ?? true
        && !begun.contains { $0.ags == place.ags && $0.from > place.from }
    }
    return existing.map { place in
      var place = place
      let members = existing.count { $0.ars.hasPrefix(place.ars.prefix(9)) }
      if place.ars.dropFirst(5).hasPrefix("5001"), members > 1 {
        place.verband = place.ars.prefix(9) + "000"
      }
      return place
    }
  }

  /// The row of a Gemeinde that came last, by its AGS or any of its ARS.
  func lastPlace(_ key: String) -> Place? {
    gemeinden.last { $0.ags == key.prefix(5) + key.suffix(3) }
  }

  /// Keys of all Behörden with 12 digits.
  private var authorities: [String] {
    Set(gemeinden.map { lastPlace($0.ags)!.ars }).sorted() + verbaende
      + Self.landkreise.map { $0 + "0000000" } + [Self.bezirk, Self.land]
  }

  var verbaende: [String] {
    Set(gemeinden.map { $0.ars.prefix(9) + "000" }).filter { $0.dropFirst(5).hasPrefix("5001") }
      .sorted()
  }

  /// Loads everything into an empty project, in the order of `shuffled`.
  func load(shuffled random: inout SeededGenerator) throws -> SmallWorld {
    let world = try SmallWorld(order: [])
    var files = [
      ("areas-0.csv", areasText), ("catalogue-0.csv", catalogueText),
      ("competence-0.csv", competenceText), ("processes-0.csv", processesText),
    ]
    for (number, states) in snapshots.enumerated() {
      files.append(("activations-\(number).csv", Self.text(states)))
    }
    for (name, text) in files.shuffled(using: &random) {
      let outcome = try world.load(text, as: name, now: Self.now)
      if case .loaded(let report) = outcome {
        precondition(report.rowsQuarantined == 0, "\(name) has rows that the checks refuse")
      }
    }
    return world
  }

  /// The digest of a file decides between deliveries that were produced at the same time.
  static func digest(_ states: [State]) -> String {
    Hex.encode(SHA256.digest(Array(text(states).utf8)))
  }

  // MARK: - Making

  private static func places(_ random: inout SeededGenerator) -> [Place] {
    func population(_ random: inout SeededGenerator) -> Int64? {
      Int.random(in: 0..<8, using: &random) == 0
        ? nil : [80, 1_900, 4_000, 25_000, 120_000].randomElement(using: &random)
    }
    var places = [
      Place(ars: "081110000000", kind: .stadtkreis, population: population(&random))
    ]
    for kreis in landkreise {
      for number in 1...Int.random(in: 1...4, using: &random) {
        // The first ones of a Kreis may form a Verband; a Verband of one is the Gemeinde itself.
        let isMember = number <= 2 && Bool.random(using: &random)
        places.append(
          Place(
            ars: kreis + (isMember ? "5001" : "000\(number)") + "00\(number)",
            kind: [.gemeinde, .stadt, .grosseKreisstadt].randomElement(using: &random)!,
            population: population(&random)))
      }
    }
    return places
  }

  /// Mergers, new statuses and sizes, Gemeinden that leave their Verband.
  private mutating func change(_ random: inout SeededGenerator) {
    for (number, kreis) in Self.landkreise.enumerated() {
      let day = Self.period.lowerBound + Int.random(in: -20...110, using: &random)
      let members = gemeinden.indices.filter { gemeinden[$0].ars.hasPrefix(kreis) }
      let place = gemeinden[members[0]]
      switch Int.random(in: 0..<4, using: &random) {
      case 0 where members.count > 1:
        for index in members.prefix(2) { gemeinden[index].to = day + -1 }
        gemeinden.append(
          Place(ars: kreis + "0009009", kind: .stadt, population: 5_500, from: day))
      case 1:
        gemeinden.append(
          Place(
            ars: place.ars, kind: number == 0 ? .grosseKreisstadt : .gemeinde,
            population: 30_000, from: day))
      case 2:
        gemeinden.append(
          Place(
            ars: kreis + "0007" + place.ars.suffix(3), kind: place.kind,
            population: place.population, from: day))
      default: break
      }
    }
  }

  private static func leistungen(_ random: inout SeededGenerator) -> [Leistung] {
    // The last but one is a bare object, the last one lies with the Bund.
    let keys = (1...4).map { "9900100100\($0)000" } + ["99002000000000", "99003001001000"]
    return keys.enumerated().map { number, key in
      Leistung(
        key: key,
        themenfeld: [nil, "Bauen", "Reisen"].randomElement(using: &random)!,
        typ: number == 5 ? "1" : ["2/3", "4", "5", "1, 2/3"].randomElement(using: &random)!)
    }
  }

  private static func processes(
    _ leistungen: [Leistung], _ gemeinden: [Place], _ random: inout SeededGenerator
  ) -> [Process] {
    var processes = (1...5).map { number -> Process in
      let kind = ProcessKind.allCases.randomElement(using: &random)!
      return Process(
        id: "p\(number)", kind: kind,
        leika: Array(
          leistungen.map(\.key).shuffled(using: &random)
            .prefix(Int.random(in: 1...2, using: &random))),
        releasedOn: Int.random(in: 0..<6, using: &random) == 0
          ? nil : period.lowerBound + Int.random(in: -300...60, using: &random),
        owner: kind == .individual && Int.random(in: 0..<3, using: &random) > 0
          ? gemeinden.randomElement(using: &random)!.ars : nil,
        isRegistered: true)
    }
    // Snapshots may name a Leistung instead of a process.
    processes.append(
      Process(
        id: leistungen[0].key, kind: nil, leika: [leistungen[0].key], releasedOn: nil, owner: nil,
        isRegistered: false))
    return processes
  }

  private static func rules(
    _ leistungen: [Leistung], _ authorities: [String], _ random: inout SeededGenerator
  ) -> [CompetenceRule] {
    var rules: [String: CompetenceRule] = [:]
    for _ in 0..<Int.random(in: 3...10, using: &random) {
      let key = leistungen.randomElement(using: &random)!.key
      let leika = key.prefix([14, 14, 14, 11, 5].randomElement(using: &random)!)
      let from = period.lowerBound + Int.random(in: -400...100, using: &random)
      let target: CompetenceRule.Target =
        Int.random(in: 0..<3, using: &random) == 0
        ? .authority(ARS(authorities.randomElement(using: &random)!)!)
        : .kind(AuthorityKind.allCases.randomElement(using: &random)!)
      let rule = CompetenceRule(
        leika: String(leika), target: target, validFrom: from,
        validTo: Bool.random(using: &random)
          ? nil : from + Int.random(in: 0...500, using: &random), source: "§")
      // One row a key of the feed.
      rules["\(rule.leika) \(rule.target) \(rule.validFrom)"] = rule
    }
    return rules.sorted { $0.key < $1.key }.map(\.value)
  }

  private static func snapshots(
    _ processes: [Process], _ authorities: [String], mixesKeys: Bool,
    _ random: inout SeededGenerator
  ) -> [[State]] {
    let days = (0..<Int.random(in: 2...5, using: &random)).map { _ in
      period.lowerBound
        + Int.random(in: 0...(period.upperBound - period.lowerBound), using: &random)
    }
    // Some days are delivered twice, by Kreis or as a correction.
    let deliveries = days + days.filter { _ in Bool.random(using: &random) }
    return deliveries.map { day in
      let mentioned = authorities.filter { _ in Int.random(in: 0..<3, using: &random) > 0 }
      var states: [State] = []
      for authority in mentioned.isEmpty ? [authorities[0]] : mentioned {
        for process in processes where Int.random(in: 0..<2, using: &random) == 0 {
          let environments: [Bool] =
            [[true], [true], [true], [false], [true, false]].randomElement(using: &random)!
          states += environments.map { isProd in
            let key = mixesKeys ? forms(authority).randomElement(using: &random)! : authority
            return state(day, authority, key, process.id, isProd: isProd, &random)
          }
        }
      }
      let first = authorities[0]
      return states.isEmpty ? [state(day, first, first, "p1", isProd: true, &random)] : states
    }
  }

  private static func state(
    _ day: Day, _ authority: String, _ key: String, _ process: String, isProd: Bool,
    _ random: inout SeededGenerator
  ) -> State {
    let model = MaturityModel.allCases.randomElement(using: &random)!
    return State(
      day: day, authority: authority, key: key,
      process: process,
      state: Bool.random(using: &random)
        ? .active : ActivationState.allCases.randomElement(using: &random)!,
      isProd: isProd, model: model,
      level: Int.random(in: 0...model.highestLevel, using: &random))
  }

  /// ARS, and AGS with 5 or 8 digits where it names the same Behörde.
  private static func forms(_ ars: String) -> [String] {
    let kreis = String(ars.prefix(5))
    if ars == "081110000000" { return [ars, kreis, kreis + "000"] }
    if landkreise.contains(where: { $0 + "0000000" == ars }) { return [ars, kreis] }
    return ars.hasSuffix("000") ? [ars] : [ars, kreis + ars.suffix(3)]
  }
}
