import Columns
import Domain
import Store

extension ChunkReader {
  /// All numbers of a column with few values.
  /// - Throws: ``Fault`` that names the segment of a damaged chunk.
  func numbers(_ column: String, of stored: StoredColumns) throws(Fault) -> [UInt32] {
    guard isNarrow else { throw stored.damage(column, .tooWide) }
    return try all(column, stored) { count, target throws(ChunkDamage) in
      try read(count, into: target)
    }
  }

  /// All numbers of a column of any width.
  func wideNumbers(_ column: String, of stored: StoredColumns) throws(Fault) -> [UInt64] {
    try all(column, stored) { count, target throws(ChunkDamage) in
      try read(count, into: target)
    }
  }

  private func all<Lane>(
    _ column: String, _ stored: StoredColumns,
    _ read: (Int, UnsafeMutablePointer<Lane>) throws(ChunkDamage) -> Void
  ) throws(Fault) -> [Lane] {
    var damage: ChunkDamage?
    let numbers = [Lane](unsafeUninitializedCapacity: rowCount) { buffer, initialized in
      guard rowCount > 0 else { return }
      do throws(ChunkDamage) {
        try read(rowCount, buffer.baseAddress!)
        initialized = rowCount
      } catch {
        damage = error
      }
    }
    if let damage { throw stored.damage(column, damage) }
    return numbers
  }
}
