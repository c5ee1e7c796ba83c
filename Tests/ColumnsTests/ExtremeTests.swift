import Columns
import Domain
import Testing

@Suite struct ExtremeTests {
  @Test func `the whole range of integers leaves room for null`() throws {
    let others: [[Int64]] = [
      [], [.min + 1], [.min + 1, .min + 2], [.min + 1, .min + 3, -1, 0, 1],
    ]
    for taken in others {
      let cells = ([.max, .min] + taken).map(Cell.integer)
      let places: [[Int]] = [[], [0], [cells.count], [0, 1, cells.count + 2]]
      for nulls in places {
        var row = cells
        for place in nulls { row.insert(.null, at: place) }
        try Cells.expectSame(.integer, row)
      }
    }
  }

  @Test(arguments: UInt64(0)..<60)
  func `a chunk knows the extremes of its values`(seed: UInt64) {
    var dice = SplitMix64(seed: seed)
    let borders = [Int64.min, .min + 1, -60_000, 0, 60_000, .max]
    let values = (0..<dice.below(30)).map { _ -> Int64? in
      switch dice.below(8) {
      case 0: nil
      case 1...Int(1 + seed % 4): borders[dice.below(borders.count)]
      default: 60_000 * Int64(dice.below(100))
      }
    }
    let plain = values.compactMap(\.self)
    let found = ChunkCodec.extremes(ofChunk: ChunkCodec.encode(Cells.integers(values)))
    if let found {
      #expect(found.low == plain.min() && found.high == plain.max(), "seed \(seed)")
    } else if let low = plain.min(), let high = plain.max() {
      // Only where null leaves no number beyond nearly the whole range, the header does not tell.
      #expect(plain.count < values.count, "seed \(seed)")
      #expect(UInt64(bitPattern: high &- low) >= .max - 1, "seed \(seed)")
    }
  }

  @Test(arguments: [1, 2, 7, 60_000, 1 << 32, 1 << 62, .max] as [Int64])
  func `multiples of a unit are stored without it`(unit: Int64) throws {
    let most = min(1_000, Int64.max / unit)
    for base in [0, -5, Int64.min, Int64.max - most * unit] {
      for hasNull in [false, true] {
        var values: [Int64?] = (0...most).map { base &+ $0 &* unit }
        if hasNull { values.insert(nil, at: 1) }
        let chunk = try ChunkReader(ChunkCodec.encode(Cells.integers(values)))
        #expect(chunk.unit == UInt64(unit))
        #expect(chunk.span == UInt64(most) + (hasNull ? 1 : 0))
        try Cells.expectSame(.integer, values.map { $0.map(Cell.integer) ?? .null })
      }
    }
  }

