import Domain

/// How long a process has been in its state at a Behörde.
extension CoverageState {
  struct Spell {
    let record: ActivationRecord
    let since: Day
    /// Whether a later snapshot of the Behörde no longer lists the process.
    let isOver: Bool
  }

  /// The state at the end of a day; `nil` where no snapshot up to it has listed the process.
  func spell(_ authority: Int, _ process: Int, on day: Day) -> Spell? {
    var last: Interval?
    var since = day
    for interval in intervals(of: authority) where interval.process == process {
      guard interval.from <= day else { break }
      let isContinued =
        last.map { before in
          before.to == interval.from && before.record.state == interval.record.state
            && before.record.isProd == interval.record.isProd
        } ?? false
      if !isContinued { since = interval.from }
      last = interval
    }
    return last.map { last in
      let end = last.to.flatMap { $0 <= day ? $0 : nil }
      return Spell(record: last.record, since: end ?? since, isOver: end != nil)
    }
  }

  /// Intervals are sorted by Behörde.
  private func intervals(of authority: Int) -> ArraySlice<Interval> {
    func first(_ isBefore: (Int32) -> Bool) -> Int {
      var (low, high) = (0, intervals.count)
      while low < high {
        let middle = (low + high) / 2
        if isBefore(intervals[middle].authority) { low = middle + 1 } else { high = middle }
      }
      return low
    }
    return intervals[first { $0 < authority }..<first { $0 <= authority }]
  }
}
