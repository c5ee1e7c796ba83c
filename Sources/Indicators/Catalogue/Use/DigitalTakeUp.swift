import Domain

extension Indicator {
  /// From the case counts of all channels; usage events alone know only the digital ones.
  static let digitalTakeUp = Indicator(
    id: "digital_take_up", group: .use,
    name: Text(
      de: "Online-Quote",
      en: "digital take-up"),
    question: Text(
      de: "Welcher Anteil aller Fälle kommt online oder mobil herein?",
      en: "What share of all cases comes in online or mobile?"),
    unit: .share, direction: .higherIsBetter,
    source: .authorityCases,
    caveat: Text(
      de: "Zählt nur Behörden und Leistungen, die Fallzahlen aller Zugangswege melden.",
      en: "Counts only Behörden and Leistungen that report case counts of all channels."),
    time: .flow,
    formula: .share(
      sum("cases", in: .caseCounts, where: Predicate("channel", in: ["online", "mobile"])),
      of: sum("cases", in: .caseCounts)),
    examples: [
      WorkedExample(
        title: Text(
          de: "30 von 100 Fällen kommen online oder mobil",
          en: "30 of 100 cases come in online or mobile"),
        columns: ["kreis", "channel", "cases"],
        rows: [
          ["08115", "online", "25"],
          ["08115", "mobile", "5"],
          ["08115", "counter", "70"],
        ],
        numerator: 30, denominator: 100, figure: .value(0.3)),
      WorkedExample(
        title: Text(
          de: "Nur Schalter: null Prozent",
          en: "Only the counter: zero per cent"),
        columns: ["kreis", "channel", "cases"],
        rows: [
          ["08115", "counter", "70"]
        ],
        numerator: 0, denominator: 70, figure: .value(0)),
    ])
}
