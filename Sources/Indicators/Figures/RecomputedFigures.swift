/// What a recomputation made of an indicator.
public struct RecomputedFigures: Sendable {
  /// Figures that are not missing.
  public private(set) var count = 0
  /// Two recomputations with the same one have the same figures, in whatever order they came.
  public private(set) var fingerprint: UInt64 = 0

  /// - Parameter key: of the figure among those of the question.
  @inline(__always)
  mutating func add(_ question: Int, _ key: Int, _ row: FigureRow) {
    if row.value.number != nil { count += 1 }
    var hash = UInt64(truncatingIfNeeded: question)
    hash = Self.mixed(hash, UInt64(truncatingIfNeeded: key))
    hash = Self.mixed(hash, row.value.bits)
    hash = Self.mixed(hash, row.numerator.bits)
    fingerprint &+= Self.mixed(hash, row.denominator.bits)
  }

  @inline(__always)
  private static func mixed(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
    return product ^ product >> 29
  }

  mutating func add(_ other: RecomputedFigures) {
    count += other.count
    fingerprint &+= other.fingerprint
  }

  func adding(_ other: RecomputedFigures) -> RecomputedFigures {
    var sum = self
    sum.add(other)
    return sum
  }
}

extension Figure {
  fileprivate var bits: UInt64 {
    switch self {
    case .value(let value): value.bitPattern
    case .missing: .max
    default: .max - 1
    }
  }
}
