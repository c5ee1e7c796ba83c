import Columns
import Domain
import Testing

/// Bytes that no encoder wrote, behind a checksum that says nothing: an error or some column of
/// the header's length, never a crash, never a number above the span.
@Suite struct DamageTests {
  @Test(arguments: Shape.allCases)
  func `a truncated chunk is refused`(shape: Shape) throws {
    var dice = SplitMix64(seed: 3)
    let (type, cells) = shape.cells(300, &dice)
    let bytes = ChunkCodec.encode(Cells.column(type, cells))
    for length in 0..<bytes.count {
      #expect(throws: ChunkDamage.self) { try ChunkCodec.decode(Array(bytes.prefix(length))) }
    }
    #expect(throws: ChunkDamage.self) { try ChunkCodec.decode(bytes + [0]) }
  }

  @Test(arguments: Shape.allCases)
  func `flipped bits and foreign bytes do no harm`(shape: Shape) throws {
    for seed in 0..<150 {
      var dice = SplitMix64(seed: UInt64(seed))
      let (type, cells) = shape.cells([1, 9, 300][dice.below(3)], &dice)
      var bytes = ChunkCodec.encode(Cells.column(type, cells))
      for _ in 0...dice.below(4) { Damage.strike(&bytes, &dice) }
      Damage.expectHarmless(bytes, rows: cells.count, &dice)
    }
  }

  @Test func `a unit of zero is refused`() throws {
    var bytes = ChunkCodec.encode(Cells.integers([1, 2, 3]))
    bytes.replaceSubrange(20..<28, with: [UInt8](repeating: 0, count: 8))
    #expect(throws: ChunkDamage.self) { try ChunkReader(bytes) }
  }

  /// Each block of these kinds begins with another one, down and down: 5 bytes or so a level are
  /// not to cost a stack.
  @Test(arguments: [
    [4, 1, 0, 0, 0], [5, 1, 0, 0, 0], [7, 1, 0, 0, 0], [8, 1, 0, 0, 0],
    [6] + [UInt8](repeating: 0, count: 16),
  ])
  func `blocks within blocks without end are refused`(level: [UInt8]) throws {
    var bytes = Array(ChunkCodec.encode(Cells.integers([7])).prefix(36))
    for _ in 0..<200_000 { bytes += level }
    #expect(throws: ChunkDamage.self) { try ChunkReader(bytes).bytes() }
  }

  @Test func `numbered within another block is refused`() throws {
    var dice = SplitMix64(seed: 1)
    let (type, cells) = Shape.newNumbers.cells(2_000, &dice)
    let bytes = ChunkCodec.encode(Cells.column(type, cells))
    #expect(try PlainChunk(bytes).encoding == .numbered)
    // As the values of so many runs, each of one row: a constant block of lengths less one.
    let runs = Array(bytes[..<36]) + [4] + bytes[4..<8] + bytes[36...]
    let damage = #expect(throws: ChunkDamage.self) {
      try ChunkCodec.decode(runs + [UInt8](repeating: 0, count: 9))
    }
    #expect(damage?.problem == "numbered runs within another block")
  }

  /// Blocks whose numbers grow too wide for 32 bits on the way to a sound one. Their header says
  /// span 100, their rows are three.
  @Test(arguments: [
    // steps: from 2^32 on; the steps are 0 1 1.
    [5, 1, 0, 0, 0, 1, 8, 0, 1, 1, 0, 0, 0, 0, 0] + [0, 0, 0, 0, 0, 1, 0, 0, 0],
    // delta: from 0, always 2^32 more.
    [6] + [UInt8](repeating: 0, count: 12) + [1] + [UInt8](repeating: 0, count: 12),
    // sparse: all rows present, one above 2^32 − 1.
    [8, 3, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0] + [0, 255, 255, 255, 255, 0, 0, 0, 0],
  ])
  func `what is too wide for the span is refused in both widths`(block: [UInt8]) throws {
    let header = ChunkCodec.encode(Cells.integers([0, 50, 51, 100])).prefix(36)
    var bytes = Array(header) + block
    bytes[4] = 3
    var wide = [UInt64](repeating: 0, count: 3)
    var narrow = [UInt32](repeating: 0, count: 3)
    #expect(throws: ChunkDamage.self) { try ChunkReader(bytes).read(3, into: &wide) }
    #expect(throws: ChunkDamage.self) { try ChunkReader(bytes).read(3, into: &narrow) }
  }
}

