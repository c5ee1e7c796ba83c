/// Arithmetic on eight bytes in a word.
enum SWAR {
  /// The highest bit of each byte that is 0 (H. S. Warren, Hacker's Delight, 6–1).
  @inline(__always)
  static func zeroBytes(_ word: UInt64) -> UInt64 {
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    return ~((word & low) &+ low | word | low)
  }

  /// The byte in all eight places.
  @inline(__always)
  static func repeated(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

  /// How many bytes have a value.
  static func count(_ byte: UInt8, in bytes: ArraySlice<UInt8>) -> Int {
    let pattern = repeated(byte)
    return bytes.withUnsafeBytes { raw in
      var (count, place) = (0, 0)
      while place &+ 8 <= raw.count {
        let word = raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        count &+= zeroBytes(word ^ pattern).nonzeroBitCount
        place &+= 8
      }
      return raw[place...].reduce(count) { $0 + ($1 == byte ? 1 : 0) }
    }
  }

  /// Calls `body` with the places of bytes that have one of a few values, ascending.
  @inline(__always)
  static func forEach(
    _ patterns: [UInt64], in raw: UnsafeRawBufferPointer, _ body: (Int) -> Void
  ) {
    var place = 0
    while place &+ 8 <= raw.count {
      let word = raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      var hits: UInt64 = 0
      for pattern in patterns { hits |= zeroBytes(word ^ pattern) }
      while hits != 0 {
        body(place &+ hits.trailingZeroBitCount &>> 3)
        hits &= hits &- 1
      }
      place &+= 8
    }
    for place in place..<raw.count where patterns.contains(repeated(raw[place])) { body(place) }
  }
}
