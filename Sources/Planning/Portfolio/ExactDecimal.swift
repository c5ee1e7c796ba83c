/// A decimal number kept exactly, `digits · 10^−scale`: the values of a portfolio are compared and
/// added as integers, so that "optimal" means optimal and not "optimal but for rounding".
public struct ExactDecimal: Sendable, Hashable, CustomStringConvertible {
  public let digits: Int64
  /// Decimal places, 0…18.
  public let scale: Int

  public init(digits: Int64, scale: Int = 0) {
    precondition((0...18).contains(scale), "a decimal with \(scale) places")
    self.digits = digits
    self.scale = scale
  }

  /// `[-]digits[.digits]`, strictly: no exponent, no blanks, no plus; `nil` for anything else and
  /// for more than 18 significant digits.
  public init?(_ text: some StringProtocol) {
    var digits: Int64 = 0
    var scale = 0
    var hasPoint = false
    var count = 0
    var bytes = Array(text.utf8)[...]
    let isNegative = bytes.first == UInt8(ascii: "-")
    if isNegative { bytes = bytes.dropFirst() }
    guard let first = bytes.first, let last = bytes.last,
      first != UInt8(ascii: "."), last != UInt8(ascii: ".")
    else { return nil }
    for byte in bytes {
      if byte == UInt8(ascii: "."), !hasPoint {
        hasPoint = true
        continue
      }
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      if digits > 0 || byte != UInt8(ascii: "0") { count += 1 }
      if hasPoint { scale += 1 }
      guard count <= 18, scale <= 18 else { return nil }
      digits = digits * 10 + Int64(byte - UInt8(ascii: "0"))
    }
    while scale > 0, digits % 10 == 0 {
      digits /= 10
      scale -= 1
    }
    self.init(digits: isNegative ? -digits : digits, scale: scale)
  }

  /// The number nearest to `double` with `scale` decimal places; `nil` where it is not finite or
  /// too large. Computed values (a mean over draws) have no decimals of their own: the caller says
  /// how many count.
  public init?(_ double: Double, scale: Int) {
    let scaled = double * Double(Self.power(scale))
    guard scaled.magnitude < 0x1p59 else { return nil }
    self.init(digits: Int64(scaled + (scaled < 0 ? -0.5 : 0.5)), scale: scale)
  }

  public var double: Double { Double(digits) / Double(Self.power(scale)) }

  public var description: String {
    guard scale > 0 else { return String(digits) }
    let text = String(digits.magnitude)
    let padded = String(repeating: "0", count: max(0, scale + 1 - text.count)) + text
    return (digits < 0 ? "-" : "") + padded.dropLast(scale) + "." + padded.suffix(scale)
  }

  /// 10^`exponent`, for 0…18.
  static func power(_ exponent: Int) -> Int64 {
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }
}
