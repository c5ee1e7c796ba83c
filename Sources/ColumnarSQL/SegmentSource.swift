import Columns
import Domain

/// A stored piece of a feed.
struct Segment: Equatable {
  let id: Int64
  let loadID: Int64
  let rowCount: Int
}

/// What a segment's column can hold.
struct ZoneMap {
  let minimum: Cell
  let maximum: Cell
  let nullCount: Int
}

/// The segments of one feed, read with plain SELECTs over the ordinary tables `segment` and
/// `chunk` of a Lagebild database (`Store/FORMAT.md`).
final class SegmentSource {
  let connection: Connection
  let feed: FeedSchema
  private let listing: Statement
  private let zoneMaps: Statement
  private let chunk: Statement
  private let dictionary: Statement
  /// Column → the texts that all segments share, by code.
  private var sharedTexts: [String: [String]] = [:]

  /// - Throws: ``QueryError`` where `main` is no Lagebild database.
  init(_ feed: FeedSchema, connection: Connection) throws(QueryError) {
    self.feed = feed
    self.connection = connection
    listing = try connection.prepare(
      """
      SELECT segment_id, load_id, rows FROM main.segment WHERE series = ?1 ORDER BY segment_id
      """)
    zoneMaps = try connection.prepare(
      """
      SELECT c.segment_id, c.minimum, c.maximum, c.nulls
      FROM main.segment s CROSS JOIN main.chunk c USING (segment_id)
      WHERE s.series = ?1 AND c.column_name = ?2
      """)
    chunk = try connection.prepare(
      "SELECT checksum, bytes FROM main.chunk WHERE segment_id = ?1 AND column_name = ?2")
    dictionary = try connection.prepare(
      """
      SELECT code, text FROM main.dictionary WHERE series = ?1 AND column_name = ?2 ORDER BY code
      """)
  }

  /// Forgets what another state of the database said.
  func refresh() { sharedTexts = [:] }

  /// All segments, in the order in which they were written.
  func segments() throws(QueryError) -> [Segment] {
    defer { listing.reset() }
    listing.bind(1, feed.name)
    var segments: [Segment] = []
    while try listing.step() {
      let id = listing.integer(0)
      guard let rows = UInt32(exactly: listing.integer(2)) else {
        throw .damage("table segment, segment \(id) of \(feed.name): an impossible row count")
      }
      segments.append(Segment(id: id, loadID: listing.integer(1), rowCount: Int(rows)))
    }
    return segments
  }

  /// Load → place in the order of precedence: the last delivery of a key counts.
  func loadRanks() throws(QueryError) -> [Int64: Int] {
    let ledger = try connection.prepare(
      """
      SELECT load_id FROM main.load WHERE feed = ?1
      ORDER BY coalesce(produced_at, loaded_at), hex(sha256)
      """)
    ledger.bind(1, feed.name)
    var ranks: [Int64: Int] = [:]
    while try ledger.step() { ranks[ledger.integer(0)] = ranks.count }
    return ranks
  }

  /// Segment → zone map of one column.
  func zones(of column: String) throws(QueryError) -> [Int64: ZoneMap] {
    defer { zoneMaps.reset() }
    zoneMaps.bind(1, feed.name)
    zoneMaps.bind(2, column)
    var zones: [Int64: ZoneMap] = [:]
    while try zoneMaps.step() {
      zones[zoneMaps.integer(0)] = ZoneMap(
        minimum: Self.cell(zoneMaps, 1), maximum: Self.cell(zoneMaps, 2),
        nullCount: Int(clamping: zoneMaps.integer(3)))
    }
    return zones
  }

  /// Decodes one column of a segment, checked against its checksum.
  /// - Throws: ``QueryError`` that names table, segment and column.
  func vector(_ column: String, of segment: Segment) throws(QueryError) -> ColumnVector {
    defer { chunk.reset() }
    func damage(_ problem: String) -> QueryError {
      .damage("\(place(column, of: segment)): \(problem)")
    }
    chunk.bind(1, segment.id)
    chunk.bind(2, column)
    guard try chunk.step() else { throw damage("the column is not there") }
    let bytes = chunk.bytes(1)
    guard Checksum.xxh64(bytes) == UInt64(bitPattern: chunk.integer(0)) else {
      throw damage("the checksum does not match")
    }
    let vector: ColumnVector
    let shared = feed[column]?.type.physical == .text ? try texts(of: column) : []
    do { vector = try ChunkCodec.decode(bytes, sharedTexts: shared) } catch {
      throw damage(error.problem)
    }
    guard vector.rowCount == segment.rowCount else { throw damage("the row count does not match") }
    guard vector.type == feed[column]?.type.physical else { throw damage("the type is another") }
    return vector
  }

  /// The texts that the codes of a column stand for; empty where each chunk has its own.
  private func texts(of column: String) throws(QueryError) -> [String] {
    if let known = sharedTexts[column] { return known }
    defer { dictionary.reset() }
    dictionary.bind(1, feed.name)
    dictionary.bind(2, column)
    var texts: [String] = []
    while try dictionary.step() {
      guard dictionary.integer(0) == Int64(texts.count) else {
        throw .damage("table dictionary, column \(column) of \(feed.name): the codes have gaps")
      }
      texts.append(dictionary.text(1))
    }
    sharedTexts[column] = texts
    return texts
  }

  /// Where a chunk is, for messages.
  func place(_ column: String, of segment: Segment) -> String {
    "table chunk, segment \(segment.id) of \(feed.name), column \(column)"
  }

  private static func cell(_ statement: Statement, _ index: Int32) -> Cell {
    switch statement.type(index) {
    case 1: .integer(statement.integer(index))
    case 2: .real(statement.real(index))
    case 3: .text(statement.text(index))
    default: .null
    }
  }
}
