import ArgumentParser
import Columns
import Cryptography
import Domain
import Formats
import Store

/// `lagebild trace --load N --row R`
struct Trace: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "The way of one stored row: file, load, segment, values.")

  @OptionGroup var project: ProjectOptions
  @Option(help: "Number of the load, as in load list.")
  var load: Int64
  @Option(help: "Number of the row within the load, from 1, in the order of storing.")
  var row: Int = 1

  func run() throws {
    try project.read { reader in
      guard let record = try reader.loads().first(where: { $0.loadID == load }) else {
        throw Fault(
          .usage, at: "--load \(load)", "there is no such load",
          remedy: "lagebild load list shows them")
      }
      guard let (segment, position) = try place(in: reader) else {
        let deleted = try reader.rowsDeleted()[load] ?? 0
        let left = record.rowsLoaded - deleted
        throw Fault(
          .usage, at: "--row \(row)",
          deleted == 0
            ? "the load has \(left) rows"
            : "of the load's \(record.rowsLoaded) rows retention has deleted \(deleted)",
          remedy: left > 0 ? "Name one of 1 to \(left)" : "Name another load")
      }
      print("file", "\(record.file), \(record.bytes) bytes, sha256 \(Hex.encode(record.sha256))")
      print(
        "load",
        "\(load) of feed \(record.feed), source \(record.source), at "
          + InstantText.utc(record.loadedAt))
      print(
        "rows",
        "\(record.rowsIn) in = \(record.rowsLoaded) loaded + \(record.rowsDuplicate)"
          + " duplicate + \(record.rowsQuarantined) in quarantine")
      print(
        "segment", "\(segment.id) of \(segment.series), row \(position + 1) of \(segment.rowCount)")
      try values(of: record.feed, segment, position, reader)
    }
  }

  /// The segment that holds the row, and the row's position in it, from 0.
  private func place(in reader: StoreReader) throws -> (SegmentInfo, Int)? {
    var before = 0
    for part in try reader.parts(of: load) {
      if row > before, row <= before + part.rowCount {
        return (part.segment, try reader.positions(of: part)[row - before - 1])
      }
      before += part.rowCount
    }
    return nil
  }

  private func values(
    of feed: String, _ segment: SegmentInfo, _ position: Int, _ reader: StoreReader
  ) throws {
    guard let schema = FeedCatalogue.feed(named: feed) else { return }
    for column in schema.columns {
      // Event numbers serve deduplication only and are not stored with the row.
      guard let zone = try reader.zone(of: column.name, in: segment) else { continue }
      let value = try reader.read(segment, columns: [column.name]).columns[0][position]
      let range =
        zone.minimum == .null
        ? "" : "   [\(text(zone.minimum, column.type)) … \(text(zone.maximum, column.type))]"
      print(column.name, text(value, column.type) + range)
    }
  }

  /// A stored value as the feed writes it.
  private func text(_ cell: Cell, _ type: ColumnType) -> String {
    switch (cell, type) {
    case (.null, _): "–"
    case (.integer(let number), .day): Day(number: Int32(number)).description
    case (.integer(let number), .month): Month(number: Int32(number)).description
    case (.integer(let number), .timestamp): InstantText.utc(number)
    case (.integer(let number), .flag): number == 1 ? "yes" : "no"
    case (.integer(let cents), .money): ExactNumber.text(Double(cents) / 100)
    case (.integer(let number), _): String(number)
    case (.real(let number), _): ExactNumber.text(number)
    case (.text(let text), _): text
    }
  }

  private func print(_ name: String, _ value: String) {
    Swift.print(name + String(repeating: " ", count: max(1, 22 - name.count)) + value)
  }
}
