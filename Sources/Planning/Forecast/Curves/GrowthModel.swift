import Domain

/// A family of curves for the share of the competent Behörden that use a process.
public enum GrowthModel: String, Sendable, CaseIterable {
  /// Bass (1969): some adopt of their own accord, others because of those who have.
  case bass
  /// Symmetric about the month in which half of the ceiling is reached.
  case logistic
  /// Fast early, then a long tail.
  case gompertz

  public var name: Text {
    switch self {
    case .bass: Text(de: "Bass-Modell", en: "Bass model")
    case .logistic: Text(de: "logistische Kurve", en: "logistic curve")
    case .gompertz: Text(de: "Gompertz-Kurve", en: "Gompertz curve")
    }
  }
}
