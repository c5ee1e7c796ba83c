import Domain

/// Moments as machines and logs read them.
public enum InstantText {
  /// Milliseconds since 1970-01-01T00:00Z → `2026-11-21T06:15:00Z`; parts of a second are cut off.
  public static func utc(_ milliseconds: Int64) -> String {
    let seconds = floorDivide(milliseconds, 1000)
    let day = floorDivide(seconds, 86_400)
    let second = Int(seconds - day * 86_400)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
    return "\(Day(number: Int32(day)))T\(two(second / 3600)):\(two(second / 60 % 60)):"
      + "\(two(second % 60))Z"
  }

  /// What ``utc(_:)`` writes, read back; `nil` for any other text.
  public static func instant(_ text: String) -> Int64? {
    let parts = text.split(separator: "T")
    guard parts.count == 2, let day = Day(parts[0]) else { return nil }
    let clock = parts[1].dropLast().split(separator: ":").compactMap { Int64($0) }
    guard clock.count == 3 else { return nil }
    let seconds = Int64(day.number) * 86_400 + clock[0] * 3600 + clock[1] * 60 + clock[2]
    return utc(seconds * 1000) == text ? seconds * 1000 : nil
  }
}
