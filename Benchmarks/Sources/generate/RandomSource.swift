/// xoshiro256** by Blackman and Vigna: the same numbers for the same seed on every machine.
struct RandomSource {
  private var a: UInt64
  private var b: UInt64
  private var c: UInt64
  private var d: UInt64

  init(seed: UInt64) {
    var state = seed
    func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
    (a, b, c, d) = (next(), next(), next(), next())
  }

  mutating func next() -> UInt64 {
    let product = b &* 5
    let result = ((product << 7) | (product >> 57)) &* 9
    let t = b << 17
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= t
    d = (d << 45) | (d >> 19)
    return result
  }

  /// 0 ..< `count`.
  mutating func below(_ count: Int) -> Int {
    Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(count)).high)
  }

  /// 0 ..< 1.
  mutating func share() -> Double { Double(next() >> 11) * 0x1p-53 }

  mutating func happens(_ probability: Double) -> Bool { share() < probability }

  /// Close to lognormal: `median × 2^(spread × z)`, z about standard normal within ±3.4.
  ///
  /// Only additions and multiplications, no C library: its last digits differ between machines,
  /// and the same seed has to give the same bytes.
  mutating func lognormal(median: Double, spread: Double) -> Double {
    let bits = next()
    let sum = (bits & 0xFFFF) &+ (bits >> 16 & 0xFFFF) &+ (bits >> 32 & 0xFFFF) &+ (bits >> 48)
    let z = (Double(sum) * 0x1p-16 - 2) * 1.732_050_8
    return median * powerOfTwo(spread * z)
  }
}

/// 2^x for |x| < 1000, relative error below 2e-5.
func powerOfTwo(_ x: Double) -> Double {
  let whole = x.rounded(.down)
  let f = x - whole
  let fraction =
    1 + f
    * (0.693_147_18 + f * (0.240_226_51 + f * (0.055_504_11 + f * (0.009_618_13 + f * 0.0015))))
  return fraction * Double(sign: .plus, exponent: Int(whole), significand: 1)
}

/// Draws an index in constant time with given weights (Walker's alias method, Vose's form).
struct AliasTable {
  private var threshold: [Double]
  private var alias: [Int32]

  init(_ weights: [Double]) {
    let total = weights.reduce(0, +)
    precondition(total > 0, "an alias table wants a positive weight")
    threshold = weights.map { $0 * Double(weights.count) / total }
    alias = weights.indices.map(Int32.init)
    var small = weights.indices.filter { threshold[$0] < 1 }
    var large = weights.indices.filter { threshold[$0] >= 1 }
    while let low = small.popLast(), let high = large.popLast() {
      alias[low] = Int32(high)
      threshold[high] -= 1 - threshold[low]
      if threshold[high] < 1 { small.append(high) } else { large.append(high) }
    }
    // What is left over is 1 but for rounding.
    for index in small + large where alias[index] == Int32(index) { threshold[index] = 1 }
  }

  func draw(_ random: inout RandomSource) -> Int {
    let index = random.below(threshold.count)
    return random.share() < threshold[index] ? index : Int(alias[index])
  }
}
