import Domain

extension Indicator {
  /// § 1 (3): connection to the Fachverfahren by middleware.
  static let fachverfahrenShare = reportedShare(
    id: "fachverfahren_share", of: "fachverfahren",
    name: Text(de: "Anbindung an Fachverfahren", en: "connection to Fachverfahren"),
    question: Text(
      de:
        "Bei welchem Anteil der online angebotenen Leistungen, für die es möglich ist, gelangt der Antrag unmittelbar ins Fachverfahren?",
      en:
        "For what share of the Leistungen offered online where it is possible does the application go straight into the Fachverfahren?"
    ),
    source: .activationSnapshots.and(.processRegister),
    caveat: Text(
      de:
        "Zählt nur, wo eine Anbindung möglich und gemeldet ist; ob die Behörde die Daten danach weiterverwendet, sagt die Zahl nicht.",
      en:
        "Counts only where a connection is possible and reported; whether the Behörde goes on to use the data the figure does not say."
    ),
    threeOfFour: Text(
      de: "Drei von vier Paaren sind angebunden; beim fünften ist nichts gemeldet",
      en: "Three of four pairs are connected; nothing is reported of the fifth"))
}
