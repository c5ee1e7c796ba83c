/// What is still open to an item: some of the years, or to be left out.
struct YearFate: Equatable {
  /// A bit for each year, and one for being left out.
  private var bits: UInt8
  private static let out: UInt8 = 0x80

  static let omitted = YearFate(bits: out)

  private init(bits: UInt8) { self.bits = bits }

  /// Any of the first `years` years, or left out.
  init(years: Int) { bits = Self.out | (1 << UInt8(years) - 1) }

  /// In `year`; `nil`: left out.
  init(_ year: Int?) { bits = year.map { 1 << UInt8($0) } ?? Self.out }

  private var years: UInt8 { bits & ~Self.out }

  /// Nothing is left: a contradiction.
  var isEmpty: Bool { bits == 0 }
  var isDecided: Bool { bits & (bits &- 1) == 0 }
  var mayBeOut: Bool { bits & Self.out != 0 }
  var mayBeIn: Bool { years != 0 }
  var firstYear: Int { years.trailingZeroBitCount }
  var lastYear: Int { 7 - years.leadingZeroBitCount }
  /// The year where nothing else is left.
  var decidedYear: Int? { isDecided && mayBeIn ? firstYear : nil }

  func mayBe(in year: Int) -> Bool { bits >> UInt8(year) & 1 == 1 }

  mutating func remove(year: Int) { bits &= ~(1 << UInt8(year)) }
  mutating func remove(before year: Int) { bits &= ~(1 << UInt8(year) - 1) }
  mutating func remove(after year: Int) { bits &= Self.out | (2 << UInt8(year) - 1) }
  mutating func leaveOut() { bits &= Self.out }
  mutating func choose() { bits &= ~Self.out }
}
