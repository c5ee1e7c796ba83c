import Columns
import Domain

/// Columns of a segment as they are stored: what a worker needs to read them by itself.
package struct StoredColumns: Sendable {
  package let segment: SegmentInfo
  private let path: String
  /// What has been read of the database.
  private var chunks: [String: (bytes: [UInt8], checksum: UInt64)] = [:]
  /// What somebody has read, checked and opened before.
  private var opened: [String: OpenChunk] = [:]
  /// Where chunks are kept that are opened here.
  private let memory: ChunkMemory?
  /// Bytes of all columns together: that were read, and that need not be read again.
  package private(set) var bytesRead = 0
  package private(set) var bytesFromMemory = 0

  init(segment: SegmentInfo, path: String, memory: ChunkMemory? = nil) {
    self.segment = segment
    self.path = path
    self.memory = memory
  }

  mutating func add(_ column: String, _ bytes: [UInt8], checksum: UInt64) {
    chunks[column] = (bytes, checksum)
    bytesRead += bytes.count
  }

  mutating func add(_ column: String, _ chunk: OpenChunk, storedBytes: Int) {
    opened[column] = chunk
    bytesFromMemory += storedBytes
  }

  /// The columns that reading another one takes beside it.
  func columns(beside column: String) -> [String] {
    if let chunk = opened[column] { return columns(beside: column, chunk) }
    return chunks[column].map { bytes, _ in
      EventClasses.columns(
        beside: column, isByClass: ChunkReader.isByClass(bytes),
        isElapsed: ChunkReader.isElapsed(bytes))
    } ?? []
  }

  private func columns(beside column: String, _ chunk: OpenChunk) -> [String] {
    EventClasses.columns(
      beside: column, isByClass: chunk.isByClass, isElapsed: chunk.isElapsed)
  }

  /// Opens a column for reading in pieces.
  /// - Parameter kinds: `event`, where it is open already.
  /// - Throws: ``Fault`` of kind `badData` that names table, segment and column.
  package func open(
    _ column: String, kinds: ChunkReader? = nil
  ) throws(Fault) -> ChunkReader {
    let chunk = try chunk(column)
    let beside = columns(beside: column, chunk)
    var classes = kinds
    if classes == nil, beside.contains(EventClasses.decider) {
      classes = try open(EventClasses.decider)
    }
    var visits: VisitChunks?
    if beside.contains("ts") {
      visits = VisitChunks(instants: try open("ts"), sessions: try open("session"))
    }
    return ChunkReader(chunk, classes: classes, visits: visits)
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

  /// An opened chunk; one that has not been opened before only after its checksum was found right.
  private func chunk(_ column: String) throws(Fault) -> OpenChunk {
    if let chunk = opened[column] { return chunk }
    guard let (bytes, checksum) = chunks[column] else { throw damage(column, .missing) }
    guard Checksum.xxh64(bytes) == checksum else { throw damage(column, .checksum) }
    do throws(ChunkDamage) {
      let chunk = try OpenChunk(bytes)
      guard chunk.rowCount == segment.rowCount else { throw .rowCount }
      memory?.keep(chunk, column, of: segment, checksum: checksum, storedBytes: bytes.count)
      return chunk
    } catch {
      throw damage(column, error)
    }
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
