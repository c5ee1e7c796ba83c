import Domain
import Indicators

/// How released processes have spread so far.
package struct CoverageHistory: Sendable {
  /// Share of the inhabitants whose Behörde has a process active, at the end of each month since
  /// its release; the release's month first.
  package struct Curve: Sendable, Hashable {
    /// 0…1; the months before the first snapshot are filled evenly from 0 on.
    package let coverage: [Double]
    /// Inhabitants of the competent Behörden.
    package let inhabitants: Double

    package init(coverage: [Double], inhabitants: Double) {
      self.coverage = coverage
      self.inhabitants = inhabitants
    }
  }

  package let processes: [ProcessEntry]
  /// By process id: those that are released and whose competent Behörden are known.
  package let curves: [String: Curve]
  /// By process id: active pairs that say whether a Fachverfahren is connected, and those connected.
  private let connections: [String: (said: Int, connected: Int)]
  /// (process, authority) → active from the first to the last month's end.
  private let active: [Pair: [ClosedRange<Month>]]

  private struct Pair: Hashable {
    let process: String
    let authority: String
  }

  /// - Parameters:
  ///   - competent: who is competent for a Leistung.
  ///   - canonical: the one key of a Behörde.
  package init(
    _ coverage: KeyedCoverage, _ processes: [ProcessEntry], competent: (String) -> CompetentAreas?,
    canonical: (String) -> String
  ) {
    self.processes = processes
    var active: [Pair: [ClosedRange<Month>]] = [:]
    var connections: [String: (said: Int, connected: Int)] = [:]
    var spells: [String: [(months: ClosedRange<Month>, authority: String)]] = [:]
    let authorities = coverage.authorities.map(canonical)
    let last = coverage.state.snapshots?.upperBound.month
    for interval in coverage.state.intervals where interval.record.isActive {
      let process = coverage.processes[Int(interval.process)]
      let authority = authorities[Int(interval.authority)]
      if interval.to == nil, let isConnected = interval.record.flag(.fachverfahren) {
        let known = connections[process] ?? (0, 0)
        connections[process] = (known.said + 1, known.connected + (isConnected ? 1 : 0))
      }
      // A state that ends in the course of a month is not the one at its end.
      let end = interval.to.map { $0.month + -1 } ?? last!
      guard interval.from.month <= end else { continue }
      let months = interval.from.month...end
      active[Pair(process: process, authority: authority), default: []].append(months)
      spells[process, default: []].append((months, authority))
    }
    self.active = active
    self.connections = connections
    var curves: [String: Curve] = [:]
    for process in processes {
      guard let snapshots = coverage.state.snapshots, let released = process.releasedOn?.month,
        released <= snapshots.upperBound.month,
        let areas = process.leistungen.first.flatMap(competent)
      else { continue }
      curves[process.id] = Self.curve(
        spells[process.id] ?? [], areas, released: released,
        snapshots: snapshots.lowerBound.month...snapshots.upperBound.month)
    }
    self.curves = curves
  }

  private static func curve(
    _ spells: [(months: ClosedRange<Month>, authority: String)], _ areas: CompetentAreas,
    released: Month, snapshots: ClosedRange<Month>
  ) -> Curve {
    let count = snapshots.upperBound - released + 1
    var change = [Double](repeating: 0, count: count + 1)
    for spell in spells {
      guard let people = areas.inhabitants[spell.authority] else { continue }
      change[min(count, max(0, spell.months.lowerBound - released))] += people
      change[min(count, max(0, spell.months.upperBound - released + 1))] -= people
    }
    var sum = 0.0
    var coverage = change.prefix(count).map { step -> Double in
      sum += step
      return min(1, max(0, sum / areas.total))
    }
    // What was before the first snapshot nobody knows: an even rise is the plainest guess.
    let first = max(0, snapshots.lowerBound - released)
    for month in 0..<min(first, count - 1) {
      coverage[month] = coverage[first] * Double(month + 1) / Double(first + 1)
    }
    return Curve(coverage: coverage, inhabitants: areas.total)
  }

  /// Whether a process was active at a Behörde at the end of a month.
  package func isActive(_ process: String, at authority: String, in month: Month) -> Bool {
    active[Pair(process: process, authority: authority)]?.contains { $0.contains(month) } ?? false
  }

  /// Share of the active pairs of some processes with a Fachverfahren connected, among those that
  /// say so; `nil` where none does.
  package func connectedShare(_ ids: [String]) -> Double? {
    let known = ids.compactMap { connections[$0] }
    let said = known.reduce(0) { $0 + $1.said }
    return said == 0 ? nil : Double(known.reduce(0) { $0 + $1.connected }) / Double(said)
  }

  /// Online and mobile cases / all cases at the Behörden where one of some processes was active
  /// at the end of the month; `nil` without such cases.
  package func takeUp(_ processes: [ProcessEntry], _ ledger: CaseLedger) -> Double? {
    let serving = Dictionary(
      grouping: processes.flatMap { process in process.leistungen.map { ($0, process.id) } },
      by: \.0
    ).mapValues { $0.map(\.1) }
    var (all, digital): (Int64, Int64) = (0, 0)
    for entry in ledger.entries {
      guard let ids = serving[entry.leika],
        ids.contains(where: { isActive($0, at: entry.authority, in: entry.month) })
      else { continue }
      all += entry.all
      digital += entry.digital
    }
    return all == 0 ? nil : Double(digital) / Double(all)
  }
}
