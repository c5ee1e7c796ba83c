import Domain
import Store

/// The coverage state as a Koordinator reads it: for each Gemeinde and Leistung the competent
/// Behörde and what it has switched on.
public struct CoverageListing {
  private let directory: CompetenceDirectory
  private let registers: Registers
  private let coverage: CoverageState
  private let mentions: SnapshotDays

  /// - Throws: ``Fault`` for a damaged database.
  public init(reading reader: StoreReader) throws {
    let facts = try FactSet(registersOf: reader)
    directory = CompetenceDirectory(facts)
    registers = Registers(facts)
    coverage = facts.coverage.numbered(registers)
    mentions = try SnapshotDays(
      reading: reader, canonical: registers.areas.canonicalAuthority)
  }

  /// One row a Gemeinde, Leistung and process of the competent Behörde, or one with a state of
  /// its own: `none` (the Behörde lists nothing for the Leistung), `not_reported` (no snapshot has
  /// ever mentioned the Behörde), `not_applicable`, `unknown` (no rule of competence). Bare objects
  /// and LeiKa-Typ 1 appear only where a process serves them.
  /// - Parameters:
  ///   - day: the end of this day; `nil`: the last snapshot, `today` where there is none.
  /// - Throws: ``Fault`` for an area that is not registered or does not exist on the day.
  public func table(_ area: String, on day: Day?, today: Day) throws -> Table<Released> {
    let day = day ?? mentions.all.last ?? today
    let gemeinden = try directory.gemeinden(in: area, on: day)
    let map = CompetenceMap(registers, on: day)
    let numbers = Dictionary(
      uniqueKeysWithValues: registers.areas.gemeinden.enumerated().map { ($1, $0) })
    let used = Set(registers.processes.lazy.flatMap(\.leistungen))
    let countable = map.leistungen.filter { registers.leistungen[$0].isCountable }
    let leistungen = used.union(countable).sorted()
    let processes = Self.processes(registers)
    var ofAuthority: [Int32: [[TableCell]]] = [:]
    var rows: [[TableCell]] = []
    for gemeinde in gemeinden {
      let place: [TableCell] = [RegisterTable.key(gemeinde.ars.ags8), .text(gemeinde.name)]
      for leistung in leistungen {
        let subject: [TableCell] = [
          RegisterTable.key(registers.leistungen[leistung].key),
          RegisterTable.text(registers.leistungen[leistung].name),
        ]
        guard let authorities = map.authorities[leistung] else {
          rows.append(place + subject + Self.row(state: "unknown"))
          continue
        }
        let authority = authorities[numbers[gemeinde]!]
        guard authority != CompetenceMap.notApplicable else {
          rows.append(place + subject + Self.row(state: "not_applicable"))
          continue
        }
        // A Behörde stands the same in all its Gemeinden.
        let pair = authority * Int32(registers.leistungen.count) + Int32(leistung)
        if ofAuthority[pair] == nil {
          ofAuthority[pair] = states(
            Int(authority), processes[leistung] ?? [], on: day)
        }
        rows += ofAuthority[pair]!.map { place + subject + $0 }
      }
    }
    return RegisterTable.table(
      Text(de: "Umsetzungsstand am \(day)", en: "State of rollout on \(day)"), Self.columns, rows,
      dataState: directory.dataState, cutOff: day)
  }

  /// Leistung → processes that serve it, by id.
  private static func processes(_ registers: Registers) -> [Int: [Int]] {
    var processes: [Int: [Int]] = [:]
    for (number, process) in registers.processes.enumerated() {
      for leistung in process.leistungen { processes[leistung, default: []].append(number) }
    }
    return processes
  }

  /// The cells after Gemeinde and Leistung, one row a process that the Behörde lists or listed.
  private func states(_ authority: Int, _ processes: [Int], on day: Day) -> [[TableCell]] {
    let ars = ARS(registers.authorities[authority])
    let name = ars.map { CompetenceExplanation.Place($0, registers.areas, day).name }
    let key = registers.authorities[authority]
    let mentioned = mentions.last(of: key, upTo: day)
    let isStale = mentions.isStale(key, on: day)
    func row(_ state: String, _ process: Int?, _ spell: CoverageState.Spell?) -> [TableCell] {
      Self.row(
        authority: key, name: name, process: process.map { registers.processes[$0] }, state: state,
        record: spell?.isOver == false ? spell?.record : nil, since: spell?.since,
        mentioned: mentioned, isStale: isStale)
    }
    guard mentioned != nil else { return [row("not_reported", nil, nil)] }
    let rows = processes.compactMap { process in
      coverage.spell(authority, process, on: day).map { spell in
        row(spell.isOver ? "gone" : spell.record.state.rawValue, process, spell)
      }
    }
    return rows.isEmpty ? [row("none", nil, nil)] : rows
  }

  private static let columns: [(name: String, title: Text)] = [
    ("ags", .same("AGS")), RegisterTable.gemeinde, RegisterTable.leika, RegisterTable.leistung,
    RegisterTable.authorityARS, RegisterTable.authority,
    ("process_id", Text(de: "Prozess", en: "process")),
    ("process", Text(de: "Name des Prozesses", en: "name of process")),
    ("state", Text(de: "Stand", en: "state")),
    ("environment", Text(de: "Umgebung", en: "environment")),
    ("since", Text(de: "seit", en: "since")),
    ("maturity_model", Text(de: "Reifegradmodell", en: "maturity model")),
    ("maturity_level", Text(de: "Reifegrad", en: "maturity level")),
    ("last_snapshot", Text(de: "letzter Snapshot", en: "last snapshot")),
    ("stale", Text(de: "veraltet", en: "stale")),
  ]

  private static func row(
    authority: String? = nil, name: String? = nil, process: Registers.Process? = nil,
    state: String, record: ActivationRecord? = nil, since: Day? = nil, mentioned: Day? = nil,
    isStale: Bool = false
  ) -> [TableCell] {
    [
      RegisterTable.key(authority), RegisterTable.text(name), RegisterTable.key(process?.id),
      RegisterTable.text(process?.name), .key(state, label: names[state]),
      .text(record.map { $0.isProd ? "prod" : "test" } ?? ""), .day(since),
      .text(record?.model.rawValue ?? ""), .text(record.map { "\($0.level)" } ?? ""),
      .day(mentioned), .text(isStale ? "yes" : "no"),
    ]
  }

  private static let names: [String: Text] = [
    "none": Text(de: "nichts gemeldet", en: "nothing listed"),
    "not_reported": Text(de: "Behörde nie gemeldet", en: "authority never reported"),
    "not_applicable": Text(de: "entfällt", en: "not applicable"),
    "unknown": Text(de: "Zuständigkeit nicht bekannt", en: "competence not known"),
    "gone": Text(de: "nicht mehr gemeldet", en: "no longer listed"),
    "released": Text(de: "freigegeben", en: "released"),
    "available": Text(de: "verfügbar", en: "available"),
    "configured": Text(de: "parametrisiert", en: "configured"),
    "active": Text(de: "aktiv", en: "active"), "paused": Text(de: "pausiert", en: "paused"),
    "deactivated": Text(de: "deaktiviert", en: "deactivated"),
    "superseded": Text(de: "abgelöst", en: "superseded"),
  ]
}
