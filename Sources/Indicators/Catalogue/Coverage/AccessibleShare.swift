import Domain

extension Indicator {
  /// As the Behörden report it.
  static let accessibleShare = reportedShare(
    id: "accessible_share", of: "accessible",
    name: Text(de: "barrierefreie Angebote", en: "accessible offers"),
    question: Text(
      de: "Welcher Anteil der online angebotenen Leistungen ist als barrierefrei gemeldet?",
      en: "What share of the Leistungen offered online is reported as accessible?"),
    source: .activationSnapshots,
    caveat: Text(
      de:
        "Gezählt ist die Meldung der Behörde; eine Prüfung der Barrierefreiheit ersetzt die Zahl nicht.",
      en: "What counts is what the Behörde reports; the figure is no test of accessibility."),
    threeOfFour: Text(
      de: "Drei von vier gemeldeten Paaren sind barrierefrei; beim fünften ist nichts gemeldet",
      en: "Three of four pairs reported are accessible; nothing is reported of the fifth"))
}
