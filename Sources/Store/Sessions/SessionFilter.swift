/// Says "certainly not here" of most hashes that are not here: a Bloom filter of blocks of one
/// cache line (Putze, Sanders, Singler 2007), eight bits a hash, one in each word of its block.
///
/// The high bits of a hash choose its block, so that sorted hashes walk through memory forwards.
final class SessionFilter {
  /// Hashes for which it was made; more make it less sharp, not wrong.
  let capacity: Int
  private let blockCount: UInt64
  private let words: UnsafeMutablePointer<UInt64>

  init(capacity: Int, bitsPerHash: Int) {
    self.capacity = capacity
    blockCount = UInt64(max(1, (capacity * bitsPerHash + 511) / 512))
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: Int(blockCount) * 64, alignment: 64)
    words = memory.initializeMemory(as: UInt64.self, repeating: 0, count: Int(blockCount) * 8)
  }

  deinit { UnsafeMutableRawPointer(words).deallocate() }

  var byteCount: Int { Int(blockCount) * 64 }

  func insert(_ hash: UInt64) {
    let block = words + place(of: hash)
    var bits = Self.bits(of: hash)
    for word in 0..<8 {
      block[word] |= 1 << (bits & 63)
      bits >>= 6
    }
  }

  @inline(__always)
  func mayContain(_ hash: UInt64) -> Bool {
    let block = words + place(of: hash)
    let bits = Self.bits(of: hash)
    // Half of the words first, without a branch: few strangers need the other half.
    let first =
      block[0] >> (bits & 63) & block[1] >> (bits >> 6 & 63) & block[2] >> (bits >> 12 & 63)
      & block[3] >> (bits >> 18 & 63)
    guard first & 1 != 0 else { return false }
    let second =
      block[4] >> (bits >> 24 & 63) & block[5] >> (bits >> 30 & 63)
      & block[6] >> (bits >> 36 & 63) & block[7] >> (bits >> 42 & 63)
    return second & 1 != 0
  }

  @inline(__always)
  private func place(of hash: UInt64) -> Int {
    Int(truncatingIfNeeded: hash.multipliedFullWidth(by: blockCount).high &* 8)
  }

  /// 48 bits that do not follow from the choice of the block.
  @inline(__always)
  private static func bits(of hash: UInt64) -> UInt64 {
    (hash &* 0x9E37_79B9_7F4A_7C15) >> 16
  }
}
