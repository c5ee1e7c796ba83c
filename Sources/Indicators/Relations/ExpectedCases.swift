import Columns
import Domain

/// Cases to be expected in a year: the Land's cases per inhabitant of the last twelve reported
/// months that are closed, times the inhabitants of a Gemeinde. The rate is among those whom the
/// Behörden that report the Leistung serve by competence, month by month: where a Große Kreisstadt
/// does herself what its Landkreis does for the others, the Landkreis reports for the others only.
/// Months that nobody reported are filled evenly, as in cost-benefit.
struct ExpectedCases {
  private let populations: [Int64]
  /// Leistung → cases of the reported months, and the inhabitants among whom they occurred, added
  /// up over these months.
  private var rates: [Int: (cases: Int64, inhabitantMonths: Int64)] = [:]

  init(_ state: ProjectState) {
    populations = state.populations
    guard let batch = state.facts.cases, let months = batch.rawIntegers("month"),
      let cases = batch.rawIntegers("cases"), let leika = batch.textCodes("leika"),
      let authority = batch.textCodes("authority_ars"), let cutOff = state.facts.cutOff
    else { return }
    let closed = Int64(
      cutOff == cutOff.month.lastDay ? cutOff.month.number : cutOff.month.number - 1)
    guard let last = months.lazy.filter({ $0 <= closed }).max() else { return }
    let leistungOf = leika.dictionary.map { state.registers.leistungCode[$0]! }
    let authorityOf = authority.dictionary.map { state.registers.authority($0) }
    var reporting: [Int: Set<Int>] = [:]
    var reported: Set<Int64> = []
    for row in months.indices where (last - 11...last).contains(months[row]) {
      let leistung = leistungOf[Int(leika.codes[row])]
      rates[leistung, default: (0, 0)].cases += cases[row]
      reporting[leistung, default: []].insert(authorityOf[Int(authority.codes[row])])
      reported.insert(months[row])
    }
    let periods = Dictionary(grouping: reported.map { Month(number: Int32($0)) }) {
      state.period(of: $0)
    }
    var reports = [Bool](repeating: false, count: state.registers.authorities.count)
    for (leistung, authorities) in reporting {
      for authority in authorities { reports[authority] = true }
      for months in periods.values {
        guard let competent = state.competence(in: months[0]).authorities[leistung] else {
          continue
        }
        let served = competent.indices.reduce(Int64(0)) { sum, gemeinde in
          let authority = Int(competent[gemeinde])
          let isServed = authority >= 0 && reports[authority] && populations[gemeinde] != Frame.null
          return isServed ? sum + populations[gemeinde] : sum
        }
        rates[leistung]!.inhabitantMonths += served * Int64(months.count)
      }
      for authority in authorities { reports[authority] = false }
    }
  }

  /// `[Gemeinde]` expected cases a year in thousandths, ``Frame/null`` where nobody reports cases
  /// of the Leistung for people whom he serves.
  func thousandths(_ leistung: Int) -> [Int64] {
    populations.map { inhabitants in
      inhabitants == Frame.null ? Frame.null : cases(leistung, among: inhabitants, parts: 1_000)
    }
  }

  /// Cases to be expected of some Leistungen among so many inhabitants in a year, rounded;
  /// ``Frame/null`` where nobody reports cases of any of them.
  func whole(_ leistungen: [Int], population: Int64) -> Int64 {
    let known = leistungen.map { cases($0, among: population, parts: 1) }.filter {
      $0 != Frame.null
    }
    return known.isEmpty ? Frame.null : known.reduce(0, +)
  }

  /// - Parameter parts: of a case, in which the count is given.
  private func cases(_ leistung: Int, among inhabitants: Int64, parts: Int64) -> Int64 {
    guard let rate = rates[leistung], rate.inhabitantMonths > 0 else { return Frame.null }
    let months = Int128(rate.inhabitantMonths)
    let cases = Int128(rate.cases) * 12 * Int128(inhabitants) * Int128(parts)
    return Int64((cases + months / 2) / months)
  }
}
