import Columns
import Domain
import Store

/// The usage cubes as a mart: counts of events, sessions and ratings in the cells of several grains,
/// and durations by month, kept up to date in the transaction of each load of events.
///
/// Readers add up the parts of a series. A load adds a part, and takes the parts before it into it
/// as long as these are small, so that many small loads leave few parts and no load writes much
/// more than it brought. Where a load continues visits of earlier ones, what these visits counted
/// before is taken back; the session numbers in the zone maps say which segments have to be
/// looked at.
public struct UsageCube: Mart {
  public init() {}

  public var series: [String] {
    CubeGrain.all.flatMap { [$0.cells.series, $0.visits.series] }
      + [CubeLayout.durations.series, CubeLayout.extent.series]
  }
  public var feeds: Set<String> { [FeedSchema.events.name] }

  public var seriesByDay: [String] {
    CubeGrain.all.filter { $0.time == .day }.flatMap { [$0.cells.series, $0.visits.series] }
  }

  public func absorb(_ load: AbsorbedLoad, in transaction: MartTransaction) throws {
    guard try isOfThisVersion(transaction.reader) else { return try rebuild(in: transaction) }
    try CubeBuilder(load, in: transaction).build()
  }

  public func rebuild(in transaction: MartTransaction) throws {
    var counted = SessionSet()
    if let day = try transaction.reader.retention().eventsFrom {
      counted = try CubeRemains.keep(before: day, in: transaction)
    } else {
      for series in series { try transaction.clear(series) }
    }
    let feed = FeedSchema.events.name
    let segments = try transaction.reader.segments(of: feed)
    guard !segments.isEmpty else { return }
    let load = AbsorbedLoad(feed: feed, segments: segments, reopenedSessions: [])
    try CubeBuilder(load, counted: counted, in: transaction).build()
  }

  /// Whether the cubes have seen every event of the ledger, and know all that is counted now.
  public func isUpToDate(_ reader: StoreReader) throws -> Bool {
    let layout = CubeLayout.extent
    let seen = try reader.zones(of: [layout.numbers[0]], in: layout.series).all
      .reduce(0) { $0 + ($1.integers?.upperBound ?? 0) }
    return try reader.rowsLoaded(of: FeedSchema.events.name) == seen && isOfThisVersion(reader)
  }

  /// Whether the parts have all columns: an earlier version may have counted less.
  private func isOfThisVersion(_ reader: StoreReader) throws -> Bool {
    try CubeGrain.all.allSatisfy { grain in
      let columns = try reader.columns(of: grain.cells.series)
      return columns.isEmpty || columns.isSuperset(of: grain.cells.numbers)
    }
  }

  public func canonicalRows(_ reader: StoreReader) throws -> [String] {
    let texts = try CubeTexts(reader)
    return try CubeGrain.all.flatMap { grain in
      let cells = CubeSheet(grain.cells)
      for part in try reader.batches(of: grain.cells.series, columns: grain.cells.columns) {
        cells.add(part, texts)
      }
      var visits = CubeVisits()
      for part in try reader.batches(of: grain.visits.series, columns: grain.visits.columns) {
        visits.append(part, grain.visits, texts)
      }
      return Self.lines(cells, texts, grain.name)
        + Self.paths(visits.takeBatch(grain.visits, texts), grain)
    } + Self.durationLines(reader, texts)
  }

  private static func durationLines(_ reader: StoreReader, _ texts: CubeTexts) throws -> [String] {
    let sheet = CubeSheet(.durations)
    let layout = CubeLayout.durations
    for part in try reader.batches(of: layout.series, columns: layout.columns) {
      sheet.add(part, texts)
    }
    return lines(sheet, texts, "durations")
  }

  /// One line a cell.
  private static func lines(_ sheet: CubeSheet, _ texts: CubeTexts, _ name: String) -> [String] {
    sheet.takeParts(texts, rowLimit: ColumnBatch.standardRowCount).flatMap { part in
      (0..<part.rowCount).map { name + part.row($0).map { " " + text($0) }.joined() }
    }.sorted()
  }

  private static func text(_ cell: Cell) -> String {
    cell.text ?? cell.integer.map(String.init) ?? ""
  }

  /// One line a session with several cells: what it did in each of them, without its number.
  private static func paths(_ part: ColumnBatch, _ grain: CubeGrain) -> [String] {
    var paths: [[String]] = []
    var last: Cell?
    for row in 0..<part.rowCount {
      var cells = part.row(row)
      let session = cells.remove(at: grain.axes.count)
      if session != last { paths.append([]) }
      last = session
      paths[paths.count - 1].append(cells.map(text).joined(separator: " "))
    }
    return paths.map { grain.name + " " + $0.sorted().joined(separator: " | ") }.sorted()
  }
}
