/// Money, plans and decisions.
extension FeedSchema {
  private static let euros: ColumnType = .money(-100_000_000_000...100_000_000_000)
  private static let positiveEuros: ColumnType = .money(0...100_000_000_000)

  public static let costs = FeedSchema(
    "costs", title: Text(de: "Kosten und Nutzen", en: "costs and benefits"),
    row: Text(de: "ein Kosten- oder Nutzenposten", en: "a cost or benefit item"), key: ["item_id"],
    columns: [
      .init("item_id", .key(.identifier), de: "Kennung", en: "item id"),
      .init("process_id", .key(.process), optional: true, de: "Prozess", en: "process"),
      .init("order_id", .key(.identifier), optional: true, de: "Leistungsauftrag", en: "order"),
      .init(
        "kind",
        .choice(["development", "operation", "maintenance", "support", "training", "other"]),
        de: "Kostenart", en: "kind of cost"),
      .init("month", .month, de: "Monat", en: "month"),
      .init("amount_eur", euros, de: "Betrag in Euro", en: "amount in EUR"),
      .init(
        "paid_by", .choice(["land", "kommunen", "bund", "other"]), de: "bezahlt von", en: "paid by"),
      .init("budget_effective", .flag, de: "haushaltswirksam", en: "budget-effective"),
      .init(
        "plan_or_actual", .choice(["plan", "actual"]), de: "Plan oder Ist", en: "plan or actual"),
    ])

  public static let effort = FeedSchema(
    "effort", title: Text(de: "Arbeitsschritte", en: "work steps"),
    row: Text(de: "ein Arbeitsschritt einer Leistung", en: "a work step of a Leistung"),
    key: ["leika", "side", "mode", "activity_no"], exactlyOneOf: [["complexity", "minutes"]],
    columns: [
      .init("leika", .key(.leika), de: "Leistung", en: "Leistung"),
      .init(
        "side", .choice(["administration", "citizen", "business"]), de: "Normadressat", en: "side"),
      .init(
        "mode", .choice(["before", "digital"]), de: "bisher oder digital", en: "before or digital"),
      .init(
        "activity_no", .integer(1...99), de: "Nummer der Standardaktivität",
        en: "number of the standard activity"),
      .init(
        "complexity", .choice(["simple", "medium", "high"]), optional: true, de: "Komplexität",
        en: "complexity"),
      .init("minutes", .decimal(0...100_000), optional: true, de: "Minuten", en: "minutes"),
      .init(
        "grade", .choice(["ed_md", "gd", "hd"]), optional: true, de: "Laufbahngruppe",
        en: "career grade"),
      .init("share_of_cases", .decimal(0...1), de: "Anteil der Fälle", en: "share of cases"),
      .init(
        "material_cost_eur", positiveEuros, optional: true, de: "Sachkosten je Fall in Euro",
        en: "material cost per case in EUR"),
    ])

  public static let parameters = FeedSchema(
    "parameters", title: Text(de: "Rechenwerte", en: "parameters"),
    row: Text(de: "ein belegter Rechenwert", en: "a sourced figure"), key: ["id", "valid_from"],
    columns: [
      .init("id", .key(.identifier), de: "Kennung", en: "id"),
      .init("value", .decimal(-1_000_000_000...1_000_000_000), de: "Wert", en: "value"),
      .init("unit", .text(maximumLength: 40), de: "Einheit", en: "unit"),
      .init("valid_from", .day, de: "gültig ab", en: "valid from"),
      .init("valid_to", .day, optional: true, de: "gültig bis", en: "valid to"),
      .init("source", .text(maximumLength: 300), de: "Quelle", en: "source"),
    ])

  public static let convoys = FeedSchema(
    "convoys", title: Text(de: "Konvois", en: "convoys"),
    row: Text(de: "ein Mitglied eines Konvois", en: "a convoy member"),
    key: ["convoy_id", "kreis_ags5", "joined_on"], isHandKept: true,
    columns: [
      .init("convoy_id", .key(.identifier), de: "Konvoi", en: "convoy"),
      .init("name", .text(maximumLength: 120), de: "Name", en: "name"),
      .init("task", .text(maximumLength: 300), de: "Aufgabe", en: "task"),
      .init("process_id", .key(.process), optional: true, de: "Prozess", en: "process"),
      .init("field", .text(maximumLength: 120), optional: true, de: "Handlungsfeld", en: "field"),
      .init("kreis_ags5", .key(.ags5), de: "Landkreis", en: "Landkreis"),
      .init("joined_on", .day, de: "dabei seit", en: "joined on"),
      .init("left_on", .day, optional: true, de: "ausgeschieden am", en: "left on"),
      .init(
        "role", .choice(["lead", "member"]),
        names: [
          Text(de: "federführend", en: "leading"), Text(de: "Mitglied", en: "member"),
        ], de: "Rolle", en: "role"),
    ])

