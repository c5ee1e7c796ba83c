import Domain

/// r(l, g) on one day for all Gemeinden and all Leistungen that a rule speaks of.
struct CompetenceMap: Sendable {
  /// Stands for "the Leistung does not exist in this Gemeinde", and for all states of Gemeinden
  /// that do not exist on the day.
  static let notApplicable: Int32 = -1

  /// The states of Gemeinden that exist on the day, ascending.
  let gemeinden: [UInt32]
  /// Leistung → `[Gemeinde]` → number of the competent Behörde. A Leistung without rule is absent.
  let authorities: [Int: [Int32]]
  /// The Leistungen of the map, ascending.
  let leistungen: [Int]

  init(_ registers: Registers, on day: Day) {
    let states = registers.areas.gemeinden
    let gemeinden = states.indices.filter { states[$0].exists(on: day) }.map { UInt32($0) }
    var ofTarget: [CompetenceRule.Target: [Int32]] = [:]
    /// `[Gemeinde]` → the Behörde that a rule makes competent there, or none.
    func authorities(_ target: CompetenceRule.Target) -> [Int32] {
      if let known = ofTarget[target] { return known }
      var codes = [Int32](repeating: Self.notApplicable, count: states.count)
      for gemeinde in gemeinden {
        guard let authority = target.authority(for: states[Int(gemeinde)]) else { continue }
        codes[Int(gemeinde)] = Int32(registers.authority(authority.digits))
      }
      ofTarget[target] = codes
      return codes
    }
    var map: [Int: [Int32]] = [:]
    // Also those that do not count by themselves: a list or the Bund may name a bare object.
    for (code, leistung) in registers.leistungen.enumerated() {
      let rules = registers.competence.rules(for: leistung.key, on: day)
      guard !rules.isEmpty else { continue }
      var competent = [Int32](repeating: Self.notApplicable, count: states.count)
      // The strongest rule is written last. Rules by kind reach everywhere, so that Leistungen
      // without exceptions share the array of their kind.
      for rule in rules.reversed() {
        let codes = authorities(rule.target)
        guard rule.isException else {
          competent = codes
          continue
        }
        for gemeinde in gemeinden where codes[Int(gemeinde)] != Self.notApplicable {
          competent[Int(gemeinde)] = codes[Int(gemeinde)]
        }
      }
      map[code] = competent
    }
    self.gemeinden = gemeinden
    self.authorities = map
    leistungen = map.keys.sorted()
  }

  /// The Behörden that may use a process, ascending: those competent for at least one of its
  /// Leistungen. An individual process belongs to one Kommune (§ 4), so only that one can use it;
  /// without owner nobody is known to.
  func users(of process: Registers.Process) -> [UInt32] {
    let maps = process.leistungen.compactMap { authorities[$0] }
    if process.kind == .individual {
      return maps.isEmpty ? [] : process.owner.map { [UInt32($0)] } ?? []
    }
    let users = maps.reduce(into: Set<Int32>()) { $0.formUnion($1) }
    return users.subtracting([Self.notApplicable]).sorted().map { UInt32($0) }
  }
}
