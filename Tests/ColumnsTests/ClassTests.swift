import Columns
import Domain
import Testing

/// Chunks with a block for each class of rows, and the index of the chunk that decides the classes.
@Suite struct ClassTests {
  @Test(arguments: Shape.allCases)
  func `a column of each shape comes back by class`(shape: Shape) throws {
    for seed in 0..<8 {
      var dice = SplitMix64(seed: UInt64(seed))
      let count = [512, 513, 900, 4_000][dice.below(4)]
      let (type, cells) = shape.cells(count, &dice)
      let kinds = Kinds(count, &dice)
      let bytes = ChunkCodec.encode(Cells.column(type, cells), classes: kinds.classes)
      #expect(ChunkReader.isByClass(bytes))
      let deciding = try PlainChunk(kinds.bytes).numbers
      let numbers = try PlainChunk(bytes, classes: deciding).numbers
      try Cells.expect(type, cells, numbers, #_sourceLocation) {
        try ChunkReader(bytes, classes: kinds.chunk)
      }
      try expectEachClass(bytes, deciding, numbers, &dice)
    }
  }

  @Test(arguments: 0..<40)
  func `the deciding column comes back, and its index finds the rows`(seed: Int) throws {
    var dice = SplitMix64(seed: UInt64(seed))
    let kinds = Kinds([512, 700, 30_000][dice.below(3)], &dice)
    let plain = try PlainChunk(kinds.bytes)
    let texts = (0..<300).map { "kind \($0)" }
    let decoded = try ChunkCodec.decode(kinds.bytes, sharedTexts: texts)
    let isSame = kinds.codes.indices.allSatisfy {
      decoded[$0] == .text(texts[Int(kinds.codes[$0])])
    }
    #expect(decoded.rowCount == kinds.codes.count && isSame)

    let chunk = try kinds.chunk
    // In the middle of reading as well as before it.
    try chunk.skip(dice.below(512))
    #expect(try chunk.classOfRows().map(UInt64.init) == plain.numbers)
    for number in 0...chunk.span + 3 {
      let code = UInt32(chunk.value(of: number))
      let rows = kinds.codes.indices.filter { kinds.codes[$0] == code }.map { UInt32($0) }
      let isListed = kinds.listed.contains(code) && !rows.isEmpty
      #expect(try chunk.rows(of: number) == (isListed ? rows : nil))
      #expect(plain.index[Int(number)] == (isListed ? rows : nil))
    }
  }

  @Test func `few rows, one kind and many kinds make no classes`() {
    #expect(RowClasses(sharedCodes: (0..<511).map { UInt32($0 % 2) }) == nil)
    #expect(RowClasses(sharedCodes: (0..<512).map { UInt32($0 % 2) }) != nil)
    #expect(RowClasses(sharedCodes: [UInt32](repeating: 7, count: 600)) == nil)
    #expect(RowClasses(sharedCodes: (0..<600).map { UInt32($0 % 32) * 5 + 9 }) != nil)
    #expect(RowClasses(sharedCodes: (0..<600).map { UInt32($0 % 33) }) == nil)
  }

  @Test func `a plain chunk is not by class and has no index`() throws {
    let chunk = try ChunkReader(ChunkCodec.encode(Cells.integers([3, 1, 2])))
    #expect(!chunk.isByClass)
    #expect(try chunk.rows(of: 1) == nil)
    #expect(try chunk.classOfRows() == [2, 0, 1])
  }

  /// Class by class, each in pieces, in an order of its own.
  private func expectEachClass(
    _ bytes: [UInt8], _ deciding: [UInt64], _ numbers: [UInt64], _ dice: inout SplitMix64
  ) throws {
    let chunk = try ChunkReader(bytes)
    let again = try ChunkReader(bytes)
    #expect(chunk.isByClass)
    for kind in (0...Int(deciding.max()!)).shuffled(using: &dice) {
      let expected = zip(deciding, numbers).filter { $0.0 == UInt64(kind) }.map(\.1)
      let part = (number: kind, rows: expected.count)
      let wide: [UInt64?] = try Pieces.read(chunk, ofClass: part, &dice)
      #expect(Pieces.agree(wide, expected))
      guard chunk.isNarrow else { continue }
      let narrow: [UInt32?] = try Pieces.read(again, ofClass: part, &dice)
      #expect(Pieces.agree(narrow, expected))
    }
  }
}

/// Chunks whose classes are not those of the chunk beside them.
@Suite struct ClassDamageTests {
  private static func byClass(
    _ dice: inout SplitMix64
  ) -> (bytes: [UInt8], kinds: Kinds, cells: [Cell]) {
    let shape = Shape.allCases.randomElement(using: &dice)!
    let (type, cells) = shape.cells(600, &dice)
    let kinds = Kinds(600, &dice)
    let bytes = ChunkCodec.encode(Cells.column(type, cells), classes: kinds.classes)
    return (bytes, kinds, cells)
  }

