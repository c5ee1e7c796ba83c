import Domain

extension Indicator {
  /// 128 of the 168 hours of a week lie outside office hours: 76 % would be no preference at all.
  static let offHoursShare = Indicator(
    id: "off_hours_share", group: .use,
    name: Text(
      de: "Anteil außerhalb der Bürozeiten",
      en: "share outside office hours"),
    question: Text(
      de:
        "Welcher Anteil der Anträge wird außerhalb von Montag bis Freitag, 8 bis 16 Uhr, gestellt?",
      en: "What share of the applications is sent outside Monday to Friday, 8 to 16 o'clock?"),
    unit: .share, direction: .neutral,
    source: .usageEvents,
    caveat: Text(
      de:
        "76 % aller Stunden liegen außerhalb; ein Anteil darunter heißt nicht, dass Öffnungszeiten genügen. Feiertage zählen als Werktage.",
      en:
        "76% of all hours lie outside; a share below does not mean that opening hours suffice. Public holidays count as working days."
    ),
    time: .flow,
    formula: .share(
      sum("submitted_off_hours", in: .usageCells), of: sum("submitted", in: .usageCells)),
    examples: [
      WorkedExample(
        title: Text(
          de: "30 von 100 Anträgen kommen abends oder am Wochenende",
          en: "30 of 100 applications come in the evening or at the weekend"),
        columns: ["kreis", "process", "submitted", "submitted_off_hours"],
        rows: [
          ["08115", "p1", "60", "20"],
          ["08115", "p2", "40", "10"],
        ],
        numerator: 30, denominator: 100, figure: .value(0.3)),
      WorkedExample(
        title: Text(
          de: "Ohne Anträge keine Zahl",
          en: "No applications, no figure"),
        columns: ["kreis", "process", "submitted", "submitted_off_hours"],
        rows: [
          ["08115", "p1", "0", "0"]
        ],
        numerator: 0, denominator: 0, figure: .missing),
    ])
}
