/// Eight bytes at a time, the first one lowest.
enum Words {
  static let ones: UInt64 = 0x0101_0101_0101_0101
  static let tops: UInt64 = 0x8080_8080_8080_8080

  @inline(__always)
  static func load(_ p: UnsafePointer<UInt8>) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(p).loadUnaligned(as: UInt64.self))
  }

  /// The lowest `count` (0…8) bytes set.
  @inline(__always)
  static func mask(_ count: Int) -> UInt64 {
    count == 0 ? 0 : ~0 >> UInt64(64 - 8 * count)
  }

  /// The highest bit of each byte that equals `byte` (given eight times over) or is below 0x20;
  /// only the lowest such bit is sure to be right (A. Mycroft's test borrows upwards).
  @inline(__always)
  static func stops(_ word: UInt64, at byte: UInt64) -> UInt64 {
    let other = word ^ byte
    return ((other &- ones) & ~other | (word &- 0x20 &* ones) & ~word) & tops
  }

  /// All bytes below the one that the lowest bit of `stops` marks.
  @inline(__always)
  static func below(_ stops: UInt64) -> UInt64 { (stops & (0 &- stops)) >> 7 &- 1 }

  /// A well-mixed product (the folded multiplication of Wang Yi's wyhash).
  @inline(__always)
  static func mixed(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return product.high ^ product.low
  }
}

/// A short run of bytes, ready to be hashed and compared: the bytes themselves up to 16 of them,
/// the first eight and a hash of all for more.
struct ByteKey {
  let low: UInt64
  let high: UInt64
  let length: Int

  static let exactLength = 16

  /// A key of at most 16 bytes; those behind its end are 0.
  @inline(__always)
  init(low: UInt64, high: UInt64, length: Int) {
    self.low = low
    self.high = high
    self.length = length
  }

  /// - Parameter p: may be read for eight bytes beyond the end of the key, and for 16 at least.
  init(_ p: UnsafePointer<UInt8>, _ length: Int) {
    self.length = length
    if length <= 8 {
      low = Words.load(p) & Words.mask(length)
      high = 0
    } else if length <= Self.exactLength {
      low = Words.load(p)
      high = Words.load(p + 8) & Words.mask(length - 8)
    } else {
      low = Words.load(p)
      high = Self.hash(p, length)
    }
  }

  private static func hash(_ p: UnsafePointer<UInt8>, _ length: Int) -> UInt64 {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
    var position = 8
    while position < length {
      let count = min(8, length - position)
      hash = Words.mixed(
        hash ^ (Words.load(p + position) & Words.mask(count)), seed | 1)
      position += 8
    }
    return hash
  }

  /// Another one in each process, so that nobody can deliver texts that all hash alike. Codes go
  /// by first use, so that no result depends on it.
  static let seed = UInt64.random(in: 0 ... .max)
}
