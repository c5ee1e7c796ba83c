import Columns
import Domain

/// A column of a segment as small numbers: all of a block, or those of the rows that are left of it.
///
/// Numbers are those of the chunk; those of time stamps stand for periods of the question.
final class Lane {
  /// Rows of a block: what a few lanes need stays in the second-level cache.
  static let blockRows = 16_384

  let chunk: ChunkReader
  private let periods: UsagePeriods.InChunk?
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

  /// - Parameter periods: those of the question, for a column of time stamps.
  init(_ chunk: ChunkReader, periods: UsagePeriods? = nil, isDecider: Bool = false) {
    self.chunk = chunk
    self.isDecider = isDecider && chunk.span < 32
    self.periods = periods.map { UsagePeriods.InChunk($0, chunk) }
  }

  /// Looks at how the numbers of some rows are kept: sets ``runs`` or ``bytes``.
  /// - Parameter stretches: no other rows will be asked for.
  func open(_ stretches: [Range<Int>]) throws(ChunkDamage) {
    guard !isOpen, let first = stretches.first, let last = stretches.last else { return }
    isOpen = true
    let rows = first.lowerBound..<last.upperBound
    if let periods {
      runs = try chunk.runs(of: periods.classes, in: stretches).map(RunCursor.init)
    } else if isDecider {
      bytes = try chunk.classOfRows()
    } else if let found = try chunk.runs(in: rows) {
      runs = RunCursor(found)
    } else {
      bytes = try chunk.bytes()
    }
  }

  /// Numbers lie below this.
  var numberCount: Int { periods?.count ?? Int(chunk.span) + 1 }

  /// What a number stands for, for a period its first instant; `nil` for null.
  func value(of number: Int) -> Int64? {
    if let periods { return periods.start(of: number) }
    return number == 0 && chunk.hasNulls ? nil : chunk.value(of: UInt64(number))
  }

  /// The numbers of the rows that are left of a block, one after the other. Blocks come in ascending
  /// order; the last one may be asked for again.
  /// - Precondition: the chunk is narrow.
  func numbers(of block: RowBlock) throws(ChunkDamage) -> UnsafePointer<UInt32> {
    let isByKind = block.kind != nil && chunk.isByClass
    if runs == nil, isByKind ? block.isWholeKind : block.isAll {
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
    runs != nil || bytes != nil || kind != nil && (isDecider || chunk.isByClass)
  }

  /// The numbers of all rows of a block, or of all its rows of the kind.
  private func readWhole(
    _ block: RowBlock, _ isByKind: Bool
  ) throws(ChunkDamage) -> UnsafeMutablePointer<UInt32> {
    let target = whole.narrow
    try once(block, isByKind) { () throws(ChunkDamage) in
      if isByKind {
        try chunk.read(block.kindCount, ofClass: block.kind!, into: target)
      } else if let periods {
        let wide = whole.wide
        try chunk.read(block.rows.count, into: wide)
        periods.classes.replace(wide, block.rows.count, into: target)
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
