import Domain
import Indicators

/// All that is known of the worth of one candidate or process.
public struct BenefitSheet: Sendable {
  public let id: String
  public let name: String
  /// `candidate` or `process`
  public let kind: String
  public let leistungen: [String]
  /// The day of wages and other figures.
  public let day: Day
  public let rate: Double
  public let horizon: Int
  public let draws: Int
  public let seed: UInt64
  /// What is missing; not empty exactly where ``worth`` is `nil`.
  public let missing: [Text]
  public let worth: BenefitWorth?
  /// What people have rated beside the money; `nil` where the project has no weights for it.
  public let qualitative: QualitativeScore?
  /// Whether it was established that it is urgent; `nil` where nobody has said.
  public let isUrgent: Bool?
  public let advice: BenefitAdvice
  public let dataState: DataState

  init(_ model: BenefitModel, id: String, count: Int, seed: UInt64) {
    let settings = model.facts.settings
    self.id = id
    draws = count
    self.seed = seed
    day = model.facts.parameters.day
    (rate, horizon) = (settings.rate, settings.horizon)
    dataState = model.facts.dataState
    if let benefit = model.cases.first(where: { $0.id == id }) {
      (name, kind, missing) = (benefit.name, benefit.kind.rawValue, [])
      leistungen = benefit.leistungen
      worth = BenefitWorth(benefit, model, count: count, seed: seed)
    } else {
      guard let lacking = model.notAssessable.first(where: { $0.id == id }) else {
        preconditionFailure("a model without the case it was made for")
      }
      (name, missing) = (lacking.name, lacking.missing)
      kind = model.facts.history.processes.contains { $0.id == id } ? "process" : "candidate"
      leistungen = []
      worth = nil
    }
    qualitative = model.facts.ratings.score(of: id)
    isUrgent = model.facts.ratings.isUrgent(id)
    advice = BenefitAdvice(
      capitalValue: worth?.value.total, score: qualitative?.total, isUrgent: isUrgent)
  }

  /// What a capital value does not say, for every page and export.
  static let caveat = Text(
    de: "Stunden der Bürgerinnen und Bürger werden nie in Euro umgerechnet. Der qualitative "
      + "Punktwert (WiBe, Q und E) steht nur da, wo jedes Kriterium bewertet ist.",
    en: "Hours of citizens are never turned into EUR. The qualitative score (WiBe, Q and E) "
      + "stands only where every criterion is rated.")
}

/// The figures of a case that can be reckoned. Money in EUR at the price level of the day.
public struct BenefitWorth: Sendable {
  /// A rate and what the capital value is at it.
  public struct Sensitivity: Sendable, Hashable {
    public let rate: Double
    public let capitalValue: Double
  }

  public struct BearerShare: Sendable, Hashable {
    public let bearer: Bearer
    /// Present values.
    public let benefits: Double
    public let costs: Double
    /// EUR a year, mean of the years 1…T.
    public let administrationEuros: Double
  }

  /// How far the capital value rises with an input (Spearman).
  public struct Influence: Sendable, Hashable {
    public let input: Text
    public let key: String
    public let correlation: Double
  }

  /// At the likeliest figures.
  public let value: CapitalValue
  /// With risk surcharges on costs and deductions from benefits.
  public let withRisk: CapitalValue
  public let sensitivity: [Sensitivity]
  /// Where every digital case reaches its Fachverfahren by itself, and where none does.
  public let allConnected: Double
  public let noneConnected: Double
  public let connected: Double
  public let capitalValues: DrawSummary
  public let administration: DrawSummary
  public let citizenHours: DrawSummary
  public let flow: CashFlow
  public let digitalShares: [Double]
  public let digitalCases: [Double]
  /// Means of the years 1…T.
  public let administrationEuros: Double
  public let citizenHoursAYear: Double
  public let citizenEuros: Double
  public let businessHours: Double
  /// A year of all cases: what the administration and citizens spend before and if all were digital.
  public let effort: EffortTotals
  /// EUR of the administration for one case before, and for one digital case in year T with its
  /// share of making and care; `nil` where no case is digital then.
  public let costPerCaseBefore: Double
  public let costPerCaseDigital: Double?
  public let byBearer: [BearerShare]
  public let inputs: [BenefitInput]
  /// The strongest first.
  public let tornado: [Influence]

