import Columns
import Domain
import Store

/// What is missing in a Kreis: each released Standard- or EfA-Prozess that a competent Behörde does
/// not have in use, in which state it is stuck, since when, and who acts next.
public struct GapListing: Sendable {
  private let state: ProjectState
  private let mentions: SnapshotDays
  private let mailboxes: [Int: String]
  /// `PROCESS/ARS` of decisions not to introduce a process.
  private let declined: [String: Day]

  /// - Throws: ``Fault`` for a damaged database.
  public init(reading reader: StoreReader) throws {
    state = ProjectState(try FactSet(reading: reader))
    mentions = try SnapshotDays(
      reading: reader, canonical: state.registers.areas.canonicalAuthority)
    mailboxes = Self.mailboxes(try reader.current(.contacts), state.registers)
    declined = Self.declined(try reader.current(.decisions))
  }

  /// One row a Behörde of the Kreis and process: what is nearest to being done first, of these what
  /// has been waiting longest.
  /// - Parameters:
  ///   - kreis: AGS with five digits.
  ///   - day: the end of this day; `nil`: the last day of the data.
  /// - Throws: ``Fault`` of kind usage for a Kreis that is not registered.
  public func table(kreis: String, on day: Day?) throws -> Table<Released> {
    let registers = state.registers
    let kreise = registers.areas.areas.filter { $0.level == .kreis }.map(\.ags)
    guard kreise.contains(kreis) else {
      throw Fault(
        .usage, at: "--kreis \(kreis)", "there is no Kreis with that key",
        remedy: Suggestion.hint(for: kreis, among: kreise))
    }
    let day = day ?? state.facts.cutOff ?? Day(number: 0)
    let users = state.pairs(in: day.month).ofProcess
    let elsewhere = state.elsewhere(on: day)
    var rows: [(gap: Gap, cells: [TableCell])] = []
    for authority in registers.authorities.indices
    where registers.authorities[authority].hasPrefix(kreis) {
      for (number, process) in registers.processes.enumerated() {
        guard process.kind == .standard || process.kind == .efa,
          let released = process.releasedOn, released <= day,
          users[number].contains(where: { $0.authority == UInt32(authority) })
        else { continue }
        let isElsewhere = process.leistungen.contains {
          elsewhere.contains(ProjectState.pair(authority, $0))
        }
        if let gap = gap(authority, number, released, on: day, isElsewhere: isElsewhere) {
          rows.append((gap, cells(authority, process, gap, on: day)))
        }
      }
    }
    return RegisterTable.table(
      Text(de: "Lücken in \(kreis) am \(day)", en: "Gaps in \(kreis) on \(day)"), Self.columns,
      sorted(rows), dataState: state.facts.dataState, cutOff: day)
  }

  private struct Gap {
    let state: String
    let since: Day
    let actor: String
  }

  /// Rows that are alike keep their order: by Behörde, then process.
  private func sorted(_ rows: [(gap: Gap, cells: [TableCell])]) -> [[TableCell]] {
    rows.enumerated().sorted { a, b in
      func rank(_ gap: Gap) -> Int { Self.actors.firstIndex { $0.key == gap.actor }! }
      return (rank(a.element.gap), a.element.gap.since, a.offset)
        < (rank(b.element.gap), b.element.gap.since, b.offset)
    }.map(\.element.cells)
  }

  /// `nil`: active, or replaced by another process, so that nothing is missing.
  private func gap(
    _ authority: Int, _ process: Int, _ released: Day, on day: Day, isElsewhere: Bool
  ) -> Gap? {
    let key = "\(state.registers.processes[process].id)/\(state.registers.authorities[authority])"
    let spell = state.coverage.spell(authority, process, on: day)
    if let spell, !spell.isOver, spell.record.isActive || spell.record.state == .superseded {
      return nil
    }
    if let decided = declined[key], decided <= day {
      return Gap(state: "declined", since: decided, actor: "nobody")
    }
    if isElsewhere { return Gap(state: "elsewhere", since: released, actor: "nobody") }
    guard let spell, !spell.isOver else {
      return Gap(state: "none", since: spell?.since ?? released, actor: "kommune_decide")
    }
    // Active, but in the test environment only.
    guard spell.record.isProd else {
      return Gap(state: "test", since: spell.since, actor: "kommune_activate")
    }
    let actor =
      switch spell.record.state {
      case .released: "provider"
      case .available: "kommune_configure"
      case .configured, .paused: "kommune_activate"
      default: "kommune_decide"
      }
    return Gap(state: spell.record.state.rawValue, since: spell.since, actor: actor)
  }

