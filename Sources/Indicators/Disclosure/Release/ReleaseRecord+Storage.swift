import Columns
import Domain
import Store

/// The list of releases ↔ the parts in which the store keeps it.
extension PublishedCells {
  private static let listColumns = [
    "release", "made_on", "first_month", "until_month", "last_load", "revision", "cells", "revised",
  ]

  /// All releases, oldest first.
  public static func releases(_ reader: StoreReader) throws -> [ReleaseRecord] {
    try reader.batches(of: listSeries, columns: listColumns).flatMap { batch in
      let numbers = listColumns.map { batch.rawIntegers($0) ?? [] }
      let revision = batch.texts("revision")
      return (0..<batch.rowCount).map { row in
        ReleaseRecord(
          number: Int(numbers[0][row]), madeOn: Day(number: Int32(numbers[1][row])),
          firstMonth: Month(number: Int32(numbers[2][row])),
          until: Month(number: Int32(numbers[3][row])), lastLoad: numbers[4][row],
          revision: revision[row] ?? "", cells: Int(numbers[6][row]),
          revised: Int(numbers[7][row]))
      }
    }.sorted { $0.number < $1.number }
  }

  static func batch(_ record: ReleaseRecord) -> ColumnBatch {
    func number(_ value: Int64) -> ColumnVector { .integers([value], validity: nil) }
    return ColumnBatch(
      names: listColumns,
      columns: [
        number(Int64(record.number)), number(Int64(record.madeOn.number)),
        number(Int64(record.firstMonth.number)), number(Int64(record.until.number)),
        number(record.lastLoad),
        .texts(codes: [0], dictionary: [record.revision], validity: nil),
        number(Int64(record.cells)), number(Int64(record.revised)),
      ])
  }

  static func batch(_ periods: [PublicPeriod], release: Int) -> ColumnBatch {
    ColumnBatch(
      names: ["period", "release"],
      columns: [
        .texts(
          codes: periods.indices.map { UInt32($0) }, dictionary: periods.map(\.description),
          validity: nil),
        .integers(periods.map { _ in Int64(release) }, validity: nil),
      ])
  }

  static func batch(_ keys: [ReleaseKey]) -> ColumnBatch {
    ColumnBatch(
      names: ["year", "fingerprint"],
      columns: [
        .integers(keys.map { Int64($0.year) }, validity: nil),
        .texts(
          codes: keys.indices.map { UInt32($0) }, dictionary: keys.map(\.fingerprint), validity: nil
        ),
      ])
  }
}
