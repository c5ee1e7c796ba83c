/// A generator with a seed, so that a failure can be repeated (Knuth's MMIX constants).
struct Dice: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ state >> 29
  }
  /// 0…`limit` − 1.
  mutating func below(_ limit: Int) -> Int { Int(next() >> 16) % limit }
}
