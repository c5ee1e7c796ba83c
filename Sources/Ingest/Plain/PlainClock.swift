import Domain

/// RFC 3339 → milliseconds since 1970-01-01T00:00Z. The calendar is asked once for each date, the
/// offset read once for as long as it stays the same.
struct PlainClock {
  /// `YYYY-MM-` and `DD` of the last date.
  private var head = "1970-01-".utf8.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  private var tail: UInt16 = 0x3130
  /// Wall clock milliseconds at which the date begins.
  private var midnight: Int64 = 0
  /// Offset of Berlin where it is the same all day, else 0.
  private var shift = BerlinTime.millisecondsPerHour
  /// `±hh:mm` of the last offset, and what it stands for.
  private var zone: UInt64 = 0
  private var zoneShift: Int64 = 0

  /// Reads a time.
  /// - Parameter p: moved behind it; 48 bytes may be looked at.
  /// - Returns: `nil` for what is not RFC 3339, or is local time of a day on which clocks change.
  @inline(__always)
  mutating func instant(_ p: inout UnsafePointer<UInt8>) -> Int64? {
    guard readDate(p), p[10] == UInt8(ascii: "T") || p[10] == 0x20 else { return nil }
    // "hh:mm:ss" becomes the bytes h h 0 m m 0 s s.
    let clock = Words.load(p + 11) ^ 0x3030_3A30_303A_3030
    guard (clock | (clock &+ 0x7676_7F76_767F_7676)) & Words.tops == 0 else { return nil }
    let hour = (clock & 0xFF) &* 10 &+ (clock >> 8 & 0xFF)
    let minute = (clock >> 24 & 0xFF) &* 10 &+ (clock >> 32 & 0xFF)
    let second = (clock >> 48 & 0xFF) &* 10 &+ (clock >> 56)
    guard hour < 24, minute < 60, second < 60 else { return nil }
    p += 19
    var wall =
      midnight &+ Int64(truncatingIfNeeded: ((hour &* 60 &+ minute) &* 60 &+ second) &* 1_000)
    if p.pointee == UInt8(ascii: ".") {
      p += 1
      guard let milliseconds = Self.fraction(&p) else { return nil }
      wall &+= milliseconds
    }
    switch p.pointee {
    case UInt8(ascii: "Z"), UInt8(ascii: "z"):
      p += 1
      return wall
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      let text = Words.load(p) & Words.mask(6)
      guard text == zone || readZone(p, text) else { return nil }
      p += 6
      return wall &- zoneShift
    default:
      // Without offset, local time of Berlin; what follows is for the caller to judge.
      return shift == 0 ? nil : wall &- shift
    }
  }

  /// Digits behind the point, of which three count.
  @inline(__always)
  private static func fraction(_ p: inout UnsafePointer<UInt8>) -> Int64? {
    var value: Int64 = 0
    var count = 0
    while case let digit = p.pointee &- 0x30, digit < 10 {
      if count < 3 { value = value &* 10 &+ Int64(digit) }
      count &+= 1
      p += 1
    }
    switch count {
    case 0: return nil
    case 1: return value * 100
    case 2: return value * 10
    default: return value
    }
  }

  /// Takes in the date at `p`.
  @inline(__always)
  mutating func readDate(_ p: UnsafePointer<UInt8>) -> Bool {
    let first = Words.load(p)
    let last = UInt16(littleEndian: UnsafeRawPointer(p + 8).loadUnaligned(as: UInt16.self))
    return first == head && last == tail || readNewDate(p, first, last)
  }

  /// The day that ``readDate(_:)`` took in.
  var day: Int64 { midnight / BerlinTime.millisecondsPerDay }

  @inline(never)
  private mutating func readNewDate(
    _ p: UnsafePointer<UInt8>, _ first: UInt64, _ last: UInt16
  ) -> Bool {
    guard p[4] == UInt8(ascii: "-"), p[7] == UInt8(ascii: "-"),
      let year = PlainNumber.digits(p, 4), let month = PlainNumber.digits(p + 5, 2),
      let dayOfMonth = PlainNumber.digits(p + 8, 2),
      let day = Day(year: year, month: month, day: dayOfMonth)
    else { return false }
    head = first
    tail = last
    midnight = Int64(day.number) * BerlinTime.millisecondsPerDay
    // Clocks change once a day at most, so the same offset at both ends is the offset all day.
    if year >= 1996, case .instant(let start) = BerlinTime.read(local: midnight),
      case .instant(let end) = BerlinTime.read(local: midnight + BerlinTime.millisecondsPerDay - 1),
      end - start == BerlinTime.millisecondsPerDay - 1
    {
      shift = midnight - start
    } else {
      shift = 0
    }
    return true
  }

  @inline(never)
  private mutating func readZone(_ p: UnsafePointer<UInt8>, _ text: UInt64) -> Bool {
    guard p[3] == UInt8(ascii: ":"), let hours = PlainNumber.digits(p + 1, 2), hours < 24,
      let minutes = PlainNumber.digits(p + 4, 2), minutes < 60
    else { return false }
    zone = text
    zoneShift = Int64(hours * 60 + minutes) * 60_000 * (p[0] == UInt8(ascii: "-") ? -1 : 1)
    return true
  }
}
