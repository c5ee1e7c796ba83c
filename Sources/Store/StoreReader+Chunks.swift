import Columns
import Domain
import GRDB

/// The bytes of columns, or what questions before have opened of them.
extension StoreReader {
  /// The bytes of some columns, to be opened on any thread; with those of others where reading them
  /// takes these beside them.
  /// - Parameter keeping: whether what is opened of them may be kept for the next question, and taken
  ///   from what was. Not for who reads all there is, once.
  package func storedColumns(
    _ columns: [String], of segment: SegmentInfo, keeping: Bool = false
  ) throws -> StoredColumns {
    let memory = keeping ? memory?.chunks : nil
    var stored = StoredColumns(segment: segment, path: path, memory: memory)
    try add(columns, to: &stored, memory)
    let beside = Set(columns.flatMap(stored.columns(beside:))).subtracting(columns)
    if !beside.isEmpty { try add(beside.sorted(), to: &stored, memory) }
    return stored
  }

  /// Memory that opened chunks take that are kept for further questions, roughly.
  package var keptBytes: Int { memory?.chunks?.byteCount ?? 0 }

  private func add(
    _ columns: [String], to stored: inout StoredColumns, _ memory: ChunkMemory?
  ) throws {
    let segment = stored.segment
    let kept = try memory?.chunks(columns, of: segment) { try checksums(of: segment) } ?? [:]
    for column in columns {
      if let (chunk, storedBytes) = kept[column] {
        stored.add(column, chunk, storedBytes: storedBytes)
        continue
      }
      guard
        let row = try Row.fetchOne(
          db.cachedStatement(
            sql: "SELECT checksum, bytes FROM chunk WHERE segment_id = ? AND column_name = ?"),
          arguments: [segment.id, column])
      else { throw stored.damage(column, .missing) }
      stored.add(
        column, try row.withUnsafeData(atIndex: 1) { $0.map { [UInt8]($0) } ?? [] },
        checksum: UInt64(bitPattern: row[0] as Int64))
    }
  }

  /// By column.
  private func checksums(of segment: SegmentInfo) throws -> [String: UInt64] {
    var checksums: [String: UInt64] = [:]
    let rows = try Row.fetchCursor(
      db.cachedStatement(sql: "SELECT column_name, checksum FROM chunk WHERE segment_id = ?"),
      arguments: [segment.id])
    while let row = try rows.next() { checksums[row[0]] = UInt64(bitPattern: row[1] as Int64) }
    return checksums
  }
}
