import Columns
import Domain

/// A column of a segment as small numbers: all of a block, or those of the rows that are left of it.
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
  /// Whether its numbers are the classes of the rows.
  let isDecider: Bool
  private var isOpen = false
  /// How many rows have been read or passed over; of those of the kind where only these are read.
  private var position = 0
  private let whole = NumberBuffers()
  private let left = NumberBuffers()
  /// Runs of equal numbers, where the chunk is written in them.
  private(set) var runs: RunCursor?
  /// All numbers, where the chunk keeps them as bytes.
  private(set) var bytes: [UInt8]?

  init(_ chunk: ChunkReader, isTime: Bool = false, isDecider: Bool = false) {
    self.chunk = chunk
    self.isDecider = isDecider && chunk.span < 32
    isHours = isTime && chunk.span > Self.tableLimit
    let first = chunk.hasNulls ? 1 : 0 as UInt64
    firstHour = floorDivide(chunk.value(of: first), BerlinTime.millisecondsPerHour)
  }

  /// Looks at how the numbers are kept: sets ``runs`` or ``bytes``.
  func open() throws(ChunkDamage) {
    guard !isHours, !isOpen else { return }
    isOpen = true
    if isDecider {
      bytes = try chunk.classOfRows()
      return
    }
    if let found = try chunk.runs() { runs = RunCursor(found) }
    if runs == nil { bytes = try chunk.bytes() }
  }

  /// The rows of a kind, for the lane that decides the classes: those between two rows, ascending,
  /// and how many there are before; perhaps some more at either end.
  func rows(
    of kind: Int, in stretch: Range<Int>
  ) throws(ChunkDamage) -> (rows: [UInt32], before: Int) {
    if let indexed = try chunk.rows(of: UInt64(kind)) { return (indexed, 0) }
    let classes = try chunk.classOfRows()
    let before = SWAR.count(UInt8(kind), in: classes[..<stretch.lowerBound])
    let rows = [UInt32](unsafeUninitializedCapacity: stretch.count) { rows, count in
      classes[stretch].withUnsafeBytes { raw in
        SWAR.forEach([SWAR.repeated(UInt8(kind))], in: raw) { place in
          rows[count] = UInt32(truncatingIfNeeded: stretch.lowerBound &+ place)
          count &+= 1
        }
      }
    }
    return (rows, before)
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

  /// The numbers of the rows that are left of a block, one after the other. Blocks come in ascending
  /// order; the last one may be asked for again.
  /// - Precondition: the chunk is narrow.
  func numbers(of block: RowBlock) throws(ChunkDamage) -> UnsafePointer<UInt32> {
    let isByKind = block.kind != nil && chunk.isByClass
    if isByKind ? block.isWholeKind : block.isAll {
      return UnsafePointer(try readWhole(block, isByKind))
    }
    guard left.state != block.state else { return UnsafePointer(left.narrow) }
    if let kind = block.kind, isDecider {
      left.narrow.update(repeating: UInt32(kind), count: block.count)
    } else if isByKind {
      block.pickOfKind(try readWhole(block, isByKind), into: left.narrow)
    } else if let bytes {
      block.pick(bytes, into: left.narrow)
    } else if let runs {
      runs.pick(block, into: left.narrow)
    } else {
      block.pick(try readWhole(block, isByKind), into: left.narrow)
    }
    left.state = block.state
    return UnsafePointer(left.narrow)
  }

  /// The same for a column that may be too wide for 32 bits.
  func wideNumbers(of block: RowBlock) throws(ChunkDamage) -> UnsafePointer<UInt64> {
    let isByKind = block.kind != nil && chunk.isByClass
    if isByKind ? block.isWholeKind : block.isAll {
      return UnsafePointer(try readWideWhole(block, isByKind))
    }
    guard left.state != block.state else { return UnsafePointer(left.wide) }
    let all = try readWideWhole(block, isByKind)
    if isByKind {
      block.pickOfKind(all, into: left.wide)
    } else {
      block.pick(all, into: left.wide)
    }
    left.state = block.state
    return UnsafePointer(left.wide)
  }

  /// Whether the rows left are found without reading the rows between them.
  func isGathered(_ kind: Int?) -> Bool {
    !isHours && (runs != nil || bytes != nil || kind != nil && (isDecider || chunk.isByClass))
  }

  /// The numbers of all rows of a block, or of all its rows of the kind.
  private func readWhole(
    _ block: RowBlock, _ isByKind: Bool
  ) throws(ChunkDamage) -> UnsafeMutablePointer<UInt32> {
    let target = whole.narrow
    try once(block, isByKind) { () throws(ChunkDamage) in
      if isByKind {
        try chunk.read(block.kindCount, ofClass: block.kind!, into: target)
      } else if isHours {
        try readHours(block.rows.count, into: target)
      } else {
        try chunk.read(block.rows.count, into: target)
      }
    }
    return target
  }

  private func readWideWhole(
    _ block: RowBlock, _ isByKind: Bool
  ) throws(ChunkDamage) -> UnsafeMutablePointer<UInt64> {
    let target = whole.wide
    try once(block, isByKind) { () throws(ChunkDamage) in
      if isByKind {
        try chunk.read(block.kindCount, ofClass: block.kind!, into: target)
      } else {
        try chunk.read(block.rows.count, into: target)
      }
    }
    return target
  }

  /// Reads a block the first time that its numbers are asked for.
  private func once(
    _ block: RowBlock, _ isByKind: Bool, _ read: () throws(ChunkDamage) -> Void
  ) throws(ChunkDamage) {
    guard whole.state != block.origin else { return }
    whole.state = block.origin
    try passOver(block, isByKind)
    try read()
  }

  /// Passes over what lies before the block.
  private func passOver(_ block: RowBlock, _ isByKind: Bool) throws(ChunkDamage) {
    let start = isByKind ? block.firstOfKind : block.rows.lowerBound
    precondition(start >= position, "blocks out of order")
    if start > position, isByKind {
      try chunk.skip(start - position, ofClass: block.kind!)
    } else if start > position {
      try chunk.skip(start - position)
    }
    position = start + (isByKind ? block.kindCount : block.rows.count)
  }

  private func readHours(
    _ count: Int, into target: UnsafeMutablePointer<UInt32>
  ) throws(ChunkDamage) {
    let start = chunk.value(of: 0) - firstHour * BerlinTime.millisecondsPerHour
    let unit = chunk.unit
    let hour = UInt64(BerlinTime.millisecondsPerHour)
    let wide = whole.wide
    try chunk.read(count, into: wide)
    for index in 0..<count {
      let instant = UInt64(bitPattern: start) &+ wide[index] &* unit
      target[index] = UInt32(truncatingIfNeeded: instant / hour)
    }
  }
}

/// Room for numbers of a block, and which state of it they belong to.
private final class NumberBuffers {
  var state = -1
  private lazy var narrowRoom = BlockRoom<UInt32>()
  private lazy var wideRoom = BlockRoom<UInt64>()

  var narrow: UnsafeMutablePointer<UInt32> { narrowRoom.start }
  var wide: UnsafeMutablePointer<UInt64> { wideRoom.start }
}

/// Memory for a number of each row of a block, given back with its owner.
final class BlockRoom<Number> {
  let start = UnsafeMutablePointer<Number>.allocate(capacity: Lane.blockRows)

  deinit { start.deallocate() }
}
