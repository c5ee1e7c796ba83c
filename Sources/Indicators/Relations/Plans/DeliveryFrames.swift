import Domain

/// The frames about the deliveries themselves.
extension ProjectState {
  func makeReports() -> FeedReports {
    var reports = facts.plans.reports
    let usage = facts.usage
    reports.add(
      FeedSchema.events.name, usage.authorities, usage.authority, usage.month.map { Int64($0) },
      areDays: false)
    return reports
  }

  func feedAges() -> Frame? {
    guard let cutOff = facts.cutOff else { return nil }
    var rows = FrameRows(.feedAges, dimensions)
    for (feed, kreise) in reports.feeds.sorted(by: { $0.key < $1.key }) {
      for (kreis, report) in kreise.sorted(by: { $0.key < $1.key }) {
        rows.add(
          place: registers.knownAuthority(kreis), keys: [code("feed", feed)],
          [1, Int64(max(0, cutOff - report.lastDay))])
      }
    }
    return rows.frame
  }

  /// Monthly feeds are expected each month, the others in months in which some Kreis delivers.
  func feedMonths() -> Frame? {
    guard let range = dimensions.months else { return nil }
    let monthly: Set = [FeedSchema.events, .cases, .backlog].reduce(into: Set<String>()) {
      $0.insert($1.name)
    }
    var rows = FrameRows(.feedMonths, dimensions)
    for (feed, kreise) in reports.feeds.sorted(by: { $0.key < $1.key }) {
      let all = kreise.values.reduce(into: Set<Int32>()) { $0.formUnion($1.months) }
      guard let first = all.min(), let last = all.max() else { continue }
      let expected = monthly.contains(feed) ? Array(first...last) : all.sorted()
      for (kreis, report) in kreise.sorted(by: { $0.key < $1.key }) {
        let start = report.months.min()!
        for number in expected where number >= start {
          let month = Month(number: number)
          guard range.contains(month) else { continue }
          rows.add(
            place: registers.knownAuthority(kreis),
            keys: [code("feed", feed), dimensions.monthCode(month)],
            [1, report.months.contains(number) ? 1 : 0])
        }
      }
    }
    return rows.frame
  }

  func loadedRows() -> Frame? {
    guard !facts.plans.files.isEmpty else { return nil }
    var rows = FrameRows(.loadedRows, dimensions)
    for file in facts.plans.files {
      rows.add(
        keys: [code("feed", file.feed)], [1, Int64(file.rowsIn), Int64(file.rowsQuarantined)])
    }
    return rows.frame
  }
}
