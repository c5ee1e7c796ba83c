import Domain
import Store

/// How released processes have spread over the Behörden that are competent for them: the states at
/// the ends of months, and the days between which each Behörde activated. What forecasts are made
/// from.
///
/// Counted as `activation_rate` counts: competent is who is competent for a Leistung of the
/// process, active who has it active in environment prod. An individual process belongs to one
/// Kommune and spreads nowhere; it is left out.
package struct AdoptionHistory {
  package struct Process: Sendable {
    package let id: String
    /// What it is called where its name stands alone (``ProcessNames``).
    package let name: Text?
    package let kind: ProcessKind?
    package let released: Day
    fileprivate let code: Int
  }

  /// The counts of one process: `[group][month]`.
  package struct Counts: Sendable {
    package var groups: [String] = []
    package var active: [[Int]] = []
    package var competent: [[Int]] = []
  }

  /// Processes released before the last snapshot, by id.
  package let processes: [Process]
  /// Months whose state is known, ascending.
  package let months: [Month]
  package let dataState: DataState
  /// Days of the first and the last snapshot; `nil` without any.
  package let snapshots: ClosedRange<Day>?

  let state: ProjectState
  let mentions: SnapshotDays
  /// Process → its intervals that are active, by Behörde.
  let activeIntervals: [[CoverageState.Interval]]
  private let usersMemo = Memo<Int, [[UInt32]]>()

  /// - Throws: ``Fault`` for a damaged database.
  package init(reading reader: StoreReader) throws {
    let state = ProjectState(try FactSet(registersOf: reader))
    let registers = state.registers
    mentions = try SnapshotDays(
      reading: reader, canonical: registers.areas.canonicalAuthority)
    let snapshots = state.coverage.snapshots
    processes = registers.processes.enumerated().compactMap { code, process in
      guard let released = process.releasedOn, let last = snapshots?.upperBound,
        released <= last, process.kind != .individual
      else { return nil }
      return Process(
        id: process.id, name: process.fullName, kind: process.kind, released: released, code: code)
    }
    var active = [[CoverageState.Interval]](repeating: [], count: registers.processes.count)
    for interval in state.coverage.intervals where interval.record.isActive {
      active[Int(interval.process)].append(interval)
    }
    activeIntervals = active
    months = mentions.knownMonths
    dataState = state.facts.dataState
    self.snapshots = snapshots
    self.state = state
  }

  /// Whether a process is known and belongs to one Kommune.
  package func isIndividual(_ process: String) -> Bool {
    state.registers.processes.contains { $0.id == process && $0.kind == .individual }
  }

  /// The counts of a process at the ends of the known months since its release.
  /// - Parameter kreis: five digits: only its Behörden, each a group of its own; `nil`: all
  ///   Behörden in groups by Kreis. A Behörde that lies in no one Kreis is a group of its own.
  package func counts(
    _ process: Process, kreis: String? = nil
  ) -> (months: [Month], counts: Counts) {
    let months = self.months.filter { $0 >= process.released.month }
    let keys = state.registers.authorities
    var groups: [String: Int] = [:]
    var counts = Counts()
    for (position, month) in months.enumerated() {
      let day = state.day(of: month)
      let active = Set(
        activeIntervals[process.code].lazy.filter { $0.contains(day) }.map {
          UInt32($0.authority)
        })
      for user in users(of: process, on: day) {
        let key = keys[Int(user)]
        if let kreis, !key.hasPrefix(kreis) { continue }
        let name = kreis == nil ? Self.group(key) : key
        if groups[name] == nil {
          groups[name] = counts.groups.count
          counts.groups.append(name)
          counts.active.append([Int](repeating: 0, count: months.count))
          counts.competent.append([Int](repeating: 0, count: months.count))
        }
        counts.competent[groups[name]!][position] += 1
        if active.contains(user) { counts.active[groups[name]!][position] += 1 }
      }
    }
    return (months, counts)
  }

  /// Behörden that are competent for a Leistung of a process on a day, ascending.
  func users(of process: Process, on day: Day) -> [UInt32] {
    let registers = state.registers
    let period = registers.changeDays.count { $0 <= day }
    return usersMemo.value(period) {
      let map = CompetenceMap(registers, on: day)
      return registers.processes.map(map.users)
    }[process.code]
  }

  /// The Kreis in which a Behörde lies; itself where it lies in no one Kreis.
  private static func group(_ key: String) -> String {
    let kreis = key.prefix(5)
    return key.utf8.count < 5 || kreis.hasSuffix("00") ? key : String(kreis)
  }
}

extension AdoptionHistory {
  /// How long a Behörde took to activate a process, as far as snapshots tell; in days since the
  /// release.
  package struct Wait: Sendable {
    package let process: String
    package let authority: String
    /// Five digits; `nil` where the Behörde lies in no one Kreis.
    package let kreis: String?
    package let size: SizeClass?
    /// When the Behörde became competent; 0: at the release or before.
    package let competentSince: Int
    /// Since when the Behörde was competent and its state known; `nil`: since the release.
    package let entry: Int?
    /// Until then it was not active. For one that is active in the first state known of it: when
    /// it became competent.
    package let low: Int
    /// The first day on which it is known to be active; `nil`: not until `low`.
    package let high: Int?
  }

  /// One row a Behörde that was competent for a released process. A Behörde that no snapshot has
  /// mentioned counts as not active, as in `activation_rate`.
  package func waits(_ process: Process) -> [Wait] {
    guard let snapshots, let sizes = state.dimensions.ofAuthority["size_class"] else { return [] }
    let last = snapshots.upperBound
    let changes = state.registers.changeDays.filter { $0 > process.released && $0 <= last }
    // When each Behörde became competent, and from when on it is no longer.
    var from: [UInt32: Day] = [:]
    var until: [UInt32: Day] = [:]
    for day in [process.released] + changes {
      let users = Set(users(of: process, on: day))
      for user in users {
        if from[user] == nil { from[user] = day }
        until[user] = nil
      }
      for user in from.keys where !users.contains(user) && until[user] == nil { until[user] = day }
    }
    let seen = firstActive(process)
    return from.sorted { $0.key < $1.key }.compactMap { user, competent in
      let key = state.registers.authorities[Int(user)]
      let end = min(until[user] ?? last, last)
      let watched = max(competent, snapshots.lowerBound)
      guard watched <= end else { return nil }
      let event = seen[Int32(user)].flatMap { $0 <= end ? max($0, process.released) : nil }
      let before = event.map { event in
        mentions.last(of: key, upTo: event + -1).map { max($0, competent) } ?? competent
      }
      let kreis = Self.group(key)
      return Wait(
        process: process.id, authority: key, kreis: kreis.utf8.count == 5 ? kreis : nil,
        size: SizeClass(rawValue: Int(sizes[Int(user)])),
        competentSince: competent - process.released,
        entry: watched > process.released ? watched - process.released : nil,
        low: min(before ?? end, event ?? end) - process.released,
        high: event.map { $0 - process.released })
    }
  }

  /// Behörde → first day on which a snapshot shows the process active.
  private func firstActive(_ process: Process) -> [Int32: Day] {
    activeIntervals[process.code].reduce(into: [:]) { first, interval in
      first[interval.authority] = min(first[interval.authority] ?? interval.from, interval.from)
    }
  }
}
