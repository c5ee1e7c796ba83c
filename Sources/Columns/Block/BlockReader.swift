/// An open block's numbers, read from front to back in pieces, as narrow as the reader asks for.
final class BlockReader {
  let rowCount: Int
  let form: OpenBlock.Form
  var row = 0
  /// Runs: the current run. Steps: jumps made.
  var cursor = 0
  /// Steps, delta: the value of the row before.
  var last: UInt64 = 0
  /// Numbered: all of its runs, once they are read row by row.
  var spelledOut: Runs?
  /// Steps, delta, listed: the block within. Sparse: where numbers are.
  private let inner: BlockReader?
  /// Sparse: the numbers.
  private let others: BlockReader?

  init(_ block: OpenBlock) {
    rowCount = block.rowCount
    form = block.form
    switch form {
    case .steps(let inner, _), .delta(_, _, let inner), .listed(_, let inner):
      (self.inner, others) = (BlockReader(inner), nil)
    case .sparse(let presence, let numbers):
      (inner, others) = (BlockReader(presence), BlockReader(numbers))
    case .constant, .packed, .squeezed, .planes, .runs, .numbered, .topped, .numbers:
      (inner, others) = (nil, nil)
    }
  }

  /// The next `count` numbers.
  /// - Precondition: so many are left, and `target` has room for them.
  func read<Lane: FixedWidthInteger & UnsignedInteger>(
    _ count: Int, into target: UnsafeMutablePointer<Lane>
  ) throws(ChunkDamage) {
    precondition(count <= rowCount - row, "a block is read past its end")
    guard count > 0 else { return }
    let start = row
    row += count
    switch form {
    case .constant(let value):
      target.update(repeating: try BlockKernel.lane(value), count: count)
    case .packed(let bytes, let width), .squeezed(let bytes, let width):
      guard width <= Lane.bitWidth else { throw BlockKernel.tooWide }
      BitUnpacking.unpack(bytes, from: start, count, width: width, into: target)
    case .planes(let bytes, let planes):
      guard planes * 8 <= Lane.bitWidth else { throw BlockKernel.tooWide }
      BlockKernel.join(bytes, planes, of: rowCount, from: start, count, into: target)
    case .topped(let tops, let low, let lowWidth):
      guard lowWidth + 8 <= Lane.bitWidth else { throw BlockKernel.tooWide }
      BitUnpacking.unpack(low, from: start, count, width: lowWidth, into: target)
      BlockKernel.lift(tops, from: start, count, by: Lane(lowWidth), into: target)
    case .runs(let runs):
      try BlockKernel.fill(runs, from: start, count, run: &cursor, into: target)
    case .numbered(let numbered):
      let runs = spellOut(numbered)
      try BlockKernel.fill(runs, from: start, count, run: &cursor, into: target)
    case .sparse:
      try inner!.read(count, into: target)
      try BlockKernel.spread(others!, count, over: target)
    case .steps(_, let jumps):
      try inner!.read(count, into: target)
      try BlockKernel.walk(count, jumps, last: &last, made: &cursor, into: target)
    case .delta(let first, let smallest, _):
      let isFirst = start == 0
      if isFirst { last = first }
      target[0] = Lane(truncatingIfNeeded: last)
      let rest = isFirst ? 1 : 0
      try inner!.read(count - rest, into: target + rest)
      var (value, bits) = (last, last)
      for index in rest..<count {
        value = value &+ smallest &+ UInt64(target[index])
        bits |= value
        target[index] = Lane(truncatingIfNeeded: value)
      }
      last = value
      guard bits <= UInt64(Lane.max) else { throw BlockKernel.tooWide }
    case .numbers(let numbers):
      for index in 0..<count { target[index] = try BlockKernel.lane(numbers[start &+ index]) }
    case .listed(let list, _):
      try inner!.read(count, into: target)
      for index in 0..<count {
        guard target[index] < list.count else { throw ChunkDamage("a position outside the list") }
        target[index] = try BlockKernel.lane(list[Int(target[index])])
      }
    }
  }

  /// Passes over the next `count` numbers.
  func skip(_ count: Int) throws(ChunkDamage) {
    precondition(count <= rowCount - row, "a block is read past its end")
    switch form {
    case .constant, .packed, .squeezed, .planes, .topped, .numbers: row += count
    case .runs(let runs): skip(count, runs)
    case .numbered(let numbered): skip(count, spellOut(numbered))
    case .listed:
      row += count
      try inner!.skip(count)
    case .steps(let steps, let jumps) where steps.lanes != nil:
      try skip(count, inner!, steps.lanes!, jumps)
    case .steps, .delta, .sparse:
      // Each number rests on the one before.
      let piece = min(count, 4_096)
      var failure: ChunkDamage?
      withUnsafeTemporaryAllocation(of: UInt64.self, capacity: max(1, piece)) { buffer in
        var left = count
        do throws(ChunkDamage) {
          while left > 0 {
            let next = min(left, piece)
            try read(next, into: buffer.baseAddress!)
            left -= next
          }
        } catch {
          failure = error
        }
      }
      if let failure { throw failure }
    }
  }
}

extension Block {
  /// All numbers of a block.
  static func decode<Lane: FixedWidthInteger & UnsignedInteger>(
    _ count: Int, from reader: inout ByteReader, depth: Int = 0
  ) throws(ChunkDamage) -> [Lane] {
    try BlockReader(OpenBlock(count, from: &reader, depth: depth)).readAll()
  }
}

extension BlockReader {
  /// All numbers of a block of which none has been read.
  func readAll<Lane: FixedWidthInteger & UnsignedInteger>() throws(ChunkDamage) -> [Lane] {
    var damage: ChunkDamage?
    let values = [Lane](unsafeUninitializedCapacity: rowCount) { buffer, initialized in
      guard rowCount > 0 else { return }
      do throws(ChunkDamage) {
        try read(rowCount, into: buffer.baseAddress!)
        initialized = rowCount
      } catch {
        damage = error
      }
    }
    if let damage { throw damage }
    return values
  }
}