  @Test(arguments: 0..<30)
  func `a chunk by class is damaged beside any that does not decide its classes`(
    seed: Int
  ) throws {
    var dice = SplitMix64(seed: UInt64(seed))
    let (bytes, kinds, _) = Self.byClass(&dice)
    var moved = kinds.codes
    // One row of the last kind becomes one of the first.
    moved[kinds.codes.firstIndex(of: kinds.codes.max()!)!] = kinds.codes.min()!
    let others: [ChunkReader?] = try [
      nil,
      Kinds(599, &dice).chunk,
      Kinds(601, &dice).chunk,
      ChunkReader(ChunkCodec.encode(sharedCodes: moved, validity: nil)),
      ChunkReader(ChunkCodec.encode(Cells.integers((0..<600).map { _ in 0 }))),
      ChunkReader(ChunkCodec.encode(Cells.integers((0..<600).map { $0 % 40 }))),
      ChunkReader(ChunkCodec.encode(Cells.integers((0..<600).map { $0 << 40 }))),
      ChunkReader(ChunkCodec.encode(Cells.integers([]))),
      // One that is by class itself.
      ChunkReader(bytes, classes: kinds.chunk),
    ]
    for (place, other) in others.enumerated() {
      #expect(throws: ChunkDamage.self, "\(place)") {
        _ = try ChunkCodec.decode(ChunkReader(bytes, classes: other), sharedTexts: [])
      }
      var numbers = [UInt64](repeating: 0, count: 10)
      #expect(throws: ChunkDamage.self, "\(place)") {
        try ChunkReader(bytes, classes: other).read(10, into: &numbers)
      }
      #expect(throws: ChunkDamage.self, "\(place)") {
        try ChunkReader(bytes, classes: other).skip(1)
      }
    }
    let chunk = try ChunkReader(bytes)
    #expect(throws: ChunkDamage.self) { try chunk.skip(1, ofClass: Int(try kinds.chunk.span) + 1) }
    #expect(throws: ChunkDamage.self) { try chunk.skip(601, ofClass: 0) }
    #expect(
      try chunk.runs(in: 0..<chunk.rowCount) == nil && chunk.bytes() == nil
        && chunk.recurringNumbers() == nil)
  }

  @Test func `truncated chunks with classes are refused`() throws {
    var dice = SplitMix64(seed: 4)
    for _ in 0..<6 {
      let (bytes, kinds, _) = Self.byClass(&dice)
      for length in 0..<bytes.count {
        #expect(throws: ChunkDamage.self) {
          let cut = try ChunkReader(Array(bytes.prefix(length)), classes: kinds.chunk)
          _ = try ChunkCodec.decode(cut, sharedTexts: [])
        }
      }
      #expect(throws: ChunkDamage.self) { _ = try ChunkReader(bytes + [0]) }
      for length in 0..<kinds.bytes.count {
        #expect(throws: ChunkDamage.self) {
          _ = try ChunkReader(Array(kinds.bytes.prefix(length))).classOfRows()
        }
      }
    }
  }

  /// Header (36 bytes), three classes of 500, 8 and 4 rows, the index of the two small ones.
  @Test func `an index that leads out of the rows, or of a class twice, is refused`() throws {
    var codes = [UInt32](repeating: 0, count: 500)
    codes += [1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2]
    let classes = try #require(RowClasses(sharedCodes: codes))
    let bytes = ChunkCodec.encode(sharedCodes: codes, deciding: classes, indexing: [1, 2])
    #expect(Array(bytes[36..<50]) == [3, 244, 1, 0, 0, 8, 0, 0, 0, 4, 0, 0, 0, 2])
    #expect(try ChunkReader(bytes).rows(of: 1) == Array(500..<508))
    #expect(try ChunkReader(bytes).rows(of: 2) == Array(508..<512))

    func damaged(_ change: (inout [UInt8]) -> Void) -> [UInt8] {
      var copy = bytes
      change(&copy)
      return copy
    }
    let length = Int(bytes[51])
    // The block of the gaps 500, 0, 0, … as one constant: rows far behind the last.
    let constant: [UInt8] = [9, 0, 0, 0, 0, 255, 255, 255, 255, 0, 0, 0, 0]
    let far = damaged { $0.replaceSubrange(51..<55 + length, with: constant) }
    #expect(throws: ChunkDamage.self) { try ChunkReader(far).rows(of: 1) }
    for at in [55 + length, 50] {
      // Class 1 twice; a class that is none.
      #expect(throws: ChunkDamage.self) { try ChunkReader(damaged { $0[at] = at == 50 ? 3 : 1 }) }
    }
    // Classes that do not add up; too few; too many.
    #expect(throws: ChunkDamage.self) { try ChunkReader(damaged { $0[37] = 243 }) }
    for count in [0, 1, 33, 255] as [UInt8] {
      #expect(throws: ChunkDamage.self) { try ChunkReader(damaged { $0[36] = count }) }
    }
    // Indexed and by class at once.
    #expect(throws: ChunkDamage.self) { try ChunkReader(damaged { $0[2] = 6 }) }
    // Bytes behind the gaps.
    let longer = damaged {
      $0.insert(0, at: 55 + length)
      $0[51] += 1
    }
    #expect(throws: ChunkDamage.self) { try ChunkReader(longer).rows(of: 1) }
  }

  @Test(arguments: 0..<300)
  func `flipped bits and foreign bytes do no harm`(seed: Int) throws {
    var dice = SplitMix64(seed: UInt64(seed))
    var (bytes, kinds, cells) = Self.byClass(&dice)
    var deciding = kinds.bytes
    for _ in 0...dice.below(3) { Damage.strike(&bytes, &dice) }
    if dice.below(2) == 0 { Damage.strike(&deciding, &dice) }
    Damage.expectHarmless(bytes, beside: deciding, rows: cells.count, &dice)
    Damage.expectHarmless(deciding, beside: nil, rows: cells.count, &dice)
  }
}
