import Domain

extension Indicator {
  /// Inhabitants count once, however many of the processes are active in their Gemeinde.
  static let submissionsPer1000 = Indicator(
    id: "submissions_per_1000", group: .use,
    name: Text(
      de: "Anträge je 1.000 Einwohner",
      en: "applications per 1,000 inhabitants"),
    question: Text(
      de: "Wie viele Anträge kommen auf 1.000 Menschen, die den Prozess online nutzen können?",
      en: "How many applications are there per 1,000 people who can use the process online?"),
    unit: .perThousandInhabitants, direction: .neutral,
    source: Text(
      de: "Nutzungsereignisse von service-bw; Einwohnerzahlen des Registers; Aktivierungsstände",
      en: "usage events of service-bw; inhabitants of the register; activation snapshots"),
    caveat: Text(
      de:
        "Nenner sind die Einwohner der Gemeinden, in denen der Prozess am Ende des Monats aktiv war; über mehrere Monate zählen die Anträge zusammen, die Einwohner einmal.",
      en:
        "The denominator are the inhabitants of the Gemeinden where the process was active at the end of the month; over several months applications add up and inhabitants count once."
    ),
    time: .flow,
    formula: .per1000(
      sum("submitted", in: .usageCells),
      of: sum(of: .max, "population", over: "gemeinde", in: .processReach)),
    examples: [
      WorkedExample(
        title: Text(
          de: "16 Anträge, aktiv in Gemeinden mit zusammen 2.000 Einwohnern",
          en: "16 applications, active in Gemeinden with 2,000 inhabitants together"),
        columns: ["table", "gemeinde", "process", "submitted", "population"],
        rows: [
          ["usage_cells", "A", "p1", "10", ""],
          ["usage_cells", "B", "p1", "6", ""],
          ["process_reach", "A", "p1", "", "1500"],
          ["process_reach", "B", "p1", "", "500"],
          ["process_reach", "B", "p2", "", "500"],
        ],
        numerator: 16, denominator: 2000, figure: .value(8)),
      WorkedExample(
        title: Text(
          de: "Aktiv ohne Anträge ist eine Null",
          en: "Active without applications is a zero"),
        columns: ["table", "gemeinde", "process", "submitted", "population"],
        rows: [
          ["process_reach", "A", "p1", "", "1500"]
        ],
        numerator: 0, denominator: 1500, figure: .value(0)),
      WorkedExample(
        title: Text(
          de: "Nirgends aktiv: keine Zahl",
          en: "Active nowhere: no figure"),
        columns: ["table", "gemeinde", "process", "submitted", "population"],
        rows: [
          ["usage_cells", "A", "p1", "3", ""]
        ],
        numerator: 3, denominator: nil, figure: .missing),
    ])
}
