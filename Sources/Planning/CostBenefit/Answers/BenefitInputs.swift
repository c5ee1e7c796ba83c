import Domain

/// The figures that a case rests on, each with its source.
enum BenefitInputs {
  static func list(
    _ benefit: BenefitCase, _ leistungen: [LeistungInputs], _ facts: BenefitFacts
  ) -> [BenefitInput] {
    costs(benefit) + path(benefit, facts) + leistungen.flatMap { cases($0) + effort($0) }
      + parameters(benefit, leistungen, facts)
  }

  private static func costs(_ benefit: BenefitCase) -> [BenefitInput] {
    let (making, source) = (benefit.costs.making, benefit.costs.source)
    var inputs = [
      BenefitInput(
        id: "making", name: Text(de: "Entwicklung", en: "making"), value: making.mode, unit: "eur",
        source: source)
    ]
    if !making.isCertain {
      inputs += [
        BenefitInput(
          id: "making_min", name: Text(de: "Entwicklung, mindestens", en: "making, at least"),
          value: making.low, unit: "eur", source: source),
        BenefitInput(
          id: "making_max", name: Text(de: "Entwicklung, höchstens", en: "making, at most"),
          value: making.high, unit: "eur", source: source),
      ]
    }
    for (index, amount) in benefit.costs.later.enumerated() where amount != 0 {
      inputs.append(
        BenefitInput(
          id: "later_costs_year_\(index + 1)",
          name: Text(
            de: "einmalige Kosten im Jahr \(index + 1)", en: "one-off costs in year \(index + 1)"),
          value: amount, unit: "eur", source: source))
    }
    return inputs + [
      BenefitInput(
        id: "care", name: Text(de: "Pflege im Jahr", en: "care a year"), value: benefit.costs.care,
        unit: "eur_per_year", source: source)
    ]
  }

  private static func path(_ benefit: BenefitCase, _ facts: BenefitFacts) -> [BenefitInput] {
    (1...facts.settings.horizon).map { year in
      BenefitInput(
        id: "digital_share_year_\(year)",
        name: Text(
          de: "digital bearbeiteter Anteil im Jahr \(year)", en: "digital share in year \(year)"),
        value: benefit.path.share(inYear: year), unit: "share", source: benefit.path.source.de)
    } + [
      BenefitInput(
        id: "benefit_share",
        name: Text(de: "Anteil an der Ersparnis je Fall", en: "share of the saving per case"),
        value: benefit.effect, unit: "share", source: benefit.effectSource),
      BenefitInput(
        id: "connected_share",
        name: Text(de: "mit Fachverfahren verbunden", en: "Fachverfahren connected"),
        value: benefit.connected, unit: "share", source: benefit.connectedSource),
    ]
  }

  private static func cases(_ leistung: LeistungInputs) -> [BenefitInput] {
    let cases = leistung.cases
    let (first, last) = (cases.months.first!, cases.months.last!)
    let period = "\(first) bis \(last), \(cases.months.count) gemeldete Monate (feed cases)"
    func input(_ id: String, _ de: String, _ en: String, _ value: Double, _ unit: String)
      -> BenefitInput
    {
      BenefitInput(
        id: "\(id):\(leistung.leika)", name: Text(de: de, en: en), value: value, unit: unit,
        source: period)
    }
    return [
      input("cases", "Fälle im Jahr im Land", "cases a year in the Land", cases.total, "per_year"),
      input(
        "cases_reported", "davon gemeldet", "reported of these", cases.reported, "per_year"),
      input(
        "reporting_share", "Einwohner meldender Behörden",
        "inhabitants whose Behörde reports", cases.reportingShare, "share"),
      input(
        "digital_share_today", "schon digital", "digital already", cases.digitalShare, "share"),
      input("counter_share", "am Schalter", "at a counter", cases.counterShare, "share"),
    ]
  }

  private static func effort(_ leistung: LeistungInputs) -> [BenefitInput] {
    func input(_ id: String, _ de: String, _ en: String, _ value: Double, _ unit: String)
      -> BenefitInput
    {
      BenefitInput(
        id: "\(id):\(leistung.leika)", name: Text(de: de, en: en), value: value, unit: unit,
        source: "Arbeitsschritte der Leistung (feed effort) mal Löhne und Zeitwerte")
    }
    let (before, digital) = (leistung.applicantsBefore, leistung.applicantsDigital)
    return [
      input(
        "administration_before", "Verwaltung je Fall bisher", "administration per case before",
        leistung.before.euros, "eur"),
      input(
        "administration_digital", "Verwaltung je Fall digital",
        "administration per digital case", leistung.digital.euros, "eur"),
      input(
        "material_before", "davon Material bisher", "material of it before",
        leistung.before.material.reduce(0, +), "eur"),
      input(
        "material_digital", "davon Material digital", "material of it digital",
        leistung.digital.material.reduce(0, +), "eur"),
      input(
        "retyping", "Übertragen von Hand je Fall", "retyping per case", leistung.retyping.euros,
        "eur"),
      input(
        "citizen_minutes_before", "Bürger je Fall bisher", "citizen per case before",
        before.citizenMinutes, "minutes"),
      input(
        "citizen_minutes_digital", "Bürger je Fall digital", "citizen per digital case",
        digital.citizenMinutes, "minutes"),
    ]
  }

  private static func parameters(
    _ benefit: BenefitCase, _ leistungen: [LeistungInputs], _ facts: BenefitFacts
  ) -> [BenefitInput] {
    var ids = BenefitSettings.parameters
    if benefit.kind == .candidate { ids.append("cost_share_kommunen") }
    ids += Set(leistungen.flatMap(\.used)).sorted()
    return ids.compactMap { id in
      if id == "discount_rate_nominal", facts.settings.rate != facts.parameters[id]?.value {
        return BenefitInput(
          id: id, name: .same(id), value: facts.settings.rate, unit: "share",
          source: "Vorgabe beim Aufruf")
      }
      return facts.parameters[id].map { BenefitInput($0, of: facts.parameters) }
    }
  }
}
