import Columns
import Domain
import Indicators

/// The relations of use and of reports, written down from the words of their definitions: the plain
/// twin of usage cube and frames.
struct PlainReports {
  typealias Row = PlainRelations.Row

  let world: RandomWorld
  let reports: RandomReports
  /// States, competence and the areas of a key.
  let states: PlainRelations

  init(_ world: RandomWorld, _ reports: RandomReports) {
    self.world = world
    self.reports = reports
    states = PlainRelations(world, lastDay: reports.lastDay(world))
  }

  // MARK: - What happened

  /// Cells without their sessions, which lie in several of them.
  var usageCells: [Row] {
    reports.events.map { event in
      var row = place(event.authority).merging(process(event.process)) { $1 }
      row["month"] = .text(event.month.description)
      row["channel"] = .text(event.channel.rawValue)
      for kind in EventKind.allCases { row[kind.rawValue] = .integer(kind == event.kind ? 1 : 0) }
      row["rating_sum"] = .integer(event.rating ?? 0)
      row["rating_count"] = .integer(event.rating == nil ? 0 : 1)
      row["submitted_off_hours"] = .integer(
        event.kind == .submitted && !isOfficeHour(event.ts) ? 1 : 0)
      row["handed_over_postbox"] = .integer(event.isPostbox == true ? 1 : 0)
      return row
    }
  }

  private func isOfficeHour(_ instant: Int64) -> Bool {
    BerlinTime.day(ofInstant: instant).isoWeekday < 6
      && (8...15).contains(BerlinTime.hour(ofInstant: instant))
  }

  /// Visits as groups of events: in each group the sessions, with whether they did something.
  func sessions(
    by dimensions: [String], _ did: (RandomReports.Event) -> Bool
  ) -> [[String]: Set<UInt64>] {
    var sessions: [[String]: Set<UInt64>] = [:]
    for event in reports.events where did(event) {
      guard let session = event.session else { continue }
      var row = place(event.authority).merging(process(event.process)) { $1 }
      row["month"] = .text(event.month.description)
      let keys = dimensions.compactMap { row[$0]?.text }
      guard keys.count == dimensions.count else { continue }
      sessions[keys, default: []].insert(session)
    }
    return sessions
  }

  /// One row for each visit, process, Behörde (as it was delivered) and step that was reached.
  var funnelSteps: [Row] {
    struct Visit: Hashable {
      let session: UInt64
      let process: String
      let key: String
    }
    let inFunnel = reports.events.filter {
      $0.session != nil && [.processStarted, .stepCompleted, .submitted].contains($0.kind)
    }
    let visits = Dictionary(grouping: inFunnel) {
      Visit(session: $0.session!, process: $0.process, key: $0.key)
    }
    return visits.flatMap { visit, events -> [Row] in
      let furthest = events.compactMap { $0.kind == .stepCompleted ? $0.step ?? 0 : nil }.max() ?? 0
      let isSent = events.contains { $0.kind == .submitted }
      let areas = place(events[0].authority)
      return (0...furthest).map { step in
        var row = process(visit.process)
        for name in ["land", "regierungsbezirk", "kreis"] { row[name] = areas[name] }
        row["month"] = .text(events.map(\.month).min()!.description)
        row["step"] = .text("\(step)")
        row["reached"] = .integer(1)
        row["ended"] = .integer(step == furthest && !isSent ? 1 : 0)
        return row
      }
    }
  }

  var quarterCells: [Row] {
    struct Pair: Hashable {
      let process: String
      let authority: String
    }
    func quarter(_ month: Month) -> Int { Int(month.number) / 3 }
    let months = reports.events.map(\.month)
    // A quarter whose first month is not in the data is not known.
    let first = (Int(months.min()!.number) + 2) / 3
    let known = first...max(first, quarter(months.max()!))
    let pairs = Dictionary(grouping: reports.events) {
      Pair(process: $0.process, authority: $0.authority)
    }
    return pairs.flatMap { pair, events -> [Row] in
      known.compactMap { number -> Row? in
        let closing = Month(number: Int32(number * 3 + 2))
        let own = [0, 1, 4].map { back in events.filter { quarter($0.month) == number - back } }
        guard closing.lastDay <= states.cutOff, own.contains(where: { !$0.isEmpty }) else {
          return nil
        }
        func count(_ back: Int, _ events: [RandomReports.Event]) -> Cell? {
          number - back < first
            ? nil : .integer(Int64(events.count { $0.kind == .submitted }))
        }
        var row = place(pair.authority).merging(process(pair.process)) { $1 }
        row["month"] = .text(closing.description)
        row["submitted"] = count(0, own[0])
        row["quarter_before"] = count(1, own[1])
        row["year_before"] = count(4, own[2])
        return row
      }
    }
  }

