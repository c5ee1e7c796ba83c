import Domain

/// What one case of a Leistung takes, in the mix of Behörden that handle it, and how many there are.
package struct LeistungInputs: Sendable {
  /// The administration's work on one case.
  package struct Administration: Sendable, Hashable {
    /// EUR by ``Bearer``.
    package var time = [Double](repeating: 0, count: Bearer.allCases.count)
    package var material = [Double](repeating: 0, count: Bearer.allCases.count)
    package var minutes = 0.0

    package var euros: Double { time.reduce(0, +) + material.reduce(0, +) }
  }

  /// What those who apply spend on one case. Their time is never turned into money.
  package struct Applicants: Sendable, Hashable {
    package var citizenMinutes = 0.0
    package var businessMinutes = 0.0
    /// Material and way.
    package var citizenEuros = 0.0
    package var businessEuros = 0.0
  }

  package let leika: String
  package let cases: AnnualCases
  package let before: Administration
  package let digital: Administration
  /// What a digital case costs on top where it has to be typed into the Fachverfahren: EUR by
  /// ``Bearer``, and minutes.
  package let retyping: Administration
  package let applicantsBefore: Applicants
  package let applicantsDigital: Applicants
  let used: [String]

  /// - Returns: `nil` where ``EffortTable/missing(_:)`` names a gap.
  /// - Throws: ``Fault`` for a missing wage, or minutes and cost of a way.
  package init?(
    _ leika: String, _ effort: EffortTable, _ cases: AnnualCases, _ settings: BenefitSettings,
    _ parameters: Parameters
  ) throws(Fault) {
    guard effort.missing(leika).isEmpty,
      let workBefore = effort.work(leika, .administration, .before),
      let workDigital = effort.work(leika, .administration, .digital)
    else { return nil }
    self.leika = leika
    self.cases = cases
    var prices = Prices(cases, parameters)
    before = try prices.administration(workBefore)
    digital = try prices.administration(workDigital)
    var typing = CaseWork()
    typing.minutes[CareerGrade.allCases.firstIndex(of: .lower)!] = settings.retypingMinutes
    retyping = try prices.administration(typing)

    func applicants(_ mode: EffortMode) -> Applicants {
      let citizen = effort.work(leika, .citizen, mode)
      let business = effort.work(leika, .business, mode)
      return Applicants(
        citizenMinutes: citizen?.allMinutes ?? 0, businessMinutes: business?.allMinutes ?? 0,
        citizenEuros: citizen?.material ?? 0, businessEuros: business?.material ?? 0)
    }
    // Whoever comes to a counter travels and waits; a digital case does neither.
    var before = applicants(.before)
    let way = try prices.way()
    let minutes = cases.counterShare * (way.minutes + settings.waitingMinutes)
    let euros = cases.counterShare * way.euros
    if effort.work(leika, .citizen, .before) != nil {
      before.citizenMinutes += minutes
      before.citizenEuros += euros
    } else {
      before.businessMinutes += minutes
      before.businessEuros += euros
    }
    applicantsBefore = before
    applicantsDigital = applicants(.digital)
    used = prices.used.sorted() + effort.standardTimes(leika)
  }

  /// EUR that the administration saves on one digital case, by ``Bearer``: working time, material.
  /// - Parameter connected: share of the digital cases that reach the Fachverfahren by themselves.
  package func saving(connected: Double) -> (time: [Double], material: [Double]) {
    let bearers = Bearer.allCases.indices
    return (
      bearers.map { before.time[$0] - digital.time[$0] - (1 - connected) * retyping.time[$0] },
      bearers.map { before.material[$0] - digital.material[$0] }
    )
  }
}

/// Wages and ways in the mix of levels that handle a Leistung, with the parameters that were used.
private struct Prices {
  private let levels: [(level: HandlingLevel, share: Double)]
  private let parameters: Parameters
  private(set) var used: Set<String> = []

  init(_ cases: AnnualCases, _ parameters: Parameters) {
    levels = HandlingLevel.allCases.map { ($0, cases.levels[$0.rawValue]) }.filter { $0.1 > 0 }
    self.parameters = parameters
  }

  private mutating func value(_ id: String) throws(Fault) -> Double {
    used.insert(id)
    return try parameters.required(id).value
  }

  mutating func administration(_ work: CaseWork) throws(Fault) -> LeistungInputs.Administration {
    var result = LeistungInputs.Administration()
    for (level, share) in levels {
      let bearer = level.bearer.rawValue
      for (grade, minutes) in zip(CareerGrade.allCases, work.minutes) where minutes > 0 {
        result.time[bearer] += share * minutes / 60 * (try value(level.wage(grade)))
      }
      result.material[bearer] += share * work.material
    }
    result.minutes = work.allMinutes
    return result
  }

  mutating func way() throws(Fault) -> (minutes: Double, euros: Double) {
    var way = (minutes: 0.0, euros: 0.0)
    for (level, share) in levels {
      way.minutes += share * (try value(level.travel.minutes))
      way.euros += share * (try value(level.travel.cost))
    }
    return way
  }
}
