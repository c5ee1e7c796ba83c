import Domain

extension Indicator {
  /// Among active pairs whose link was checked.
  static let portalReachableShare = reportedShare(
    id: "portal_reachable_share", of: "url_ok",
    name: Text(de: "erreichbare Links", en: "links that can be reached"),
    question: Text(
      de:
        "Bei welchem Anteil der online angebotenen Leistungen führte der geprüfte Link zum Angebot?",
      en:
        "For what share of the Leistungen offered online did the link that was checked lead to the offer?"
    ),
    source: .activationSnapshots,
    caveat: Text(
      de:
        "Gezählt ist die letzte gemeldete Prüfung; einen Ausfall zwischen zwei Prüfungen sieht die Zahl nicht.",
      en:
        "What counts is the last check reported; the figure does not see a failure between two checks."
    ),
    threeOfFour: Text(
      de: "Drei von vier geprüften Links führen zum Ziel; der fünfte ist nicht geprüft",
      en: "Three of four links that were checked lead there; the fifth was not checked"))
}
