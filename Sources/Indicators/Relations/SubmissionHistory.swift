import Domain

/// Applications by Behörde, process and month, for windows of months.
struct SubmissionHistory: Sendable {
  /// Months of the history; `nil` without usage.
  let months: ClosedRange<Month>?
  private var pairs = GroupIndex()
  /// `[pair × (months + 1)]`: applications before the start of each month.
  private var before: [Int64] = []
  private let width: Int
  /// `[process][month]` applications in the whole Land.
  let ofProcess: [Int32: [Int64]]

  init(_ state: ProjectState) {
    let usage = state.facts.usage
    months = state.usageMonths
    let count = months.map { $0.upperBound - $0.lowerBound + 1 } ?? 0
    width = count + 1
    let first = months?.lowerBound.number ?? 0
    let submitted = usage.counts[EventKind.allCases.firstIndex(of: .submitted)!]
    let processOf = usage.processes.map { Int32(state.registers.processCode[$0]!) }
    let authorityOf = usage.authorities.map { Int32(state.registers.authority($0)) }
    var ofProcess: [Int32: [Int64]] = [:]
    for cell in 0..<usage.cellCount where submitted[cell] != 0 {
      let process = processOf[Int(usage.process[cell])]
      let authority = authorityOf[Int(usage.authority[cell])]
      let month = Int(usage.month[cell] - first)
      let index = Int(pairs.group(of: ProjectState.pair(authority, process)))
      if before.count <= index * width {
        before.append(contentsOf: repeatElement(0, count: width))
      }
      before[index * width + month + 1] += submitted[cell]
      ofProcess[process, default: [Int64](repeating: 0, count: count)][month] += submitted[cell]
    }
    for start in stride(from: 0, to: before.count, by: width) {
      for month in 1..<width { before[start + month] += before[start + month - 1] }
    }
    self.ofProcess = ofProcess
  }

  /// Applications at a Behörde in a window of month positions.
  func count(authority: Int32, process: Int32, in window: Range<Int>) -> Int64 {
    guard let pair = pairs.existing(ProjectState.pair(authority, process)) else { return 0 }
    let index = Int(pair)
    return before[index * width + window.upperBound] - before[index * width + window.lowerBound]
  }
}

/// The Land's rate of applications per inhabitant, process by process and month by month, among
/// the inhabitants of the Gemeinden where the process was active.
struct SubmissionRates: Sendable {
  /// `[process][months + 1]`: sum of the monthly rates before the start of each month.
  private let before: [Int32: [Double]]

  init(_ state: ProjectState) {
    let history = state.submissions
    guard let months = history.months, let stateMonths = state.stateMonths else {
      before = [:]
      return
    }
    let populations = state.populations
    let count = months.upperBound - months.lowerBound + 1
    var inhabitants: [Int32: [Int64]] = [:]
    for index in 0..<count where stateMonths.contains(months.lowerBound + index) {
      let reach = state.reach(in: months.lowerBound + index)
      for row in reach.processes.indices where populations[Int(reach.gemeinden[row])] > 0 {
        inhabitants[Int32(reach.processes[row]), default: [Int64](repeating: 0, count: count)][
          index] += populations[Int(reach.gemeinden[row])]
      }
    }
    before = inhabitants.reduce(into: [:]) { result, entry in
      var sums = [0.0]
      let submissions = history.ofProcess[entry.key] ?? [Int64](repeating: 0, count: count)
      for index in 0..<count {
        let people = entry.value[index]
        sums.append(sums[index] + (people > 0 ? Double(submissions[index]) / Double(people) : 0))
      }
      result[entry.key] = sums
    }
  }

  /// Applications to be expected from `population` inhabitants in a window of month positions.
  func expected(process: Int32, population: Int64, in window: Range<Int>) -> Double {
    guard let sums = before[process] else { return 0 }
    return Double(population) * (sums[window.upperBound] - sums[window.lowerBound])
  }
}

/// Whether the use of an activation can be judged, and whether nobody used it (design 04,
/// `dormant_share`): active for at least 90 days, at least 3 applications to be expected in the
/// last twelve months or since activation, none came.
struct Assessment: Sendable {
  static let shortestDays = 90
  static let fewestExpected = 3.0

  let isAssessable: Bool
  let isDormant: Bool
  /// Applications in the last twelve months, or since activation; `nil` where usage is not known.
  let submissions: Int64?

  /// Of all intervals that are active at the end of a month.
  static func all(_ state: ProjectState, _ active: [Int32], in month: Month) -> [Assessment] {
    let intervals = state.coverage.intervals
    let (history, rates) = (state.submissions, state.rates)
    let (users, day) = (state.pairs(in: month).ofProcess, state.day(of: month))
    let keys = state.registers.processes.indices.map { submissionKeys(state.registers, $0) }
    return active.map { position in
      let interval = intervals[Int(position)]
      let since = CoverageState.since(intervals, Int(position)) { $0.record.isActive }
      guard let window = window(history.months, since: since, until: month) else {
        return Assessment(isAssessable: false, isDormant: false, submissions: nil)
      }
      let submissions = keys[Int(interval.process)].reduce(0) { sum, process in
        sum + history.count(authority: interval.authority, process: process, in: window)
      }
      guard day - since >= shortestDays else {
        return Assessment(isAssessable: false, isDormant: false, submissions: submissions)
      }
      let population =
        users[Int(interval.process)].binarySearch(UInt32(interval.authority)) ?? 0
      let expected = rates.expected(
        process: interval.process, population: population, in: window)
      let isAssessable = expected >= fewestExpected - 1e-9
      return Assessment(
        isAssessable: isAssessable, isDormant: isAssessable && submissions == 0,
        submissions: submissions)
    }
  }

  /// Positions of the months from the activation, but at most twelve, as far as usage is known.
  private static func window(
    _ months: ClosedRange<Month>?, since: Day, until month: Month
  ) -> Range<Int>? {
    guard let months else { return nil }
    let first = max(max(since.month, month + -11), months.lowerBound)
    let last = min(month, months.upperBound)
    guard first <= last else { return nil }
    return (first - months.lowerBound)..<(last - months.lowerBound + 1)
  }

  /// Under which processes the applications of one count: its own, or the keys of its Leistungen.
  private static func submissionKeys(_ registers: Registers, _ process: Int) -> [Int32] {
    let keys = registers.processes[process].leistungen.compactMap {
      registers.processCode[registers.leistungen[$0].key]
    }
    return Set(keys + [process]).map { Int32($0) }
  }
}

extension [PairRows.User] {
  /// The inhabitants whom a Behörde serves; the array is sorted by Behörde.
  fileprivate func binarySearch(_ authority: UInt32) -> Int64? {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle].authority < authority { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low].authority == authority ? self[low].population : nil
  }
}
