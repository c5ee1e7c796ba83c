import Domain

extension Indicator {
  /// Reported digital cases less applications counted by the platform / the latter. Above 10 % in either
  /// direction one of the two is wrong; see ``SourceGap``.
  static let twoSourceGap = Indicator(
    id: "two_source_gap", group: .quality,
    name: Text(
      de: "Abweichung zweier Quellen",
      en: "gap between two sources"),
    question: Text(
      de: "Um wie viel weichen gemeldete digitale Fälle von den Anträgen der Plattform ab?",
      en:
        "By how much do reported digital cases differ from the applications that the platform counted?"
    ),
    unit: .share, direction: .neutral,
    source: Text(
      de: "Fallzahlen der Behörden; Nutzungsereignisse von service-bw",
      en: "case counts of the Behörden; usage events of service-bw"),
    caveat: Text(
      de:
        "Über 10 Prozent in die eine oder andere Richtung ist eine Warnung, kein Ergebnis: beide Quellen zählen dasselbe, eine zählt falsch.",
      en:
        "More than 10 per cent either way is a warning, not a result: both sources count the same, one of them counts wrong."
    ),
    time: .flow, countsOneByOne: false,
    formula: .share(
      sum(.column("reported") - .column("platform"), in: .sourcePairs),
      of: sum("platform", in: .sourcePairs)),
    examples: [
      WorkedExample(
        title: Text(
          de: "Gemeldet sind 10 Prozent mehr",
          en: "Ten per cent more are reported"),
        columns: ["kreis", "month", "platform", "reported"],
        rows: [
          ["08115", "2025-03", "100", "110"]
        ],
        numerator: 10, denominator: 100, figure: .value(0.1)),
      WorkedExample(
        title: Text(
          de: "Mehr und weniger gleichen sich aus; darum je Kreis prüfen",
          en: "More and less cancel out; so look at each Kreis"),
        columns: ["kreis", "month", "platform", "reported"],
        rows: [
          ["08115", "2025-03", "50", "60"],
          ["08116", "2025-03", "50", "40"],
        ],
        numerator: 0, denominator: 100, figure: .value(0)),
    ])
}
