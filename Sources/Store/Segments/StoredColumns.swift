import Columns
import Domain

/// Columns of a segment as they are stored: what a worker needs to read them by itself.
package struct StoredColumns: Sendable {
  package let segment: SegmentInfo
  private let path: String
  private var chunks: [String: (bytes: [UInt8], checksum: UInt64)] = [:]

  init(segment: SegmentInfo, path: String) {
    self.segment = segment
    self.path = path
  }

  mutating func add(_ column: String, _ bytes: [UInt8], checksum: UInt64) {
    chunks[column] = (bytes, checksum)
  }

  /// Bytes of all columns together.
  package var byteCount: Int { chunks.values.reduce(0) { $0 + $1.bytes.count } }

  /// The columns that reading another one takes beside it.
  func columns(beside column: String) -> [String] {
    chunks[column].map { EventClasses.columns(beside: column, $0.bytes) } ?? []
  }

  /// Opens a column for reading in pieces.
  /// - Parameter kinds: `event`, where it is open already.
  /// - Throws: ``Fault`` of kind `badData` that names table, segment and column.
  package func open(
    _ column: String, kinds: ChunkReader? = nil
  ) throws(Fault) -> ChunkReader {
    let bytes = try checked(column)
    let beside = EventClasses.columns(beside: column, bytes)
    var classes = kinds
    if classes == nil, beside.contains(EventClasses.decider) {
      classes = try open(EventClasses.decider)
    }
    var visits: VisitChunks?
    if beside.contains("ts") {
      visits = VisitChunks(instants: try open("ts"), sessions: try open("session"))
    }
    do throws(ChunkDamage) {
      let chunk = try ChunkReader(bytes, classes: classes, visits: visits)
      guard chunk.rowCount == segment.rowCount else { throw .rowCount }
      return chunk
    } catch {
      throw damage(column, error)
    }
  }

  /// Columns of a series that shares no texts.
  /// - Throws: ``Fault`` as ``open(_:kinds:)``.
  package func decode(_ columns: [String]) throws(Fault) -> ColumnBatch {
    var vectors: [ColumnVector] = []
    for column in columns { vectors.append(try decode(column, sharedTexts: [])) }
    return ColumnBatch(names: columns, columns: vectors)
  }

  func decode(_ column: String, sharedTexts: [String]) throws(Fault) -> ColumnVector {
    let chunk = try open(column)
    do throws(ChunkDamage) {
      return try ChunkCodec.decode(chunk, sharedTexts: sharedTexts)
    } catch {
      throw damage(column, error)
    }
  }

  /// What to say of a column that cannot be read.
  package func damage(_ column: String, _ damage: ChunkDamage) -> Fault {
    Fault(
      .badData,
      at: "\(path): table chunk, segment \(segment.id) of \(segment.series), column \(column)",
      damage.problem, remedy: "Load the delivery anew from Data/archive")
  }

  private func checked(_ column: String) throws(Fault) -> [UInt8] {
    guard let chunk = chunks[column] else { throw damage(column, .missing) }
    guard Checksum.xxh64(chunk.bytes) == chunk.checksum else { throw damage(column, .checksum) }
    return chunk.bytes
  }
}

/// Zone maps of some columns.
package struct ZoneMap {
  struct Column: Hashable {
    let series: String
    let name: String
  }

  /// By column, then by segment.
  var zones: [String: [Int64: Zone]] = [:]

  /// The zone maps of all segments and columns, in any order.
  package var all: some Collection<Zone> { zones.values.flatMap(\.values) }

  package subscript(column: String, segment: SegmentInfo) -> Zone? {
    zones[column]?[segment.id]
  }
}