/// Damaged bytes and what they may do.
enum Damage {
  /// From the header's numbers on; the head of each block is hit more often.
  static func strike(_ bytes: inout [UInt8], _ dice: inout SplitMix64) {
    let place = dice.below(2) == 0 ? dice.below(bytes.count) : min(bytes.count, 60) - 1
    let at = min(12 + dice.below(max(1, place - 11)), bytes.count - 1)
    bytes[at] =
      dice.below(2) == 0 ? bytes[at] ^ 1 << UInt8(dice.below(8)) : [0, 1, 8, 255][dice.below(4)]
  }

  /// - Parameter deciding: the chunk of the rows' classes, where there is one.
  static func expectHarmless(
    _ bytes: [UInt8], beside deciding: [UInt8]? = nil, rows: Int, _ dice: inout SplitMix64
  ) {
    expectHarmless(rows: rows, &dice) {
      try ChunkReader(bytes, classes: deciding.map { try ChunkReader($0) })
    }
  }

  /// - Parameter open: the chunk, each time from its first row on.
  static func expectHarmless(
    rows: Int, _ dice: inout SplitMix64, open: () throws -> ChunkReader
  ) {
    if let chunk = try? open(), let column = try? ChunkCodec.decode(chunk, sharedTexts: []) {
      #expect(column.rowCount == rows)
    }
    guard let chunk = try? open() else { return }
    _ = try? chunk.runs(in: 0..<chunk.rowCount)
    let stretches = [0..<chunk.rowCount / 3, chunk.rowCount / 2..<chunk.rowCount]
    let classes = NumberClasses((0..<17).map { $0 / 2 }, stepLength: chunk.span / 16 + 1)
    _ = try? chunk.runs(of: classes, in: stretches)
    _ = chunk.number(of: 12)
    let recurring = ((try? chunk.recurringNumbers()) ?? nil)?.recurring ?? []
    #expect(recurring.allSatisfy { $0 <= chunk.span })
    for number in 0..<32 as Range<UInt64> {
      let found = ((try? chunk.rows(of: number)) ?? nil) ?? []
      #expect(zip(found, found.dropFirst()).allSatisfy { $0 < $1 })
      #expect(found.last.map { $0 < chunk.rowCount } ?? true)
      let near = (try? chunk.rows(of: number, in: stretches[1]))?.rows ?? []
      #expect(near.last.map { $0 < chunk.rowCount } ?? true)
    }
    let wide: [UInt64?]? = try? Pieces.read(chunk, &dice)
    #expect((wide ?? []).allSatisfy { $0 ?? 0 <= chunk.span })
    if let parts = try? open(), parts.isByClass {
      for kind in 0..<3 {
        var numbers = [UInt64](repeating: 0, count: 9)
        guard (try? parts.read(9, ofClass: kind, into: &numbers)) != nil else { continue }
        #expect(numbers.allSatisfy { $0 <= chunk.span })
      }
    }
    guard chunk.isNarrow, let again = try? open() else { return }
    let narrow: [UInt32?]? = try? Pieces.read(again, &dice)
    #expect((narrow ?? []).allSatisfy { UInt64($0 ?? 0) <= chunk.span })
    expectNarrowIsStrict(open)
  }

  /// What can be read as narrow numbers is the same as wide ones.
  private static func expectNarrowIsStrict(_ open: () throws -> ChunkReader) {
    guard let chunk = try? open() else { return }
    var narrow = [UInt32](repeating: 0, count: chunk.rowCount + 1)
    guard (try? chunk.read(chunk.rowCount, into: &narrow)) != nil else { return }
    var wide = [UInt64](repeating: 0, count: chunk.rowCount + 1)
    #expect(throws: Never.self) { try open().read(chunk.rowCount, into: &wide) }
    #expect(zip(narrow, wide).allSatisfy { UInt64($0) == $1 })
  }
}
