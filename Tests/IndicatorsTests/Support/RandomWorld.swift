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
    /// Number of its bundle.
    let ozg: String?
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
    var epaymentPossible: Bool?
    var middlewarePossible: Bool?
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
    /// What is said about the process, by column.
    var flags: [String: Bool] = [:]
    var textUpdated: Day?

    static let flagColumns = ["fachverfahren", "epayment", "once_only", "accessible", "url_ok"]
    static let allFlags = flagColumns + ["configured"]
  }

  /// The rows of Gemeinden, a later row of the same AGS after an earlier one.
  var gemeinden: [Place] = []
  var rules: [CompetenceRule] = []
  var leistungen: [Leistung] = []
  var processes: [Process] = []
  /// The files of snapshots. Later deliveries of a day may contradict earlier ones.
  var snapshots: [[State]] = []

  static let land = "080000000000"
  static let bezirk = "081000000000"
  static let landkreise = ["08115", "08116", "08125"]
  /// In which the snapshots lie and most of what changes changes.
  let period: ClosedRange<Day>
  /// After the end of all periods, in milliseconds: nothing lies in the future.
  static let now: Int64 = 1_748_779_200_000

  /// - Parameter months: how many of them the snapshots span.
  init(seed: UInt64, months: Int = 4) {
    let last = Month("2025-04")!
    period = (last + (1 - months)).firstDay...last.lastDay
    var random = SeededGenerator(seed: seed)
    gemeinden = Self.places(&random)
    change(&random)
    leistungen = Self.leistungen(&random)
    processes = Self.processes(leistungen, gemeinden, from: period.lowerBound, &random)
    let authorities = authorities
    rules = Self.rules(leistungen, authorities, from: period.lowerBound, &random)
    // In every second world each Behörde has one key, so that the kept state is read as it is.
    snapshots = Self.snapshots(
      processes, authorities, mixesKeys: seed % 2 == 0, in: period, &random)
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
  var authorities: [String] {
    Set(gemeinden.map { lastPlace($0.ags)!.ars }).sorted() + verbaende
      + Self.landkreise.map { $0 + "0000000" } + [Self.bezirk, Self.land]
  }

  var verbaende: [String] {
    Set(gemeinden.map { $0.ars.prefix(9) + "000" }).filter { $0.dropFirst(5).hasPrefix("5001") }
      .sorted()
  }

  /// Registers and snapshots as files, by name.
  var files: [(String, String)] {
    [
      ("areas-0.csv", areasText), ("catalogue-0.csv", catalogueText),
      ("competence-0.csv", competenceText), ("processes-0.csv", processesText),
    ]
      + snapshots.enumerated().map { ("activations-\($0).csv", Self.text($1)) }
  }

  /// Loads everything into an empty project, in the order of `shuffled`.
  /// - Parameter more: files beside, by name.
  func load(
    shuffled random: inout SeededGenerator, with more: [(String, String)] = []
  ) throws -> SmallWorld {
    let world = try SmallWorld(order: [])
    for (name, text) in (files + more).shuffled(using: &random) {
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
}
