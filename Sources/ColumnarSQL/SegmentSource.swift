import Columns
import Domain

/// A stored piece of a feed.
struct Segment: Equatable {
  let id: Int64
  /// The load that it is from: the last, where the feed has no key and its segments are merged.
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
      SELECT segment_id,
        (SELECT MAX(load_id) FROM main.segment_load p WHERE p.segment_id = s.segment_id), rows
      FROM main.segment s WHERE series = ?1 ORDER BY segment_id
      """)
    zoneMaps = try connection.prepare(
      """
      SELECT c.segment_id, c.minimum, c.maximum, c.nulls, c.zone_checksum
      FROM main.segment s CROSS JOIN main.chunk c USING (segment_id)
      WHERE s.series = ?1 AND c.column_name = ?2
      """)
    chunk = try connection.prepare(
      "SELECT checksum, bytes FROM main.chunk WHERE segment_id = ?1 AND column_name = ?2")
    dictionary = try connection.prepare(
      """
      SELECT code, text, checksum FROM main.dictionary WHERE series = ?1 AND column_name = ?2
      ORDER BY code
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
      let id = zoneMaps.integer(0)
      let (low, high) = (Self.cell(zoneMaps, 1), Self.cell(zoneMaps, 2))
      let checksum = Checksum.zone(
        segmentID: id, column: column, minimum: low, maximum: high, nulls: zoneMaps.integer(3))
      guard Int64(bitPattern: checksum) == zoneMaps.integer(4) else {
        throw .damage(
          "table chunk, segment \(id) of \(feed.name), column \(column):"
            + " the checksum of the zone map does not match")
      }
      zones[id] = ZoneMap(
        minimum: low, maximum: high, nullCount: Int(clamping: zoneMaps.integer(3)))
    }
    return zones
  }

  /// Opens one column of a segment, checked against its checksum.
  /// - Throws: ``QueryError`` that names table, segment and column.
  func open(_ column: String, of segment: Segment) throws(QueryError) -> StoredColumn {
    let place = place(column, of: segment)
    let bytes = try bytes(of: column, segment)
    var classes: ChunkReader?
    var visits: VisitChunks?
    // These take none beside them, and what says otherwise is damaged.
    if !["event", "ts", "session"].contains(column), ChunkReader.isByClass(bytes) {
      classes = try open("event", of: segment).chunk
      if ChunkReader.isElapsed(bytes) {
        visits = VisitChunks(
          instants: try open("ts", of: segment).chunk,
          sessions: try open("session", of: segment).chunk)
      }
    }
    let reader: ChunkReader
    do {
      reader = try ChunkReader(bytes, classes: classes, visits: visits)
    } catch {
      throw .damage("\(place): \(error.problem)")
    }
    guard reader.rowCount == segment.rowCount else {
      throw .damage("\(place): the row count does not match")
    }
    // The second byte says what the numbers are: integers, reals, own texts, shared texts.
    let content: Set<UInt8> =
      switch feed[column]?.type.physical {
      case .integer: [1]
      case .real: [2]
      case .text: [3, 4]
      case nil: []
      }
    guard content.contains(bytes[1]) else { throw .damage("\(place): the type is another") }
    let texts = bytes[1] == 4 ? try texts(of: column) : reader.texts
    return StoredColumn(chunk: reader, texts: texts, place: place)
  }

  /// The same as values and with nothing left to decide; for few and small columns.
  func vector(_ column: String, of segment: Segment) throws(QueryError) -> ColumnVector {
    let stored = try open(column, of: segment)
    do throws(ChunkDamage) {
      return try ChunkCodec.decode(stored.chunk, sharedTexts: stored.texts)
    } catch {
      throw stored.damage(error.problem)
    }
  }

  private func bytes(of column: String, _ segment: Segment) throws(QueryError) -> [UInt8] {
    defer { chunk.reset() }
    chunk.bind(1, segment.id)
    chunk.bind(2, column)
    guard try chunk.step() else {
      // The feed got the column after the segment was written.
      if let known = feed[column], known.isAddition {
        return ChunkCodec.encode(.nulls(known.type.physical, count: segment.rowCount))
      }
      throw .damage("\(place(column, of: segment)): the column is not there")
    }
    let bytes = chunk.bytes(1)
    guard Checksum.xxh64(bytes) == UInt64(bitPattern: chunk.integer(0)) else {
      throw .damage("\(place(column, of: segment)): the checksum does not match")
    }
    return bytes
  }

  /// The texts that the codes of a column stand for; empty where each chunk has its own.
  private func texts(of column: String) throws(QueryError) -> [String] {
    if let known = sharedTexts[column] { return known }
    defer { dictionary.reset() }
    dictionary.bind(1, feed.name)
    dictionary.bind(2, column)
    var texts: [String] = []
    while try dictionary.step() {
      let (code, text) = (dictionary.integer(0), dictionary.text(1))
      let checksum = Checksum.dictionaryEntry(
        series: feed.name, column: column, code: code, text: text)
      guard code == Int64(texts.count), Int64(bitPattern: checksum) == dictionary.integer(2) else {
        throw .damage(
          "table dictionary, code \(code) of column \(column) of \(feed.name):"
            + " the checksum does not match, or a code before it is missing")
      }
      texts.append(text)
    }
    sharedTexts[column] = texts
    return texts
  }

  private func place(_ column: String, of segment: Segment) -> String {
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

/// A column of a segment as it is stored, opened for reading.
struct StoredColumn {
  let chunk: ChunkReader
  /// The texts that its numbers stand for; empty for numbers.
  let texts: [String]
  fileprivate let place: String

  fileprivate init(chunk: ChunkReader, texts: [String], place: String) {
    self.chunk = chunk
    self.texts = texts
    self.place = place
  }

  /// What to say where it cannot be read.
  func damage(_ problem: String) -> QueryError { .damage("\(place): \(problem)") }
}
