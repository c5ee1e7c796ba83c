import Domain

/// Cases of a Leistung a year in the whole Land.
package struct AnnualCases: Sendable, Hashable {
  /// Cases a year of the Behörden that report; months that nobody reported are filled evenly.
  package let reported: Double
  /// Cases a year in the Land: those reported, times all inhabitants over those served by the
  /// Behörden that report.
  package let total: Double
  /// Share of the inhabitants whose Behörde reports, 0…1; 1 where nobody knows who is competent.
  package let reportingShare: Double
  /// Share of the reported cases that came in online or mobile, and at a counter.
  package let digitalShare: Double
  package let counterShare: Double
  /// Share of the cases by ``HandlingLevel``.
  package let levels: [Double]
  package let months: [Month]

  package init(
    reported: Double, total: Double, reportingShare: Double, digitalShare: Double,
    counterShare: Double, levels: [Double], months: [Month]
  ) {
    self.reported = reported
    self.total = total
    self.reportingShare = reportingShare
    self.digitalShare = digitalShare
    self.counterShare = counterShare
    self.levels = levels
    self.months = months
  }

  /// Standard deviation of the logarithm of the count: that of a reported one and that of an
  /// estimated one, by the share of each.
  package func spread(reported: Double, estimated: Double) -> Double {
    reportingShare * reported + (1 - reportingShare) * estimated
  }
}

extension AnnualCases {
  /// All Leistungen that have cases; none is listed with 0.
  /// - Parameter competent: who is competent for a Leistung, `nil` where no rule says so.
  package static func all(
    _ ledger: CaseLedger, competent: (String) -> CompetentAreas?
  ) -> [String: AnnualCases] {
    var sums: [String: Sums] = [:]
    for entry in ledger.entries { sums[entry.leika, default: Sums()].add(entry) }
    let factor = ledger.months.isEmpty ? 0 : 12 / Double(ledger.months.count)
    return sums.compactMapValues { sum in sum.all > 0 ? sum : nil }.reduce(into: [:]) { all, pair in
      all[pair.key] = pair.value.annual(factor, competent(pair.key), ledger.months)
    }
  }

  private struct Sums {
    var all: Int64 = 0
    var digital: Int64 = 0
    var counter: Int64 = 0
    var ofAuthority: [String: Int64] = [:]

    mutating func add(_ entry: CaseLedger.Entry) {
      all += entry.all
      digital += entry.digital
      counter += entry.counter
      ofAuthority[entry.authority, default: 0] += entry.all
    }

    func annual(_ factor: Double, _ competent: CompetentAreas?, _ months: [Month]) -> AnnualCases {
      let reported = Double(all) * factor
      // Inhabitants are whole numbers, so that the order of the sum does not matter.
      let served = ofAuthority.keys.reduce(0) { $0 + (competent?.inhabitants[$1] ?? 0) }
      let share = competent.map { served > 0 ? served / $0.total : 1 } ?? 1
      return AnnualCases(
        reported: reported, total: reported / share, reportingShare: share,
        digitalShare: Double(digital) / Double(all), counterShare: Double(counter) / Double(all),
        levels: competent?.levels ?? levels, months: months)
    }

    /// Without a rule the keys of the Behörden that report say where cases are handled.
    private var levels: [Double] {
      var levels = [Int64](repeating: 0, count: HandlingLevel.allCases.count)
      for (authority, cases) in ofAuthority {
        let level = ARS(authority).map(HandlingLevel.init) ?? .gemeinde
        levels[level.rawValue] += cases
      }
      return levels.map { Double($0) / Double(all) }
    }
  }
}
