import Domain
import Indicators

/// Who is competent for a Leistung on a day, and for how many inhabitants.
package struct CompetentAreas: Sendable, Hashable {
  /// ARS of the Behörde → inhabitants whom it serves. Where the register has no inhabitants at
  /// all, each Gemeinde counts as one.
  package let inhabitants: [String: Double]
  package let total: Double
  /// Share of the inhabitants by ``HandlingLevel``.
  package let levels: [Double]

  /// - Parameter targets: of the rules for a Leistung, the strongest first.
  /// - Returns: `nil` where no rule says who is competent, or nobody lives there.
  package init?(_ targets: [CompetenceRule.Target], gemeinden: [AreaRegister.Gemeinde]) {
    let isCounted = gemeinden.contains { $0.population ?? 0 > 0 }
    var inhabitants: [String: Double] = [:]
    var levels = [Double](repeating: 0, count: HandlingLevel.allCases.count)
    for gemeinde in gemeinden {
      guard let ars = targets.lazy.compactMap({ $0.authority(for: gemeinde) }).first else {
        continue
      }
      let people = isCounted ? Double(gemeinde.population ?? 0) : 1
      inhabitants[ars.digits, default: 0] += people
      levels[HandlingLevel(ars).rawValue] += people
    }
    let total = levels.reduce(0, +)
    guard total > 0 else { return nil }
    self.inhabitants = inhabitants
    self.total = total
    self.levels = levels.map { $0 / total }
  }
}

/// Who is competent for which Leistung on a day. Many Leistungen have the same rules, so that few
/// maps serve all.
package struct CompetenceByLeistung: Sendable {
  private let areas: [String: CompetentAreas]

  package init(
    _ leistungen: some Sequence<String>, rules: CompetenceRules, register: AreaRegister, on day: Day
  ) {
    let gemeinden = register.gemeinden.filter { $0.exists(on: day) }
    var known: [[CompetenceRule.Target]: CompetentAreas?] = [:]
    var areas: [String: CompetentAreas] = [:]
    for leika in Set(leistungen) {
      let targets = rules.rules(for: leika, on: day).map(\.target)
      let found = known[targets] ?? CompetentAreas(targets, gemeinden: gemeinden)
      known[targets] = .some(found)
      areas[leika] = found
    }
    self.areas = areas
  }

  /// `nil` where no rule says who is competent.
  package subscript(leika: String) -> CompetentAreas? { areas[leika] }
}
