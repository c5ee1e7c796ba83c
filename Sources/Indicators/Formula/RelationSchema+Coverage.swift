import Domain

/// Who is competent for what, and what of it is online.
extension RelationSchema {
  static let coverage: [RelationSchema] = [
    .competentPairs, .listedPairs, .authorityPairs, .authorityPanel, .activePairs, .textAges,
    .embeddingStates,
  ]

  /// Coverage as residents see it: the competent Behörde may be the Gemeinde, its Verband, the
  /// Kreis, the Regierungspräsidium, the Land or the Bund. `elsewhere`: not active on service-bw, as
  /// the rule and the kind of process have it, but online at another place.
  public static let competentPairs = RelationSchema(
    "competent_pairs",
    row: Text(
      de: "eine Gemeinde × eine Leistung × ein Monat (Stand am Monatsende)",
      en: "a Gemeinde × a Leistung × a month (state at its end)"),
    dimensions: areaDimensions + leistungDimensions + ["month"],
    measures: ["pairs", "active", "elsewhere", "not_applicable", "population", "expected_cases"],
    splitByKind: "competent_pairs_by_kind")

  /// The rows of ``competentPairs`` once for each named list that holds the Leistung (or its
  /// bundle), from the day of its decision on.
  public static let listedPairs = RelationSchema(
    "listed_pairs",
    row: Text(
      de: "eine Liste × eine Gemeinde × eine Leistung der Liste × ein Monat (Stand am Monatsende)",
      en: "a list × a Gemeinde × a Leistung of the list × a month (state at its end)"),
    dimensions: areaDimensions + leistungDimensions + ["list", "month"],
    measures: ["pairs", "active", "not_applicable"])

  /// Coverage as Behörden see it: each competent Behörde once a Leistung. `online`: active whatever
  /// the level, and rated in the model of the rule. `standard`, `universal`, `individual`: active
  /// by a process of that kind; `kommunal`: the Behörde is a Kommune. `shared`: a Leistung for which
  /// Gemeinden below 5,000 and from 20,000 inhabitants are competent themselves.
  public static let authorityPairs = RelationSchema(
    "authority_pairs",
    row: Text(
      de: "eine zuständige Behörde × eine Leistung × ein Monat (Stand am Monatsende)",
      en: "a competent Behörde × a Leistung × a month (state at its end)"),
    dimensions: areaDimensions + leistungDimensions + ["month"],
    measures: [
      "pairs", "active", "online", "standard", "universal", "individual", "kommunal", "shared",
    ],
    splitByKind: "authority_pairs_by_kind")

  /// The pairs of ``authorityPairs`` that were there twelve months before as well: `active` now and
  /// `active_before` then.
  public static let authorityPanel = RelationSchema(
    "authority_panel",
    row: Text(
      de: "eine Behörde × eine Leistung, zuständig am Monatsende und zwölf Monate davor",
      en: "a Behörde × a Leistung, competent at the end of the month and twelve months before"),
    dimensions: areaDimensions + leistungDimensions + ["month"],
    measures: ["pairs", "active", "active_before"])

  /// Active pairs with what is known of their processes; `…_known` is 1 where a flag is reported
  /// and, by the register of processes, possible.
  public static let activePairs = RelationSchema(
    "active_pairs",
    row: Text(
      de: "eine zuständige Behörde × eine dort aktive Leistung × ein Monat (Stand am Monatsende)",
      en: "a competent Behörde × a Leistung active there × a month (state at its end)"),
    dimensions: areaDimensions + leistungDimensions + ["month"],
    measures: ["pairs"]
      + ["fachverfahren", "epayment", "once_only", "accessible", "url_ok"].flatMap {
        [$0, $0 + "_known"]
      })

  /// How old the texts of active processes are, in days at the end of the month.
  public static let textAges = RelationSchema(
    "text_ages",
    row: Text(
      de: "ein am Monatsende aktiver Prozess einer Behörde",
      en: "a process that is active at a Behörde at the end of the month"),
    dimensions: areaDimensions + processDimensions + ["month"],
    measures: ["activations", "age_days"])

  /// Which Kommunen embed contents of service-bw; those that no snapshot mentions are `unknown`.
  public static let embeddingStates = RelationSchema(
    "embedding_states",
    row: Text(
      de: "eine Gemeinde oder ein Landkreis × ein Monat (letzter Stand bis Monatsende)",
      en: "a Gemeinde or Landkreis × a month (latest state up to its end)"),
    dimensions: areaDimensions + ["month"],
    measures: ["kommunen", "embeds", "unknown", "landkreise"])
}
