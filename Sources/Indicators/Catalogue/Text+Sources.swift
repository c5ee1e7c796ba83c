import Domain

/// The deliveries that figures come from, as pages and exports name them.
extension Text {
  static let activationSnapshots = Text(
    de: "Register, Leistungskatalog, Zuständigkeitsregeln und Aktivierungsstände von service-bw",
    en:
      "register, catalogue of Leistungen, rules of competence and activation snapshots of service-bw"
  )
  static let processRegister = Text(de: "Prozessverzeichnis", en: "register of processes")
  static let namedLists = Text(
    de: "beschlossene Listen von Leistungen", en: "lists of Leistungen that were decided")
  static let elsewhereList = Text(
    de: "Meldungen über Angebote außerhalb von service-bw",
    en: "reports of offers outside service-bw")
  static let embeddingSnapshots = Text(
    de: "Stände der Einbindung in Websites der Kommunen",
    en: "snapshots of what websites of Kommunen embed")
  static let usageEvents = Text(
    de: "Nutzungsereignisse von service-bw", en: "usage events of service-bw")
  static let authorityCases = Text(
    de: "Fallzahlen der Behörden nach Zugangsweg", en: "case counts of the Behörden by channel")
  static let authorityBacklog = Text(
    de: "Meldungen der Behörden zur Bearbeitung von Anträgen",
    en: "reports of the Behörden on the handling of applications")
  static let transactionCosts = authorityCases.and(
    Text(
      de: "Nutzungsereignisse von service-bw; gemeldete Kosten; mittlere Lohnkosten (Rechenwerte)",
      en: "usage events of service-bw; reported costs; mean wages (parameters)"))

  /// Both sources.
  func and(_ other: Text) -> Text {
    Text(de: de + "; " + other.de, en: en + "; " + other.en)
  }
}
