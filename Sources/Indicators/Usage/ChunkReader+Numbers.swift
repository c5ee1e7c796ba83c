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

  /// The same two for a kernel.
  func lane(_ column: String, of stored: StoredColumns) throws(Fault) -> NumberLane<UInt32> {
    guard isNarrow else { throw stored.damage(column, .tooWide) }
    let lane = NumberLane<UInt32>(count: rowCount)
    do throws(ChunkDamage) {
      try read(rowCount, into: lane.start)
    } catch {
      throw stored.damage(column, error)
    }
    return lane
  }

  func wideLane(_ column: String, of stored: StoredColumns) throws(Fault) -> NumberLane<UInt64> {
    let lane = NumberLane<UInt64>(count: rowCount)
    do throws(ChunkDamage) {
      try read(rowCount, into: lane.start)
    } catch {
      throw stored.damage(column, error)
    }
    return lane
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

/// Numbers in one hand, looked up without a check: whoever asks knows how many there are.
struct NumberLane<Number: BitwiseCopyable>: ~Copyable {
  let start: UnsafeMutablePointer<Number>
  let count: Int

  /// - Returns: of so many numbers, none of them set.
  init(count: Int) {
    start = .allocate(capacity: max(1, count))
    self.count = count
  }

  init(_ numbers: some Collection<Number>) {
    self.init(count: numbers.count)
    for (place, number) in numbers.enumerated() { start[place] = number }
  }

  deinit { start.deallocate() }

  @inline(__always)
  subscript(place: Int) -> Number { start[place] }
}
