/// The unit of a figure. Said in the indicator's declaration; headers, tiles and pages read it here.
public enum Unit: String, Sendable, CaseIterable {
  /// A share, 0…1; pages print per cent.
  case share
  /// One share less another, −1…1; pages print percentage points.
  case shareDifference = "share_difference"
  /// A number without unit: Gini coefficient, spread, slope.
  case coefficient
  case count
  case perThousandInhabitants = "per_1000_inhabitants"
  case days
  case milliseconds
  case euros
  case minutes
  case hours
  /// A grade from 1 to 5.
  case grade

  /// The sign behind a printed number, without the blank.
  public var symbol: Text {
    switch self {
    case .share: .same("%")
    case .shareDifference: Text(de: "Prozentpunkte", en: "percentage points")
    case .coefficient: .same("")
    case .count: .same("")
    case .perThousandInhabitants: Text(de: "je 1.000 Einw.", en: "per 1,000 inh.")
    case .days: Text(de: "Tage", en: "days")
    case .milliseconds: .same("ms")
    case .euros: Text(de: "Euro", en: "EUR")
    case .minutes: Text(de: "Min.", en: "min")
    case .hours: Text(de: "Std.", en: "h")
    case .grade: Text(de: "(1–5)", en: "(1–5)")
    }
  }
}
