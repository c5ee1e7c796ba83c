import Domain

extension Indicator {
  /// § 1 (9): Once-only.
  static let onceOnlyShare = reportedShare(
    id: "once_only_share", of: "once_only",
    name: Text(de: "Nachweise nach Once-only", en: "evidence by once-only"),
    question: Text(
      de:
        "Bei welchem Anteil der online angebotenen Leistungen, für die es möglich ist, ruft die Behörde Nachweise selbst ab?",
      en:
        "For what share of the Leistungen offered online where it is possible does the Behörde fetch the evidence itself?"
    ),
    source: .activationSnapshots.and(.processRegister),
    caveat: Text(
      de:
        "Zählt nur, wo ein Abruf möglich und gemeldet ist; wie viele Nachweise trotzdem hochgeladen werden, sagt die Zahl nicht.",
      en:
        "Counts only where fetching is possible and reported; how much evidence is uploaded all the same the figure does not say."
    ),
    threeOfFour: Text(
      de: "Drei von vier Paaren rufen Nachweise ab; beim fünften ist nichts gemeldet",
      en: "Three of four pairs fetch evidence; nothing is reported of the fifth"))
}
