import Domain

extension Indicator {
  /// Slope over Gemeinden of the growth within twelve months on the level before; negative: those
  /// behind catch up.
  static let convergenceBeta = Indicator(
    id: "convergence_beta", group: .adoption,
    name: Text(de: "Aufholen der Nachzügler", en: "catching up of those behind"),
    question: Text(
      de:
        "Wachsen Gemeinden, die vor zwölf Monaten wenig online anboten, schneller (negativ) oder langsamer (positiv) als die anderen?",
      en:
        "Do Gemeinden that offered little online twelve months ago grow faster (negative) or slower (positive) than the others?"
    ),
    unit: .coefficient, direction: .neutral,
    source: .activationSnapshots,
    caveat: Text(
      de:
        "Wer schon alles anbietet, kann nicht mehr wachsen: ein Teil eines negativen Werts folgt allein daraus.",
      en:
        "Who offers all already cannot grow any more: a part of a negative value follows from that alone."
    ),
    time: .state, hasCountingRule: true,
    formula: .slope(
      of: sum(.column("active") - .column("active_before"), in: .authorityPanel)
        .collapsed(by: .share(of: .column("pairs")), over: "gemeinde"),
      over: sum("active_before", in: .authorityPanel)
        .collapsed(by: .share(of: .column("pairs")), over: "gemeinde")),
    examples: [
      WorkedExample(
        title: Text(
          de: "Ausgang 0, ½ und 1, Zuwachs ½, 0 und 0: je Punkt Vorsprung ein halber weniger",
          en: "Start at 0, ½ and 1, growth of ½, 0 and 0: half a point less for each point ahead"),
        columns: ["gemeinde", "leistung", "pairs", "active", "active_before"],
        rows: [
          ["A", "L1", "1", "1", "0"],
          ["A", "L2", "1", "0", "0"],
          ["B", "L1", "1", "1", "1"],
          ["B", "L2", "1", "0", "0"],
          ["C", "L1", "1", "1", "1"],
          ["C", "L2", "1", "1", "1"],
        ],
        numerator: 0, denominator: 3, figure: .value(-0.5)),
      WorkedExample(
        title: Text(
          de: "Alle begannen gleich: keine Zahl", en: "All began at the same level: no figure"),
        columns: ["gemeinde", "leistung", "pairs", "active", "active_before"],
        rows: [
          ["A", "L1", "1", "1", "0"],
          ["B", "L1", "1", "0", "0"],
          ["C", "L1", "1", "1", "0"],
        ],
        numerator: 0, denominator: 3, figure: .missing),
      WorkedExample(
        title: Text(de: "Zwei Gemeinden sind zu wenige", en: "Two Gemeinden are too few"),
        columns: ["gemeinde", "leistung", "pairs", "active", "active_before"],
        rows: [
          ["A", "L1", "1", "1", "0"],
          ["B", "L1", "1", "1", "1"],
        ],
        numerator: 0, denominator: 2, figure: .missing),
    ])
}
