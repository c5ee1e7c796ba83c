import Columns
import Domain

/// Cases to be expected in a year: the Land's cases per inhabitant of the last twelve reported
/// months, among the inhabitants of the Behörden that report, times the inhabitants of a Gemeinde.
/// Who lives in the area of several of them, as in a Große Kreisstadt and in its Landkreis, counts
/// once.
struct ExpectedCases {
  private let populations: [Int64]
  /// Leistung → cases and the inhabitants among whom they occurred.
  private var rates: [Int: (cases: Int64, population: Int64)] = [:]

  init(_ state: ProjectState) {
    populations = state.populations
    guard let batch = state.facts.cases, let months = batch.rawIntegers("month"),
      let last = months.max(), let cases = batch.rawIntegers("cases"),
      let leika = batch.textCodes("leika"), let authority = batch.textCodes("authority_ars")
    else { return }
    let leistungOf = leika.dictionary.map { state.registers.leistungCode[$0]! }
    let authorityOf = authority.dictionary.map { state.registers.authority($0) }
    var reporting: [Int: Set<Int>] = [:]
    for row in months.indices where months[row] > last - 12 {
      let leistung = leistungOf[Int(leika.codes[row])]
      rates[leistung, default: (0, 0)].cases += cases[row]
      reporting[leistung, default: []].insert(authorityOf[Int(authority.codes[row])])
    }
    let homes = Self.homes(state)
    var reports = [Bool](repeating: false, count: state.registers.authorities.count)
    for (leistung, authorities) in reporting {
      for authority in authorities { reports[authority] = true }
      rates[leistung]!.population = homes.reduce(0) { sum, home in
        sum + (home.authorities.contains { reports[$0] } ? home.population : 0)
      }
      for authority in authorities { reports[authority] = false }
    }
  }

  /// `[Gemeinde]` expected cases a year in thousandths, ``Frame/null`` where nobody reports cases
  /// of the Leistung.
  func thousandths(_ leistung: Int) -> [Int64] {
    guard let rate = rates[leistung], rate.population > 0 else {
      return [Int64](repeating: Frame.null, count: populations.count)
    }
    let population = Int128(rate.population)
    return populations.map { inhabitants in
      if inhabitants == Frame.null { return Frame.null }
      return Int64(
        (Int128(rate.cases) * Int128(inhabitants) * 1_000 + population / 2) / population)
    }
  }

  /// Cases to be expected of some Leistungen among so many inhabitants in a year, rounded;
  /// ``Frame/null`` where nobody reports cases of any of them.
  func whole(_ leistungen: [Int], population: Int64) -> Int64 {
    let known = leistungen.compactMap { rates[$0] }.filter { $0.population > 0 }
    guard !known.isEmpty else { return Frame.null }
    return known.reduce(0) { sum, rate in
      let people = Int128(rate.population)
      return sum + Int64((Int128(rate.cases) * Int128(population) + people / 2) / people)
    }
  }

  /// The Gemeinden, each with its inhabitants and the Behörden in whose area it lies.
  private static func homes(
    _ state: ProjectState
  ) -> [(authorities: [Int], population: Int64)] {
    let areas = state.registers.areas
    return areas.lastStates.map { gemeinde in
      let ars = gemeinde.ars
      var keys: Set<String> = [ars.digits]
      // Those of a Gemeinde that was merged away live in its successor now.
      if gemeinde.exists(on: areas.days!.upperBound) {
        keys.insert(ARS.bund.digits)
        for area in [gemeinde.verband ?? ars, ars.kreis, ars.regierungsbezirk, ars.land] {
          keys.insert(area.digits)
        }
      }
      return (keys.map { state.registers.authority($0) }, gemeinde.population ?? 0)
    }
  }
}
