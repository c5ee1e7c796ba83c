/// A block whose structure has been checked and whose zstd frames are inflated: what any number of
/// readers share, on any thread.
///
/// What only reading can tell (a position outside a list, too few jumps, a number too wide for the
/// lane) is damage when it is read.
final class OpenBlock: Sendable {
  enum Form: Sendable {
    case constant(UInt64)
    case packed(ArraySlice<UInt8>, width: Int)
    /// Bits that were under zstd.
    case squeezed(ArraySlice<UInt8>, width: Int)
    case planes([UInt8], count: Int)
    case runs(Runs)
    case numbered(Numbered)
    case steps(OpenBlock, jumps: [UInt64])
    case delta(first: UInt64, smallest: UInt64, OpenBlock)
    case listed([UInt64], OpenBlock)
    case topped([UInt8], low: ArraySlice<UInt8>, lowWidth: Int)
    case sparse(presence: OpenBlock, OpenBlock)
    case numbers([UInt64])
  }

  let rowCount: Int
  let form: Form

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
      let presence = try OpenBlock(count, from: &reader, depth: depth + 1)
      form = .sparse(
        presence: presence, try OpenBlock(others, from: &reader, depth: depth + 1))
    case .runs:
      form = .runs(try Runs(count, from: &reader, depth: depth))
    case .numbered:
      guard depth == 0 else { throw ChunkDamage("numbered runs within another block") }
      form = .numbered(try Numbered(count, from: &reader, depth: depth))
    case .steps:
      let jumpCount = Int(try reader.word32())
      guard jumpCount <= count else { throw ChunkDamage("more jumps than rows") }
      let steps = try OpenBlock(count, from: &reader, depth: depth + 1)
      let jumps: [UInt64] = try Block.decode(jumpCount, from: &reader, depth: depth + 1)
      form = .steps(steps, jumps: jumps)
    case .delta:
      let first = try reader.word64()
      let smallest = try reader.word64()
      let differences = try OpenBlock(max(0, count - 1), from: &reader, depth: depth + 1)
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

  /// Memory that the block takes beside the bytes of its chunk, roughly.
  var byteCount: Int {
    switch form {
    case .constant, .packed: 0
    case .squeezed(let bits, _): bits.count
    case .planes(let bytes, _): bytes.count
    case .topped(let tops, _, _): tops.count
    case .runs(let runs): runs.values.count * 8 + runs.ends.count * 4
    case .numbered(let numbered): numbered.byteCount
    case .steps(let steps, let jumps): steps.byteCount + jumps.count * 8
    case .delta(_, _, let differences): differences.byteCount
    case .listed(let list, let positions): list.count * 8 + positions.byteCount
    case .sparse(let presence, let others): presence.byteCount + others.byteCount
    case .numbers(let numbers): numbers.count * 8
    }
  }

  /// Whether the block is written in runs, or is constant.
  var isInRuns: Bool {
    switch form {
    case .constant, .runs, .numbered: true
    default: false
    }
  }

  /// Whether ``bytes`` are at hand.
  var hasBytes: Bool {
    switch form {
    case .planes(_, count: 1), .squeezed: true
    default: false
    }
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
}
