/// The rows of a block of a segment that are left after the filters.
final class RowBlock {
  /// The rows of the block.
  private(set) var rows = 0..<0
  /// Another one for each block.
  private(set) var origin = 0
  /// Another one whenever other rows are left.
  private(set) var state = 0
  /// How many rows are left.
  private(set) var count = 0
  /// Whether these are all rows of the block; then ``positions`` says nothing.
  private(set) var isAll = true
  /// Positions in the block, ascending.
  private let positions: UnsafeMutablePointer<UInt32>

  /// The kind of event that all rows left are of, where they were found by it.
  private(set) var kind: Int?
  /// How many rows of the kind the segment has before those in the block.
  private(set) var firstOfKind = 0
  /// Rows of the kind among the rows of the block that were to be looked at.
  private(set) var kindCount = 0
  /// Whether all of these are left; if not, ``ordinals`` tells which.
  private(set) var isWholeKind = false
  private let ordinals: UnsafeMutablePointer<UInt32>

  init() {
    positions = .allocate(capacity: Lane.blockRows)
    ordinals = .allocate(capacity: Lane.blockRows)
  }

  deinit {
    positions.deallocate()
    ordinals.deallocate()
  }

  // MARK: - Choosing rows

  /// - Parameter stretches: those that the block touches, ascending.
  /// - Precondition: no more rows than ``Lane/blockRows``.
  func begin(_ rows: Range<Int>, in stretches: ArraySlice<Range<Int>>) {
    begin(rows)
    if let only = stretches.first, stretches.count == 1, only.clamped(to: rows) == rows {
      count = rows.count
      isAll = true
      return
    }
    for stretch in stretches {
      for row in stretch.clamped(to: rows) {
        positions[count] = UInt32(truncatingIfNeeded: row &- rows.lowerBound)
        count &+= 1
      }
    }
  }

  /// - Parameters:
  ///   - found: the rows of the kind in the block.
  ///   - first: how many the segment has before them.
  func begin(
    _ rows: Range<Int>, kind: Int, rows found: ArraySlice<UInt32>, first: Int,
    in stretches: ArraySlice<Range<Int>>
  ) {
    begin(rows)
    self.kind = kind
    firstOfKind = first
    kindCount = found.count
    let start = UInt32(rows.lowerBound)
    found.withUnsafeBufferPointer { found in
      if let only = stretches.first, stretches.count == 1, only.clamped(to: rows) == rows {
        for index in found.indices { positions[index] = found[index] &- start }
        count = found.count
        isWholeKind = true
        return
      }
      var stretch = stretches.startIndex
      for index in found.indices {
        let row = Int(found[index])
        while stretch < stretches.endIndex, stretches[stretch].upperBound <= row { stretch += 1 }
        guard stretch < stretches.endIndex else { break }
        guard stretches[stretch].lowerBound <= row else { continue }
        positions[count] = found[index] &- start
        ordinals[count] = UInt32(index)
        count += 1
      }
    }
  }

  private func begin(_ rows: Range<Int>) {
    self.rows = rows
    origin += 1
    state += 1
    count = 0
    isAll = false
    kind = nil
    isWholeKind = false
  }

  /// Leaves the rows whose number is admitted.
  /// - Parameter numbers: of the rows left.
  func keep(_ numbers: UnsafePointer<UInt32>, _ admitted: [UInt8]) {
    let (positions, ordinals, isAll, isWholeKind) = (positions, ordinals, isAll, isWholeKind)
    admitted.withUnsafeBufferPointer { admitted in
      var kept = 0
      if kind == nil {
        for index in 0..<count {
          // Written in any case, counted where it is kept.
          positions[kept] = isAll ? UInt32(truncatingIfNeeded: index) : positions[index]
          kept &+= Int(admitted[Int(numbers[index])])
        }
      } else {
        for index in 0..<count {
          positions[kept] = positions[index]
          ordinals[kept] = isWholeKind ? UInt32(truncatingIfNeeded: index) : ordinals[index]
          kept &+= Int(admitted[Int(numbers[index])])
        }
      }
      finish(kept)
    }
  }

  /// The same for numbers that are bytes, while all rows are left.
  func keep(_ bytes: [UInt8], _ admitted: [UInt8]) {
    let wanted = admitted.indices.filter { admitted[$0] == 1 }
    let positions = positions
    var kept = 0
    bytes[rows].withUnsafeBytes { raw in
      if wanted.count <= 3 {
        SWAR.forEach(wanted.map { SWAR.repeated(UInt8($0)) }, in: raw) { place in
          positions[kept] = UInt32(truncatingIfNeeded: place)
          kept &+= 1
        }
      } else {
        for place in raw.indices {
          positions[kept] = UInt32(truncatingIfNeeded: place)
          kept &+= Int(admitted[Int(raw[place])])
        }
      }
    }
    finish(kept)
  }

  private func finish(_ kept: Int) {
    count = kept
    isAll = false
    isWholeKind = false
    state += 1
  }

  // MARK: - Numbers of the rows left

  /// - Parameter source: numbers of all rows of the block.
  func pick<Lane>(_ source: UnsafePointer<Lane>, into target: UnsafeMutablePointer<Lane>) {
    for index in 0..<count { target[index] = source[Int(positions[index])] }
  }

  func pick<Lane>(_ source: UnsafeMutablePointer<Lane>, into target: UnsafeMutablePointer<Lane>) {
    pick(UnsafePointer(source), into: target)
  }

  /// - Parameter source: numbers of all rows of the segment.
  func pick(_ source: [UInt8], into target: UnsafeMutablePointer<UInt32>) {
    source.withUnsafeBufferPointer { source in
      let base = source.baseAddress! + rows.lowerBound
      for index in 0..<count { target[index] = UInt32(base[Int(positions[index])]) }
    }
  }

  /// - Parameter source: numbers of all rows of the kind in the block.
  func pickOfKind<Lane>(
    _ source: UnsafeMutablePointer<Lane>, into target: UnsafeMutablePointer<Lane>
  ) {
    for index in 0..<count { target[index] = source[Int(ordinals[index])] }
  }

  /// Calls `body` with each row that is left, counted from the first, and its position in the
  /// segment.
  @inline(__always)
  func forEachRow(_ body: (Int, Int) -> Void) {
    let (first, positions) = (rows.lowerBound, positions)
    if isAll {
      for index in 0..<count { body(index, first &+ index) }
    } else {
      for index in 0..<count { body(index, first &+ Int(positions[index])) }
    }
  }

  /// The first row left, from one of them on, that is not before a position in the block.
  /// - Precondition: not all rows are left.
  func firstLeft(notBefore position: UInt32, from first: Int) -> Int {
    var index = first
    while index < count, positions[index] < position { index &+= 1 }
    return index
  }

  /// Position in the segment of a row that is left.
  @inline(__always)
  func row(_ index: Int) -> Int {
    rows.lowerBound &+ (isAll ? index : Int(positions[index]))
  }
}
