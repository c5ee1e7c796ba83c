/// Registers: what exists, where, and who is competent.
extension FeedSchema {
  public static let areas = FeedSchema(
    "areas", title: Text(de: "Gebiete", en: "areas"),
    row: Text(de: "ein Gebiet", en: "an area"), key: ["ars", "kind", "valid_from"],
    columns: [
      .init(
        "ars", .key(.ars), de: "Amtlicher Regionalschlüssel, 12 Ziffern",
        en: "official regional key, 12 digits"),
      .init(
        "ags", .key(.ags), optional: true, de: "Amtlicher Gemeindeschlüssel",
        en: "official municipality key"),
      .init("name", .text(maximumLength: 120), de: "Name ohne Zusatz", en: "name without suffix"),
      .init(
        "kind", .choice(AreaKind.allCases.map(\.rawValue)), de: "Art des Gebiets",
        en: "kind of area"),
      .init(
        "parent_ars", .key(.ars), optional: true, de: "nächsthöheres Gebiet", en: "next higher area"
      ),
      .init(
        "population", .integer(0...100_000_000), optional: true, de: "Einwohnerzahl",
        en: "inhabitants"),
      .init(
        "area_km2", .decimal(0...1_000_000), optional: true, de: "Fläche in km²", en: "area in km²"),
      .init("valid_from", .day, de: "gültig ab", en: "valid from"),
      .init("valid_to", .day, optional: true, de: "gültig bis", en: "valid to"),
    ])

  public static let catalogue = FeedSchema(
    "catalogue", title: Text(de: "Leistungskatalog", en: "catalogue of Leistungen"),
    row: Text(de: "eine Leistung", en: "a Leistung (public service)"), key: ["leika"],
    columns: [
      .init("leika", .key(.leika), de: "LeiKa-Schlüssel, 14 Ziffern", en: "LeiKa key, 14 digits"),
      .init("name", .text(maximumLength: 500), de: "Bezeichnung", en: "name"),
      .init(
        "ozg_id", .key(.ozg), optional: true, de: "Nummer der OZG-Leistung",
        en: "number of the OZG bundle"),
      .init(
        "ozg_name", .text(maximumLength: 300), optional: true, de: "Name der OZG-Leistung",
        en: "name of the OZG bundle"),
      .init(
        "lage", .text(maximumLength: 120), optional: true, de: "Lebens- oder Geschäftslage",
        en: "life or business situation"),
      .init(
        "themenfeld", .text(maximumLength: 120), optional: true, de: "Themenfeld", en: "topic area"),
      .init(
        "leika_typ", .text(maximumLength: 16), optional: true, de: "LeiKa-Typ", en: "LeiKa type"),
      .init(
        "execution_level", .choice(["bund", "land", "kreis", "gemeinde", "kommune"]),
        optional: true, de: "Vollzugsebene", en: "level of execution"),
      .init("sdg1", .flag, optional: true, de: "SDG Anhang I", en: "SDG annex I"),
      .init("sdg2", .flag, optional: true, de: "SDG Anhang II", en: "SDG annex II"),
      .init(
        "sensitive", .flag, optional: true, de: "besonders schutzbedürftig",
        en: "needs special protection"),
    ])

  public static let competence = FeedSchema(
    "competence", title: Text(de: "Zuständigkeiten", en: "competence"),
    row: Text(
      de: "eine Regel oder Ausnahme der Zuständigkeit", en: "a rule or exception of competence"),
    key: ["leika", "leika_prefix", "authority_kind", "authority_ars", "valid_from"],
    exactlyOneOf: [["leika", "leika_prefix"], ["authority_kind", "authority_ars"]],
    columns: [
      .init("leika", .key(.leika), optional: true, de: "LeiKa-Schlüssel", en: "LeiKa key"),
      .init(
        "leika_prefix", .key(.leikaPrefix), optional: true, de: "Anfang von LeiKa-Schlüsseln",
        en: "beginning of LeiKa keys"),
      .init(
        "authority_kind", .choice(AuthorityKind.allCases.map(\.rawValue)), optional: true,
        de: "Art der zuständigen Behörde", en: "kind of the competent authority"),
      .init(
        "authority_ars", .key(.ars), optional: true, de: "zuständige Behörde (Ausnahme)",
        en: "competent authority (exception)"),
      .init("valid_from", .day, de: "gültig ab", en: "valid from"),
      .init("valid_to", .day, optional: true, de: "gültig bis", en: "valid to"),
      .init("source", .text(maximumLength: 300), de: "Rechtsgrundlage", en: "legal source"),
    ])

  public static let processes = FeedSchema(
    "processes", title: Text(de: "Prozesse", en: "processes"),
    row: Text(de: "ein Prozess auf service-bw", en: "a process on service-bw"), key: ["process_id"],
    columns: [
      .init("process_id", .key(.process), de: "Kennung des Prozesses", en: "process id"),
      .init("name", .text(maximumLength: 200), de: "Name", en: "name"),
      .init(
        "kind", .choice(ProcessKind.allCases.map(\.rawValue)), de: "Art des Prozesses",
        en: "kind of process"),
      .init(
        "leika", .keys(.leika), de: "Leistungen, durch Leerzeichen getrennt",
        en: "Leistungen, separated by spaces"),
      .init("released_on", .day, optional: true, de: "freigegeben am", en: "released on"),
      .init("provider", .text(maximumLength: 120), optional: true, de: "Anbieter", en: "provider"),
      .init(
        "owner_ars", .key(.ars), optional: true, de: "Kommune, der er gehört",
        en: "Kommune that owns it"),
      .init(
        "epayment_possible", .flag, optional: true, de: "E-Payment möglich",
        en: "e-payment possible"),
      .init(
        "middleware_possible", .flag, optional: true, de: "Anbindung an Fachverfahren möglich",
        en: "connection to Fachverfahren possible"),
      .init(
        "customer", .choice(["citizen", "business", "administration"]), de: "Zielgruppe",
        en: "customer"),
      .init(
        "supersedes", .key(.process), optional: true, de: "löst Prozess ab",
        en: "supersedes process"),
      .init(
        "usage_public_from", .day, optional: true, addition: true,
        de: "Nutzung von der Kommune freigegeben ab", en: "usage released by its Kommune from"),
    ])

