import Domain

extension Indicator {
  /// Präambel: all services that can be mapped digitally are at least predominantly handled so.
  static let predominantlyDigital = Indicator(
    id: "predominantly_digital", group: .use,
    name: Text(de: "überwiegend digital", en: "predominantly digital"),
    question: Text(
      de:
        "Bei welchem Anteil der Leistungen mit Fallzahlen kommt mehr als die Hälfte der Fälle online oder mobil herein?",
      en:
        "For what share of the Leistungen with case counts does more than half of the cases come in online or mobile?"
    ),
    unit: .share, direction: .higherIsBetter,
    source: .authorityCases,
    caveat: Text(
      de:
        "Jede Leistung zählt gleich viel, ob sie zehn oder zehntausend Fälle hat; Leistungen ohne Fallzahlen zählen nicht mit.",
      en:
        "Each Leistung counts the same whether it has ten cases or ten thousand; Leistungen without case counts do not count."
    ),
    time: .flow,
    formula: .share(
      sum(2 * .column("digital") - .column("cases"), in: .caseCounts)
        .collapsed(by: .atLeast(1), over: "leistung"),
      of: sum("cases", in: .caseCounts).collapsed(by: .atLeast(1), over: "leistung")),
    examples: [
      WorkedExample(
        title: Text(
          de:
            "60 von 100 Fällen digital, 50 von 100, keiner von 10: nur die erste Leistung überwiegend",
          en:
            "60 of 100 cases digital, 50 of 100, none of 10: only the first Leistung predominantly"),
        columns: ["leistung", "channel", "cases", "digital"],
        rows: [
          ["L1", "online", "60", "60"],
          ["L1", "counter", "40", "0"],
          ["L2", "mobile", "50", "50"],
          ["L2", "mail", "50", "0"],
          ["L3", "counter", "10", "0"],
        ],
        numerator: 1, denominator: 3, figure: .value(1.0 / 3.0)),
      WorkedExample(
        title: Text(
          de: "Gemeldet sind null Fälle: keine Zahl", en: "Zero cases are reported: no figure"),
        columns: ["leistung", "channel", "cases", "digital"],
        rows: [
          ["L1", "counter", "0", "0"]
        ],
        numerator: 0, denominator: 0, figure: .missing),
      WorkedExample(
        title: Text(de: "Niemand meldet: keine Zahl", en: "Nobody reports: no figure"),
        columns: ["leistung", "channel", "cases", "digital"],
        rows: [],
        numerator: 0, denominator: nil, figure: .missing),
    ])
}
