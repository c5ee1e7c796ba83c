import Domain
import Store

extension Listings {
  /// What of each kind goes.
  public static func retention(
    _ items: [RetentionItem], _ reader: StoreReader
  ) throws -> Table<Released> {
    try table(
      Text(de: "Was gelöscht wird", en: "What is deleted"), [], items.map { ([], $0) }, reader)
  }

  /// What each run has deleted, oldest first.
  public static func retentionRuns(_ reader: StoreReader) throws -> Table<Released> {
    let rows = try reader.retentionRecords().flatMap { record in
      record.items.map { item in
        (
          [
            TableCell.key(String(record.run), label: nil),
            .text(BerlinTime.day(ofInstant: record.appliedAt).description),
          ], item
        )
      }
    }
    return try table(
      Text(de: "Fristgemäß gelöscht", en: "Deleted by retention"),
      [
        column("run", Text(de: "Nr.", en: "No.")),
        column("deleted_on", Text(de: "gelöscht am", en: "Deleted on")),
      ], rows, reader)
  }

  private static func table(
    _ title: Text, _ before: [TableColumn], _ items: [([TableCell], RetentionItem)],
    _ reader: StoreReader
  ) throws -> Table<Released> {
    Disclosure.withoutCountsOfCitizens(
      columns: before + [
        column("kind", Text(de: "Art", en: "Kind")),
        column("before", Text(de: "vor dem", en: "Before")),
        column("items", Text(de: "Stücke", en: "Items")),
        column("rows", Text(de: "Zeilen", en: "Rows")), column("bytes", .same("Bytes")),
      ],
      rows: items.map { before, item in
        before + [
          .key(item.kind.rawValue, label: item.kind.name),
          .text(item.before?.description ?? ""), count(item.items),
          item.rows.map(count) ?? .figure(.missing), count(item.bytes),
        ]
      },
      provenance: Provenance(
        title: title, source: Text(de: "Datenbestand", en: "stored data"),
        dataState: try reader.dataState()))
  }

  private static func column(_ name: String, _ title: Text) -> TableColumn {
    TableColumn(name: name, title: title, role: .dimension)
  }

  private static func count(_ number: Int) -> TableCell { .figure(.value(Double(number))) }
}

extension RetentionKind {
  public var name: Text {
    switch self {
    case .deliveries: Text(de: "archivierte Lieferungen", en: "archived deliveries")
    case .refusedFiles: Text(de: "abgewiesene Dateien", en: "refused files")
    case .frozenRuns: Text(de: "festgehaltene Stände von Läufen", en: "kept states of runs")
    case .events: Text(de: "einzelne Ereignisse", en: "single events")
    case .days: Text(de: "Zählungen je Tag", en: "counts by day")
    case .eventNumbers: Text(de: "Ereignisnummern der Quellen", en: "producers' event numbers")
    case .excerpts:
      Text(de: "Auszüge in Quarantäne und Hinweisen", en: "excerpts in quarantine and warnings")
    case .sessionHashes: Text(de: "Prüfwerte der Besuche", en: "hashes of sessions")
    }
  }
}
