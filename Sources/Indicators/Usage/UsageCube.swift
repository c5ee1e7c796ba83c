import Columns
import Domain
import Store

/// The usage cubes as a mart: counts of events, sessions and ratings in the cells of several grains,
/// durations by month, and how far visits came, kept up to date in the transaction of each load of
/// events.
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
      + [CubeLayout.durations, .funnel, .extent].map(\.series)
  }
  public var feeds: Set<String> { [FeedSchema.events.name] }

  public var seriesByDay: [String] {
    CubeGrain.all.filter { $0.time == .day }.flatMap { [$0.cells.series, $0.visits.series] }
  }

  public func absorb(_ load: AbsorbedLoad, in transaction: MartTransaction) throws {
    guard try Self.isOfThisVersion(transaction.reader) else { return try rebuild(in: transaction) }
    try CubeBuilder(load, in: transaction).build()
  }

  public func rebuild(in transaction: MartTransaction) throws {
    var remains = CubeRemains.none
    if let day = try transaction.reader.retention().eventsFrom {
      remains = try CubeRemains.keep(before: day, in: transaction)
    } else {
      for series in series { try transaction.clear(series) }
    }
    let feed = FeedSchema.events.name
    let segments = try transaction.reader.segments(of: feed)
    guard !segments.isEmpty else { return }
    let load = AbsorbedLoad(feed: feed, segments: segments, reopenedSessions: [])
    try CubeBuilder(load, beside: remains, in: transaction).build()
  }

  /// Whether the cubes have seen every event of the ledger, and know all that is counted now.
  public func isUpToDate(_ reader: StoreReader) throws -> Bool {
    let layout = CubeLayout.extent
    let seen = try reader.zones(of: [layout.numbers[0]], in: layout.series).all
      .reduce(0) { $0 + ($1.integers?.upperBound ?? 0) }
    return try reader.rowsLoaded(of: FeedSchema.events.name) == seen && Self.isOfThisVersion(reader)
  }

  /// Whether all series are there with all columns: an earlier version may have counted less.
  static func isOfThisVersion(_ reader: StoreReader) throws -> Bool {
    let extent = CubeLayout.extent
    let hasColumns = try (CubeGrain.all.map(\.cells) + [extent]).allSatisfy { layout in
      let columns = try reader.columns(of: layout.series)
      return columns.isEmpty || columns.isSuperset(of: layout.numbers)
    }
    return try hasColumns
      && reader.zones(of: [extent.numbers[1]], in: extent.series).all
        .allSatisfy { $0.integers?.upperBound == Int64(UsageCube().series.count) }
  }

  static func writeExtent(_ events: Int64, in transaction: MartTransaction) throws {
    let layout = CubeLayout.extent
    try transaction.clear(layout.series)
    try transaction.add(
      ColumnBatch(
        names: layout.numbers,
        columns: [events, Int64(UsageCube().series.count)].map { .integers([$0], validity: nil) }),
      to: layout.series)
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
    } + Self.lines(.durations, reader, texts, "durations")
      + Self.lines(.funnel, reader, texts, "funnel")
  }

  private static func lines(
    _ layout: CubeLayout, _ reader: StoreReader, _ texts: CubeTexts, _ name: String
  ) throws -> [String] {
    let sheet = CubeSheet(layout)
    for part in try reader.batches(of: layout.series, columns: layout.columns) {
      sheet.add(part, texts)
    }
    return lines(sheet, texts, name)
  }

  /// One line a cell; one from which everything was taken back is none.
  private static func lines(_ sheet: CubeSheet, _ texts: CubeTexts, _ name: String) -> [String] {
    let axes = sheet.layout.axes.count
    return sheet.takeParts(texts, rowLimit: ColumnBatch.standardRowCount).flatMap { part in
      (0..<part.rowCount).map { part.row($0) }
        .filter { $0.dropFirst(axes).contains { $0.integer != 0 } }
        .map { name + $0.map { " " + text($0) }.joined() }
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
