import Domain

extension UsageSums {
  /// A function from a group to the measure over its rows; `missing` for a denominator of zero or
  /// no values.
  func figure(_ measure: UsageMeasure) -> (Int) -> Figure {
    func ratio(
      _ numerator: @escaping (Int) -> UInt32, _ denominator: @escaping (Int) -> UInt32
    ) -> (Int) -> Figure {
      { group in
        let below = denominator(group)
        return below == 0 ? .missing : .value(Double(numerator(group)) / Double(below))
      }
    }
    func count(_ kind: EventKind) -> (Int) -> UInt32 {
      let (kinds, place) = (kinds, EventKind.allCases.firstIndex(of: kind)!)
      return { kinds[$0 * Self.kindCount + place] }
    }
    func value(_ count: @escaping (Int) -> UInt32) -> (Int) -> Figure {
      { .value(Double(count($0))) }
    }
    switch measure {
    case .events:
      let rows = rows
      return { .value(Double(rows[$0])) }
    case .pageViews: return value(count(.pageView))
    case .started: return value(count(.processStarted))
    case .submissions: return value(count(.submitted))
    case .completed: return value(count(.completed))
    case .sessions: return value(counted().all)
    case .completionRate: return ratio(counted().submitted, counted().started)
    case .takeUp:
      let digital = digital
      return ratio({ digital[$0] }, count(.submitted))
    case .ratingMean:
      let (sums, counts) = (ratingSum, ratingCount)
      return { counts[$0] == 0 ? .missing : .value(Double(sums[$0]) / Double(counts[$0])) }
    case .ratingCount:
      let counts = ratingCount
      return { .value(Double(counts[$0])) }
    case .durationP50, .durationP90, .durationP99:
      durations.sort()
      let (durations, q) = (durations, measure.quantile!)
      return { durations.quantile(q, of: $0).map { .value(Double($0)) } ?? .missing }
    }
  }

  private func counted() -> VisitCounts {
    if let visitCounts { return visitCounts }
    let counts = visits.counts(groups: rows.count)
    visitCounts = counts
    return counts
  }
}