  public static let lists = FeedSchema(
    "lists", title: Text(de: "benannte Listen", en: "named lists"),
    row: Text(de: "Mitgliedschaft in einer benannten Liste", en: "membership in a named list"),
    key: ["list_id", "leika", "ozg_id"], exactlyOneOf: [["leika", "ozg_id"]], isHandKept: true,
    columns: [
      .init("list_id", .key(.identifier), de: "Kennung der Liste", en: "list id"),
      .init("name", .text(maximumLength: 200), de: "Name der Liste", en: "name of the list"),
      .init("decided_on", .day, de: "beschlossen am", en: "decided on"),
      .init("source", .text(maximumLength: 300), de: "Quelle", en: "source"),
      .init("leika", .key(.leika), optional: true, de: "Leistung", en: "Leistung"),
      .init("ozg_id", .key(.ozg), optional: true, de: "OZG-Leistung", en: "OZG bundle"),
    ])

  public static let embedding = FeedSchema(
    "embedding", title: Text(de: "Einbettung", en: "embedding"),
    row: Text(
      de: "eine Kommune bindet Inhalte von service-bw ein",
      en: "a Kommune embeds service-bw content"),
    key: ["snapshot_on", "authority_ars"], refusesFuture: true,
    columns: [
      .init("snapshot_on", .day, de: "Stichtag", en: "snapshot day"),
      .init("authority_ars", .key(.authority), de: "Kommune", en: "Kommune"),
      .init("embeds", .flag, de: "bindet ein", en: "embeds"),
    ])

  public static let elsewhere = FeedSchema(
    "elsewhere", title: Text(de: "anderswo online", en: "online elsewhere"),
    row: Text(
      de: "eine Leistung, die außerhalb von service-bw online ist",
      en: "a Leistung online outside service-bw"),
    key: ["leika", "authority_ars", "offered_by"],
    columns: [
      .init("leika", .key(.leika), de: "Leistung", en: "Leistung"),
      .init("authority_ars", .key(.authority), de: "Behörde", en: "authority"),
      .init("offered_by", .text(maximumLength: 200), de: "angeboten von", en: "offered by"),
      .init("url", .text(maximumLength: 500), optional: true, de: "Adresse", en: "address"),
      .init("since", .day, optional: true, de: "seit", en: "since"),
      .init("source", .text(maximumLength: 300), de: "Quelle", en: "source"),
    ])

  public static let federal = FeedSchema(
    "federal", title: Text(de: "Bundes-Dashboard", en: "federal dashboard"),
    row: Text(
      de: "eine Angabe des Dashboards Digitale Verwaltung des Bundes",
      en: "a statement of the federal dashboard (Dashboard Digitale Verwaltung)"),
    key: ["leika", "ars", "as_of"],
    columns: [
      .init("leika", .key(.leika), de: "Leistung", en: "Leistung"),
      .init("ars", .key(.ars), de: "Gebiet", en: "area"),
      .init("online_status", .flag, de: "gilt dort als online", en: "counts as online there"),
      .init("as_of", .day, de: "Stand", en: "as of"),
      .init(
        "source_url", .text(maximumLength: 500), optional: true, de: "Fundstelle", en: "source"),
    ])

  public static let contacts = FeedSchema(
    "contacts", title: Text(de: "Ansprechstellen", en: "contacts"),
    row: Text(
      de: "das Funktionspostfach einer Behörde", en: "the function mailbox of an authority"),
    key: ["authority_ars", "role"],
    columns: [
      .init("authority_ars", .key(.authority), de: "Behörde", en: "authority"),
      .init("role", .text(maximumLength: 80), de: "Aufgabe", en: "role"),
      .init(
        "mailbox", .text(maximumLength: 120), de: "Funktionspostfach, nie eine Person",
        en: "function mailbox, never a person"),
    ])
}

/// Kinds of Behörden that a rule of competence may name (design: data contracts, `competence`).
public enum AuthorityKind: String, Sendable, CaseIterable {
  case gemeinde, verwaltungsgemeinschaft, kreis
  case untereVerwaltungsbehoerde = "untere_verwaltungsbehoerde"
  case untereBaurechtsbehoerde = "untere_baurechtsbehoerde"
  case regierungspraesidium, land, bund
}

/// The four kinds of processes of the agreement (§ 2, § 4).
public enum ProcessKind: String, Sendable, CaseIterable {
  case standard, universal, individual, efa

  public var name: Text {
    switch self {
    case .standard: .same("Standardprozess")
    case .universal: .same("Universalprozess")
    case .individual: Text(de: "individueller Prozess", en: "individual process")
    case .efa: .same("EfA-Prozess")
    }
  }
}
