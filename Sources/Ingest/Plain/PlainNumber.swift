/// Numbers that stand plainly in the file. Each parser moves `p` behind what it read, which may be
/// less than the cell holds: the caller looks whether the cell ends there. `nil`, and `p` where it
/// was, for anything else.
enum PlainNumber {
  /// Digits without sign and without a zero before others, at most 18 of them.
  @inline(__always)
  static func integer(_ p: inout UnsafePointer<UInt8>) -> Int64? {
    let digits = Words.load(p) ^ 0x3030_3030_3030_3030
    // The lowest byte that is no digit; carries only reach those above it.
    let ends = (digits | (digits &+ 0x7676_7676_7676_7676)) & Words.tops
    guard ends != 0 else { return longInteger(&p) }
    let count = ends.trailingZeroBitCount >> 3
    guard count > 0, count == 1 || p.pointee != 0x30 else { return nil }
    // Zeros before the digits, so that there are eight; then neighbours are joined, two by two.
    var value = digits &<< UInt64(64 &- 8 &* count)
    value = (value &* 10 &+ value >> 8) & 0x00FF_00FF_00FF_00FF
    value = (value &* 100 &+ value >> 16) & 0x0000_FFFF_0000_FFFF
    value = (value &* 10_000 &+ value >> 32) & 0xFFFF_FFFF
    p += count
    return Int64(truncatingIfNeeded: value)
  }

  @inline(never)
  private static func longInteger(_ p: inout UnsafePointer<UInt8>) -> Int64? {
    var q = p
    var value: Int64 = 0
    while case let digit = q.pointee &- 0x30, digit < 10 {
      value = value &* 10 &+ Int64(digit)
      q += 1
      if q - p > 18 { return nil }
    }
    guard p.pointee != 0x30 else { return nil }
    p = q
    return value
  }

  /// An integer with up to `limit` digits behind a point, and how many there were.
  static func fixed(
    _ p: inout UnsafePointer<UInt8>, limit: Int
  ) -> (units: Int64, fraction: Int)? {
    var q = p
    guard var units = integer(&q), units < 1_000_000_000 else { return nil }
    guard q.pointee == UInt8(ascii: ".") else {
      p = q
      return (units, 0)
    }
    q += 1
    let start = q
    while case let digit = q.pointee &- 0x30, digit < 10 {
      units = units * 10 + Int64(digit)
      q += 1
      if q - start > limit { return nil }
    }
    guard q > start else { return nil }
    p = q
    return (units, q - start)
  }

  /// A decimal number of few digits: both parts are exact, so that the division rounds once, as
  /// the strict parser does (W. D. Clinger, "How to read floating point numbers accurately").
  static func decimal(_ p: inout UnsafePointer<UInt8>) -> Double? {
    guard let (units, fraction) = fixed(&p, limit: 9), units < 1 << 53 else { return nil }
    return Double(units) / powersOfTen[fraction]
  }

  /// An amount in cents.
  static func cents(_ p: inout UnsafePointer<UInt8>) -> Int64? {
    guard let (units, fraction) = fixed(&p, limit: 2) else { return nil }
    return fraction == 0 ? units * 100 : fraction == 1 ? units * 10 : units
  }

  /// 16 hexadecimal digits.
  @inline(__always)
  static func session(_ p: inout UnsafePointer<UInt8>) -> Int64? {
    guard let high = hex(Words.load(p)), let low = hex(Words.load(p + 8)) else { return nil }
    p += 16
    return Int64(bitPattern: high << 32 | low)
  }

  /// Exactly `count` digits.
  static func digits(_ p: UnsafePointer<UInt8>, _ count: Int) -> Int? {
    var value = 0
    for position in 0..<count {
      guard case let digit = p[position] &- 0x30, digit < 10 else { return nil }
      value = value * 10 + Int(digit)
    }
    return value
  }

  /// Eight hexadecimal digits at once. Bytes below 0x80 keep every sum within its byte.
  @inline(__always)
  private static func hex(_ word: UInt64) -> UInt64? {
    let digit = word ^ 0x3030_3030_3030_3030
    let isNoDigit = digit | (digit &+ 0x7676_7676_7676_7676)
    let letter = (word | 0x2020_2020_2020_2020) ^ 0x6060_6060_6060_6060
    // 1…6 in the low bits and nothing above.
    let isLetter = (letter &+ 0x7F7F_7F7F_7F7F_7F7F) & ~(letter &+ 0x7979_7979_7979_7979) & ~letter
    guard word & Words.tops == 0, (isNoDigit & ~isLetter) & Words.tops == 0 else { return nil }
    let letters = (isLetter & Words.tops) >> 7
    var nibbles = (word & 0x0F0F_0F0F_0F0F_0F0F) &+ letters &* 9
    nibbles = nibbles.byteSwapped
    nibbles = (nibbles | nibbles >> 4) & 0x00FF_00FF_00FF_00FF
    nibbles = (nibbles | nibbles >> 8) & 0x0000_FFFF_0000_FFFF
    return (nibbles | nibbles >> 16) & 0xFFFF_FFFF
  }

  private static let powersOfTen: [Double] = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9]
}