  @Test(arguments: 0..<40)
  func `every value has a number, and values between have none`(seed: Int) throws {
    var dice = SplitMix64(seed: UInt64(seed))
    let unit = [1, 3, 60_000][dice.below(3)]
    let base = Int64(dice.below(1 << 50)) - 1 << 49
    var values: [Int64?] = (0..<200).map { _ in base + Int64(dice.below(4_000) * unit) }
    if dice.below(2) == 0 { values[dice.below(200)] = nil }
    let chunk = try ChunkReader(ChunkCodec.encode(Cells.integers(values)))
    let numbers: [UInt64] = try read(chunk)
    for (value, number) in zip(values, numbers) {
      guard let value else {
        #expect(chunk.hasNulls && number == 0)
        continue
      }
      #expect(chunk.number(of: value) == number)
      #expect(chunk.value(of: number) == value)
      if chunk.unit > 1 { #expect(chunk.number(of: value + 1) == nil) }
    }
    let present = values.compactMap { $0 }
    #expect(chunk.number(of: present.min()! - Int64(chunk.unit)) == nil)
    #expect(chunk.number(of: present.max()! + Int64(chunk.unit)) == nil)
  }

  @Test(arguments: 0..<20)
  func `runs are those of the column`(seed: Int) throws {
    var dice = SplitMix64(seed: UInt64(seed))
    let (_, cells) = Shape.longRuns.cells(1 + dice.below(5_000), &dice)
    let chunk = try ChunkReader(ChunkCodec.encode(Cells.column(.integer, cells)))
    guard let runs = try chunk.runs(in: 0..<chunk.rowCount) else { return }
    var start = 0
    for (number, end) in zip(runs.numbers, runs.ends.map(Int.init)) {
      #expect(cells[start..<end].allSatisfy { $0 == .integer(chunk.value(of: number)) })
      start = end
    }
    #expect(start == cells.count)
  }

  /// Runs over few numbers, so that new ones, old ones, holes and the ends of the range meet.
  @Test(arguments: 0..<400)
  func `numbered runs of any order come back and list what recurs`(seed: Int) throws {
    var dice = SplitMix64(seed: UInt64(seed))
    let top: [Int64] = [.min, .max - 3, .max - 2, .max - 1, .max]
    let low: [Int64?] = [nil, 0, 1, 2, 3, 4, 5, 6, 9]
    let alphabet = dice.below(4) == 0 ? top : low
    var walk = dice.below(alphabet.count)
    let cells = (0..<2 + dice.below(12)).flatMap { _ -> [Cell] in
      walk = dice.below(3) == 0 ? dice.below(alphabet.count) : (walk + 1) % alphabet.count
      let cell = alphabet[walk].map(Cell.integer) ?? .null
      return [Cell](repeating: cell, count: 90 + dice.below(9))
    }
    try Cells.expectSame(.integer, cells)
    let bytes = ChunkCodec.encode(Cells.column(.integer, cells))
    let chunk = try ChunkReader(bytes)
    let isNumbered = try PlainChunk(bytes).encoding == .numbered
    let found = try chunk.recurringNumbers()
    #expect((found != nil) == isNumbered)
    guard let (lowest, recurring) = found, let runs = try chunk.runs(in: 0..<chunk.rowCount) else {
      return
    }
    let once = runs.numbers.filter { $0 > 0 && !recurring.contains($0) }
    #expect(Set(once).count == once.count && once.allSatisfy { $0 >= lowest })
    #expect(Set(recurring).isSubset(of: runs.numbers))
  }

  @Test func `reals keep every bit`() throws {
    let values = [
      0, -0.0, .infinity, -.infinity, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 0.1,
    ]
    for hasNull in [false, true] {
      let cells = (hasNull ? [Cell.null] : []) + values.map(Cell.real)
      let decoded = try ChunkCodec.decode(ChunkCodec.encode(Cells.column(.real, cells)))
      let bits = (0..<decoded.rowCount).compactMap { decoded[$0].real?.bitPattern }
      #expect(bits == values.map(\.bitPattern))
    }
  }

  @Test func `shared texts are codes into the list of the series`() throws {
    let codes: [UInt32] = [2, 0, 1, 2, 2, 0, 0]
    let validity = Validity([true, true, true, false, true, true, false])
    let bytes = ChunkCodec.encode(sharedCodes: codes, validity: validity)
    let column = try ChunkCodec.decode(bytes, sharedTexts: ["a", "", "ö"])
    #expect(
      (0..<7).map { column[$0] } == [
        .text("ö"), .text("a"), .text(""), .null, .text("ö"), .text("a"), .null,
      ])
    #expect(throws: ChunkDamage.self) {
      try ChunkCodec.decode(bytes, sharedTexts: ["a", ""])
    }
  }

  private func read(_ chunk: ChunkReader) throws -> [UInt64] {
    var numbers = [UInt64](repeating: 0, count: chunk.rowCount)
    try numbers.withUnsafeMutableBufferPointer {
      try chunk.read(chunk.rowCount, into: $0.baseAddress!)
    }
    return numbers
  }
}
