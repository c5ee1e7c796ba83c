import Domain

/// Running sums of one group and what its distinct sessions and quantiles need.
struct UsageTally {
  var rows: Int64 = 0
  /// Rows by kind, in the order of `EventKind.allCases`.
  var kinds = [Int64](repeating: 0, count: EventKind.allCases.count)
  var digitalSubmissions: Int64 = 0
  var ratingSum: Int64 = 0
  var ratingCount: Int64 = 0
  var visits: Set<Int64> = []
  var startedVisits: Set<Int64> = []
  var submittedVisits: Set<Int64> = []
  var durations: [Int64] = []

  func count(of kind: EventKind) -> Int64 { kinds[EventKind.allCases.firstIndex(of: kind)!] }

  /// The measure over the group's rows; `missing` for a denominator of zero or no values.
  func figure(_ measure: UsageMeasure) -> Figure {
    func ratio(_ numerator: Int64, _ denominator: Int64) -> Figure {
      denominator == 0 ? .missing : .value(Double(numerator) / Double(denominator))
    }
    switch measure {
    case .events: return .value(Double(rows))
    case .pageViews: return .value(Double(count(of: .pageView)))
    case .started: return .value(Double(count(of: .processStarted)))
    case .submissions: return .value(Double(count(of: .submitted)))
    case .completed: return .value(Double(count(of: .completed)))
    case .sessions: return .value(Double(visits.count))
    case .completionRate: return ratio(Int64(submittedVisits.count), Int64(startedVisits.count))
    case .takeUp: return ratio(digitalSubmissions, count(of: .submitted))
    case .ratingMean: return ratio(ratingSum, ratingCount)
    case .ratingCount: return .value(Double(ratingCount))
    case .durationP50, .durationP90, .durationP99:
      guard !durations.isEmpty else { return .missing }
      // Nearest rank: the smallest value with at least q of all values at or below it.
      let rank = Int((measure.quantile! * Double(durations.count)).rounded(.up))
      return .value(Double(durations.sorted()[max(1, rank) - 1]))
    }
  }
}
