import Domain

/// What cost-benefit has to assume because nobody has published it. Each of them is a row like any
/// other: a row of the feed `parameters` with the same id takes its place, and the assumptions page
/// shows both. `Data/reference/parameters.csv` holds the same rows, so that whoever reads the
/// reference data sees them too.
public enum StandardAssumptions {
  public static let all: [Parameter] = table.map { id, value, unit, reason in
    Parameter(
      id: id, value: value, unit: unit, validFrom: Day("2005-01-01")!,
      source: "Annahme: \(reason)", delivery: Parameter.program)
  }

  private static let table: [(String, Double, String, String)] = [
    (
      "horizon_years", 5, "years",
      "Betrachtungszeitraum von fünf Jahren nach der Einführung, wie in der WiBe üblich"
    ),
    (
      "budget_effective_share_time", 0, "share",
      "eingesparte Arbeitszeit ist nicht haushaltswirksam, solange keine Stelle entfällt"
    ),
    ("risk_surcharge_cost", 0.1, "share", "Risikozuschlag auf jeden Kostenposten"),
    ("risk_deduction_benefit", 0.1, "share", "Risikoabschlag auf jeden Nutzenposten"),
    (
      "cost_share_kommunen", 0.5, "share",
      "Entwicklung und Pflege je zur Hälfte (§ 5 Abs. 2 Lesart B, Abs. 3), ohne die Deckel"
    ),
    (
      "minutes_retyping", 5, "minutes",
      "Antrag ohne Fachverfahrensanbindung von Hand übertragen, mittlerer und einfacher Dienst"
    ),
    ("minutes_waiting", 10, "minutes", "Wartezeit bei persönlichem Erscheinen"),
    (
      "fachverfahren_share", 0.5, "share",
      "Anteil der digitalen Fälle mit Fachverfahrensanbindung, wo keine Aktivierung ihn meldet"
    ),
    (
      "benefit_share_extension", 0.1, "share",
      "eine Erweiterung spart ein Zehntel dessen, was der digitale Weg selbst spart"
    ),
    (
      "cases_spread_reported", 0.05, "coefficient",
      "Streuung der Fallzahl von Jahr zu Jahr, Standardabweichung des Logarithmus"
    ),
    (
      "cases_spread_estimated", 0.25, "coefficient",
      "Streuung einer ganz hochgerechneten Fallzahl, Standardabweichung des Logarithmus"
    ),
    ("minutes_factor_min", 0.7, "factor", "kleinstes Verhältnis wirklicher zu angesetzten Minuten"),
    ("minutes_factor_max", 1.5, "factor", "größtes Verhältnis wirklicher zu angesetzten Minuten"),
    ("wage_factor_min", 0.95, "factor", "kleinstes Verhältnis wirklicher zu angesetzten Löhnen"),
    ("wage_factor_max", 1.1, "factor", "größtes Verhältnis wirklicher zu angesetzten Löhnen"),
    (
      "take_up_factor_min", 0.6, "factor",
      "kleinstes Verhältnis wirklicher zu erwarteter digitaler Nutzung"
    ),
    (
      "take_up_factor_max", 1.3, "factor",
      "größtes Verhältnis wirklicher zu erwarteter digitaler Nutzung"
    ),
    ("care_factor_min", 0.8, "factor", "kleinstes Verhältnis wirklicher zu angesetzter Pflege"),
    ("care_factor_max", 1.5, "factor", "größtes Verhältnis wirklicher zu angesetzter Pflege"),
  ]
}
