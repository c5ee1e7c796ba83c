import Domain

/// What people call the feeds, whose names in files and commands are English.
package enum FeedNames {
  /// An unknown feed keeps its name.
  package static func name(of feed: String) -> Text { names[feed] ?? .same(feed) }

  private static let names: [String: Text] = [
    "areas": Text(de: "Gebiete", en: "areas"),
    "catalogue": Text(de: "Leistungskatalog", en: "catalogue of Leistungen"),
    "competence": Text(de: "Zuständigkeiten", en: "competence"),
    "processes": Text(de: "Prozesse", en: "processes"),
    "lists": Text(de: "benannte Listen", en: "named lists"),
    "parameters": Text(de: "Rechenwerte", en: "parameters"),
    "effort": Text(de: "Arbeitsschritte", en: "work steps"),
    "activations": Text(de: "Aktivierungen", en: "activations"),
    "events": Text(de: "Nutzungsereignisse", en: "usage events"),
    "cases": Text(de: "Fallzahlen", en: "case counts"),
    "backlog": Text(de: "offene Anträge", en: "open applications"),
    "costs": Text(de: "Kosten und Nutzen", en: "costs and benefits"),
    "budget": Text(de: "Haushaltsjahre", en: "budget years"),
    "orders": Text(de: "Leistungsaufträge", en: "orders"),
    "convoys": Text(de: "Konvois", en: "convoys"),
    "milestones": Text(de: "Meilensteine", en: "milestones"),
    "coordination": Text(de: "Koordinatoren", en: "coordinators"),
    "embedding": Text(de: "Einbettung", en: "embedding"),
    "elsewhere": Text(de: "anderswo online", en: "online elsewhere"),
    "targets": Text(de: "beschlossene Ziele", en: "decided targets"),
    "promises": Text(de: "Werteversprechen", en: "promises of value"),
    "candidates": Text(de: "Kandidaten", en: "candidates"),
    "roadmap": Text(de: "Planung der Plattform", en: "platform roadmap"),
    "contacts": Text(de: "Ansprechstellen", en: "contacts"),
    "decisions": Text(de: "Beschlüsse", en: "decisions"),
    "federal": Text(de: "Bundes-Dashboard", en: "federal dashboard"),
  ]
}
