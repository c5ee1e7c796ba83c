/// A block's numbers, read from front to back in pieces, as narrow as the reader asks for.
///
/// Opening checks the structure; what only reading can tell (a position outside a list, too few
/// jumps, a number too wide for the lane) is damage when it is read.
final class BlockReader {
  enum Form {
    case constant(UInt64)
    case packed(ArraySlice<UInt8>, width: Int)
    /// Bits that were under zstd.
    case squeezed(ArraySlice<UInt8>, width: Int)
    case planes([UInt8], count: Int)
    case runs(Runs)
    case numbered(Numbered)
    case steps(BlockReader, jumps: [UInt64])
    case delta(first: UInt64, smallest: UInt64, BlockReader)
    case listed([UInt64], BlockReader)
    case topped([UInt8], low: ArraySlice<UInt8>, lowWidth: Int)
    case sparse(presence: BlockReader, BlockReader)
    case numbers([UInt64])
  }

  let rowCount: Int
  let form: Form
  var row = 0
  /// Runs: the current run. Steps: jumps made.
  var cursor = 0
  /// Steps, delta: the value of the row before.
  var last: UInt64 = 0
  /// Numbered: all of its runs, once they are read row by row.
  var spelledOut: Runs?

  init(_ count: Int, from reader: inout ByteReader, depth: Int) throws(ChunkDamage) {
    guard depth <= Block.depthLimit else { throw ChunkDamage("blocks are nested too deep") }
    guard let encoding = Encoding(rawValue: try reader.byte()) else {
      throw ChunkDamage("the encoding is unknown")
    }
    rowCount = count
    switch encoding {
    case .constant: form = .constant(try reader.word64())
    case .packed:
      let width = Int(try reader.byte())
      guard width <= 64 else { throw ChunkDamage("a bit width above 64") }
      form = .packed(try reader.slice(Flat.wordCount(count, width: width) * 8), width: width)
    case .planes:
      let planes = Int(try reader.byte())
      guard (1...8).contains(planes) else { throw ChunkDamage("not one to eight byte planes") }
      let frame = try reader.slice(Int(try reader.word32()))
      form = .planes(try Zstd.decompress(frame, size: count * planes), count: planes)
    case .squeezed:
      let width = Int(try reader.byte())
      guard [1, 2, 4].contains(width) else { throw ChunkDamage("squeezed in no such width") }
      let frame = try reader.slice(Int(try reader.word32()))
      let bits = try Zstd.decompress(frame, size: Flat.wordCount(count, width: width) * 8)
      form = .squeezed(bits[...], width: width)
    case .topped:
      let lowWidth = Int(try reader.byte())
      guard (1...56).contains(lowWidth) else { throw ChunkDamage("no width of a low part") }
      let frame = try reader.slice(Int(try reader.word32()))
      let tops = try Zstd.decompress(frame, size: count)
      let low = try reader.slice(Flat.wordCount(count, width: lowWidth) * 8)
      form = .topped(tops, low: low, lowWidth: lowWidth)
    case .sparse:
      let others = Int(try reader.word32())
      guard others <= count else { throw ChunkDamage("more numbers than rows") }
      let presence = try BlockReader(count, from: &reader, depth: depth + 1)
      form = .sparse(
        presence: presence, try BlockReader(others, from: &reader, depth: depth + 1))
    case .runs:
      form = .runs(try Runs(count, from: &reader, depth: depth))
    case .numbered:
      guard depth == 0 else { throw ChunkDamage("numbered runs within another block") }
      form = .numbered(try Numbered(count, from: &reader, depth: depth))
    case .steps:
      let jumpCount = Int(try reader.word32())
      guard jumpCount <= count else { throw ChunkDamage("more jumps than rows") }
      let steps = try BlockReader(count, from: &reader, depth: depth + 1)
      let jumps: [UInt64] = try Block.decode(jumpCount, from: &reader, depth: depth + 1)
      form = .steps(steps, jumps: jumps)
    case .delta:
      let first = try reader.word64()
      let smallest = try reader.word64()
      let differences = try BlockReader(max(0, count - 1), from: &reader, depth: depth + 1)
      form = .delta(first: first, smallest: smallest, differences)
    case .listed:
      let (list, positions) = try Listed.open(count, from: &reader, depth: depth)
      form = .listed(list, positions)
    }
  }

  /// Numbers that are known.
  init(_ numbers: [UInt64]) {
    rowCount = numbers.count
    form = .numbers(numbers)
  }

  /// The runs that touch some rows, and perhaps others, where the block is written in them or is
  /// constant.
  func runs(in rows: Range<Int>) -> Runs? {
    switch form {
    case .constant(let value):
      rowCount == 0
        ? Runs(values: [], ends: []) : Runs(values: [value], ends: [UInt32(rowCount)])
    case .runs(let runs): runs
    case .numbered(let numbered): numbered.runs(in: rows)
    default: nil
    }
  }

  /// All numbers as bytes, where the block is one plane of them or has to be unpacked anyway.
  var bytes: [UInt8]? {
    switch form {
    case .planes(let bytes, count: 1): bytes
    case .squeezed(let bits, let width):
      [UInt8](count: rowCount) {
        BitUnpacking.unpack(bits, from: 0, rowCount, width: width, into: $0)
      }
    default: nil
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
    case .sparse(let presence, let others):
      try presence.read(count, into: target)
      try BlockKernel.spread(others, count, over: target)
    case .steps(let steps, let jumps):
      try steps.read(count, into: target)
      try BlockKernel.walk(count, jumps, last: &last, made: &cursor, into: target)
    case .delta(let first, let smallest, let differences):
      let isFirst = start == 0
      if isFirst { last = first }
      target[0] = Lane(truncatingIfNeeded: last)
      let rest = isFirst ? 1 : 0
      try differences.read(count - rest, into: target + rest)
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
    case .listed(let list, let positions):
      try positions.read(count, into: target)
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
    case .listed(_, let positions):
      row += count
      try positions.skip(count)
    case .steps(let steps, let jumps) where steps.lanes != nil:
      try skip(count, steps, steps.lanes!, jumps)
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
    try BlockReader(count, from: &reader, depth: depth).readAll()
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
