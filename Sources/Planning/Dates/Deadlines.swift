import Domain
import Indicators
import Store

/// A day by which something has to be done.
public struct Deadline: Sendable, Hashable {
  public enum Kind: String, Sendable, CaseIterable {
    case report, renewal, decision, target, promise, law

    public var name: Text {
      switch self {
      case .report: Text(de: "Bericht", en: "report")
      case .renewal: Text(de: "Vereinbarung", en: "agreement")
      case .decision: Text(de: "Beschluss", en: "decision")
      case .target: Text(de: "Ziel", en: "target")
      case .promise: Text(de: "Versprechen", en: "promise")
      case .law: Text(de: "gesetzliche Frist", en: "legal deadline")
      }
    }
  }

  public let kind: Kind
  /// Of the decision, target, promise or candidate; `bericht-2026`.
  public let key: String
  public let due: Day
  public let subject: Text
  public let source: String
}

/// What is due, seen from a day: the dates of the agreement, and those that were decided.
public enum Deadlines {
  /// By day, then kind and key. What is past is left out, except decisions about orders that are
  /// not accepted yet: they are overdue.
  public static func list(_ reader: StoreReader, on today: Day) throws -> [Deadline] {
    let dated = try decisions(reader, on: today) + targets(reader) + promises(reader) + laws(reader)
    let all =
      [try yearlyReport(reader, on: today), renewal(on: today)]
      + dated.filter { $0.due >= today || $0.kind == .decision }
    return all.sorted {
      ($0.due, $0.kind.rawValue, $0.key) < ($1.due, $1.kind.rawValue, $1.key)
    }
  }

  /// `kind, key, due_on, days_left, subject, today, source`; days are negative where it is overdue.
  /// `today` says where the indicator of a target stands (``TargetStandings``).
  public static func table(_ reader: StoreReader, on today: Day) throws -> Table<Released> {
    let targets = try list(reader, on: today).filter { $0.kind == .target }.map(\.key)
    return try table(
      reader, on: today, TargetStandings(reader, of: Set(targets), in: today.month))
  }

  /// - Parameter standings: in the month of `today`, of the targets that are due from then on.
  static func table(
    _ reader: StoreReader, on today: Day, _ standings: TargetStandings
  ) throws -> Table<Released> {
    let deadlines = try list(reader, on: today)
    let rows = deadlines.map { deadline -> [TableCell] in
      [
        .key(deadline.kind.rawValue, label: deadline.kind.name), .key(deadline.key, label: nil),
        .text(deadline.due.description), .figure(.value(Double(deadline.due - today))),
        .key(deadline.subject.de, label: deadline.subject),
        .figure(
          deadline.kind == .target ? standings[deadline.key] : .notApplicable),
        .text(deadline.source),
      ]
    }
    let dimensions: [(String, Text)] = [
      ("kind", Text(de: "Art", en: "Kind")), ("key", Text(de: "Kennung", en: "Id")),
      ("due_on", Text(de: "fällig am", en: "Due on")),
      ("days_left", Text(de: "Tage", en: "Days left")),
      ("subject", Text(de: "Gegenstand", en: "Subject")),
    ]
    let standing = TableColumn.measure("today", Text(de: "heute", en: "today"), .share)
    let source = TableColumn.dimension("source", Text(de: "Quelle", en: "Source"))
    return Disclosure.withoutCountsOfCitizens(
      columns: dimensions.map(TableColumn.dimension) + [standing, source], rows: rows,
      provenance: Provenance(
        title: Text(de: "Fristen am \(today)", en: "Deadlines on \(today)"),
        source: Text(
          de: "Vereinbarung, Beschlüsse, Ziele", en: "agreement, decisions, targets"),
        cutOff: today,
        caveat: Text(
          de: "Was eine Kennzahl heute erreicht, steht nur bei Anteilen, die nicht auf Fällen der "
            + "Bürger beruhen.",
          en: "What an indicator reaches today is told of shares only that do not rest on cases of "
            + "citizens."),
        dataState: try reader.dataState()))
  }

