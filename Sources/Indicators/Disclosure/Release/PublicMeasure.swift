import Domain

/// What is counted for the public: acts of citizens that end up in published figures.
public enum PublicMeasure: String, Sendable, CaseIterable {
  case submissions, started, completed

  var kind: EventKind {
    switch self {
    case .submissions: .submitted
    case .started: .processStarted
    case .completed: .completed
    }
  }

  public var name: Text {
    switch self {
    case .submissions: Text(de: "Anträge", en: "submissions")
    case .started: Text(de: "begonnene Prozesse", en: "processes started")
    case .completed: Text(de: "abgeschlossene Vorgänge", en: "completed cases")
    }
  }
}

/// A month or a year for which figures are published.
public enum PublicPeriod: Sendable, Hashable, CustomStringConvertible {
  case month(Month)
  case year(Int)

  /// Reads `2025-03` or `2025`.
  init?(_ text: String) {
    if let month = Month(text) {
      self = .month(month)
    } else if text.utf8.count == 4, let month = Month(text + "-01") {
      self = .year(month.year)
    } else {
      return nil
    }
  }

  public var description: String {
    switch self {
    case .month(let month): month.description
    case .year(let year): String(Month(year: year, month: 1).description.prefix(4))
    }
  }

  public var months: ClosedRange<Month> {
    switch self {
    case .month(let month): month...month
    case .year(let year): Month(year: year, month: 1)...Month(year: year, month: 12)
    }
  }

  /// The months of a range, then the years that lie in it whole.
  static func all(in months: ClosedRange<Month>) -> [PublicPeriod] {
    let first = months.lowerBound
    return (0...(months.upperBound - first)).map { .month(first + $0) }
      + years(in: months).map { .year($0) }
  }

  static func years(in months: ClosedRange<Month>) -> [Int] {
    (months.lowerBound.year...months.upperBound.year).filter { year in
      PublicPeriod.year(year).months.clamped(to: months) == PublicPeriod.year(year).months
    }
  }

  /// The first day on which the period may be published: 10 days after its last month has ended,
  /// so that late deliveries are in.
  var opensOn: Day { months.upperBound.lastDay + Self.daysUntilClosed }

  static let daysUntilClosed: Int = 10
}
