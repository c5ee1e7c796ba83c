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

  /// The same for numbers that are bytes, while all rows are left: eight at a time, for most have
  /// none to keep.
  func keep(_ bytes: ArraySlice<UInt8>, _ admitted: [UInt8]) {
    let wanted = admitted.indices.filter { admitted[$0] == 1 }
    let patterns = wanted.map { UInt64($0) &* 0x0101_0101_0101_0101 }
    bytes.withUnsafeBytes { raw in
      var kept = 0
      var row = 0
      while row + 8 <= count, patterns.count <= 3 {
        let word = raw.loadUnaligned(fromByteOffset: row, as: UInt64.self)
        var hits = patterns.reduce(0) { $0 | Self.zeroBytes(word ^ $1) }
        while hits != 0 {
          rows[kept] = UInt32(truncatingIfNeeded: row &+ hits.trailingZeroBitCount &>> 3)
          kept &+= 1
          hits &= hits &- 1
        }
        row += 8
      }
      for row in row..<count {
        rows[kept] = UInt32(truncatingIfNeeded: row)
        kept &+= Int(admitted[Int(raw[row])])
      }
      count = kept
    }
    isAll = false
  }

  /// The highest bit of each byte that is 0 (H. S. Warren, Hacker's Delight, 6–1).
  @inline(__always)
  private static func zeroBytes(_ word: UInt64) -> UInt64 {
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    return ~((word & low) &+ low | word | low)
  }

  /// - Parameter constant: what dimensions with one key in the whole segment decide.
  func beginGroups(_ constant: UInt64) {
    if isDense {
      groups.update(repeating: UInt32(truncatingIfNeeded: constant), count: count)
    } else {
      keys.update(repeating: constant, count: count)
    }
  }

  /// The same as below for a lane with runs: a run is looked up once.
  func addGroups(_ lane: Lane, _ rows: Range<Int>, _ parts: GroupParts) {
    var next = 0
    lane.walk(rows) { number, run in
      let part = parts.wide[Int(number)]
      var end = run.upperBound
      if !isAll {
        // The rows left that lie in the run.
        end = next
        while end < count, Int(self.rows[end]) < run.upperBound { end += 1 }
      }
      if isDense {
        let narrow = UInt32(truncatingIfNeeded: part)
        for index in next..<end { groups[index] &+= narrow }
      } else {
        for index in next..<end { keys[index] &+= part }
      }
      next = end
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
