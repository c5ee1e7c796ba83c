/// A case at its likeliest figures → amounts by year.
package struct BenefitFlow: Sendable {
  package let flow: CashFlow
  /// EUR by ``Bearer`` and year 0…T.
  package let benefitsByBearer: [[Double]]
  package let costsByBearer: [[Double]]
  /// Cases a year in which the saving occurs, by year 1…T, all Leistungen together.
  package let digitalCases: [Double]
  /// Means of the years 1…T: EUR of the administration, hours and EUR of citizens, hours of
  /// businesses.
  package let administrationEuros: Double
  package let citizenHours: Double
  package let citizenEuros: Double
  package let businessHours: Double

  /// - Parameter connected: instead of the case's own share of connected Fachverfahren.
  package init(
    _ benefit: BenefitCase, _ leistungen: [LeistungInputs], _ settings: BenefitSettings,
    connected: Double? = nil
  ) {
    let bearers = Bearer.allCases.indices
    let horizon = settings.horizon
    var years = [CashFlow.Year](repeating: .init(), count: horizon + 1)
    var benefits = bearers.map { _ in [Double](repeating: 0, count: horizon + 1) }
    var costs = benefits
    var digitalCases = [Double](repeating: 0, count: horizon)
    var (citizenHours, citizenEuros, businessHours) = (0.0, 0.0, 0.0)
    for leistung in leistungen {
      let saving = leistung.saving(connected: connected ?? benefit.connected)
      let (before, digital) = (leistung.applicantsBefore, leistung.applicantsDigital)
      for year in 1...horizon {
        let share = BenefitCase.effective(
          benefit.path.share(inYear: year), current: benefit.current(leistung),
          isExtension: benefit.isExtension)
        let cases = leistung.cases.total * share
        digitalCases[year - 1] += cases
        let weight = cases * benefit.effect
        for bearer in bearers {
          let (time, material) = (weight * saving.time[bearer], weight * saving.material[bearer])
          benefits[bearer][year] += time + material
          years[year].benefitBudget += settings.budgetShareOfTime * time + material
          years[year].benefitOther += (1 - settings.budgetShareOfTime) * time
        }
        citizenHours += weight * (before.citizenMinutes - digital.citizenMinutes) / 60
        citizenEuros += weight * (before.citizenEuros - digital.citizenEuros)
        businessHours += weight * (before.businessMinutes - digital.businessMinutes) / 60
      }
    }
    let spent = benefit.costs
    for year in 0...horizon {
      let later = year - 1 < spent.later.count && year > 0 ? spent.later[year - 1] : 0
      let making = year == 0 ? spent.making.mode : later
      let care = year == 0 ? 0 : spent.care
      for bearer in bearers {
        costs[bearer][year] = making * spent.makingShares[bearer] + care * spent.careShares[bearer]
      }
      years[year].costBudget = making * spent.makingBudgetShare + care * spent.careBudgetShare
      years[year].costOther =
        making * (1 - spent.makingBudgetShare) + care * (1 - spent.careBudgetShare)
    }
    flow = CashFlow(years: years)
    benefitsByBearer = benefits
    costsByBearer = costs
    self.digitalCases = digitalCases
    let mean = 1 / Double(horizon)
    administrationEuros = flow.years.dropFirst().reduce(0) { $0 + $1.benefit } * mean
    self.citizenHours = citizenHours * mean
    self.citizenEuros = citizenEuros * mean
    self.businessHours = businessHours * mean
  }
}
