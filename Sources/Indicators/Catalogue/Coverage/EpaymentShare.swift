import Domain

extension Indicator {
  /// Among active pairs for which payment online is possible.
  static let epaymentShare = reportedShare(
    id: "epayment_share", of: "epayment",
    name: Text(de: "Bezahlen online", en: "payment online"),
    question: Text(
      de:
        "Bei welchem Anteil der online angebotenen Leistungen, für die es möglich ist, kann man die Gebühr online bezahlen?",
      en:
        "For what share of the Leistungen offered online where it is possible can the fee be paid online?"
    ),
    source: .activationSnapshots.and(.processRegister),
    caveat: Text(
      de:
        "Zählt nur, wo Bezahlen online möglich und gemeldet ist; wie oft online bezahlt wird, sagt die Zahl nicht.",
      en:
        "Counts only where payment online is possible and reported; how often people pay online the figure does not say."
    ),
    threeOfFour: Text(
      de: "Drei von vier Paaren erlauben das Bezahlen online; beim fünften ist nichts gemeldet",
      en: "Three of four pairs allow payment online; nothing is reported of the fifth"))
}
