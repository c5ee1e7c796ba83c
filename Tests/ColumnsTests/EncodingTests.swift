import Columns
import Domain
import Testing

@Suite struct EncodingTests {
  @Test(arguments: Shape.allCases)
  func `a column of each shape comes back, as a whole and in pieces`(shape: Shape) throws {
    for seed in 0..<12 {
      var dice = SplitMix64(seed: UInt64(seed))
      let count = [1, 2, 63, 64, 65, 700, 3_000][dice.below(7)]
      let (type, cells) = shape.cells(count, &dice)
      try Cells.expectSame(type, cells)
    }
  }

  @Test(arguments: Shape.allCases)
  func `a large column of each shape comes back in the encoding that is made for it`(
    shape: Shape
  ) throws {
    var dice = SplitMix64(seed: 5)
    let (type, cells) = shape.cells(20_000, &dice)
    try Cells.expectSame(type, cells)
    let plain = try PlainChunk(ChunkCodec.encode(Cells.column(type, cells)))
    if let encoding = shape.encoding { #expect(plain.encoding == encoding) }
  }

  @Test func `slow periodic numbers are written as byte planes`() throws {
    let cells = (0..<20_000).map { (row: Int) -> Cell in
      let high: Int = row * 7_919 % 256
      return .integer(Int64(high * 65_536 + row % 3))
    }
    try Cells.expectSame(.integer, cells)
    #expect(try PlainChunk(ChunkCodec.encode(Cells.column(.integer, cells))).met.contains(.planes))
  }

  @Test func `every encoding but numbered is written within another one`() throws {
    var inner: Set<Encoding> = []
    for shape in Shape.allCases {
      for seed in 0..<8 {
        var dice = SplitMix64(seed: UInt64(seed) + 90)
        let (type, cells) = shape.cells(2_000, &dice)
        let plain = try PlainChunk(ChunkCodec.encode(Cells.column(type, cells)))
        inner.formUnion(plain.inner)
      }
    }
    #expect(inner == Set(Encoding.allCases).subtracting([.numbered]))
  }

  @Test(arguments: 0..<60)
  func `blocks are nested five deep at most`(seed: Int) throws {
    var dice = SplitMix64(seed: UInt64(seed))
    // Shapes within shapes: runs of visits with nulls, whose values come from a list.
    var cells: [Cell] = []
    let (_, values) = Shape.visitsWithNulls.cells(400, &dice)
    let (_, list) = Shape.bucketRuns.cells(400, &dice)
    while cells.count < 9_000 {
      let source = dice.below(3) == 0 ? list : values
      cells += [Cell](
        repeating: source[dice.below(400)], count: 1 + dice.below(dice.below(6) + 1) * 9)
    }
    let plain = try PlainChunk(ChunkCodec.encode(Cells.column(.integer, cells)))
    #expect(plain.depth <= 5)
    try Cells.expectSame(.integer, cells)
  }

  @Test(arguments: [0, 1, 65_535, 65_536, 65_537, 262_144])
  func `every row count comes back`(count: Int) throws {
    let shapes: [Shape] = [
      .constant, .measurements, .visitsWithNulls, .runsWithNulls, .buckets, .newNumbers,
    ]
    for shape in shapes {
      var dice = SplitMix64(seed: UInt64(count))
      let (type, cells) = shape.cells(count, &dice)
      let bytes = ChunkCodec.encode(Cells.column(type, cells))
      let decoded = try ChunkCodec.decode(bytes)
      #expect(decoded.rowCount == count)
      #expect(cells.indices.allSatisfy { decoded[$0] == cells[$0] })
      let numbers: [UInt64?] = try Pieces.read(ChunkReader(bytes), &dice)
      let isSame = zip(numbers, try PlainChunk(bytes).numbers).allSatisfy { $0 == nil || $0 == $1 }
      #expect(isSame)
    }
  }
}
