import Domain

/// The frames of the relations with one row a process and Behörde or Gemeinde.
extension ProjectState {
  /// Released processes × Behörden that may use them.
  func processPairs(_ month: Month, _ rule: CountingRule) -> Frame? {
    guard isRated(month, rule) else { return nil }
    let day = day(of: month)
    let users = pairs(in: month).ofProcess
    let intervals = coverage.intervals
    // By Behörde × process: 0 is not active, others are a verdict.
    let width = registers.processes.count
    var verdicts = [Int8](repeating: 0, count: registers.authorities.count * width)
    for position in active(in: month) {
      let interval = intervals[Int(position)]
      verdicts[Int(interval.authority) * width + Int(interval.process)] =
        rule.counts(interval.record).map { $0 ? 1 : 2 } ?? 3
    }
    var authorities: [UInt32] = []
    var processes: [UInt32] = []
    var active: [Int64] = []
    var expected: [Int64] = []
    for (code, process) in registers.processes.enumerated() {
      guard let released = process.releasedOn, released <= day else { continue }
      for user in users[code] {
        authorities.append(user.authority)
        processes.append(UInt32(code))
        expected.append(user.expectedCases)
        switch verdicts[Int(user.authority) * width + code] {
        case 1: active.append(1)
        case 3: active.append(Frame.null)
        default: active.append(0)
        }
      }
    }
    return frame(
      month, place: (authorities, dimensions.ofAuthority),
      subject: (processes, dimensions.ofProcess),
      measures: [
        "active": .values(active), "expected_cases": .values(expected),
        "pairs": .values(active.map { $0 == Frame.null ? Frame.null : 1 }),
      ])
  }

  /// Processes that are active, and whether their use can be judged.
  func assessedActivations(_ month: Month, _ rule: CountingRule) -> Frame? {
    guard isRated(month, rule) else { return nil }
    let intervals = coverage.intervals
    let (counted, assessments) = zip(active(in: month), assessments(in: month)).filter {
      rule.counts(intervals[Int($0.0)].record) == true
    }.reduce(into: ([Int32](), [Assessment]())) {
      $0.0.append($1.0)
      $0.1.append($1.1)
    }
    return frame(
      month,
      place: (counted.map { UInt32(intervals[Int($0)].authority) }, dimensions.ofAuthority),
      subject: (counted.map { UInt32(intervals[Int($0)].process) }, dimensions.ofProcess),
      measures: [
        "activations": .constant(1),
        "assessable": .values(assessments.map { $0.isAssessable ? 1 : 0 }),
        "dormant": .values(assessments.map { $0.isDormant ? 1 : 0 }),
        "submissions": .values(assessments.map { $0.submissions ?? Frame.null }),
      ])
  }

  /// Gemeinden × processes that are active there. Only months with usage: where no usage was
  /// delivered, nothing is known about it.
  func processReach(_ month: Month) -> Frame? {
    guard let usageMonths, usageMonths.contains(month) else { return nil }
    let rows = reach(in: month)
    return frame(
      month, place: (rows.gemeinden, dimensions.ofGemeinde),
      subject: (rows.processes, dimensions.ofProcess),
      measures: ["population": .lookup(base: 0, values: populations)])
  }

  /// Processes that are available but not active.
  func waitingActivations(_ month: Month) -> Frame? {
    let day = day(of: month)
    let intervals = coverage.intervals
    let rows = intervals.indices.filter { position in
      intervals[position].isWaiting && intervals[position].contains(day)
    }
    let isLong = rows.map { position in
      day - CoverageState.since(intervals, position) { $0.isWaiting } >= 90
    }
    return frame(
      month, place: (rows.map { UInt32(intervals[$0].authority) }, dimensions.ofAuthority),
      subject: (rows.map { UInt32(intervals[$0].process) }, dimensions.ofProcess),
      measures: [
        "waiting": .constant(1), "waiting_90_days": .values(isLong.map { $0 ? 1 : 0 }),
      ])
  }

  /// Processes released twelve months before, in months that are over.
  func releaseCohorts(_ month: Month, _ rule: CountingRule) -> Frame? {
    guard isRated(month, rule), day(of: month) == month.lastDay else { return nil }
    let all = processPairs(month, rule)
    return all?.keeping { row in
      guard case .words(let processes) = all!.bases[1] else { return false }
      let released = registers.processes[Int(processes[row])].releasedOn
      return released.map { $0.month + 12 == month } ?? false
    }
  }

  /// How long each competent Behörde took, or has taken so far, to activate a process.
  func activationTimes(_ month: Month) -> Frame? {
    guard let first = coverage.snapshots?.lowerBound else { return nil }
    let day = day(of: month)
    let users = pairs(in: month).ofProcess
    var authorities: [UInt32] = []
    var processes: [UInt32] = []
    var days: [Int64] = []
    var activated: [Int64] = []
    for (code, process) in registers.processes.enumerated() {
      guard let released = process.releasedOn, released >= first, released <= day else { continue }
      for user in users[code] {
        let since = firstActive[Self.pair(user.authority, UInt32(code))].flatMap {
          $0 <= day ? $0 : nil
        }
        authorities.append(user.authority)
        processes.append(UInt32(code))
        days.append(Int64(max((since ?? day) - released, 0)))
        activated.append(since == nil ? 0 : 1)
      }
    }
    return frame(
      month, place: (authorities, dimensions.ofAuthority),
      subject: (processes, dimensions.ofProcess),
      measures: ["days": .values(days), "activated": .values(activated)])
  }
}

/// In which Gemeinden which processes are active at the end of a month: at the Behörde that is
/// competent there for one of the Leistungen of the process.
struct ReachRows: Sendable {
  let gemeinden: [UInt32]
  let processes: [UInt32]

  init(_ state: ProjectState, _ month: Month) {
    let map = state.competence(in: month)
    let intervals = state.coverage.intervals
    var authorities: [Int32: Set<Int32>] = [:]
    for position in state.active(in: month) {
      let interval = intervals[Int(position)]
      authorities[interval.process, default: []].insert(interval.authority)
    }
    var gemeinden: [UInt32] = []
    var processes: [UInt32] = []
    for (process, active) in authorities.sorted(by: { $0.key < $1.key }) {
      var isActive = [Bool](repeating: false, count: state.registers.authorities.count)
      for authority in active { isActive[Int(authority)] = true }
      let maps = state.registers.processes[Int(process)].leistungen.compactMap {
        map.authorities[$0]
      }
      for gemeinde in 0..<state.gemeindeCount
      where maps.contains(where: { $0[gemeinde] >= 0 && isActive[Int($0[gemeinde])] }) {
        gemeinden.append(UInt32(gemeinde))
        processes.append(UInt32(process))
      }
    }
    self.gemeinden = gemeinden
    self.processes = processes
  }
}