  public static let milestones = FeedSchema(
    "milestones", title: Text(de: "Meilensteine", en: "milestones"),
    row: Text(de: "ein Meilenstein", en: "a roadmap step"),
    key: ["convoy_id", "order_id", "milestone_id", "kreis_ags5"],
    exactlyOneOf: [["convoy_id", "order_id"]], isHandKept: true,
    columns: [
      .init("convoy_id", .key(.identifier), optional: true, de: "Konvoi", en: "convoy"),
      .init("order_id", .key(.identifier), optional: true, de: "Leistungsauftrag", en: "order"),
      .init("milestone_id", .key(.identifier), de: "Meilenstein", en: "milestone"),
      .init("name", .text(maximumLength: 200), de: "Name", en: "name"),
      .init("planned_on", .day, de: "geplant für", en: "planned on"),
      .init("revised_on", .day, optional: true, de: "neuer Plan", en: "revised on"),
      .init("done_on", .day, optional: true, de: "erledigt am", en: "done on"),
      .init("kreis_ags5", .key(.ags5), optional: true, de: "Landkreis", en: "Landkreis"),
    ])

  public static let orders = FeedSchema(
    "orders", title: Text(de: "Leistungsaufträge", en: "orders"),
    row: Text(de: "ein Leistungsauftrag", en: "an order"), key: ["order_id"], isHandKept: true,
    columns: [
      .init("order_id", .key(.identifier), de: "Kennung", en: "order id"),
      .init("title", .text(maximumLength: 200), de: "Titel", en: "title"),
      .init("kind", .text(maximumLength: 80), de: "Art", en: "kind"),
      .init("year", .integer(2000...2100), de: "Jahr", en: "year"),
      .init(
        "planned_units", .integer(0...1_000_000), de: "geplante Einheiten", en: "planned units"),
      .init("unit", .text(maximumLength: 40), de: "Einheit", en: "unit"),
      .init(
        "delivered_units", .integer(0...1_000_000), de: "gelieferte Einheiten",
        en: "delivered units"),
      .init("budget_eur", positiveEuros, de: "Budget in Euro", en: "budget in EUR"),
      .init("spent_eur", positiveEuros, de: "ausgegeben in Euro", en: "spent in EUR"),
      .init(
        "share_kommunen_eur", positiveEuros, de: "Anteil der Kommunen in Euro",
        en: "share of the Kommunen in EUR"),
      .init(
        "status", .choice(["planned", "ordered", "in_progress", "accepted", "cancelled"]),
        names: [
          Text(de: "geplant", en: "planned"), Text(de: "beauftragt", en: "ordered"),
          Text(de: "in Arbeit", en: "in progress"), Text(de: "abgenommen", en: "accepted"),
          Text(de: "aufgehoben", en: "cancelled"),
        ], de: "Stand", en: "status"),
      .init("reservation", .flag, de: "Haushaltsvorbehalt", en: "subject to the budget"),
    ])

  public static let budget = FeedSchema(
    "budget", title: Text(de: "Haushaltsjahre", en: "budget years"),
    row: Text(de: "ein Haushaltsjahr", en: "a budget year"), key: ["year"], isHandKept: true,
    columns: [
      .init("year", .integer(2000...2100), de: "Jahr", en: "year"),
      .init("total_eur", positiveEuros, de: "Gesamtbudget in Euro", en: "total budget in EUR"),
      .init(
        "operating_eur", positiveEuros, de: "Betriebskosten in Euro", en: "operating costs in EUR"),
      .init("policy_id", .key(.identifier), de: "Auslegung des § 5", en: "reading of § 5"),
    ])

  public static let decisions = FeedSchema(
    "decisions", title: Text(de: "Beschlüsse", en: "decisions"),
    row: Text(de: "ein Beschluss", en: "a decision"), key: ["decision_id"], isHandKept: true,
    columns: [
      .init("decision_id", .key(.identifier), de: "Kennung", en: "decision id"),
      .init(
        "body", .choice(["lenkungskreis", "uag", "it_kooperationsrat"]),
        names: [.same("Lenkungskreis"), .same("UAG E-Government"), .same("IT-Kooperationsrat")],
        de: "Gremium", en: "body"),
      .init("decided_on", .day, de: "beschlossen am", en: "decided on"),
      .init("subject", .text(maximumLength: 300), de: "Gegenstand", en: "subject"),
      .init(
        "refers_to", .text(maximumLength: 120), optional: true, de: "bezieht sich auf",
        en: "refers to"),
      .init("paper", .text(maximumLength: 300), optional: true, de: "Vorlage", en: "paper"),
      .init("run_id", .key(.identifier), optional: true, de: "Datenstand", en: "run"),
      .init(
        "weights", .text(maximumLength: 400), optional: true, addition: true,
        de: "Gewichte oder Regeln der Vorlage", en: "weights or rules of the paper"),
      .init("votes_for", .integer(0...100), optional: true, de: "Ja-Stimmen", en: "votes for"),
      .init(
        "votes_against", .integer(0...100), optional: true, de: "Nein-Stimmen", en: "votes against"),
      .init(
        "abstentions", .integer(0...100), optional: true, de: "Enthaltungen", en: "abstentions"),
      .init(
        "transferred_votes", .integer(0...100), optional: true, de: "übertragene Stimmen",
        en: "transferred votes"),
      .init("result", .text(maximumLength: 120), de: "Ergebnis", en: "result"),
      .init("owner", .text(maximumLength: 120), optional: true, de: "federführend", en: "owner"),
      .init("due_on", .day, optional: true, de: "fällig am", en: "due on"),
    ])

