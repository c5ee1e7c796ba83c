import Domain

/// When a share is reached.
public enum TargetArrival: Sendable, Hashable {
  /// It was, in this observed month for the first time since which it held.
  case observed(Month)
  /// One, five and nine in ten futures have reached it by then; `nil`: not within the horizon.
  case expected(p10: Month?, p50: Month?, p90: Month?)

  /// The three months as cells: early, middle, late.
  var months: [Month?] {
    switch self {
    case .observed(let month): [month, month, month]
    case .expected(let p10, let p50, let p90): [p10, p50, p90]
    }
  }

  /// `erreicht im Mittel: 2027-03 (80-%-Bereich: 2026-11 bis nicht im Zeitraum)`
  package var sentence: Text {
    switch self {
    case .observed(let month):
      return Text(de: "erreicht seit \(month)", en: "reached since \(month)")
    case .expected(nil, nil, nil):
      return Text(de: "im Zeitraum nicht erreicht", en: "not reached within the horizon")
    case .expected(let p10, let p50, let p90):
      func text(_ month: Month?) -> Text {
        month.map { Text.same($0.description) } ?? Self.never
      }
      return Text(
        de:
          "erreicht im Mittel: \(text(p50).de) (80-%-Bereich: \(text(p10).de) bis \(text(p90).de))",
        en: "reached in the middle of futures: \(text(p50).en) (80% range: \(text(p10).en) to "
          + "\(text(p90).en))")
    }
  }

  static let never = Text(de: "nicht im Zeitraum", en: "not within the horizon")
}

extension AdoptionForecast {
  /// When a share of the competent Behörden is reached.
  /// - Returns: `nil` where it has not been and no fan is shown.
  public func arrival(at share: Double) -> TargetArrival? {
    let series = panel.series
    let reached = (0..<series.count).map { series.share($0) >= share - 1e-12 }
    if reached.last == true {
      let first = reached.lastIndex(of: false).map { $0 + 1 } ?? 0
      return .observed(panel.months[first])
    }
    guard let fan else { return nil }
    return .expected(
      p10: fan.month(reaching: share, level: 0.1), p50: fan.month(reaching: share, level: 0.5),
      p90: fan.month(reaching: share, level: 0.9))
  }
}