  init(_ benefit: BenefitCase, _ model: BenefitModel, count: Int, seed: UInt64) {
    let settings = model.facts.settings
    let leistungen = model.leistungen(of: benefit)
    let likely = BenefitFlow(benefit, leistungen, settings)
    let value = CapitalValue(likely.flow, rate: settings.rate)
    func connected(_ share: Double) -> Double {
      let flow = BenefitFlow(benefit, leistungen, settings, connected: share).flow
      return CapitalValue(flow, rate: settings.rate).total
    }
    self.value = value
    withRisk = CapitalValue(
      likely.flow, rate: settings.rate, costSurcharge: settings.costSurcharge,
      benefitDeduction: settings.benefitDeduction)
    sensitivity = BenefitSettings.sensitivityRates.map { rate in
      Sensitivity(rate: rate, capitalValue: CapitalValue(likely.flow, rate: rate).total)
    }
    (allConnected, noneConnected, self.connected) = (connected(1), connected(0), benefit.connected)
    flow = likely.flow
    digitalShares = (1...settings.horizon).map { benefit.path.share(inYear: $0) }
    digitalCases = likely.digitalCases
    administrationEuros = likely.administrationEuros
    citizenHoursAYear = likely.citizenHours
    citizenEuros = likely.citizenEuros
    businessHours = likely.businessHours
    let effort = EffortTotals(leistungen, connected: benefit.connected)
    self.effort = effort
    costPerCaseBefore = effort.administrationBefore / effort.cases
    let costs =
      value.costs
      / (1...settings.horizon).reduce(0) {
        $0 + CapitalValue.factor($1, settings.rate)
      }
    costPerCaseDigital = likely.digitalCases.last.flatMap { cases in
      cases > 0 ? effort.administrationDigital / effort.cases + costs / cases : nil
    }
    let factors = (0...settings.horizon).map { CapitalValue.factor($0, settings.rate) }
    byBearer = Bearer.allCases.compactMap { bearer in
      let (gains, burdens) = (
        likely.benefitsByBearer[bearer.rawValue], likely.costsByBearer[bearer.rawValue]
      )
      guard (gains + burdens).contains(where: { $0 != 0 }) else { return nil }
      return BearerShare(
        bearer: bearer, benefits: zip(gains, factors).reduce(0) { $0 + $1.0 * $1.1 },
        costs: zip(burdens, factors).reduce(0) { $0 + $1.0 * $1.1 },
        administrationEuros: gains.reduce(0, +) / Double(settings.horizon))
    }
    inputs = BenefitInputs.list(benefit, leistungen, model.facts)
    let drawn = Tornado(benefit, leistungen, settings, count: count, seed: seed)
    capitalValues = DrawSummary(drawn.draws.capitalValues)
    administration = DrawSummary(drawn.draws.administrationEuros)
    citizenHours = DrawSummary(drawn.draws.citizenHours)
    tornado = drawn.influences
  }
}

/// Erfüllungsaufwand of all cases of a year, before and if every one of them were digital.
public struct EffortTotals: Sendable, Hashable {
  public let cases: Double
  /// EUR a year.
  public let administrationBefore: Double
  public let administrationDigital: Double
  /// Hours a year.
  public let citizenHoursBefore: Double
  public let citizenHoursDigital: Double
  /// Material and way, EUR a year.
  public let citizenEurosBefore: Double
  public let citizenEurosDigital: Double

  init(_ leistungen: [LeistungInputs], connected: Double) {
    func sum(_ figure: (LeistungInputs) -> Double) -> Double {
      leistungen.reduce(0) { $0 + $1.cases.total * figure($1) }
    }
    cases = sum { _ in 1 }
    administrationBefore = sum { $0.before.euros }
    administrationDigital = sum { $0.digital.euros + (1 - connected) * $0.retyping.euros }
    citizenHoursBefore = sum { $0.applicantsBefore.citizenMinutes / 60 }
    citizenHoursDigital = sum { $0.applicantsDigital.citizenMinutes / 60 }
    citizenEurosBefore = sum { $0.applicantsBefore.citizenEuros }
    citizenEurosDigital = sum { $0.applicantsDigital.citizenEuros }
  }
}