  public static let targets = FeedSchema(
    "targets", title: Text(de: "beschlossene Ziele", en: "decided targets"),
    row: Text(de: "ein beschlossenes Ziel", en: "a decided target"), key: ["target_id"],
    isHandKept: true,
    columns: [
      .init("target_id", .key(.identifier), de: "Kennung", en: "target id"),
      .init("indicator", .key(.identifier), de: "Indikator", en: "indicator"),
      .init("area_ars", .key(.ars), de: "Gebiet", en: "area"),
      .init("value", .decimal(-1_000_000_000...1_000_000_000), de: "Zielwert", en: "target value"),
      .init("due_on", .day, de: "fällig am", en: "due on"),
      .init("decided_on", .day, de: "beschlossen am", en: "decided on"),
      .init("source", .text(maximumLength: 300), de: "Quelle", en: "source"),
    ])

  public static let promises = FeedSchema(
    "promises", title: Text(de: "Werteversprechen", en: "promises of value"),
    row: Text(de: "ein Werteversprechen oder Wirkungsziel", en: "a promise of value or effect"),
    key: ["promise_id"], isHandKept: true,
    columns: [
      .init("promise_id", .key(.identifier), de: "Kennung", en: "promise id"),
      .init("process_id", .key(.process), optional: true, de: "Prozess", en: "process"),
      .init("text", .text(maximumLength: 500), de: "Wortlaut", en: "wording"),
      .init("indicator", .key(.identifier), de: "Indikator", en: "indicator"),
      .init("value", .decimal(-1_000_000_000...1_000_000_000), de: "Wert", en: "value"),
      .init("due_on", .day, de: "fällig am", en: "due on"),
    ])

  public static let candidates = FeedSchema(
    "candidates", title: Text(de: "Kandidaten", en: "candidates"),
    row: Text(de: "ein möglicher Standardprozess", en: "a possible Standardprozess"),
    key: ["candidate_id"], isHandKept: true,
    columns: [
      .init("candidate_id", .key(.identifier), de: "Kennung", en: "candidate id"),
      .init("name", .text(maximumLength: 200), de: "Name", en: "name"),
      .init("leika", .keys(.leika), de: "Leistungen", en: "Leistungen"),
      .init(
        "cost_eur_min", positiveEuros, de: "Kosten mindestens in Euro", en: "lowest cost in EUR"),
      .init(
        "cost_eur", positiveEuros, de: "Kosten wahrscheinlich in Euro", en: "likely cost in EUR"),
      .init(
        "cost_eur_max", positiveEuros, de: "Kosten höchstens in Euro", en: "highest cost in EUR"),
      .init(
        "care_eur_a_year", positiveEuros, de: "Pflege in Euro im Jahr", en: "care in EUR a year"),
      .init(
        "kommunen_interested", .integer(0...2_000), optional: true, de: "interessierte Kommunen",
        en: "interested Kommunen"),
      .init("legal_deadline", .day, optional: true, de: "gesetzliche Frist", en: "legal deadline"),
      .init("depends_on", .keys(.identifier), optional: true, de: "setzt voraus", en: "depends on"),
      .init(
        "alternative_group", .key(.identifier), optional: true, de: "Alternativengruppe",
        en: "group of alternatives"),
      .init(
        "efa_available", .flag, optional: true, de: "EfA-Lösung vorhanden",
        en: "EfA solution available"),
      .init(
        "themenfeld", .text(maximumLength: 120), optional: true, de: "Themenfeld", en: "topic area"),
      .init(
        "withdrawn", .flag, optional: true, addition: true, silent: true, de: "zurückgezogen",
        en: "withdrawn"),
    ])

  public static let roadmap = FeedSchema(
    "roadmap", title: Text(de: "Planung der Plattform", en: "platform roadmap"),
    row: Text(de: "ein Posten der Plattform-Planung", en: "a platform roadmap item"),
    key: ["item_id"], isHandKept: true,
    columns: [
      .init("item_id", .key(.identifier), de: "Kennung", en: "item id"),
      .init("title", .text(maximumLength: 200), de: "Titel", en: "title"),
      .init("planned_on", .day, de: "geplant für", en: "planned on"),
      .init("done_on", .day, optional: true, de: "erledigt am", en: "done on"),
      .init("status", .text(maximumLength: 40), de: "Stand", en: "status"),
      .init("source", .text(maximumLength: 300), de: "Quelle", en: "source"),
    ])
}
