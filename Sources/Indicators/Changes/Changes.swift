import Domain
import Store

/// What changed since a day, the four kinds apart.
public enum Changes {
  /// - Parameter definitions: what the log of definitions says of the time after the day.
  public static func since(
    _ day: Day, _ reader: StoreReader, definitions: [Change] = []
  ) throws -> [Change] {
    let known = BerlinTime.start(of: day + 1) - 1
    return try ActivationChanges(reader, since: day, knownAt: known).changes
      + plans(reader, since: day)
      + lateDeliveries(reader, since: day, knownAt: known)
      + registers(reader, knownAt: known) + definitions
  }

  /// The day of a meeting, or a day as it is written.
  /// - Throws: ``Fault`` of kind usage for neither, or for a decision that is not there.
  public static func day(_ text: String, _ reader: StoreReader) throws -> Day {
    if let day = Day(text) { return day }
    let decisions = try reader.current(.decisions)
    let ids = decisions?.texts("decision_id") ?? []
    if let row = ids.firstIndex(of: text), let day = decisions!.days("decided_on")[row] {
      return day
    }
    throw Fault(
      .usage, at: "--since \(text)", "that is neither a day nor a known decision",
      remedy: Suggestion.remedy(for: text, among: ids.compactMap { $0 } + ["2026-03-14"]))
  }

  /// `kind, subject, name, what, count, day`, the kinds in their order.
  public static func table(
    since day: Day, _ reader: StoreReader, definitions: [Change] = []
  ) throws -> Table<Released> {
    let changes = try since(day, reader, definitions: definitions)
    let rows = Change.Kind.allCases.flatMap { kind in
      changes.filter { $0.kind == kind }.map { change -> [TableCell] in
        [
          .key(kind.rawValue, label: kind.name), .text(change.subject),
          .key(change.name.de, label: change.name),
          .key(change.what.de, label: change.what),
          .applicable(change.count.map(Double.init)),
          .text(change.day?.description ?? ""),
        ]
      }
    }
    let columns: [(String, Text)] = [
      ("kind", Text(de: "Art", en: "Kind")), ("subject", Text(de: "Kennung", en: "Id")),
      ("name", Text(de: "Gegenstand", en: "Subject")),
      ("what", Text(de: "Änderung", en: "Change")), ("count", Text(de: "Anzahl", en: "Number")),
      ("day", Text(de: "Tag", en: "Day")),
    ]
    return Disclosure.withoutCountsOfCitizens(
      columns: columns.map(TableColumn.dimension), rows: rows,
      provenance: Provenance(
        title: Text(de: "Änderungen seit \(day)", en: "Changes since \(day)"),
        source: Text(
          de: "Lieferungen und Definitionen", en: "deliveries and definitions"),
        caveat: Text(
          de: "Nur \"tatsächlich\" ist geschehen; die anderen Arten ändern, was man davon weiß.",
          en: "Only \"in reality\" happened; the other kinds change what is known of it."),
        dataState: try reader.dataState()))
  }

  // MARK: - Kinds

  /// Processes released, milestones done and decisions taken after the day.
  private static func plans(_ reader: StoreReader, since day: Day) throws -> [Change] {
    var changes: [Change] = []
    if let batch = try reader.current(.processes) {
      let (ids, names) = (batch.texts("process_id"), batch.texts("name"))
      for (row, released) in batch.days("released_on").enumerated() {
        guard let released, released > day else { continue }
        changes.append(
          Change(
            .real, ids[row]!, name: .same(names[row]!), Text(de: "freigegeben", en: "released"),
            day: released))
      }
    }
    if let batch = try reader.current(.milestones) {
      let (orders, convoys) = (batch.texts("order_id"), batch.texts("convoy_id"))
      let (names, kreise) = (batch.texts("name"), batch.texts("kreis_ags5"))
      let titles = try titles(reader)
      let register = AreaRegister(try reader.current(.areas))
      for (row, done) in batch.days("done_on").enumerated() {
        guard let done, done > day else { continue }
        let kreis = kreise[row].map { key in
          ARS(key + "0000000").flatMap(register.area)?.name ?? key
        }
        let name = names[row]! + (kreis.map { " (\($0))" } ?? "")
        let subject = orders[row] ?? convoys[row]!
        changes.append(
          Change(
            .real, subject, name: .same(titles[subject] ?? subject),
            Text(de: "Meilenstein erledigt: \(name)", en: "milestone done: \(name)"), day: done))
      }
    }
    if let batch = try reader.current(.decisions) {
      let (ids, subjects) = (batch.texts("decision_id"), batch.texts("subject"))
      for (row, decided) in batch.days("decided_on").enumerated() {
        guard let decided, decided > day else { continue }
        changes.append(
          Change(
            .real, ids[row]!, name: .same(subjects[row]!), Text(de: "beschlossen", en: "decided"),
            day: decided))
      }
    }
    return changes.sorted { ($0.day!, $0.subject, $0.what.de) < ($1.day!, $1.subject, $1.what.de) }
  }

  /// What orders and convoys are called.
  private static func titles(_ reader: StoreReader) throws -> [String: String] {
    var titles: [String: String] = [:]
    for (feed, id, title) in [
      (FeedSchema.convoys, "convoy_id", "name"), (.orders, "order_id", "title"),
    ] {
      guard let batch = try reader.current(feed) else { continue }
      for (id, title) in zip(batch.texts(id), batch.texts(title)) {
        if let id { titles[id] = title }
      }
    }
    return titles
  }

  /// Files about months that had ended by the day, produced after it. Snapshots of activations are
  /// told apart by what they change.
  private static func lateDeliveries(
    _ reader: StoreReader, since day: Day, knownAt instant: Int64
  ) throws -> [Change] {
    var rows: [String: Int] = [:]
    for load in try reader.loads()
    where load.precedence.0 > instant && load.feed != FeedSchema.activations.name {
      let last = load.period.flatMap { period in Month(period)?.lastDay ?? Day(period) }
      guard let last, last <= day else { continue }
      rows[load.feed, default: 0] += load.rowsLoaded
    }
    return rows.sorted { $0.key < $1.key }.map { feed, count in
      Change(
        .late, feed, name: FeedCatalogue.feed(named: feed)?.title ?? .same(feed),
        Text(
          de: "Zeilen über Monate bis \(day.month)", en: "rows about months up to \(day.month)"),
        count: count)
    }
  }

  /// Keys that came, went or say something else.
  private static func registers(
    _ reader: StoreReader, knownAt instant: Int64
  ) throws -> [Change] {
    var changes: [Change] = []
    for feed in [FeedSchema.areas, .catalogue, .competence] {
      // The first delivery of a register is no change of it.
      guard let then = try reader.current(feed, producedUntil: instant),
        let now = try reader.current(feed)
      else { continue }
      let (before, after) = (RegisterRows(then, feed), RegisterRows(now, feed))
      for (count, what) in [
        (
          after.keys.subtracting(before.keys).count,
          Text(de: "Zeilen hinzugekommen", en: "rows added")
        ),
        (
          before.keys.subtracting(after.keys).count, Text(de: "Zeilen entfallen", en: "rows gone")
        ),
        (
          before.keys.intersection(after.keys).count { before.rows[$0] != after.rows[$0] },
          Text(de: "Zeilen geändert", en: "rows changed")
        ),
      ] where count > 0 {
        changes.append(Change(.catalogue, feed.name, name: feed.title, what, count: count))
      }
    }
    return changes
  }
}
