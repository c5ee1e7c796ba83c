import Domain

extension CoverageHistory {
  /// The pooled curve of several processes. Each month adds the growth of those that are old enough
  /// to show it, weighted by inhabitants: young processes, which are many, say how a roll-out
  /// begins, old ones how it goes on, and a process that leaves the sample takes nothing away.
  /// - Returns: 0…1 by months since the release; empty without curves.
  package static func pooled(_ curves: [Curve]) -> [Double] {
    let length = curves.map(\.coverage.count).max() ?? 0
    var level = 0.0
    return (0..<length).map { month in
      var (gained, inhabitants) = (0.0, 0.0)
      for curve in curves where month < curve.coverage.count {
        let before = month == 0 ? 0 : curve.coverage[month - 1]
        gained += (curve.coverage[month] - before) * curve.inhabitants
        inhabitants += curve.inhabitants
      }
      level = min(1, max(0, level + gained / inhabitants))
      return level
    }
  }

  /// A process's own curve as far as it has been seen; from then on it grows as the pooled one.
  package static func continued(_ own: Curve, by pooled: [Double], months: Int) -> [Double] {
    var coverage = own.coverage
    while coverage.count < months, let last = coverage.last {
      let here = min(coverage.count, pooled.count - 1)
      let growth = pooled.isEmpty || here == 0 ? 0 : pooled[here] - pooled[here - 1]
      coverage.append(min(1, max(0, last + (coverage.count < pooled.count ? growth : 0))))
    }
    return coverage
  }
}
