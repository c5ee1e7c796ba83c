import Formats
import Indicators
import Planning

/// A sheet → JSON. Amounts in EUR, shares 0…1.
enum BenefitAnswer {
  static func json(_ sheet: BenefitSheet) -> JSON {
    let head: [(key: String, value: JSON)] = [
      ("id", .string(sheet.id)), ("name", .string(sheet.name)), ("kind", .string(sheet.kind)),
      ("leistungen", .array(sheet.leistungen.map(JSON.string))),
      ("assessable", .bool(sheet.worth != nil)),
      ("missing", .array(sheet.missing.map(TableJSON.text))),
      ("on", .string(sheet.day.description)), ("discount_rate", .number(sheet.rate)),
      ("horizon_years", .integer(sheet.horizon)), ("draws", .integer(sheet.draws)),
      ("seed", .string(String(sheet.seed))),
      ("advice", .string(sheet.advice.rawValue)),
      ("urgent", sheet.isUrgent.map(JSON.bool) ?? .null),
      ("qualitative", sheet.qualitative.map(qualitative) ?? .null),
    ]
    return .object(
      head + (sheet.worth.map(worth) ?? []) + TableJSON.provenance(sheet.table))
  }

  private static func qualitative(_ score: QualitativeScore) -> JSON {
    .object([
      ("score", number(score.total)), ("threshold", .number(QualitativeScore.threshold)),
      (
        "ratings",
        .array(
          score.ratings.map {
            .object([
              ("criterion", .string($0.criterion)), ("weight", .number($0.weight)),
              ("points", number($0.points)), ("source", .text($0.source)),
            ])
          })
      ),
    ])
  }

  private static func worth(_ worth: BenefitWorth) -> [(key: String, value: JSON)] {
    let value = worth.value
    return [
      (
        "capital_value_eur",
        .object(
          [("likely", .number(value.total))] + spread(worth.capitalValues) + [
            ("budget_effective", .number(value.budgetEffective)),
            ("not_budget_effective", .number(value.notBudgetEffective)),
            ("with_risk_surcharges", .number(worth.withRisk.total)),
          ])
      ),
      ("probability_positive", .number(worth.capitalValues.positive)),
      ("payback_years", number(value.paybackYears)),
      ("annuity_eur", .number(value.annuity)),
      ("benefit_cost_ratio", number(value.benefitCostRatio)),
      (
        "administration_eur_a_year",
        .object(
          [("likely", .number(worth.administrationEuros))] + spread(worth.administration))
      ),
      (
        "citizen_hours_a_year",
        .object([("likely", .number(worth.citizenHoursAYear))] + spread(worth.citizenHours))
      ),
      ("citizen_eur_a_year", .number(worth.citizenEuros)),
      ("business_hours_a_year", .number(worth.businessHours)),
      (
        "cost_per_case_eur",
        .object([
          ("before", .number(worth.costPerCaseBefore)),
          ("digital", number(worth.costPerCaseDigital)),
        ])
      ),
      ("effort", effort(worth.effort)),
      ("by_bearer", .array(worth.byBearer.map(bearer))),
      (
        "sensitivity",
        .array(
          worth.sensitivity.map {
            .object([
              ("discount_rate", .number($0.rate)), ("capital_value_eur", .number($0.capitalValue)),
            ])
          })
      ),
      (
        "fachverfahren",
        .object([
          ("connected_share", .number(worth.connected)),
          ("capital_value_all_connected_eur", .number(worth.allConnected)),
          ("capital_value_none_connected_eur", .number(worth.noneConnected)),
        ])
      ),
      ("years", years(worth)),
      ("inputs", .array(worth.inputs.map(input))),
      (
        "tornado",
        .array(
          worth.tornado.map {
            .object([
              ("input", .string($0.key)), ("name", TableJSON.text($0.input)),
              ("rank_correlation", .number($0.correlation)),
            ])
          })
      ),
    ]
  }

  private static func spread(_ draws: DrawSummary) -> [(key: String, value: JSON)] {
    [("p5", .number(draws.p5)), ("p50", .number(draws.p50)), ("p95", .number(draws.p95))]
  }

  private static func number(_ value: Double?) -> JSON { value.map(JSON.number) ?? .null }

  private static func effort(_ effort: EffortTotals) -> JSON {
    .object([
      ("cases_a_year", .number(effort.cases)),
      ("administration_eur_before", .number(effort.administrationBefore)),
      ("administration_eur_digital", .number(effort.administrationDigital)),
      ("citizen_hours_before", .number(effort.citizenHoursBefore)),
      ("citizen_hours_digital", .number(effort.citizenHoursDigital)),
      ("citizen_eur_before", .number(effort.citizenEurosBefore)),
      ("citizen_eur_digital", .number(effort.citizenEurosDigital)),
    ])
  }

  private static func bearer(_ share: BenefitWorth.BearerShare) -> JSON {
    .object([
      ("bearer", .string(share.bearer.key)), ("benefits_eur", .number(share.benefits)),
      ("costs_eur", .number(share.costs)),
      ("capital_value_eur", .number(share.benefits - share.costs)),
      ("administration_eur_a_year", .number(share.administrationEuros)),
    ])
  }

  private static func years(_ worth: BenefitWorth) -> JSON {
    .array(
      worth.flow.years.enumerated().map { year, amounts in
        .object([
          ("year", .integer(year)),
          ("digital_share", year == 0 ? .null : .number(worth.digitalShares[year - 1])),
          ("digital_cases", year == 0 ? .null : .number(worth.digitalCases[year - 1])),
          ("benefit_eur", .number(amounts.benefit)), ("cost_eur", .number(amounts.cost)),
          ("benefit_budget_effective_eur", .number(amounts.benefitBudget)),
          ("cost_budget_effective_eur", .number(amounts.costBudget)),
        ])
      })
  }

  private static func input(_ input: BenefitInput) -> JSON {
    .object([
      ("id", .string(input.id)), ("name", TableJSON.text(input.name)),
      ("value", .number(input.value)), ("unit", .string(input.unit)),
      ("source", .string(input.source)), ("assumption", .bool(input.isAssumption)),
      ("displaced_value", number(input.displaced?.value)),
      ("displaced_source", .text(input.displaced?.source)),
    ])
  }
}