  // MARK: - The agreement

  /// § 2 (6): the chair reports to the IT-Kooperationsrat at least once a year. Where that is done
  /// in the running year, the next one is due by the end of the next.
  private static func yearlyReport(_ reader: StoreReader, on today: Day) throws -> Deadline {
    let decisions = try reader.current(.decisions)
    let bodies = decisions?.texts("body") ?? []
    let days = decisions?.days("decided_on") ?? []
    let isDone = zip(bodies, days).contains { body, day in
      body == "it_kooperationsrat" && day!.year == today.year && day! <= today
    }
    let year = today.year + (isDone ? 1 : 0)
    return Deadline(
      kind: .report, key: "bericht-\(year)", due: Day(year: year, month: 12, day: 31)!,
      subject: Text(
        de: "Bericht an den IT-Kooperationsrat über Schwerpunkte und Ergebnisse \(year)",
        en: "report to the IT-Kooperationsrat on priorities and results of \(year)"),
      source: "§ 2 Abs. 6")
  }

  /// § 6 (3): the agreement renews itself for a year unless terminated by 30 June.
  private static func renewal(on today: Day) -> Deadline {
    let thisYear = Day(year: today.year, month: 6, day: 30)!
    let due = today <= thisYear ? thisYear : Day(year: today.year + 1, month: 6, day: 30)!
    return Deadline(
      kind: .renewal, key: "kuendigung-\(due.year)", due: due,
      subject: Text(
        de: "letzter Tag für eine Kündigung; sonst verlängert sich die Vereinbarung um ein Jahr",
        en: "last day to terminate; otherwise the agreement is renewed for a year"),
      source: "§ 6 Abs. 3")
  }

  // MARK: - What was decided

  private static func decisions(_ reader: StoreReader, on today: Day) throws -> [Deadline] {
    guard let batch = try reader.current(.decisions) else { return [] }
    let orders = try reader.current(.orders)
    let open = Set(
      zip(orders?.texts("order_id") ?? [], orders?.texts("status") ?? [])
        .filter { $0.1 != "accepted" && $0.1 != "cancelled" }.compactMap(\.0))
    let (refersTo, bodies) = (batch.texts("refers_to"), batch.texts("body"))
    return deadlines(
      .decision, batch, key: "decision_id", subject: "subject",
      source: { row in
        bodies[row].map { DecidingBody(rawValue: $0)?.name.de ?? $0 } ?? ""
      },
      where: { row, due in due >= today || refersTo[row].map(open.contains) == true })
  }

  private static func targets(_ reader: StoreReader) throws -> [Deadline] {
    guard let batch = try reader.current(.targets) else { return [] }
    let (indicators, values) = (batch.texts("indicator"), batch["value"]!)
    let sources = batch.texts("source")
    return deadlines(
      .target, batch, key: "target_id", subject: "indicator", source: { sources[$0] ?? "" },
      naming: { row in
        guard let indicator = IndicatorRegistry.all.first(where: { $0.id == indicators[row] }),
          indicator.unit == .share, let value = values[row].real
        else { return nil }
        let percent = Int((value * 100).rounded())
        return Text(
          de: "\(indicator.name.de): \(percent) %", en: "\(indicator.name.en): \(percent)%")
      })
  }

  private static func promises(_ reader: StoreReader) throws -> [Deadline] {
    guard let batch = try reader.current(.promises) else { return [] }
    return deadlines(
      .promise, batch, key: "promise_id", subject: "text", source: { _ in "§ 1 Abs. 6" })
  }

  private static func laws(_ reader: StoreReader) throws -> [Deadline] {
    guard let batch = try Candidate.open(reader) else { return [] }
    return deadlines(
      .law, batch, key: "candidate_id", subject: "name", due: "legal_deadline",
      source: { _ in "Kandidatenliste" })
  }
}
