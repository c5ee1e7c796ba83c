import Cryptography
import Domain
import Indicators
import Ingest
import Store
import TestSupport

/// How a random world is made.
extension RandomWorld {
  static func places(_ random: inout SeededGenerator) -> [Place] {
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
  mutating func change(_ random: inout SeededGenerator) {
    let days = period.upperBound - period.lowerBound
    for (number, kreis) in Self.landkreise.enumerated() {
      let day = period.lowerBound + Int.random(in: -20...(days - 10), using: &random)
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

  static func leistungen(_ random: inout SeededGenerator) -> [Leistung] {
    // The last but one is a bare object, the last one lies with the Bund.
    let keys = (1...4).map { "9900100100\($0)000" } + ["99002000000000", "99003001001000"]
    return keys.enumerated().map { number, key in
      Leistung(
        key: key, ozg: ["10001", "10001", "10002", nil, "10002", "10001"][number],
        themenfeld: [nil, "Bauen", "Reisen"].randomElement(using: &random)!,
        typ: number == 5 ? "1" : ["2/3", "4", "5", "1, 2/3"].randomElement(using: &random)!)
    }
  }

  static func processes(
    _ leistungen: [Leistung], _ gemeinden: [Place], from begin: Day,
    _ random: inout SeededGenerator
  ) -> [Process] {
    var processes = (1...5).map { number -> Process in
      let kind = ProcessKind.allCases.randomElement(using: &random)!
      return Process(
        id: "p\(number)", kind: kind,
        leika: Array(
          leistungen.map(\.key).shuffled(using: &random)
            .prefix(Int.random(in: 1...2, using: &random))),
        releasedOn: Int.random(in: 0..<6, using: &random) == 0
          ? nil : begin + Int.random(in: -300...60, using: &random),
        owner: kind == .individual && Int.random(in: 0..<3, using: &random) > 0
          ? gemeinden.randomElement(using: &random)!.ars : nil,
        isRegistered: true, epaymentPossible: [nil, true, false].randomElement(using: &random)!,
        middlewarePossible: [nil, true, false].randomElement(using: &random)!)
    }
    // Snapshots may name a Leistung instead of a process.
    processes.append(
      Process(
        id: leistungen[0].key, kind: nil, leika: [leistungen[0].key], releasedOn: nil, owner: nil,
        isRegistered: false))
    return processes
  }

  static func rules(
    _ leistungen: [Leistung], _ authorities: [String], from begin: Day,
    _ random: inout SeededGenerator
  ) -> [CompetenceRule] {
    var rules: [String: CompetenceRule] = [:]
    for _ in 0..<Int.random(in: 3...10, using: &random) {
      let key = leistungen.randomElement(using: &random)!.key
      let leika = key.prefix([14, 14, 14, 11, 5].randomElement(using: &random)!)
      let from = begin + Int.random(in: -400...100, using: &random)
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

  static func snapshots(
    _ processes: [Process], _ authorities: [String], mixesKeys: Bool,
    in period: ClosedRange<Day>, _ random: inout SeededGenerator
  ) -> [[State]] {
    let most = 4 + (period.upperBound - period.lowerBound) / 100
    let days = (0..<Int.random(in: 2...most, using: &random)).map { _ in
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

  static func state(
    _ day: Day, _ authority: String, _ key: String, _ process: String, isProd: Bool,
    _ random: inout SeededGenerator
  ) -> State {
    let model = MaturityModel.allCases.randomElement(using: &random)!
    var state = State(
      day: day, authority: authority, key: key,
      process: process,
      state: Bool.random(using: &random)
        ? .active : ActivationState.allCases.randomElement(using: &random)!,
      isProd: isProd, model: model,
      level: Int.random(in: 0...model.highestLevel, using: &random))
    for column in State.allFlags {
      state.flags[column] = [nil, true, false].randomElement(using: &random)!
    }
    state.textUpdated =
      Bool.random(using: &random) ? nil : day + -Int.random(in: 0...300, using: &random)
    return state
  }

  /// ARS, and AGS with 5 or 8 digits where it names the same Behörde.
  static func forms(_ ars: String) -> [String] {
    let kreis = String(ars.prefix(5))
    if ars == "081110000000" { return [ars, kreis, kreis + "000"] }
    if landkreise.contains(where: { $0 + "0000000" == ars }) { return [ars, kreis] }
    return ars.hasSuffix("000") ? [ars] : [ars, kreis + ars.suffix(3)]
  }
}
