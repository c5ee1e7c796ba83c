import Domain
import Indicators

/// Numbers as people read them; the only place where a number becomes text for a page or drawing.
/// German `1.234,5` and `12,3 %`, English `1,234.5` and `12.3%`.
public enum NumberText {
  /// A number with a fixed count of decimals, rounded half away from zero (kaufmännisch), in
  /// groups of three. Numbers beyond 2^53 lose their meaning as counts and are printed without
  /// decimals.
  public static func decimal(_ value: Double, digits: Int, _ language: Language) -> String {
    guard value.isFinite else { return "?" }
    let scale = [1.0, 10, 100, 1000, 10_000, 100_000, 1_000_000][min(max(digits, 0), 6)]
    let isScaled = abs(value) * scale < 9e15
    let scaled = (isScaled ? value * scale : value).rounded(.toNearestOrAwayFromZero)
    guard abs(scaled) < 9e18 else { return ExactNumber.text(value) }
    let magnitude = Int64(abs(scaled))
    let unit = isScaled ? Int64(scale) : 1
    var text = language.grouped(magnitude / unit)
    if unit > 1 {
      let rest = String(magnitude % unit)
      text += language == .german ? "," : "."
      text += String(repeating: "0", count: digits - rest.count) + rest
    }
    return (scaled < 0 ? "−" : "") + text
  }

  /// A number in its unit, with the unit's sign where the number alone would be misread.
  public static func text(_ value: Double, unit: Unit?, _ language: Language) -> String {
    let number = decimal(scaled(value, unit: unit), digits: digits(of: unit, value), language)
    switch unit {
    case .share: return number + percentSign(language)
    case .euros: return language == .german ? number + "\u{A0}Euro" : "EUR\u{A0}" + number
    default: return number
    }
  }

  /// A number with its unit in full, for running text: `8,1 je 1.000 Einw.`
  public static func phrase(_ value: Double, unit: Unit, _ language: Language) -> String {
    let number = text(value, unit: unit, language)
    let symbol = unit.symbol[language]
    switch unit {
    case .share, .euros, .count: return number
    default: return symbol.isEmpty ? number : number + "\u{A0}" + symbol
    }
  }

  /// A change with its sign, in percentage points for shares: `+1,2 Prozentpunkte`.
  public static func change(_ value: Double, unit: Unit, _ language: Language) -> String {
    let number = decimal(
      abs(scaled(value, unit: unit)), digits: digits(of: unit, value), language)
    let isZero = number.allSatisfy { "0,.".contains($0) }
    let sign = isZero ? "±" : value < 0 ? "−" : "+"
    switch unit {
    case .share, .shareDifference:
      return sign + number + "\u{A0}" + (language == .german ? "Prozentpunkte" : "points")
    case .euros: return sign + number + "\u{A0}" + (language == .german ? "Euro" : "EUR")
    default: return sign + number
    }
  }

  /// Value in the unit that is printed: a share as per cent.
  public static func scaled(_ value: Double, unit: Unit?) -> Double {
    unit == .share || unit == .shareDifference ? value * 100 : value
  }

  public static func percentSign(_ language: Language) -> String {
    language == .german ? "\u{A0}%" : "%"
  }

  /// The value as far as its decimals are printed.
  public static func printed(_ value: Double, unit: Unit?) -> Double {
    let scale = (0..<digits(of: unit, value)).reduce(1.0) { product, _ in product * 10 }
    let percent = scaled(1, unit: unit)
    return (value * percent * scale).rounded() / scale / percent
  }

  /// How many decimals a unit is printed with.
  public static func digits(of unit: Unit?, _ value: Double) -> Int {
    switch unit {
    case .count, .milliseconds, .euros: 0
    case .share, .shareDifference, .perThousandInhabitants, .days, .minutes, .hours: 1
    case .grade: 2
    case .coefficient: 3
    case nil: value == value.rounded() ? 0 : 1
    }
  }
}

/// Numbers as machines read them.
public enum ExactNumber {
  /// The shortest text that reads back as the same number; whole numbers below 2^53 without `.0`.
  /// - Precondition: `value` is finite.
  public static func text(_ value: Double) -> String {
    precondition(value.isFinite, "neither nan nor infinity can leave the engine")
    if value == value.rounded(), abs(value) < 9_007_199_254_740_992 { return String(Int64(value)) }
    return value.description
  }
}