  private func cells(
    _ authority: Int, _ process: Registers.Process, _ gap: Gap, on day: Day
  ) -> [TableCell] {
    let registers = state.registers
    let key = registers.authorities[authority]
    let name = ARS(key).map { CompetenceExplanation.Place($0, registers.areas, day).name }
    return [
      RegisterTable.key(key), RegisterTable.text(name),
      .key(process.id, label: process.fullName),
      RegisterTable.text(process.fullName?.de), .key(gap.state, label: Self.states[gap.state]),
      .day(gap.since), .figure(.value(Double(max(day - gap.since, 0)))),
      .key(gap.actor, label: Self.actors.first { $0.key == gap.actor }?.name),
      .text(mailboxes[authority] ?? ""),
      .text(mentions.isStale(key, on: day) ? "yes" : "no"),
    ]
  }

  private static func mailboxes(_ batch: ColumnBatch?, _ registers: Registers) -> [Int: String] {
    guard let batch else { return [:] }
    let (authority, mailbox) = (batch.texts("authority_ars"), batch.texts("mailbox"))
    var mailboxes: [Int: String] = [:]
    for row in 0..<batch.rowCount {
      guard let code = authority[row].flatMap({ registers.knownAuthority($0) }),
        let mailbox = mailbox[row]
      else { continue }
      mailboxes[code] = min(mailboxes[code] ?? mailbox, mailbox)
    }
    return mailboxes
  }

  /// Decisions whose `refers_to` names a process and a Behörde, and whose result says no.
  private static func declined(_ batch: ColumnBatch?) -> [String: Day] {
    guard let batch else { return [:] }
    let (reference, result) = (batch.texts("refers_to"), batch.texts("result"))
    let decidedOn = batch.days("decided_on")
    var declined: [String: Day] = [:]
    for row in 0..<batch.rowCount {
      guard let reference = reference[row], reference.contains("/"), let on = decidedOn[row],
        result[row].map({ $0.lowercased().hasPrefix("bewusst nicht") }) ?? false
      else { continue }
      declined[reference] = on
    }
    return declined
  }

  private static let columns: [(name: String, title: Text)] = [
    RegisterTable.authorityARS, RegisterTable.authority,
    ("process_id", Text(de: "Prozess", en: "process")),
    ("process", Text(de: "Name des Prozesses", en: "name of process")),
    ("state", Text(de: "Stand", en: "state")), ("since", Text(de: "seit", en: "since")),
    ("days", Text(de: "Tage", en: "days")),
    ("next", Text(de: "am Zug", en: "who acts next")),
    ("mailbox", Text(de: "Funktionspostfach", en: "function mailbox")),
    ("stale", Text(de: "veraltet", en: "stale")),
  ]

  private static let states: [String: Text] = [
    "none": Text(de: "nicht eingeführt", en: "not introduced"),
    "released": Text(de: "freigegeben", en: "released"),
    "available": Text(de: "verfügbar, nicht parametrisiert", en: "available, not configured"),
    "configured": Text(de: "parametrisiert, nicht aktiv", en: "configured, not active"),
    "active": Text(de: "aktiv", en: "active"), "paused": Text(de: "pausiert", en: "paused"),
    "test": Text(de: "nur in der Testumgebung", en: "in the test environment only"),
    "deactivated": Text(de: "deaktiviert", en: "deactivated"),
    "elsewhere": Text(de: "an anderer Stelle online", en: "online elsewhere"),
    "declined": Text(de: "bewusst nicht", en: "decided against"),
  ]

  /// Who acts next, from the last step to the first.
  private static let actors: [(key: String, name: Text)] = [
    ("kommune_activate", Text(de: "Kommune: freischalten", en: "Kommune: activate")),
    ("kommune_configure", Text(de: "Kommune: parametrisieren", en: "Kommune: configure")),
    ("provider", Text(de: "Anbieter: bereitstellen", en: "provider: make available")),
    ("kommune_decide", Text(de: "Kommune: entscheiden", en: "Kommune: decide")),
    ("nobody", Text(de: "niemand", en: "nobody")),
  ]
}