  /// Durations as they are kept.
  var durationCounts: [Row] {
    reports.events.compactMap { event in
      guard let duration = event.duration, [.submitted, .completed].contains(event.kind) else {
        return nil
      }
      var row = process(event.process)
      row["month"] = .text(event.month.description)
      row["event"] = .text(event.kind.rawValue)
      row["milliseconds"] = .integer(
        DurationBuckets.representative(of: DurationBuckets.bucket(of: duration)))
      row["events"] = .integer(1)
      return row
    }
  }

  // MARK: - What Behörden report

  var caseCounts: [Row] {
    reports.cases.map { report in
      var row = place(report.authority).merging(leistung(report.leika)) { $1 }
      row["month"] = .text(report.month.description)
      row["channel"] = .text(report.channel.rawValue)
      row["cases"] = .integer(report.counts[0])
      row["digital"] = .integer(isDigital(report) ? report.counts[0] : 0)
      return row
    }
  }

  var backlogCounts: [Row] {
    reports.backlog.map { report in
      var row = place(report.authority).merging(leistung(report.leika)) { $1 }
      row["month"] = .text(report.month.description)
      for (name, count) in zip(RelationSchema.backlogCounts.measures, report.counts) {
        row[name] = .integer(count)
      }
      return row
    }
  }

  /// Reported digital cases, those of the Behörde and Leistung together, beside the platform's.
  var sourcePairs: [Row] {
    let months = reports.events.map(\.month)
    let compared = reports.cases.filter { (months.min()!...months.max()!).contains($0.month) }
    let pairs = Set(compared.map { [$0.month.description, $0.authority, $0.leika] })
    return pairs.map { pair in
      var row = place(pair[1]).merging(leistung(pair[2])) { $1 }
      row["month"] = .text(pair[0])
      row["platform"] = .integer(
        Int64(
          reports.events.count {
            $0.kind == .submitted && $0.month.description == pair[0] && $0.authority == pair[1]
              && main($0.process) == pair[2]
          }))
      row["reported"] = .integer(
        compared.filter {
          isDigital($0) && [$0.month.description, $0.authority, $0.leika] == pair
        }.reduce(0) { $0 + $1.counts[0] })
      return row
    }
  }

  /// Twelve months at a time, as far as all of them have case counts.
  var transactionCosts: [Row] {
    let known = reports.cases.map(\.month).min()!...reports.cases.map(\.month).max()!
    let all = (0...(known.upperBound - known.lowerBound)).map { known.lowerBound + $0 }
    return all.dropFirst(11).flatMap { last -> [Row] in
      let window = (last + -11)...last
      return world.leistungen.compactMap { leistung -> Row? in
        let handled = reports.cases.compactMap { report -> (RandomReports.Report, Int64)? in
          guard report.leika == leistung.key, let minutes = report.minutes else { return nil }
          let wage = wage(report)
          let cents = Double(report.counts[0]) * minutes / 60 * Double(wage) * 100
          return (report, Int64(cents.rounded()))
        }
        guard handled.contains(where: { $0.0.counts[0] > 0 }) else { return nil }
        func sum(_ isDigital: Bool) -> (cases: Int64, cents: Int64) {
          let own = handled.filter {
            self.isDigital($0.0) == isDigital && window.contains($0.0.month)
          }
          return (own.reduce(0) { $0 + $1.0.counts[0] }, own.reduce(0) { $0 + $1.1 })
        }
        let (digital, other) = (sum(true), sum(false))
        let paid = reports.costs.filter {
          $0.isActual && window.contains($0.month) && $0.process.map(main) == leistung.key
        }.reduce(0) { $0 + $1.cents }
        let submitted = reports.events.count {
          $0.kind == .submitted && window.contains($0.month) && main($0.process) == leistung.key
        }
        var platform: Int64 = 0
        if submitted > 0 {
          let part = Double(min(digital.cases, Int64(submitted))) / Double(submitted)
          platform = Int64((Double(paid) * part).rounded())
        }
        var row = self.leistung(leistung.key)
        row["month"] = .text(last.description)
        row["digital_cents"] = .integer(digital.cents + platform)
        row["digital_cases"] = .integer(digital.cases)
        row["other_cents"] = .integer(other.cents)
        row["other_cases"] = .integer(other.cases)
        return row
      }
    }
  }

  /// EUR an hour: the figure of the day, before the first one that one.
  private func wage(_ report: RandomReports.Report) -> Int {
    let isKommunal = place(report.authority)["kreis"] != nil
    let known = reports.wages.filter {
      $0.id == (isKommunal ? "wage_kommunen_mean" : "wage_land_mean")
    }
    return (known.last { $0.from <= report.month.lastDay } ?? known[0]).euros
  }

  private func isDigital(_ report: RandomReports.Report) -> Bool {
    report.channel == .online || report.channel == .mobile
  }
}
