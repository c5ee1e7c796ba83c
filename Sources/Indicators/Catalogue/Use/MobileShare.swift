import Domain

extension Indicator {
  /// Among the applications that came in digitally.
  static let mobileShare = Indicator(
    id: "mobile_share", group: .use,
    name: Text(
      de: "Anteil mobil",
      en: "mobile share"),
    question: Text(
      de: "Welcher Anteil der digitalen Anträge kommt von mobilen Geräten?",
      en: "What share of the digital applications comes from mobile devices?"),
    unit: .share, direction: .neutral,
    source: .usageEvents,
    caveat: Text(
      de:
        "Zählt Anträge, nicht Besuche; am Handy gelesen und am Rechner eingereicht gilt als online.",
      en:
        "Counts applications, not visits; read on the phone and sent from a computer counts as online."
    ),
    time: .flow,
    formula: .share(
      sum("submitted", in: .usageCells, where: Predicate("channel", in: ["mobile"])),
      of: sum(
        "submitted", in: .usageCells, where: Predicate("channel", in: ["mobile", "online"]))),
    examples: [
      WorkedExample(
        title: Text(
          de: "40 von 100 digitalen Anträgen kommen mobil",
          en: "40 of 100 digital applications are mobile"),
        columns: ["kreis", "channel", "submitted"],
        rows: [
          ["08115", "online", "60"],
          ["08115", "mobile", "40"],
          ["08115", "counter", "9"],
        ],
        numerator: 40, denominator: 100, figure: .value(0.4)),
      WorkedExample(
        title: Text(
          de: "Nur Schalter: keine Zahl",
          en: "Only the counter: no figure"),
        columns: ["kreis", "channel", "submitted"],
        rows: [
          ["08115", "counter", "9"]
        ],
        numerator: 0, denominator: nil, figure: .missing),
    ])
}
