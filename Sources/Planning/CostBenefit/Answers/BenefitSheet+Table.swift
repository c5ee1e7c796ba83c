import Domain
import Indicators

extension BenefitSheet {
  /// The sheet as rows `section, key, name, value, unit, source`: what came out, by year and by
  /// bearer, the inputs with their sources, the tornado; what WiBe advises, and ratings.
  public var table: Table<Exact> {
    let columns: [(String, Text)] = [
      ("section", Text(de: "Abschnitt", en: "Section")), ("key", Text(de: "Kennung", en: "Id")),
      ("name", Text(de: "Bezeichnung", en: "Name")), ("value", Text(de: "Wert", en: "Value")),
      ("unit", Text(de: "Einheit", en: "Unit")), ("source", Text(de: "Quelle", en: "Source")),
    ]
    return Disclosure.exact(
      columns: columns.map {
        TableColumn(name: $0.0, title: $0.1, role: $0.0 == "value" ? .measure : .dimension)
      },
      rows: rows.map { row in
        [
          .key(row.section, label: Self.sections[row.section]), .key(row.key, label: row.name),
          .text(row.name.de),
          .number(row.value), .text(row.unit), .text(row.source),
        ]
      },
      provenance: Provenance(
        title: Text(de: "Kosten und Nutzen: \(name)", en: "Costs and benefits: \(name)"),
        source: Text(
          de: "Aufwand, Fallzahlen, Aktivierungen, Kosten, Rechenwerte",
          en: "effort, case counts, activations, costs, parameters"),
        rule: "rate=\(rate) horizon=\(horizon) draws=\(draws) seed=\(seed)",
        ruleText: Self.rule(rate: rate, horizon: horizon, draws: draws, seed: seed), cutOff: day,
        caveat: Self.caveat, dataState: dataState))
  }

  /// What the figures are reckoned with, in words.
  static func rule(rate: Double, horizon: Int, draws: Int, seed: UInt64) -> Text {
    let (percent, count) = (Text.tenths(rate * 100), Text.count(draws))
    return Text(
      de: "Zinssatz \(percent.de) %, \(horizon) Jahre, \(count.de) Ziehungen, Startwert \(seed)",
      en: "rate \(percent.en) %, \(horizon) years, \(count.en) draws, seed \(seed)")
  }

  private static let sections = [
    "missing": Text(de: "Was fehlt", en: "What is missing"),
    "result": Text(de: "Ergebnis", en: "Result"),
    "advice": Text(de: "Empfehlung nach WiBe", en: "Advice by WiBe"),
    "rating": Text(de: "Bewertung neben dem Geld", en: "Ratings beside the money"),
    "bearer": Text(de: "Wer trägt und wen es entlastet", en: "Who bears and who saves"),
    "year": Text(de: "Jahr für Jahr", en: "Year by year"),
    "input": Text(de: "Eingaben mit ihren Quellen", en: "Inputs with their sources"),
    "tornado": Text(de: "Was am meisten ausmacht", en: "What matters most"),
  ]

  private struct Row {
    let section: String
    let key: String
    let name: Text
    let value: Double?
    var unit = "eur"
    var source = ""
  }

  private var rows: [Row] {
    guard let worth else {
      return missing.enumerated().map { index, text in
        Row(section: "missing", key: "missing_\(index + 1)", name: text, value: nil, unit: "")
      } + judgement
    }
    return results(worth) + judgement + worth.byBearer.flatMap(bearer) + years(worth)
      + worth.inputs.map {
        Row(
          section: "input", key: $0.id, name: ParameterNames.name(of: $0.id) ?? $0.name,
          value: $0.value, unit: $0.unit,
          source: $0.source)
      }
      + worth.tornado.map {
        Row(
          section: "tornado", key: $0.key, name: $0.input, value: $0.correlation,
          unit: "correlation")
      }
  }

  /// What WiBe advises, and the ratings it rests on.
  private var judgement: [Row] {
    let score = qualitative.map { qualitative in
      [
        Row(
          section: "rating", key: "qualitative_score",
          name: Text(de: "qualitativer Punktwert", en: "qualitative score"),
          value: qualitative.total, unit: "points_of_100")
      ]
        + qualitative.ratings.map { rating in
          let weight = Text.tenths(rating.weight)
          return Row(
            section: "rating", key: "points:\(rating.criterion)",
            name: Text(
              de: "Punkte für \(rating.criterion), Gewicht \(weight.de)",
              en: "points for \(rating.criterion), weight \(weight.en)"),
            value: rating.points, unit: "points_of_10", source: rating.source ?? "")
        }
    }
    let urgency = isUrgent.map { isUrgent in
      Row(
        section: "rating", key: "urgent", name: Text(de: "dringlich", en: "urgent"),
        value: isUrgent ? 1 : 0, unit: "flag")
    }
    return [Row(section: "advice", key: advice.rawValue, name: advice.name, value: nil, unit: "")]
      + (urgency.map { [$0] } ?? []) + (score ?? [])
  }

