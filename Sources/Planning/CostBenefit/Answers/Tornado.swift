import Domain

/// One case drawn, and how far its capital value follows each input.
struct Tornado {
  let draws: CaseDraws
  /// The strongest first; inputs that do not vary are left out.
  let influences: [BenefitWorth.Influence]

  init(
    _ benefit: BenefitCase, _ leistungen: [LeistungInputs], _ settings: BenefitSettings,
    count: Int, seed: UInt64
  ) {
    let simulation = BenefitSimulation([benefit], settings, count: count, seed: seed)
    let prepared = leistungen.map { inputs in
      let draws = simulation.leistung(inputs)
      return (
        inputs: inputs, draws: draws,
        savings: simulation.savings(inputs, draws, connected: benefit.connected)
      )
    }
    let draws = simulation.draws(benefit, prepared)
    self.draws = draws

    var columns: [(key: String, name: Text, values: [Double])] = [
      ("wages", Text(de: "Löhne", en: "wages"), simulation.wages),
      ("take_up", Text(de: "digitale Nutzung", en: "digital use"), simulation.takeUp),
      ("care", Text(de: "Pflege", en: "care"), simulation.care),
      (
        "retyping", Text(de: "Übertragen von Hand", en: "retyping"), simulation.retyping
      ),
      (
        "making", Text(de: "Entwicklung", en: "making"),
        simulation.draws(benefit.costs.making, "making " + benefit.id)
      ),
    ]
    let minutes = [
      ("minutes_before", Text(de: "Minuten bisher", en: "minutes before")),
      ("minutes_digital", Text(de: "Minuten digital", en: "minutes digital")),
    ]
    for (inputs, draws, _) in prepared {
      let suffix = leistungen.count > 1 ? ":" + inputs.leika : ""
      columns.append(
        ("cases" + suffix, Text(de: "Fallzahl", en: "case count"), draws.cases))
      for (number, (key, name)) in minutes.enumerated() {
        columns.append((key + suffix, name, draws.minutes[number]))
      }
    }
    influences = columns.compactMap { key, name, values in
      RankCorrelation.spearman(values, draws.capitalValues).map {
        BenefitWorth.Influence(input: name, key: key, correlation: $0)
      }
    }.sorted { (abs($1.correlation), $0.key) < (abs($0.correlation), $1.key) }
  }
}
