import Domain

/// The rows of the pair relations as far as they stay the same while competence does: all months
/// of a period share these arrays.
struct PairRows: Sendable {
  // Gemeinde × Leistung
  let gemeinden: [UInt32]
  let leistungen: [UInt32]
  /// Number of the competent Behörde or ``CompetenceMap/notApplicable``.
  let competent: [Int32]
  /// Cases to be expected in a year, in thousandths.
  let expectedCases: [Int64]

  // Behörde × Leistung
  let authorities: [UInt32]
  let authorityLeistungen: [UInt32]

  /// `[Leistung]` 1 where Gemeinden below 5,000 and from 20,000 inhabitants are competent
  /// themselves, else 0.
  let isShared: [Int64]

  /// A Behörde that may use a process.
  struct User {
    let authority: UInt32
    /// Inhabitants whom it serves.
    let population: Int64
    /// Cases to be expected among them in a year, ``Frame/null`` where nobody reports any.
    let expectedCases: Int64
  }

  /// Process → Behörden that may use it, ascending.
  let ofProcess: [[User]]

  init(_ state: ProjectState, _ map: CompetenceMap) {
    let registers = state.registers
    let existing = map.gemeinden
    let countable = map.leistungen.filter { registers.leistungen[$0].isCountable }
    let expected = state.expectedCases
    // Gemeinde by Gemeinde and Behörde by Behörde, as answers are sorted: neighbouring rows belong to
    // neighbouring groups or to the same one.
    let codes = countable.map { map.authorities[$0]! }
    let cases = countable.map(expected.thousandths)
    var leistungen: [UInt32] = []
    var competent: [Int32] = []
    var expectedCases: [Int64] = []
    for gemeinde in existing {
      leistungen.append(contentsOf: countable.lazy.map { UInt32($0) })
      competent.append(contentsOf: codes.lazy.map { $0[Int(gemeinde)] })
      expectedCases.append(contentsOf: cases.lazy.map { $0[Int(gemeinde)] })
    }
    let gemeinden = existing.flatMap { repeatElement($0, count: countable.count) }
    let pairs = zip(countable, codes).flatMap { leistung, codes in
      Set(codes).lazy.filter { $0 != CompetenceMap.notApplicable }.map {
        ProjectState.pair($0, leistung)
      }
    }.sorted()
    let authorities = pairs.map { UInt32($0 >> 32) }
    let authorityLeistungen = pairs.map { UInt32(truncatingIfNeeded: $0) }
    self.gemeinden = gemeinden
    self.leistungen = leistungen
    self.competent = competent
    self.expectedCases = expectedCases
    self.authorities = authorities
    self.authorityLeistungen = authorityLeistungen
    let populations = state.populations
    isShared = registers.leistungen.indices.map { leistung in
      map.authorities[leistung].map { Self.isShared($0, map, registers) ? 1 : 0 } ?? 0
    }
    ofProcess = registers.processes.map { process in
      Self.users(of: process, map, populations, expected)
    }
  }

  private static func isShared(
    _ authorities: [Int32], _ map: CompetenceMap, _ registers: Registers
  ) -> Bool {
    var (small, large) = (false, false)
    for number in map.gemeinden {
      let gemeinde = registers.areas.gemeinden[Int(number)]
      guard let population = gemeinde.population,
        authorities[Int(number)] == Int32(registers.authority(gemeinde.ars.digits))
      else { continue }
      if population < 5_000 { small = true }
      if population >= 20_000 { large = true }
    }
    return small && large
  }

  /// The Behörden that may use a process, with the people whom they serve.
  private static func users(
    of process: Registers.Process, _ map: CompetenceMap, _ populations: [Int64],
    _ expected: ExpectedCases
  ) -> [User] {
    let maps = process.leistungen.compactMap { map.authorities[$0] }
    var served: [Int32: Int64] = [:]
    for gemeinde in populations.indices {
      let population = populations[gemeinde] == Frame.null ? 0 : populations[gemeinde]
      // A Behörde that is competent for two Leistungen serves the same people once.
      for authority in Set(maps.map { $0[gemeinde] }) where authority != CompetenceMap.notApplicable
      {
        served[authority, default: 0] += population
      }
    }
    return map.users(of: process).map { authority in
      let population = served[Int32(authority)] ?? 0
      return User(
        authority: authority, population: population,
        expectedCases: expected.whole(process.leistungen, population: population))
    }
  }
}
