import Columns
import Domain

/// A column of a segment as small numbers, a block of rows at a time.
///
/// Numbers are those of the chunk. Only where a time stamp's would be too many for a table, they are
/// hours since the first one: no dimension and no period is finer.
final class Lane {
  /// Rows of a block: what a few lanes need stays in the second-level cache.
  static let blockRows = 16_384
  /// Numbers of a time stamp at most, before hours take their place.
  private static let tableLimit: UInt64 = 1 << 16

  let chunk: ChunkReader
  private let isHours: Bool
  private let firstHour: Int64
  private var isOpen = false
  private var position = 0
  private var held = 0..<0
  private let numbers: UnsafeMutablePointer<UInt32>
  private var wide: UnsafeMutablePointer<UInt64>?
  /// Runs of equal numbers, where the chunk is written in them.
  private(set) var runs: Runs?

  /// All numbers, where the chunk keeps them as bytes.
  private(set) var bytes: [UInt8]?

  /// Runs that are walked through in ascending order.
  struct Runs {
    let numbers: [UInt64]
    /// Exclusive.
    let ends: [UInt32]
    private var cursor = 0

    init(_ runs: (numbers: [UInt64], ends: [UInt32])) { (numbers, ends) = runs }

    /// Calls `body` with number and rows, counted from the block's first, of each run in a block.
    @inline(__always)
    mutating func walk(_ rows: Range<Int>, _ body: (UInt64, Range<Int>) -> Void) {
      var run = cursor
      // The same block may be walked through again, by another reader.
      if run > 0, Int(ends[run - 1]) > rows.lowerBound { run = 0 }
      while Int(ends[run]) <= rows.lowerBound { run += 1 }
      var start = rows.lowerBound
      while start < rows.upperBound {
        let end = min(Int(ends[run]), rows.upperBound)
        body(numbers[run], start - rows.lowerBound..<end - rows.lowerBound)
        start = end
        run += 1
      }
      cursor = run - 1
    }
  }

  init(_ chunk: ChunkReader, isTime: Bool) {
    self.chunk = chunk
    isHours = isTime && chunk.span > Self.tableLimit
    let first = chunk.hasNulls ? 1 : 0 as UInt64
    firstHour = floorDivide(chunk.value(of: first), BerlinTime.millisecondsPerHour)
    numbers = .allocate(capacity: Self.blockRows)
  }

  /// Looks at how the numbers are kept: sets ``runs`` or ``bytes``.
  func open() throws(ChunkDamage) {
    guard !isHours, !isOpen else { return }
    isOpen = true
    runs = try chunk.runs().map { Runs($0) }
    bytes = try chunk.bytes()
  }

  deinit {
    numbers.deallocate()
    wide?.deallocate()
  }

  /// Numbers lie below this.
  var numberCount: Int {
    guard isHours else { return Int(chunk.span) + 1 }
    let last = floorDivide(chunk.value(of: chunk.span), BerlinTime.millisecondsPerHour)
    return Int(last - firstHour) + 1
  }

  /// What a number stands for, for hours their first instant; `nil` for null.
  func value(of number: Int) -> Int64? {
    if isHours { return (firstHour + Int64(number)) * BerlinTime.millisecondsPerHour }
    return number == 0 && chunk.hasNulls ? nil : chunk.value(of: UInt64(number))
  }

  /// Walks through the runs of a block.
  /// - Precondition: the lane has runs.
  func walk(_ rows: Range<Int>, _ body: (UInt64, Range<Int>) -> Void) {
    var walked = runs!
    runs = nil
    walked.walk(rows, body)
    runs = walked
  }

  /// The numbers of a block; blocks are asked for in ascending order, the last one again at will.
  func read(_ rows: Range<Int>) throws(ChunkDamage) -> UnsafePointer<UInt32> {
    if rows == held { return UnsafePointer(numbers) }
    try skip(to: rows)
    if !isHours {
      try chunk.read(rows.count, into: numbers)
    } else {
      try readHours(rows.count)
    }
    position = rows.upperBound
    held = rows
    return UnsafePointer(numbers)
  }

  /// The numbers of a block of a column that may be too wide for 32 bits.
  func readWide(_ rows: Range<Int>) throws(ChunkDamage) -> UnsafePointer<UInt64> {
    let wide = wide ?? .allocate(capacity: Self.blockRows)
    self.wide = wide
    if rows == held { return UnsafePointer(wide) }
    try skip(to: rows)
    try chunk.read(rows.count, into: wide)
    position = rows.upperBound
    held = rows
    return UnsafePointer(wide)
  }

  private func skip(to rows: Range<Int>) throws(ChunkDamage) {
    precondition(rows.lowerBound >= position && rows.count <= Self.blockRows, "rows out of order")
    if rows.lowerBound > position { try chunk.skip(rows.lowerBound - position) }
  }

  private func readHours(_ count: Int) throws(ChunkDamage) {
    let start = chunk.value(of: 0) - firstHour * BerlinTime.millisecondsPerHour
    let unit = chunk.unit
    let hour = UInt64(BerlinTime.millisecondsPerHour)
    let wide = wide ?? .allocate(capacity: Self.blockRows)
    self.wide = wide
    try chunk.read(count, into: wide)
    for index in 0..<count {
      let instant = UInt64(bitPattern: start) &+ wide[index] &* unit
      numbers[index] = UInt32(truncatingIfNeeded: instant / hour)
    }
  }
}
