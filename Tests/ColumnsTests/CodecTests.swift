import Columns
import Domain
import Testing

@Suite struct CodecTests {
  @Test func `every small column comes back as it was`() throws {
    let alphabet: [Cell] = [.null, .integer(0), .integer(1), .integer(.min), .integer(.max)]
    for length in 0...4 {
      for cells in Cells.sequences(of: alphabet, length: length) {
        try Cells.expectSame(.integer, cells)
      }
    }
    for length in 0...4 {
      for cells in Cells.sequences(of: [.null, .text(""), .text("ä"), .text("z")], length: length) {
        try Cells.expectSame(.text, cells)
      }
      for cells in Cells.sequences(of: [.null, .real(0), .real(-1.5), .real(.pi)], length: length) {
        try Cells.expectSame(.real, cells)
      }
    }
  }

  @Test(arguments: 0...64)
  func `every bit width comes back`(width: Int) throws {
    let top: UInt64 = width == 0 ? 0 : width == 64 ? .max : 1 << UInt64(width) - 1
    var generator = SplitMix64(seed: UInt64(width) + 1)
    let cells = (0..<131).map { _ in
      Cell.integer(Int64(bitPattern: generator.next() & top) &- 5)
    }
    try Cells.expectSame(.integer, cells + [.integer(Int64(bitPattern: top) &- 5)])
  }

  @Test(arguments: [0, 1, 63, 64, 65, 65_535, 65_536, 65_537])
  func `every row count comes back`(count: Int) throws {
    try Cells.expectSame(
      .integer, (0..<count).map { $0 % 7 == 3 ? .null : .integer(Int64($0 * $0)) })
    try Cells.expectSame(.text, (0..<count).map { .text("t\($0 % 300)") })
  }

  @Test(arguments: 0..<200)
  func `random columns of every shape come back`(seed: Int) throws {
    var generator = SplitMix64(seed: UInt64(seed))
    let count = Int(generator.next() % 3_000)
    let shape = generator.next() % 6
    let nullShare = [0, 0, 1, 50, 99, 100][Int(generator.next() % 6)]
    var walk: Int64 = 0
    let cells = (0..<count).map { row -> Cell in
      if generator.next() % 100 < nullShare { return .null }
      walk &+= Int64(generator.next() % 5) - 1
      switch shape {
      case 0: return .integer(42)
      case 1: return .integer(walk)
      case 2: return .integer(Int64(row / 100))
      case 3: return .integer(Int64(bitPattern: generator.next()))
      case 4: return .text("key-\(generator.next() % 40)")
      default: return .real(Double(generator.next() % 1_000) / 8)
      }
    }
    let type: PhysicalType = shape == 4 ? .text : shape == 5 ? .real : .integer
    try Cells.expectSame(type, cells)
  }

  @Test func `no truncation and no flipped bit crashes or passes for the original`() {
    let column = Cells.column(
      .text, (0..<40).map { $0 % 5 == 0 ? .null : .text("wert \($0 % 3)") })
    let bytes = ChunkCodec.encode(column)
    let checksum = Checksum.xxh64(bytes)
    for length in 0..<bytes.count {
      let cut = Array(bytes.prefix(length))
      _ = try? ChunkCodec.decode(cut)
      #expect(Checksum.xxh64(cut) != checksum)
    }
    for bit in 0..<bytes.count * 8 {
      var damaged = bytes
      damaged[bit / 8] ^= 1 << UInt8(bit % 8)
      _ = try? ChunkCodec.decode(damaged)
      #expect(Checksum.xxh64(damaged) != checksum)
    }
  }

  @Test(arguments: [
    ("", 0xEF46_DB37_51D8_E999 as UInt64), ("a", 0xD24E_C4F1_A98C_6E5B),
    ("abc", 0x44BC_2CF5_AD77_0999),
    ("Nobody inspects the spammish repetition", 0xFBCE_A83C_8A37_8BF1),
  ])
  func `XXH64 gives the published values`(text: String, expected: UInt64) {
    #expect(Checksum.xxh64(Array(text.utf8)) == expected)
  }

  @Test func `slowly changing numbers cost a fraction of a byte`() {
    let column = ColumnVector.integers(
      (0..<65_536).map { Int64($0) + 1_700_000_000 }, validity: nil)
    #expect(ChunkCodec.encode(column).count < 200)
  }
}
