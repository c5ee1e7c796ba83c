import Columns
import Domain

/// Random columns of the shapes that the encodings are made for.
enum Shape: CaseIterable {
  case constant, noise, measurements, longRuns, visits, walk, walkWithNulls, buckets, rare
  case runsWithNulls, visitsWithNulls, bucketRuns, multiples, anyBits, texts, reals
  case newNumbers, newNumbersWithNulls, kinds, kindsWithNulls

  /// The encoding of the outermost block in large columns, where it is always the same.
  var encoding: Encoding? {
    switch self {
    case .constant: .constant
    case .noise: .packed
    case .measurements: .topped
    case .longRuns: .runs
    case .visits: .steps
    case .walk: .delta
    case .buckets: .listed
    case .rare, .visitsWithNulls, .walkWithNulls: .sparse
    case .newNumbers, .newNumbersWithNulls: .numbered
    case .kinds: .squeezed
    default: nil
    }
  }

  func cells(_ count: Int, _ dice: inout SplitMix64) -> (PhysicalType, [Cell]) {
    let width = UInt64(9 + dice.below(52))
    let top: UInt64 = 1 << width - 1
    let list = (0..<40).map { _ in Int64(dice.next() & top) }
    var walk = Int64(dice.below(1 << 40)) - 1 << 39
    var run = walk
    var (newest, current) = (walk, Int64?.some(walk))
    let cells = (0..<count).map { row -> Cell in
      switch self {
      case .constant: return .integer(walk)
      case .noise: return .integer(Int64(dice.next() & 1_023) - 500)
      case .measurements:
        // The least of eight: the high bits are mostly 0, the low ones noise.
        return .integer(Int64((0..<8).map { _ in dice.next() & top }.min()!))
      case .longRuns:
        if dice.below(50) == 0 { run = Int64(dice.below(1 << 30)) }
        return .integer(run)
      case .visits, .visitsWithNulls:
        if self == .visitsWithNulls, dice.below(3) == 0 { return .null }
        let isNew = dice.below(7) == 0
        walk = isNew ? Int64(dice.below(2_678_400_000)) : walk + Int64(dice.below(9_000))
        return .integer(walk)
      case .walk, .walkWithNulls:
        if self == .walkWithNulls, dice.below(3) == 0 { return .null }
        walk += 1_000_000 + Int64(dice.below(7))
        return .integer(walk)
      case .buckets: return .integer(list[dice.below(40)])
      case .rare:
        return dice.below(12) == 0 ? .integer(Int64(dice.next() & top)) : .null
      case .runsWithNulls, .bucketRuns:
        if dice.below(9) == 0 {
          run = self == .bucketRuns ? list[dice.below(40)] : run + Int64(dice.below(4))
        }
        return row % 64 < dice.below(40) ? .null : .integer(run)
      case .multiples:
        return dice.below(5) == 0 ? .null : .integer(Int64(dice.below(90_000)) * 60_000)
      case .anyBits:
        let extremes: [Int64] = [.min, .max, 0, -1, 1]
        return dice.below(9) == 0
          ? .null
          : .integer(dice.below(3) == 0 ? extremes[dice.below(5)] : Int64(bitPattern: dice.next()))
      case .newNumbers, .newNumbersWithNulls:
        guard dice.below(6) == 0 else { return current.map(Cell.integer) ?? .null }
        let kind = dice.below(40)
        if kind == 0, self == .newNumbersWithNulls {
          current = nil
        } else if kind < 4 {
          // Once more: one of this segment, or one of those before it.
          current = newest - Int64(dice.below(2_000))
        } else {
          newest += kind == 4 ? Int64(1 + dice.below(9)) : 1
          current = newest
        }
        return current.map(Cell.integer) ?? .null
      case .kinds, .kindsWithNulls:
        // Few kinds, one of which usually follows another.
        run = (run & 3 + (dice.below(8) == 0 ? Int64(dice.below(3)) : 1)) & 3
        return self == .kindsWithNulls && dice.below(9) == 0 ? .null : .integer(run)
      case .texts: return dice.below(9) == 0 ? .null : .text("schlüssel-\(dice.below(300))")
      case .reals: return dice.below(9) == 0 ? .null : .real(Double(dice.below(64_000)) / 64)
      }
    }
    return (self == .texts ? .text : self == .reals ? .real : .integer, cells)
  }
}
