/// Random numbers that are the same on every machine for the same seed and label (SplitMix64:
/// Steele, Lea, Flood 2014). Each part that draws has a stream of its own, so that a change in one
/// part leaves the others as they were.
package struct Random: RandomNumberGenerator {
  private var state: UInt64

  package init(seed: UInt64, _ label: String, _ number: Int = 0) {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in label.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    state = seed &* 0x9E37_79B9_7F4A_7C15 ^ hash ^ UInt64(bitPattern: Int64(number)) << 20
    _ = next()
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// 0 ≤ x < 1
  package mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  package mutating func chance(_ probability: Double) -> Bool { unit() < probability }

  /// 0 ≤ n < `count`
  package mutating func index(_ count: Int) -> Int { Int(next() % UInt64(count)) }

  package mutating func number(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + index(range.upperBound - range.lowerBound + 1)
  }

  package mutating func pick<Element>(_ list: [Element]) -> Element { list[index(list.count)] }

  /// An index with probability proportional to its weight.
  package mutating func weighted(_ weights: [Double]) -> Int {
    var rest = unit() * weights.reduce(0, +)
    for (index, weight) in weights.enumerated() {
      rest -= weight
      if rest < 0 { return index }
    }
    return weights.count - 1
  }

  /// Number of independent rare events with the given mean (Knuth; in slices for large means).
  package mutating func poisson(_ mean: Double) -> Int {
    var total = 0
    var rest = mean
    while rest > 0 {
      // exp(−16) needs no special care; a sum of Poisson numbers is one again.
      let slice = min(rest, 16)
      rest -= slice
      var product = unit()
      let limit = Exponential.negative(slice)
      while product > limit {
        total += 1
        product *= unit()
      }
    }
    return total
  }

  /// A positive number around 1 with a long upper tail: the product of four factors.
  package mutating func skewed() -> Double {
    var product = 1.0
    for _ in 0..<4 { product *= 0.55 + 1.05 * unit() }
    return product
  }
}

/// e^(−x) by squaring, so that no platform's maths library decides about a bit of the output.
enum Exponential {
  static func negative(_ x: Double) -> Double {
    // (1 − x/2^20 + …)^(2^20): the remainder is far below what a simulation sees.
    let step = x / 1_048_576
    var value = 1 - step + step * step / 2
    for _ in 0..<20 { value *= value }
    return value
  }
}
