/// What happens on the platform: states of processes, events of visits, cases by channel.
extension FeedSchema {
  public static let activations = FeedSchema(
    "activations", title: Text(de: "Aktivierungen", en: "activations"),
    row: Text(
      de: "Stand eines Prozesses bei einer Behörde am Stichtag",
      en: "state of a process at an authority on the snapshot day"),
    key: ["snapshot_on", "authority_ars", "process_id", "environment"],
    earliest: Day("2017-08-01")!, refusesFuture: true,
    columns: [
      .init("snapshot_on", .day, de: "Stichtag", en: "snapshot day"),
      .init("authority_ars", .key(.authority), de: "Behörde", en: "authority"),
      .init("process_id", .key(.process), de: "Prozess", en: "process"),
      .init("state", .choice(ActivationState.allCases.map(\.rawValue)), de: "Zustand", en: "state"),
      .init("environment", .choice(["prod", "test"]), de: "Umgebung", en: "environment"),
      .init(
        "maturity_model", .choice(["1.1", "2.0"]), de: "Reifegradmodell", en: "maturity model"),
      .init("maturity_level", .integer(0...7), de: "Reifegrad", en: "maturity level"),
      .init("configured", .flag, optional: true, de: "parametrisiert", en: "configured"),
      .init(
        "embedded", .flag, optional: true, de: "in eigene Website eingebettet",
        en: "embedded in own website"),
      .init(
        "fachverfahren", .flag, optional: true, de: "Fachverfahren angebunden",
        en: "Fachverfahren connected"),
      .init("register", .flag, optional: true, de: "Register angebunden", en: "register connected"),
      .init("epayment", .flag, optional: true, de: "E-Payment", en: "e-payment"),
      .init("once_only", .flag, optional: true, de: "Once-Only", en: "once-only"),
      .init("accessible", .flag, optional: true, de: "barrierefrei", en: "barrier-free"),
      .init("url_ok", .flag, optional: true, de: "Adresse erreichbar", en: "address reachable"),
      .init(
        "text_updated_on", .day, optional: true, de: "Texte geändert am", en: "texts updated on"),
    ])

  public static let events = FeedSchema(
    "events", title: Text(de: "Nutzungsereignisse", en: "usage events"),
    row: Text(de: "ein Nutzungsereignis", en: "a usage event"), key: [],
    earliest: Day("2017-08-01")!, refusesFuture: true,
    columns: [
      .init("ts", .timestamp, de: "Zeitpunkt", en: "when it happened"),
      .init(
        "event", .choice(EventKind.allCases.map(\.rawValue)), de: "Ereignis",
        en: "place in the funnel"),
      .init("process", .key(.process), de: "Prozess oder Leistung", en: "process id or LeiKa key"),
      .init(
        "authority", .key(.authority), de: "Behörde (AGS oder ARS)", en: "authority (AGS or ARS)"),
      .init(
        "session", .session, optional: true, de: "Zufallszahl des Besuchs",
        en: "per-visit random number"),
      .init(
        "channel", .choice(Channel.allCases.map(\.rawValue)), de: "Zugangsweg",
        en: "how the case came in"),
      .init(
        "duration_ms", .integer(0...DurationBuckets.longestMilliseconds), optional: true,
        de: "Dauer in Millisekunden", en: "duration in milliseconds"),
      .init(
        "step", .integer(0...10_000), optional: true, de: "Nummer des Schritts", en: "step number"),
      .init("rating", .integer(1...5), optional: true, de: "Bewertung 1–5", en: "rating 1–5"),
      .init(
        "target", .choice(["fachverfahren", "postbox"]), optional: true, de: "Ziel der Übergabe",
        en: "target of the hand-over"),
      .init(
        "id", .eventID, optional: true, de: "Ereignisnummer der Quelle",
        en: "producer's event number"),
    ])

  public static let cases = FeedSchema(
    "cases", title: Text(de: "Fallzahlen", en: "case counts"),
    row: Text(de: "Fallzahl eines Zugangswegs", en: "case count of a channel"),
    key: ["month", "authority_ars", "leika", "channel"], earliest: Day("2010-01-01")!,
    refusesFuture: true,
    columns: [
      .init("month", .month, de: "Monat", en: "month"),
      .init("authority_ars", .key(.authority), de: "Behörde", en: "authority"),
      .init("leika", .key(.leika), de: "Leistung", en: "Leistung"),
      .init("channel", .choice(Channel.allCases.map(\.rawValue)), de: "Zugangsweg", en: "channel"),
      .init("cases", .integer(0...1_000_000_000), de: "Fälle", en: "cases"),
      .init(
        "mean_handling_minutes", .decimal(0...1_000_000), optional: true,
        de: "mittlere Bearbeitungszeit in Minuten", en: "mean handling time in minutes"),
    ])

  public static let backlog = FeedSchema(
    "backlog", title: Text(de: "offene Anträge", en: "open applications"),
    row: Text(de: "Bearbeitung von Anträgen im Monat", en: "handling of applications in a month"),
    key: ["month", "authority_ars", "leika"], refusesFuture: true,
    columns: [
      .init("month", .month, de: "Monat", en: "month"),
      .init("authority_ars", .key(.authority), de: "Behörde", en: "authority"),
      .init("leika", .key(.leika), de: "Leistung", en: "Leistung"),
      .init("received", .integer(0...1_000_000_000), de: "eingegangen", en: "received"),
      .init("accepted", .integer(0...1_000_000_000), de: "angenommen", en: "accepted"),
      .init("completed", .integer(0...1_000_000_000), de: "abgeschlossen", en: "completed"),
      .init("open", .integer(0...1_000_000_000), de: "offen", en: "open"),
      .init(
        "open_over_30_days", .integer(0...1_000_000_000), de: "länger als 30 Tage offen",
        en: "open for more than 30 days"),
      .init(
        "median_days", .decimal(0...100_000), optional: true,
        de: "mittlere Dauer in Tagen (Median)", en: "median duration in days"),
    ])

  public static let coordination = FeedSchema(
    "coordination", title: Text(de: "Koordinatoren", en: "coordinators"),
    row: Text(de: "Stand eines Handlungsfelds", en: "status of a field of action"),
    key: ["snapshot_on", "authority_ars", "field"], refusesFuture: true,
    columns: [
      .init("snapshot_on", .day, de: "Stichtag", en: "snapshot day"),
      .init("authority_ars", .key(.authority), de: "Kommune", en: "Kommune"),
      .init(
        "field", .choice(["ozg", "service_bw", "dms", "e_akte", "e_rechnung"]), de: "Handlungsfeld",
        en: "field"),
      .init(
        "status", .choice(["none", "planned", "in_progress", "done"]), de: "Stand", en: "status"),
      .init(
        "post_filled", .flag, optional: true, de: "Koordinatorenstelle besetzt",
        en: "coordinator's post filled"),
    ])
}

/// States of a process at a Behörde, in the order of the roll-out.
public enum ActivationState: String, Sendable, CaseIterable {
  case released, available, configured, active, paused, deactivated, superseded
}
