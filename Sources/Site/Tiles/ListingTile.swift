import Domain
import Formats
import Indicators
import Planning

/// Listings: loads, quarantine, processes, indicators. They hold no counts of citizens' actions.
enum ListingTile {
  static func html(_ tile: TileDeclaration, id: String, _ stage: Stage) throws -> HTML {
    switch tile.show.first ?? "" {
    case "loads":
      return view(
        try stage.desk.loadListing(), tile, id: id, stage, data: "/api/v1/loads",
        newestFirst: true,
        hiding: ["source"], empty: stage.say("Noch nichts geladen.", "Nothing loaded yet."))
    case "runs":
      guard let runs = stage.desk.runs else { return "" }
      return view(
        runs, tile, id: id, stage, data: "/api/v1/runs", newestFirst: true,
        empty: stage.say("Noch kein Lauf veröffentlicht.", "No run published yet.")
      ) { column, key in
        column == "run_id"
          ? Percent.path("/", [(RunChoice.run, key)] + stage.call.keptLanguage) : nil
      }
    case "quarantine":
      return view(
        try stage.desk.quarantineListing(), tile, id: id, stage,
        data: "/api/v1/quarantine",
        empty: stage.say(
          "Jede Zeile hat die Prüfung bestanden.", "Every row has passed the checks."))
    case "processes":
      return view(
        try stage.desk.processListing(), tile, id: id, stage,
        data: "/api/v1/processes",
        hiding: ["provider", "customer"], leading: "name",
        empty: stage.say("Noch kein Prozess geladen.", "No process loaded yet.")
      ) { column, key in
        column == "process_id" ? stage.link("/prozesse/" + Percent.encode(key)) : nil
      }
    case "reports": return reports(tile, id: id, stage)
    case "indicators": return indicators(tile, id: id, stage)
    default: return try PlanTile.html(tile, id: id, stage)
    }
  }

  private static func view(
    _ table: Table<Released>, _ tile: TileDeclaration, id: String, _ stage: Stage,
    data: String,
    newestFirst: Bool = false, hiding: Set<String> = [], leading: String? = nil, empty: String,
    link: @escaping TableView.Linking = { _, _ in nil }
  ) -> HTML {
    let title = tile.title?[stage.language] ?? table.provenance.title[stage.language]
    guard !table.rows.isEmpty else {
      return FigureView.empty(id: id, title: title, text: empty, tile, stage)
    }
    let count = NumberText.decimal(Double(table.rows.count), digits: 0, stage.language)
    var view = FigureView(
      id: id, headline: title,
      what: table.rows.count == 1
        ? stage.say("1 Eintrag", "1 entry") : stage.say("\(count) Einträge", "\(count) entries"),
      table: TableView.html(
        table, stage: stage, caption: title, limit: 250, hiding: hiding, leading: leading,
        newestFirst: newestFirst, link: link),
      provenance: table.provenance, mark: Released.mark, tile: tile)
    view.isTableOpen = true
    view.files = TableAnswer.files(stage.language) { stage.data(data, $0) }
    return view.html(stage)
  }

  /// The other pages of the group that this page is in, each with what it says of itself.
  private static func reports(_ tile: TileDeclaration, id: String, _ stage: Stage) -> HTML {
    let entries = stage.menu.filter {
      $0.section == .berichte && $0.path != stage.page.path
    }
    let items = entries.map { entry -> HTML in
      """
      <li><a href="\(stage.link(entry.path))">\(entry.heading[stage.language])</a>\
      <span class="what">\(entry.intro[stage.language])</span></li>
      """
    }
    let title = tile.title?[stage.language] ?? MenuSection.berichte.title[stage.language]
    return """
      <section class="\(tile.style)" id="\(id)"><h2>\(title)</h2><ul class="index">\(items)</ul>\
      </section>\n
      """
  }

  /// The list of indicators by group, each with its question.
  private static func indicators(_ tile: TileDeclaration, id: String, _ stage: Stage) -> HTML {
    var groups: [String] = []
    for indicator in stage.desk.indicators where !groups.contains(indicator.group) {
      groups.append(indicator.group)
    }
    let parts = groups.map { group -> HTML in
      let items = stage.desk.indicators.filter { $0.group == group }.map { indicator -> HTML in
        let href = stage.link("/indikatoren/" + Percent.encode(indicator.id))
        return """
          <li><a href="\(href)">\(Headline.cased(indicator.name[stage.language]))</a>\
          <span class="what">\(indicator.question[stage.language])</span></li>
          """
      }
      return """
        <h2>\(GroupNames.name(group)[stage.language])</h2><ul class="index">\(items)</ul>
        """
    }
    return "<section class=\"\(tile.style)\" id=\"\(id)\">\(parts)</section>\n"
  }
}

/// Names of the groups of indicators.
enum GroupNames {
  private static let names: [String: Text] = [
    "coverage": Text(de: "Abdeckung", en: "Coverage"),
    "adoption": Text(de: "Verbreitung", en: "Adoption"),
    "use": Text(de: "Nutzung", en: "Use"),
    "money": Text(de: "Kosten und Nutzen", en: "Costs and benefits"),
    "quality": Text(de: "Datenqualität", en: "Data quality"),
  ]

  static func name(_ group: String) -> Text { names[group] ?? .same(group) }
}
