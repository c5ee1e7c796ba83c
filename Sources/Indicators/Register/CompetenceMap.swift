import Domain

/// r(l, g) on one day for all Gemeinden and all Leistungen that a rule speaks of.
struct CompetenceMap: Sendable {
  /// Stands for "the Leistung does not exist in this Gemeinde".
  static let notApplicable: Int32 = -1

  /// Leistung → `[Gemeinde]` → number of the competent Behörde. A Leistung without rule is absent.
  let authorities: [Int: [Int32]]
  /// The Leistungen of the map, ascending.
  let leistungen: [Int]

  init(_ registers: Registers, on day: Day) {
    let gemeinden = registers.areas.gemeinden
    var ofTarget: [CompetenceRule.Target: [Int32]] = [:]
    /// `[Gemeinde]` → the Behörde that a rule makes competent there, or none.
    func authorities(_ target: CompetenceRule.Target) -> [Int32] {
      if let known = ofTarget[target] { return known }
      let codes = gemeinden.map { gemeinde in
        target.authority(for: gemeinde).map { Int32(registers.authority($0.digits)) }
          ?? Self.notApplicable
      }
      ofTarget[target] = codes
      return codes
    }
    let used = Set(registers.processes.lazy.flatMap(\.leistungen))
    var map: [Int: [Int32]] = [:]
    for (code, leistung) in registers.leistungen.enumerated()
    where leistung.isCountable || used.contains(code) {
      let rules = registers.competence.rules(for: leistung.key, on: day)
      guard !rules.isEmpty else { continue }
      var competent = [Int32](repeating: Self.notApplicable, count: gemeinden.count)
      // The strongest rule is written last.
      for rule in rules.reversed() {
        let codes = authorities(rule.target)
        for (gemeinde, code) in codes.enumerated() where code != Self.notApplicable {
          competent[gemeinde] = code
        }
      }
      map[code] = competent
    }
    self.authorities = map
    leistungen = map.keys.sorted()
  }
}
