import Domain

extension Indicator {
  /// Refused rows / delivered rows of all loads.
  static let quarantineRate = Indicator(
    id: "quarantine_rate", group: .quality,
    name: Text(
      de: "Quarantänequote",
      en: "quarantine rate"),
    question: Text(
      de: "Welcher Anteil der gelieferten Zeilen wurde nicht angenommen?",
      en: "What share of the delivered rows was not accepted?"),
    unit: .share, direction: .lowerIsBetter,
    source: Text(
      de: "Lieferungen und ihr Verzeichnis",
      en: "deliveries and their ledger"),
    caveat: Text(
      de:
        "Ganze Dateien, die zurückgewiesen wurden, sind nicht dabei; zu welchem Kreis eine unlesbare Zeile gehört, weiß niemand.",
      en:
        "Files that were refused as a whole are not part of it; nobody knows to which Kreis an unreadable row belongs."
    ),
    time: .flow, countsOneByOne: false,
    formula: .share(
      sum("rows_quarantined", in: .loadedRows), of: sum("rows_in", in: .loadedRows)),
    examples: [
      WorkedExample(
        title: Text(
          de: "Fünf von 1.000 Zeilen",
          en: "Five of 1,000 rows"),
        columns: ["feed", "files", "rows_in", "rows_quarantined"],
        rows: [
          ["events", "1", "900", "5"],
          ["cases", "1", "100", "0"],
        ],
        numerator: 5, denominator: 1_000, figure: .value(0.005)),
      WorkedExample(
        title: Text(
          de: "Eine leere Datei",
          en: "An empty file"),
        columns: ["feed", "files", "rows_in", "rows_quarantined"],
        rows: [
          ["cases", "1", "0", "0"]
        ],
        numerator: 0, denominator: 0, figure: .missing),
    ])
}
