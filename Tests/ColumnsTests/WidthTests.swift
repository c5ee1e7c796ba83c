import Columns
import Domain
import Testing

/// Numbers are written in words as narrow as they allow, and encodings are chosen by a sample: what
/// comes back must not depend on either.
@Suite struct WidthTests {
  @Test(arguments: [7, 8, 15, 16, 31, 32, 63])
  func `columns at the borders of words come back`(bits: Int) throws {
    let border = Int64(bitPattern: 1 << UInt64(bits) &- 1)
    for top in [border &- 1, border, border &+ 1] {
      for base in [0, -5, Int64.min] {
        let ends: [Int64?] = [base, base &+ top, base &+ 1, base &+ top &- 1]
        for values in [ends, ends + [nil], ends.flatMap { [$0, $0] }] {
          var dice = SplitMix64(seed: UInt64(bits))
          let cells = (0..<3_000).map { _ in values[dice.below(values.count)] }
          try Cells.expectSame(.integer, cells.map { $0.map(Cell.integer) ?? .null })
          // Runs of them, and steps with jumps.
          let slow = cells.indices.map { cells[$0 / 40] }
          try Cells.expectSame(.integer, slow.map { $0.map(Cell.integer) ?? .null })
        }
      }
    }
  }

  @Test(arguments: 1...8)
  func `few bits of any number of rows come back`(bits: Int) throws {
    var dice = SplitMix64(seed: UInt64(bits))
    for count in Array(0...70) + [1_000, 1_001, 1_007] {
      let cells = (0..<count).map { _ in Cell.integer(Int64(dice.below(1 << bits))) }
      try Cells.expectSame(.integer, cells)
    }
  }

  @Test(arguments: UInt64(0)..<24)
  func `multiples of any unit come back`(seed: UInt64) throws {
    var dice = SplitMix64(seed: seed)
    let unit = Int64(1) << Int64(dice.below(20)) &* Int64(1 + dice.below(70_000))
    let base = Int64(bitPattern: dice.next()) >> 8
    let cells = (0..<2_000).map { _ -> Cell in
      dice.below(9) == 0 ? .null : .integer(base &+ unit &* Int64(dice.below(5_000)))
    }
    try Cells.expectSame(.integer, cells)
    // One value that is no multiple makes all of them multiples of less.
    try Cells.expectSame(.integer, cells + [.integer(base &+ unit / 2 &+ 1)])
  }

  @Test func `a sample that sees only part of a column does not damage the rest`() throws {
    // Of some thousand rows a sample looks at the first 256: these have another character than the others.
    var dice = SplitMix64(seed: 11)
    let noise = (0..<100_000).map { _ in Int64(dice.next() >> 20) }
    let kinds: [(Int) -> Cell] = [
      { $0 % 4_096 < 512 ? .integer(7) : .integer(noise[$0]) },
      { $0 % 4_096 < 512 ? .integer(noise[$0]) : .integer(7) },
      { $0 % 4_096 < 512 ? .null : .integer(noise[$0] & 255) },
      { $0 % 4_096 < 512 ? .integer(Int64($0)) : .integer(noise[$0] & 0xFFFF) },
      { $0 % 4_096 < 512 ? .integer(Int64($0)) : $0 % 3 == 0 ? .null : .integer(-noise[$0]) },
      { $0 == 77_777 ? .integer(.max) : .integer(3) },
    ]
    for kind in kinds { try Cells.expectSame(.integer, (0..<100_000).map(kind)) }
  }
}
