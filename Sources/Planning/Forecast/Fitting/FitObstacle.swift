import Domain

/// Why no curve can be fitted to a series: what cannot be estimated, and from what.
public enum FitObstacle: String, Sendable, CaseIterable {
  case fewAuthorities = "few_authorities"
  case short
  case nobody
  case flat
  case atOnce = "at_once"
  case falling

  /// Behörden that have to be competent: below, a month more or less of one of them bends the
  /// curve.
  public static let fewestAuthorities = 20.0
  /// Observed months that a curve with three unknowns needs.
  public static let fewestMonths = 6

  /// - Returns: `nil` where a curve can be fitted.
  public init?(_ series: AdoptionSeries) {
    let last = series.count - 1
    guard last >= 0, series.competent[last] >= Self.fewestAuthorities else {
      self = .fewAuthorities
      return
    }
    let shares = (0...last).map(series.share)
    if shares.allSatisfy({ $0 == 0 }) {
      self = .nobody
    } else if series.count < Self.fewestMonths {
      self = .short
    } else if shares[0] >= 0.98 {
      self = .atOnce
    } else if shares[last] < shares[0] || shares[last] < 0.8 * shares.max()! {
      self = .falling
    } else if shares.max()! - shares.min()! < 1e-12 {
      self = .flat
    } else {
      return nil
    }
  }

  public var reason: Text {
    switch self {
    case .fewAuthorities:
      Text(
        de: "Keine Kurve: weniger als 20 zuständige Behörden",
        en: "No curve: fewer than 20 competent authorities")
    case .short:
      Text(
        de: "Keine Kurve: weniger als 6 beobachtete Monate; Tempo und Obergrenze sind noch nicht "
          + "bestimmbar",
        en: "No curve: fewer than 6 observed months; pace and ceiling cannot be told yet")
    case .nobody:
      Text(
        de: "Keine Kurve: noch bei keiner Behörde aktiv, der Beginn der Verbreitung ist nicht "
          + "bestimmbar",
        en: "No curve: not active anywhere yet, the beginning of the spread cannot be told")
    case .flat:
      Text(
        de: "Keine Kurve: der Anteil hat sich nie geändert, ein Tempo ist nicht bestimmbar",
        en: "No curve: the share has never changed, a pace cannot be told")
    case .atOnce:
      Text(
        de: "Keine Kurve: von Anfang an fast überall aktiv, ein Tempo ist nicht bestimmbar",
        en: "No curve: active nearly everywhere from the start, a pace cannot be told")
    case .falling:
      Text(
        de: "Keine Kurve: der Anteil fällt; Wachstumskurven beschreiben keine Abschaltungen",
        en: "No curve: the share is falling; growth curves do not describe deactivations")
    }
  }
}
