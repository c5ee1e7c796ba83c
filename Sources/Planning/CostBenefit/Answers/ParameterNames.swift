import Domain

/// What people call a figure of the feed `parameters`, whose ids follow fixed patterns.
public enum ParameterNames {
  /// - Returns: `nil` for an id of the project's own, of which nobody has said a name.
  public static func name(of id: String) -> Text? {
    if let name = single[id] { return name }
    let parts = id.split(separator: "_").map(String.init)
    switch parts.first {
    case "wage" where parts.count > 2: return wage(parts)
    case "travel" where parts.count == 3: return travel(parts)
    case "minutes" where parts.count == 4: return standardTime(parts)
    default: return nil
    }
  }

  /// Of many figures that are told together, by what their ids begin with.
  public static func name(ofKind kind: String) -> Text? {
    kind == "minutes" ? Text(de: "Standardzeiten", en: "standard times") : nil
  }

  /// `wage_kommunen_ed_md`
  private static func wage(_ parts: [String]) -> Text? {
    guard let level = levels[parts[1]], let grade = grades[parts[2...].joined(separator: "_")]
    else {
      return nil
    }
    return Text(de: "Lohnsatz \(level.de), \(grade.de)", en: "wage, \(level.en), \(grade.en)")
  }

  /// `travel_minutes_kreis`
  private static func travel(_ parts: [String]) -> Text? {
    guard
      let what = [
        "cost": Text(de: "Wegekosten", en: "travel cost"),
        "minutes": Text(de: "Wegezeit", en: "travel time"),
      ][parts[1]], let destination = destinations[parts[2]]
    else { return nil }
    return Text(de: "\(what.de), \(destination.de)", en: "\(what.en), \(destination.en)")
  }

  /// `minutes_administration_13_high`
  private static func standardTime(_ parts: [String]) -> Text? {
    guard let side = EffortSide(rawValue: parts[1]), Int(parts[2]) != nil,
      let complexity = complexities[parts[3]]
    else { return nil }
    return Text(
      de: "Standardzeit \(side.name.de), Aktivität \(parts[2]), \(complexity.de)",
      en: "standard time \(side.name.en), activity \(parts[2]), \(complexity.en)")
  }

  private static let levels = [
    "bund": Text(de: "Bund", en: "federation"), "land": .same("Land"),
    "kommunen": .same("Kommunen"),
  ]
  private static let grades = [
    "ed_md": Text(de: "einfacher und mittlerer Dienst", en: "lower and middle grade"),
    "gd": Text(de: "gehobener Dienst", en: "upper grade"),
    "hd": Text(de: "höherer Dienst", en: "higher grade"), "mean": Text(de: "Mittel", en: "mean"),
  ]
  private static let destinations = [
    "gemeinde": Text(de: "zur Gemeinde", en: "to the Gemeinde"),
    "kreis": Text(de: "zum Kreis", en: "to the Kreis"),
    "land": Text(de: "zu Regierungsbezirk oder Land", en: "to Regierungsbezirk or Land"),
    "mean": Text(de: "im Mittel", en: "on average"),
  ]
  private static let complexities = [
    "simple": Text(de: "einfach", en: "simple"), "medium": Text(de: "mittel", en: "medium"),
    "high": Text(de: "schwierig", en: "difficult"),
  ]

  private static let single: [String: Text] = [
    "discount_rate_nominal": Text(de: "Kalkulationszins, nominal", en: "discount rate, nominal"),
    "horizon_years": Text(de: "Betrachtungszeitraum", en: "horizon"),
    "budget_effective_share_time": Text(
      de: "haushaltswirksamer Anteil gesparter Zeit", en: "budget-effective share of saved time"),
    "risk_surcharge_cost": Text(de: "Risikozuschlag auf Kosten", en: "risk surcharge on cost"),
    "risk_deduction_benefit": Text(
      de: "Risikoabschlag auf Nutzen", en: "risk deduction from benefit"),
    "cost_share_kommunen": Text(
      de: "Anteil der Kommunen an den Kosten", en: "share of the Kommunen in the cost"),
    "minutes_retyping": Text(de: "Übertragen von Hand", en: "retyping by hand"),
    "minutes_waiting": Text(de: "Wartezeit", en: "waiting time"),
    "fachverfahren_share": Text(
      de: "Anteil mit Fachverfahrensanbindung", en: "share with a Fachverfahren connected"),
    "benefit_share_extension": Text(
      de: "Nutzen einer Erweiterung", en: "benefit of an extension"),
    "cases_spread_reported": Text(
      de: "Streuung gemeldeter Fallzahlen", en: "spread of reported case counts"),
    "cases_spread_estimated": Text(
      de: "Streuung hochgerechneter Fallzahlen", en: "spread of estimated case counts"),
    "minutes_factor_min": Text(de: "Faktor Minuten, kleinster", en: "factor of minutes, lowest"),
    "minutes_factor_max": Text(de: "Faktor Minuten, größter", en: "factor of minutes, highest"),
    "wage_factor_min": Text(de: "Faktor Löhne, kleinster", en: "factor of wages, lowest"),
    "wage_factor_max": Text(de: "Faktor Löhne, größter", en: "factor of wages, highest"),
    "take_up_factor_min": Text(
      de: "Faktor digitale Nutzung, kleinster", en: "factor of take-up, lowest"),
    "take_up_factor_max": Text(
      de: "Faktor digitale Nutzung, größter", en: "factor of take-up, highest"),
    "care_factor_min": Text(de: "Faktor Pflege, kleinster", en: "factor of care, lowest"),
    "care_factor_max": Text(de: "Faktor Pflege, größter", en: "factor of care, highest"),
  ]
}
