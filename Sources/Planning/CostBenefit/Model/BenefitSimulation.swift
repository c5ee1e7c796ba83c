import Columns
import Domain

/// Many draws of what cases are worth. Wages, take-up, care and retyping are drawn once a draw for
/// all of them, counts and minutes once a draw for each Leistung, so that two candidates for the
/// same Leistung differ only by what really differs. Each figure has a stream of its own: the
/// result does not depend on which other cases are reckoned, nor on the number of threads.
package struct BenefitSimulation: Sendable {
  let settings: BenefitSettings
  let count: Int
  let seed: UInt64
  private let shapes: PertShapes
  let wages: [Double]
  let takeUp: [Double]
  let care: [Double]
  let retyping: [Double]

  /// - Parameters:
  ///   - cases: those that will be drawn.
  ///   - count: draws, at least 1.
  package init(_ cases: [BenefitCase], _ settings: BenefitSettings, count: Int, seed: UInt64) {
    precondition(count > 0, "a simulation of \(count) draws")
    self.settings = settings
    self.count = count
    self.seed = seed
    let shapes = PertShapes(
      [settings.minutes, settings.wages, settings.takeUp, settings.care] + cases.map(\.costs.making)
    )
    self.shapes = shapes
    func shared(_ pert: Pert, _ name: String) -> [Double] {
      QuantileTable(pert, shapes: shapes).draws(count, Random(seed: seed, "benefit " + name))
    }
    wages = shared(settings.wages, "wages")
    takeUp = shared(settings.takeUp, "take-up")
    care = shared(settings.care, "care")
    retyping = shared(settings.minutes, "retyping")
  }

  func draws(_ pert: Pert, _ name: String) -> [Double] {
    if pert.isCertain { return [Double](repeating: pert.mode, count: count) }
    return QuantileTable(pert, shapes: shapes).draws(count, Random(seed: seed, "benefit " + name))
  }

  /// What is drawn for one Leistung.
  struct LeistungDraws: Sendable {
    let cases: [Double]
    /// What reality makes of the minutes: administration before, digital, applicants before, digital.
    let minutes: [[Double]]

    static let minuteNames = ["admin before", "admin digital", "citizen before", "citizen digital"]
  }

  func leistung(_ leistung: LeistungInputs) -> LeistungDraws {
    let key = leistung.leika
    let spread = leistung.cases.spread(
      reported: settings.spreadReported, estimated: settings.spreadEstimated)
    let table = QuantileTable(Lognormal(median: leistung.cases.total, spread: spread))
    return LeistungDraws(
      cases: table.draws(count, Random(seed: seed, "benefit cases " + key)),
      minutes: LeistungDraws.minuteNames.map { draws(settings.minutes, "\($0) \(key)") })
  }

  /// EUR saved by the administration and minutes saved by citizens on one digital case.
  struct Savings: Sendable {
    let euros: [Double]
    let minutes: [Double]
  }

  func savings(_ leistung: LeistungInputs, _ draws: LeistungDraws, connected: Double) -> Savings {
    let before = leistung.before.time.reduce(0, +)
    let digital = leistung.digital.time.reduce(0, +)
    let retyped = (1 - connected) * leistung.retyping.time.reduce(0, +)
    let material = leistung.before.material.reduce(0, +) - leistung.digital.material.reduce(0, +)
    let (own, theirs) = (leistung.applicantsBefore, leistung.applicantsDigital)
    let minutes = draws.minutes
    let euros = (0..<count).map { draw in
      wages[draw]
        * (before * minutes[0][draw] - digital * minutes[1][draw] - retyped * retyping[draw])
        + material
    }
    let saved = (0..<count).map { draw in
      own.citizenMinutes * minutes[2][draw] - theirs.citizenMinutes * minutes[3][draw]
    }
    return Savings(euros: euros, minutes: saved)
  }
}

/// The draws of one case.
package struct CaseDraws: Sendable {
  /// EUR
  package var capitalValues: [Double]
  /// Means of the years 1…T: hours that citizens save, EUR that the administration saves.
  package var citizenHours: [Double]
  package var administrationEuros: [Double]
}

extension BenefitSimulation {
  /// - Parameter leistungen: of the case, each with its draws and savings.
  func draws(
    _ benefit: BenefitCase,
    _ leistungen: [(inputs: LeistungInputs, draws: LeistungDraws, savings: Savings)]
  ) -> CaseDraws {
    let factors = (0...settings.horizon).map { CapitalValue.factor($0, settings.rate) }
    let making = draws(benefit.costs.making, "making " + benefit.id)
    let later = zip(factors.dropFirst(), benefit.costs.later).reduce(0) { $0 + $1.0 * $1.1 }
    let carePresent = benefit.costs.care * factors.dropFirst().reduce(0, +)
    var values = (0..<count).map { -(making[$0] + later) - carePresent * care[$0] }
    var hours = [Double](repeating: 0, count: count)
    var euros = hours
    let mean = benefit.effect / Double(settings.horizon)
    for (inputs, draws, savings) in leistungen {
      let shares = digitalShares(benefit, current: benefit.current(inputs), factors)
      for draw in 0..<count {
        let cases = draws.cases[draw]
        values[draw] += benefit.effect * cases * savings.euros[draw] * shares.present[draw]
        let yearly = mean * cases * shares.sum[draw]
        euros[draw] += yearly * savings.euros[draw]
        hours[draw] += yearly * savings.minutes[draw] / 60
      }
    }
    return CaseDraws(capitalValues: values, citizenHours: hours, administrationEuros: euros)
  }

  /// Shares of the cases in which the saving occurs, summed up over the years, discounted and not.
  private func digitalShares(
    _ benefit: BenefitCase, current: Double, _ factors: [Double]
  ) -> (present: [Double], sum: [Double]) {
    var present = [Double](repeating: 0, count: count)
    var sum = present
    for year in 1...settings.horizon {
      let (share, factor) = (benefit.path.share(inYear: year), factors[year])
      for draw in 0..<count {
        let served = BenefitCase.effective(
          min(1, share * takeUp[draw]), current: current, isExtension: benefit.isExtension)
        present[draw] += factor * served
        sum[draw] += served
      }
    }
    return (present, sum)
  }

  /// The draws of many cases, in their order. Cases for the same Leistungen are done together.
  package func draws(
    _ cases: [BenefitCase], _ leistungen: [String: LeistungInputs], threads: Int = Parallel.cores
  ) -> [CaseDraws] {
    struct Group: Hashable {
      let leistungen: [String]
      let connected: Double
    }
    let members = Dictionary(grouping: cases.indices) {
      Group(leistungen: cases[$0].leistungen, connected: cases[$0].connected)
    }
    let groups = members.sorted { $0.value[0] < $1.value[0] }
    let done = Parallel.map(groups.count, threads: threads) { number -> [(Int, CaseDraws)] in
      let (group, positions) = groups[number]
      let prepared = group.leistungen.map { key in
        let inputs = leistungen[key]!
        let draws = leistung(inputs)
        return (inputs, draws, savings(inputs, draws, connected: group.connected))
      }
      return positions.map { ($0, draws(cases[$0], prepared)) }
    }
    var all = [CaseDraws?](repeating: nil, count: cases.count)
    for (position, draws) in done.joined() { all[position] = draws }
    return all.map { $0! }
  }
}
