/// The rows of a block that are left after the filters, and the groups they belong to.
final class BlockBuffers {
  /// Rows that are left.
  private(set) var count = 0
  /// Whether these are all rows of the block; then ``rows`` says nothing.
  private(set) var isAll = true
  /// Positions in the block, ascending.
  let rows: UnsafeMutablePointer<UInt32>
  /// `[position among the rows left]`: the group, where groups are numbered densely, or once they
  /// have been looked up.
  let groups: UnsafeMutablePointer<UInt32>
  /// The same as keys, where there are too many for dense numbers.
  let keys: UnsafeMutablePointer<UInt64>
  private let isDense: Bool

  init(isDense: Bool) {
    self.isDense = isDense
    rows = .allocate(capacity: Lane.blockRows)
    groups = .allocate(capacity: Lane.blockRows)
    keys = .allocate(capacity: isDense ? 1 : Lane.blockRows)
  }

  deinit {
    rows.deallocate()
    groups.deallocate()
    keys.deallocate()
  }

  func selectAll(_ count: Int) {
    self.count = count
    isAll = true
  }

  /// Leaves the rows whose number is admitted.
  func keep(_ numbers: UnsafePointer<UInt32>, _ admitted: [UInt8]) {
    admitted.withUnsafeBufferPointer { admitted in
      var kept = 0
      if isAll {
        for row in 0..<count {
          rows[kept] = UInt32(truncatingIfNeeded: row)
          kept &+= Int(admitted[Int(numbers[row])])
        }
      } else {
        for index in 0..<count {
          let row = rows[index]
          rows[kept] = row
          kept &+= Int(admitted[Int(numbers[Int(row)])])
        }
      }
      count = kept
    }
    isAll = false
  }

  func beginGroups() {
    if isDense {
      groups.update(repeating: 0, count: count)
    } else {
      keys.update(repeating: 0, count: count)
    }
  }

  /// Adds the part of a dimension to the groups of the rows left.
  func addGroups(_ numbers: UnsafePointer<UInt32>, _ table: GroupParts) {
    if isDense {
      table.narrow.withUnsafeBufferPointer { parts in
        forEachRow { index, row in groups[index] &+= parts[Int(numbers[row])] }
      }
    } else {
      table.wide.withUnsafeBufferPointer { parts in
        forEachRow { index, row in keys[index] &+= parts[Int(numbers[row])] }
      }
    }
  }

  /// Calls `body` with the position among the rows left and the position in the block.
  @inline(__always)
  func forEachRow(_ body: (Int, Int) -> Void) {
    if isAll {
      for index in 0..<count { body(index, index) }
    } else {
      for index in 0..<count { body(index, Int(rows[index])) }
    }
  }
}

/// `[number]`: the part of the group's key that a dimension decides.
struct GroupParts {
  let wide: [UInt64]
  let narrow: [UInt32]

  init(parts: [UInt64]) {
    wide = parts
    narrow = parts.map { UInt32(truncatingIfNeeded: $0) }
  }
}
