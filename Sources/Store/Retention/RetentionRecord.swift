import Columns
import Domain
import GRDB

/// One run of retention that has deleted something.
public struct RetentionRecord: Sendable {
  public let run: Int
  /// Milliseconds since 1970-01-01T00:00Z.
  public let appliedAt: Int64
  public let items: [RetentionItem]
}

/// What was deleted is kept in series of their own, `retention/…`: no facts, no marts, never
/// changed.
enum RetentionSeries {
  /// `run`, `applied_at`, `events_from`, `days_from` (days), `files_from` (an instant): what the
  /// state is after the run; null as in ``RetentionState``.
  static let runs = "retention/runs"
  /// `run`, `kind`, `before` (a day), `items`, `rows`, `bytes`.
  static let items = "retention/items"
  /// `run`, `load`, `rows`: deleted events of each load.
  static let loads = "retention/loads"

  static func write(
    _ record: RetentionRecord, _ state: RetentionState, rowsOfLoads: [Int64: Int], in db: Database
  ) throws {
    let writer = SegmentWriter(db: db, texts: SharedTexts(db: db))
    let run = Cell.integer(Int64(record.run))
    func cell(_ day: Day?) -> Cell { day.map { .integer(Int64($0.number)) } ?? .null }
    func cell(_ number: Int?) -> Cell { number.map { .integer(Int64($0)) } ?? .null }
    _ = try writer.write(
      batch(
        ["run", "applied_at", "events_from", "days_from", "files_from"],
        [
          [
            run, .integer(record.appliedAt), cell(state.eventsFrom), cell(state.daysFrom),
            state.filesFrom.map { .integer($0) } ?? .null,
          ]
        ]), series: runs)
    _ = try writer.write(
      batch(
        ["run", "kind", "before", "items", "rows", "bytes"],
        record.items.map { item in
          [
            run, .text(item.kind.rawValue), cell(item.before), cell(item.items), cell(item.rows),
            cell(item.bytes),
          ]
        }), series: items)
    guard !rowsOfLoads.isEmpty else { return }
    _ = try writer.write(
      batch(
        ["run", "load", "rows"],
        rowsOfLoads.sorted { $0.key < $1.key }.map { [run, .integer($0.key), cell($0.value)] }),
      series: loads)
  }

  private static func batch(_ names: [String], _ rows: [[Cell]]) -> ColumnBatch {
    var builders = names.map { ColumnBuilder($0 == "kind" ? .text : .integer) }
    for row in rows {
      for (column, cell) in row.enumerated() { builders[column].append(cell) }
    }
    return ColumnBatch(names: names, columns: builders.map { $0.finish() })
  }
}

extension StoreReader {
  /// What is left after all runs of retention.
  public func retention() throws -> RetentionState {
    let zones = try zones(
      of: ["events_from", "days_from", "files_from"], in: RetentionSeries.runs)
    let runs = try segments(of: RetentionSeries.runs)
    func latest(_ column: String) -> Int64? {
      runs.compactMap { zones[column, $0]?.integers?.upperBound }.max()
    }
    return RetentionState(
      eventsFrom: latest("events_from").map { Day(number: Int32($0)) },
      daysFrom: latest("days_from").map { Day(number: Int32($0)) },
      filesFrom: latest("files_from"))
  }

  /// Load → how many of its events retention has deleted.
  public func rowsDeleted() throws -> [Int64: Int] {
    var rows: [Int64: Int] = [:]
    for part in try batches(of: RetentionSeries.loads, columns: ["load", "rows"]) {
      for row in 0..<part.rowCount {
        rows[part.columns[0][row].integer!, default: 0] += Int(part.columns[1][row].integer!)
      }
    }
    return rows
  }

  /// The runs that have deleted something, oldest first.
  public func retentionRecords() throws -> [RetentionRecord] {
    var itemsOfRun: [Int64: [RetentionItem]] = [:]
    let names = ["run", "kind", "before", "items", "rows", "bytes"]
    for part in try batches(of: RetentionSeries.items, columns: names) {
      for row in 0..<part.rowCount {
        let cells = part.row(row)
        guard let kind = cells[1].text.flatMap(RetentionKind.init) else { continue }
        itemsOfRun[cells[0].integer!, default: []].append(
          RetentionItem(
            kind: kind, before: cells[2].integer.map { Day(number: Int32($0)) },
            items: Int(cells[3].integer!), rows: cells[4].integer.map { Int($0) },
            bytes: Int(cells[5].integer!)))
      }
    }
    return try batches(of: RetentionSeries.runs, columns: ["run", "applied_at"]).flatMap { part in
      (0..<part.rowCount).map { row in
        let run = part.columns[0][row].integer!
        return RetentionRecord(
          run: Int(run), appliedAt: part.columns[1][row].integer!, items: itemsOfRun[run] ?? [])
      }
    }
  }
}
