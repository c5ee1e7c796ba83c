import Domain

/// Explanations → tables.
extension CompetenceDirectory {
  /// The table of one explanation, or one row a Gemeinde for the Gemeinden of a larger area.
  /// - Precondition: at least one.
  public func table(_ explanations: [CompetenceExplanation]) -> Table<Released> {
    let title = Text(
      de: "Zuständigkeit für \(explanations[0].leika) am \(explanations[0].day)",
      en: "Competence for \(explanations[0].leika) on \(explanations[0].day)")
    return explanations.count == 1
      ? table(title, Self.columns, explanations[0].rows)
      : table(title, Self.overviewColumns, explanations.map(\.overviewRow))
  }

  private func table(
    _ title: Text, _ columns: [(name: String, title: Text)], _ rows: [[TableCell]]
  ) -> Table<Released> {
    RegisterTable.table(title, columns, rows, dataState: dataState)
  }

  private static let columns: [(name: String, title: Text)] = [
    ("part", Text(de: "Teil", en: "part")), ("no", Text(de: "Nr.", en: "no.")), RegisterTable.rule,
    RegisterTable.ars, RegisterTable.name, RegisterTable.kind,
    ("valid_from", Text(de: "gültig ab", en: "valid from")),
    ("valid_to", Text(de: "gültig bis", en: "valid to")), RegisterTable.source,
    ("outcome", Text(de: "Ergebnis", en: "outcome")), ("reason", Text(de: "Grund", en: "reason")),
  ]

  private static let overviewColumns: [(name: String, title: Text)] = [
    RegisterTable.ars, RegisterTable.gemeinde, RegisterTable.kind,
    ("outcome", Text(de: "Ergebnis", en: "outcome")), RegisterTable.authorityARS,
    RegisterTable.authority, RegisterTable.rule, RegisterTable.source,
  ]
}

extension Competence {
  /// `competent`, `not_applicable` or `unknown`.
  public var outcome: String {
    switch self {
    case .authority: "competent"
    case .notApplicable: "not_applicable"
    case .unknown: "unknown"
    }
  }

  var label: Text {
    switch self {
    case .authority: Text(de: "zuständig", en: "competent")
    case .notApplicable: Text(de: "entfällt", en: "not applicable")
    case .unknown: Text(de: "nicht bekannt", en: "not known")
    }
  }
}

extension CompetenceExplanation {
  /// Why the answer is what it is, in one sentence without a final full stop.
  public var reason: Text {
    switch competence {
    case .authority: deciding!.rule.target.way(in: gemeinde)
    case .notApplicable:
      Text(
        de: "es gibt Regeln, aber keine für diese Gemeinde: die Leistung gibt es hier nicht",
        en: "there are rules, but none reaches this Gemeinde: the Leistung does not exist here")
    case .unknown:
      Text(
        de: "am \(day) gilt keine Regel für die Leistung: Kennzahlen bleiben ohne Angabe",
        en: "no rule for the Leistung is in force on \(day): figures are missing")
    }
  }

  /// What the catalogue says beside the rules; it never decides.
  public var catalogueReason: Text {
    guard let catalogue else {
      return Text(de: "steht nicht im Katalog", en: "is not in the catalogue")
    }
    return catalogue.sentence
      ?? Text(
        de: "der Katalog sagt nichts Lesbares zum Vollzug",
        en: "the catalogue says nothing readable about execution")
  }

  /// Parts `answer`, `rule`, `chain` and `catalogue`.
  fileprivate var rows: [[TableCell]] {
    func row(
      _ part: String, _ no: Int?, _ rule: CompetenceRule?, _ place: Place?,
      _ outcome: (String, Text?), _ reason: Text
    ) -> [TableCell] {
      [
        .key(part, label: nil), .text(no.map(String.init) ?? ""),
        RegisterTable.text(rule?.description), RegisterTable.key(place?.ars.digits),
        RegisterTable.text(place?.name), RegisterTable.text(place?.kind?.rawValue),
        .day(rule?.validFrom), .day(rule?.validTo),
        RegisterTable.text(rule?.source), .key(outcome.0, label: outcome.1),
        .key(reason.en, label: reason),
      ]
    }
    return [
      row(
        "answer", nil, deciding?.rule, authority, (competence.outcome, competence.label), reason)
    ]
      + steps.enumerated().map { number, step in
        row(
          "rule", number + 1, step.rule, step.authority, (step.outcome.word, step.outcome.label),
          step.reason(in: gemeinde, on: day))
      }
      + chain.enumerated().map { number, place in
        let isCompetent = place.ars == authority?.ars
        return row(
          "chain", number + 1, nil, place,
          isCompetent ? (competence.outcome, competence.label) : ("", nil), .same(""))
      }
      + [row("catalogue", nil, nil, nil, (catalogue?.leikaTyp ?? "", nil), catalogueReason)]
  }

  fileprivate var overviewRow: [TableCell] {
    [
      RegisterTable.key(gemeinde.ars.digits), .text(gemeinde.name), .text(gemeinde.kind.rawValue),
      .key(competence.outcome, label: competence.label), RegisterTable.key(authority?.ars.digits),
      RegisterTable.text(authority?.name), RegisterTable.text(deciding?.rule.description),
      RegisterTable.text(deciding?.rule.source),
    ]
  }
}

extension CompetenceExplanation.Outcome {
  /// `decides`, `beaten`, `outside_its_area` or `not_in_force`.
  public var word: String {
    switch self {
    case .decides: "decides"
    case .beaten: "beaten"
    case .outsideItsArea: "outside_its_area"
    case .notInForce: "not_in_force"
    }
  }

  fileprivate var label: Text {
    switch self {
    case .decides: Text(de: "entscheidet", en: "decides")
    case .beaten: Text(de: "unterliegt", en: "beaten")
    case .outsideItsArea: Text(de: "gilt hier nicht", en: "outside its area")
    case .notInForce: Text(de: "nicht in Kraft", en: "not in force")
    }
  }
}

extension CompetenceExplanation.Step {
  /// Why the rule decides or not.
  public func reason(in gemeinde: AreaRegister.Gemeinde, on day: Day) -> Text {
    switch outcome {
    case .decides, .outsideItsArea: rule.target.way(in: gemeinde)
    case .beaten(let winner, let because):
      Text(
        de: "nach Regel \(winner + 1): \(because.name.de)",
        en: "after rule \(winner + 1): \(because.name.en)")
    case .notInForce:
      rule.validFrom > day
        ? Text(de: "erst ab \(rule.validFrom)", en: "only from \(rule.validFrom)")
        : Text(de: "nur bis \(rule.validTo!)", en: "only until \(rule.validTo!)")
    }
  }
}
