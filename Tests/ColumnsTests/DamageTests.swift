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
      for _ in 0...dice.below(4) {
        // From the header's numbers on; the head of each block is hit more often.
        let place = dice.below(2) == 0 ? dice.below(bytes.count) : min(bytes.count, 60) - 1
        let at = 12 + dice.below(max(1, place - 11))
        bytes[min(at, bytes.count - 1)] =
          dice.below(2) == 0
          ? bytes[min(at, bytes.count - 1)] ^ 1 << UInt8(dice.below(8))
          : [0, 1, 8, 255][dice.below(4)]
      }
      expectHarmless(bytes, rows: cells.count, &dice)
    }
  }

  @Test func `a unit of zero is refused`() throws {
    var bytes = ChunkCodec.encode(Cells.integers([1, 2, 3]))
    bytes.replaceSubrange(20..<28, with: [UInt8](repeating: 0, count: 8))
    #expect(throws: ChunkDamage.self) { try ChunkReader(bytes) }
  }

  /// Each block of these kinds begins with another one, down and down: 5 or 6 bytes a level are
  /// not to cost a stack.
  @Test(arguments: [
    [4, 1, 0, 0, 0], [5, 1, 1, 0, 0, 0], [7, 1, 0, 0, 0], [8, 1, 0, 0, 0],
    [6] + [UInt8](repeating: 0, count: 16),
  ])
  func `blocks within blocks without end are refused`(level: [UInt8]) throws {
    var bytes = Array(ChunkCodec.encode(Cells.integers([7])).prefix(36))
    for _ in 0..<200_000 { bytes += level }
    #expect(throws: ChunkDamage.self) { try ChunkReader(bytes).runs() }
  }

  private func expectHarmless(_ bytes: [UInt8], rows: Int, _ dice: inout SplitMix64) {
    if let column = try? ChunkCodec.decode(bytes) { #expect(column.rowCount == rows) }
    guard let chunk = try? ChunkReader(bytes) else { return }
    _ = try? chunk.runs()
    _ = chunk.number(of: 12)
    let wide: [UInt64?]? = try? Pieces.read(chunk, &dice)
    #expect((wide ?? []).allSatisfy { $0 ?? 0 <= chunk.span })
    guard chunk.isNarrow, let again = try? ChunkReader(bytes) else { return }
    let narrow: [UInt32?]? = try? Pieces.read(again, &dice)
    #expect((narrow ?? []).allSatisfy { UInt64($0 ?? 0) <= chunk.span })
  }
}
