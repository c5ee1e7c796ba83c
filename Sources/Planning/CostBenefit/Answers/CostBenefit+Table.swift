import Domain
import Indicators
import Store

extension CostBenefit {
  /// One row a candidate, by id: `candidate_id, name, assessable, missing, advice,
  /// qualitative_score, capital_value_eur, capital_value_p5_eur, capital_value_p50_eur,
  /// capital_value_p95_eur, probability_positive, payback_years, administration_eur_a_year,
  /// citizen_hours_a_year, cases_a_year`. What cannot be reckoned has no figures, and says what it
  /// lacks.
  public static func table(
    _ reader: StoreReader, count: Int = standardDraws, seed: UInt64 = standardSeed,
    on day: Day? = nil, rate: Double? = nil
  ) throws -> Table<Exact> {
    table(
      try DrawnCandidates(
        BenefitFacts(reading: reader, on: day, rate: rate), count: count, seed: seed))
  }

  static func table(_ drawn: DrawnCandidates) -> Table<Exact> {
    let (model, facts) = (drawn.model, drawn.facts)
    let assessed = model.cases.enumerated().map { index, benefit in
      (benefit.id, row(benefit, DrawSummary(drawn.capitalValues(index)), model))
    }
    let others = model.notAssessable.map { ($0.id, row(lacking: $0, facts)) }
    return Disclosure.exact(
      columns: columns,
      rows: (assessed + others).sorted { $0.0 < $1.0 }.map(\.1),
      provenance: provenance(
        Text(de: "Kosten und Nutzen der Kandidaten", en: "Costs and benefits of the candidates"),
        settings: facts.settings, draws: drawn.draws.count, seed: drawn.seed,
        day: facts.parameters.day, dataState: facts.dataState))
  }

  static var columns: [TableColumn] { dimensions + [score] + measures }

  /// The row of what cannot be reckoned.
  static func row(lacking: NotAssessable, _ facts: BenefitFacts) -> [TableCell] {
    [
      .key(lacking.id, label: .same(lacking.name)), .text(lacking.name), .text("no"),
      lacking.cell(separator: "; "),
    ] + judgement(lacking.id, nil, facts.ratings)
      + [TableCell](repeating: .figure(.missing), count: measures.count)
  }

  static func row(
    _ benefit: BenefitCase, _ values: DrawSummary, _ model: BenefitModel
  ) -> [TableCell] {
    let settings = model.facts.settings
    let leistungen = model.leistungen(of: benefit)
    let flow = BenefitFlow(benefit, leistungen, settings)
    let value = CapitalValue(flow.flow, rate: settings.rate)
    let figures: [Double?] = [
      value.total, values.p5, values.p50, values.p95, values.positive, value.paybackYears,
      flow.administrationEuros, flow.citizenHours,
      leistungen.reduce(0) { $0 + $1.cases.total },
    ]
    return [
      .key(benefit.id, label: .same(benefit.name)), .text(benefit.name), .text("yes"), .text(""),
    ] + judgement(benefit.id, value.total, model.facts.ratings) + figures.map(TableCell.applicable)
  }

  static func judgement(
    _ id: String, _ capitalValue: Double?, _ ratings: QualitativeScale
  ) -> [TableCell] {
    let score = ratings.score(of: id)
    let advice = BenefitAdvice(
      capitalValue: capitalValue, score: score?.total, isUrgent: ratings.isUrgent(id))
    return [
      .key(advice.rawValue, label: advice.name),
      score.map { .number($0.total) } ?? .figure(.notApplicable),
    ]
  }

  static func provenance(
    _ title: Text, settings: BenefitSettings, draws: Int, seed: UInt64, day: Day,
    dataState: DataState
  ) -> Provenance {
    Provenance(
      title: title,
      source: Text(
        de: "Aufwand, Fallzahlen, Aktivierungen, Kandidaten, Rechenwerte",
        en: "effort, case counts, activations, candidates, parameters"),
      rule: "rate=\(settings.rate) horizon=\(settings.horizon) draws=\(draws) seed=\(seed)",
      ruleText: BenefitSheet.rule(
        rate: settings.rate, horizon: settings.horizon, draws: draws, seed: seed),
      cutOff: day, caveat: BenefitSheet.caveat, dataState: dataState)
  }

  private static let dimensions = [
    ("candidate_id", Text(de: "Kandidat", en: "Candidate")), ("name", Text.same("Name")),
    ("assessable", Text(de: "beurteilbar", en: "assessable")),
    ("missing", Text(de: "es fehlt", en: "missing")),
    ("advice", Text(de: "Empfehlung nach WiBe", en: "advice by WiBe")),
  ].map(TableColumn.dimension)

  private static let score = TableColumn.measure(
    "qualitative_score", Text(de: "qualitativer Punktwert", en: "qualitative score"), nil)

  private static let measures: [TableColumn] = {
    let columns: [(String, String, String, Unit?)] = [
      (
        "capital_value_eur", "Kapitalwert, wahrscheinlichster Fall",
        "capital value, likeliest case",
        .euros
      ),
      (
        "capital_value_p5_eur", "Kapitalwert, 5. Perzentil", "capital value, 5th percentile", .euros
      ),
      ("capital_value_p50_eur", "Kapitalwert, Median", "capital value, median", .euros),
      (
        "capital_value_p95_eur", "Kapitalwert, 95. Perzentil", "capital value, 95th percentile",
        .euros
      ),
      (
        "probability_positive", "Wahrscheinlichkeit eines Kapitalwerts über null",
        "probability of a capital value above zero", .share
      ),
      ("payback_years", "Amortisation in Jahren", "payback in years", nil),
      (
        "administration_eur_a_year", "Entlastung der Verwaltung im Jahr",
        "administration saves a year", .euros
      ),
      (
        "citizen_hours_a_year", "Entlastung der Bürger im Jahr", "citizens save a year", .hours
      ),
      ("cases_a_year", "Fälle im Jahr", "cases a year", .count),
    ]
    return columns.map {
      TableColumn.measure($0.0, Text(de: $0.1, en: $0.2), $0.3)
    }
  }()
}
