import Domain

extension Indicator {
  /// Active for 90 days or more, at least 3 applications expected in the last 12 months, none came.
  static let dormantShare = Indicator(
    id: "dormant_share", group: .adoption,
    name: Text(
      de: "aktiv ohne Anträge",
      en: "active without applications"),
    question: Text(
      de:
        "Welcher Anteil der beurteilbaren Aktivierungen hat in den letzten zwölf Monaten keinen Antrag gesehen?",
      en:
        "What share of the activations that can be assessed saw no application in the last twelve months?"
    ),
    unit: .share, direction: .lowerIsBetter,
    source: .activationSnapshots.and(.usageEvents),
    caveat: Text(
      de:
        "Beurteilbar ist nur, wer 90 Tage aktiv ist und nach dem Landesschnitt mindestens drei Anträge erwarten ließ; alle anderen zählen nicht mit.",
      en:
        "Only what is active for 90 days and could expect three applications by the Land's rate is assessed; the others do not count."
    ),
    time: .state, hasCountingRule: true,
    formula: .share(
      sum("dormant", in: .assessedActivations), of: sum("assessable", in: .assessedActivations)),
    examples: [
      WorkedExample(
        title: Text(
          de: "Zwei beurteilbare Aktivierungen, eine ohne Antrag; die dritte ist zu klein",
          en: "Two assessable activations, one without application; the third is too small"),
        columns: ["gemeinde", "process", "activations", "assessable", "dormant"],
        rows: [
          ["A", "p1", "1", "1", "1"],
          ["B", "p1", "1", "1", "0"],
          ["C", "p1", "1", "0", "0"],
        ],
        numerator: 1, denominator: 2, figure: .value(0.5)),
      WorkedExample(
        title: Text(
          de: "Nichts ist beurteilbar",
          en: "Nothing can be assessed"),
        columns: ["gemeinde", "process", "activations", "assessable", "dormant"],
        rows: [
          ["C", "p1", "1", "0", "0"]
        ],
        numerator: 0, denominator: 0, figure: .missing),
    ])
}
