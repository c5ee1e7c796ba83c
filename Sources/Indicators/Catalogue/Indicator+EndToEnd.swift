import Domain

/// The shares of what runs Ende-zu-Ende, § 1 (2): once for each Reifegrad model, by its highest
/// level, because the models are never mixed in one figure.
extension Indicator {
  /// Among all pairs for which somebody is competent.
  static func endToEndShare(id: String, _ model: MaturityModel) -> Indicator {
    Indicator(
      id: id, group: .coverage,
      name: Text(
        de: "Ende-zu-Ende (Modell \(model.rawValue))", en: "end to end (model \(model.rawValue))"),
      question: Text(
        de:
          "Welchen Anteil ihrer Leistungen bieten die zuständigen Behörden Ende-zu-Ende an (Reifegrad \(model.highestLevel) im Modell \(model.rawValue))?",
        en:
          "What share of their Leistungen do the competent Behörden offer end to end (level \(model.highestLevel) of model \(model.rawValue))?"
      ),
      unit: .share, direction: .higherIsBetter,
      source: .activationSnapshots,
      caveat: Text(
        de:
          "\(validity(of: model).de) Die Zahl sagt nicht, wie viele Anträge wirklich ohne Medienbruch laufen.",
        en:
          "\(validity(of: model).en) The figure does not say how many applications really run without a break."
      ),
      time: .state, fixedRule: .maturity(model, model.highestLevel),
      formula: .share(sum("active", in: .authorityPairs), of: sum("pairs", in: .authorityPairs)),
      examples: [
        fourPairs(
          Text(
            de:
              "Vier zuständige Paare, drei online, eines davon Ende-zu-Ende (active: Reifegrad \(model.highestLevel))",
            en:
              "Four competent pairs, three online, one of them end to end (active: level \(model.highestLevel))"
          ), oneOf: 4),
        WorkedExample(
          title: Text(
            de: "Nur im anderen Modell bewertet: keine Zahl",
            en: "Rated in the other model only: no figure"),
          columns: pairColumns,
          rows: [
            ["A", "L1", "", "", ""]
          ],
          numerator: 0, denominator: nil, figure: .missing),
      ])
  }

  /// Among the pairs that are online and rated in the model.
  static func endToEndActiveShare(id: String, _ model: MaturityModel) -> Indicator {
    Indicator(
      id: id, group: .coverage,
      name: Text(
        de: "Ende-zu-Ende unter den Online-Angeboten (Modell \(model.rawValue))",
        en: "end to end among what is online (model \(model.rawValue))"),
      question: Text(
        de:
          "Welcher Anteil der online angebotenen Leistungen läuft Ende-zu-Ende (Reifegrad \(model.highestLevel) im Modell \(model.rawValue))?",
        en:
          "What share of the Leistungen offered online runs end to end (level \(model.highestLevel) of model \(model.rawValue))?"
      ),
      unit: .share, direction: .higherIsBetter,
      source: .activationSnapshots,
      caveat: Text(
        de:
          "\(validity(of: model).de) Die Quote kann sinken, wenn neue, noch einfache Angebote dazukommen.",
        en:
          "\(validity(of: model).en) The share can drop when new offers that are still simple are added."
      ),
      time: .state, fixedRule: .maturity(model, model.highestLevel),
      formula: .share(sum("active", in: .authorityPairs), of: sum("online", in: .authorityPairs)),
      examples: [
        fourPairs(
          Text(
            de:
              "Drei Paare online, eines davon Ende-zu-Ende (active: Reifegrad \(model.highestLevel))",
            en: "Three pairs online, one of them end to end (active: level \(model.highestLevel))"),
          oneOf: 3),
        WorkedExample(
          title: Text(de: "Nichts ist online", en: "Nothing is online"),
          columns: pairColumns,
          rows: [
            ["A", "L1", "1", "0", "0"]
          ],
          numerator: 0, denominator: 0, figure: .missing),
      ])
  }

  private static let pairColumns = ["gemeinde", "leistung", "pairs", "active", "online"]

  /// Both shares of the same pairs: three are online, one of these Ende-zu-Ende.
  private static func fourPairs(_ title: Text, oneOf denominator: Double) -> WorkedExample {
    WorkedExample(
      title: title, columns: pairColumns,
      rows: [
        ["A", "L1", "1", "1", "1"],
        ["A", "L2", "1", "0", "1"],
        ["B", "L1", "1", "0", "1"],
        ["B", "L2", "1", "0", "0"],
      ],
      numerator: 1, denominator: denominator, figure: .value(1 / denominator))
  }

  private static func validity(of model: MaturityModel) -> Text {
    switch model {
    case .v1:
      Text(
        de:
          "Modell 1.1 galt bis Juli 2025; Prozesse, die nur im Modell 2.0 bewertet sind, zählen nicht mit.",
        en:
          "Model 1.1 was in force until July 2025; processes rated in model 2.0 only do not count.")
    case .v2:
      Text(
        de:
          "Modell 2.0 gilt seit Juli 2025; Prozesse, die nur im Modell 1.1 bewertet sind, zählen nicht mit.",
        en:
          "Model 2.0 has been in force since July 2025; processes rated in model 1.1 only do not count."
      )
    }
  }
}