  private func results(_ worth: BenefitWorth) -> [Row] {
    func row(
      _ key: String, _ de: String, _ en: String, _ value: Double?, _ unit: String = "eur"
    ) -> Row {
      Row(section: "result", key: key, name: Text(de: de, en: en), value: value, unit: unit)
    }
    func spread(_ key: String, _ de: String, _ en: String, _ draws: DrawSummary, _ unit: String)
      -> [Row]
    {
      [("p5", draws.p5), ("p50", draws.p50), ("p95", draws.p95)].map { name, value in
        row(
          "\(key)_\(name)", "\(de) \(name.uppercased())", "\(en) \(name.uppercased())", value, unit)
      }
    }
    let (value, effort) = (worth.value, worth.effort)
    return [row("capital_value", "Kapitalwert", "capital value", value.total)]
      + spread("capital_value", "Kapitalwert", "capital value", worth.capitalValues, "eur")
      + [
        row(
          "probability_positive", "Wahrscheinlichkeit eines Kapitalwerts über null",
          "probability of a capital value above zero",
          worth.capitalValues.positive, "share"),
        row(
          "budget_effective", "davon haushaltswirksam", "budget-effective of it",
          value.budgetEffective),
        row(
          "not_budget_effective", "davon nicht haushaltswirksam", "not budget-effective of it",
          value.notBudgetEffective),
        row(
          "with_risk", "Kapitalwert mit Risikozuschlägen", "capital value with risk surcharges",
          worth.withRisk.total),
        row("annuity", "Annuität", "annuity", value.annuity, "eur_per_year"),
        row("payback", "Amortisation", "payback", value.paybackYears, "years"),
        row(
          "benefit_cost_ratio", "Nutzen-Kosten-Verhältnis", "benefit-cost ratio",
          value.benefitCostRatio, "ratio"),
        row(
          "administration", "Entlastung der Verwaltung", "administration saves",
          worth.administrationEuros, "eur_per_year"),
      ]
      + spread(
        "administration", "Entlastung der Verwaltung", "administration saves",
        worth.administration, "eur_per_year")
      + [
        row(
          "citizen_hours", "Entlastung der Bürger", "citizens save", worth.citizenHoursAYear,
          "hours_per_year")
      ]
      + spread(
        "citizen_hours", "Entlastung der Bürger", "citizens save", worth.citizenHours,
        "hours_per_year")
      + [
        row(
          "citizen_eur", "Material und Wege der Bürger", "citizens' material and ways",
          worth.citizenEuros, "eur_per_year"),
        row(
          "business_hours", "Entlastung der Wirtschaft", "businesses save", worth.businessHours,
          "hours_per_year"),
        row(
          "cost_per_case_before", "Kosten je Fall bisher", "cost per case before",
          worth.costPerCaseBefore),
        row(
          "cost_per_case_digital", "Kosten je digitalem Fall", "cost per digital case",
          worth.costPerCaseDigital),
        row(
          "effort_administration_before", "Erfüllungsaufwand der Verwaltung bisher",
          "compliance cost of the administration before", effort.administrationBefore,
          "eur_per_year"),
        row(
          "effort_administration_digital", "Erfüllungsaufwand der Verwaltung, alles digital",
          "compliance cost of the administration, all digital", effort.administrationDigital,
          "eur_per_year"),
        row(
          "effort_citizen_hours_before", "Erfüllungsaufwand der Bürger bisher",
          "compliance time of citizens before", effort.citizenHoursBefore, "hours_per_year"),
        row(
          "effort_citizen_hours_digital", "Erfüllungsaufwand der Bürger, alles digital",
          "compliance time of citizens, all digital", effort.citizenHoursDigital, "hours_per_year"),
        row(
          "all_connected", "Kapitalwert, alle Fachverfahren verbunden",
          "capital value, all Fachverfahren connected", worth.allConnected),
        row(
          "none_connected", "Kapitalwert, kein Fachverfahren verbunden",
          "capital value, no Fachverfahren connected", worth.noneConnected),
      ]
      + worth.sensitivity.map {
        let percent = Text.tenths($0.rate * 100)
        return row(
          "rate_\($0.rate)", "Kapitalwert beim Zinssatz \(percent.de) %",
          "capital value at a rate of \(percent.en) %", $0.capitalValue)
      }
  }

  private func bearer(_ share: BenefitWorth.BearerShare) -> [Row] {
    let name = share.bearer.name
    return [
      ("benefits", "Nutzen (Barwert)", "benefits (present value)", share.benefits, "eur"),
      ("costs", "Kosten (Barwert)", "costs (present value)", share.costs, "eur"),
      (
        "administration", "Entlastung im Jahr", "saves a year", share.administrationEuros,
        "eur_per_year"
      ),
    ].map { key, de, en, value, unit in
      Row(
        section: "bearer", key: "\(share.bearer.key)_\(key)",
        name: Text(de: "\(name.de): \(de)", en: "\(name.en): \(en)"), value: value, unit: unit)
    }
  }

  private func years(_ worth: BenefitWorth) -> [Row] {
    worth.flow.years.enumerated().flatMap { year, amounts in
      [("benefit", "Nutzen", amounts.benefit), ("cost", "Kosten", amounts.cost)].map {
        Row(
          section: "year", key: "year_\(year)_\($0)",
          name: Text(de: "\($1) im Jahr \(year)", en: "\($0) in year \(year)"), value: $2)
      }
    }
  }
}
