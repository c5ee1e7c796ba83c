import Domain
import Formats
import Indicators
import Planning

/// Adoption curves: active Behörden by month against the competent ones; one large on the page of
/// a process, the twelve that grew most as small multiples on the list of processes.
enum CurvesTile {
  private static let smallCount = 12
  /// A year: growth is what came since then, or since the first month.
  private static let growthMonths = 12

  static func html(_ tile: TileDeclaration, id: String, _ stage: Stage) throws -> HTML {
    guard PlanListing(rawValue: tile.show.first ?? "") == nil else {
      return try PlanTile.html(tile, id: id, stage)
    }
    if case .process(let process, let name) = stage.subject {
      return try single(process, name, tile, id: id, stage)
    }
    return try multiples(tile, id: id, stage)
  }

  /// One process with its curve, taken apart.
  private struct Curve {
    let id: String
    let name: String
    let table: Table<Released>
    let months: [Month]
    let active: [Figure]
    let competent: [Figure]

    init(id: String, name: String, _ table: Table<Released>) {
      self.id = id
      self.name = name
      self.table = table
      let rows = table.rows.compactMap { row in
        Month(table.text(row, "month")).map { (month: $0, row: row) }
      }
      func series(_ column: String) -> [Figure] {
        rows.map { table.number($0.row, column).map(Figure.value) ?? .missing }
      }
      months = rows.map(\.month)
      active = series("active")
      competent = series("competent")
    }

    var now: Double { active.last?.number ?? 0 }
    /// Index of the month since which growth counts.
    var start: Int { max(0, active.count - 1 - CurvesTile.growthMonths) }
    var before: Double { active.isEmpty ? 0 : active[start].number ?? 0 }
    var growth: Double { now - before }
  }

  private static func multiples(_ tile: TileDeclaration, id: String, _ stage: Stage) throws -> HTML
  {
    let listing = try stage.desk.processListing()
    let curves = try listing.rows.map { row in
      let process = listing.text(row, "process_id")
      let name = listing.text(row, "name")
      let isShared = listing.rows.count { listing.text($0, "name") == name } > 1
      // The same thing may come as a Standardprozess and from another Land.
      return Curve(
        id: process,
        name: isShared ? "\(name) (\(listing.label(row, "kind", stage.language)))" : name,
        try stage.desk.adoptionCurve(process: process))
    }.sorted { ($1.growth, $1.now, $0.id) < ($0.growth, $0.now, $1.id) }
    let shown = curves.prefix(smallCount)
    guard let first = shown.first, !first.months.isEmpty else {
      return FigureView.empty(
        id: id, title: tile.title?[stage.language] ?? stage.say("Verbreitung", "Adoption"),
        text: stage.say("Noch kein Prozess geladen.", "No process loaded yet."), tile, stage)
    }
    let since = TimeText.month(first.months[first.start], stage.language)
    var view = FigureView(
      id: id,
      headline: tile.title?[stage.language]
        ?? stage.say(
          "Am stärksten gewachsen: \(first.name), von \(count(first.before, stage)) auf "
            + "\(count(first.now, stage)) Behörden seit \(since)",
          "Grown most: \(first.name), from \(count(first.before, stage)) to "
            + "\(count(first.now, stage)) authorities since \(since)"),
      what: stage.say(
        "Behörden, die den Prozess aktiviert haben, nach Monaten · die \(shown.count) Prozesse "
          + "mit dem größten Zuwachs seit \(since), von \(curves.count)",
        "Authorities with the process active, by month · the \(shown.count) processes that grew "
          + "most since \(since), of \(curves.count)"),
      table: growthTable(Array(shown), since: since, stage), provenance: first.table.provenance,
      mark: Released.mark, tile: tile)
    let items = shown.enumerated().map { index, curve -> HTML in
      let href = stage.link("/prozesse/" + Percent.encode(curve.id))
      let drawing = chart(
        curve, id: "\(id)-\(index)", size: (260, 150), isSmall: true, stage
      ).drawing.inline
      return "<li><h3><a href=\"\(href)\">\(curve.name)</a></h3>\(drawing)</li>"
    }
    view.lead = "<ul class=\"multiples\">\(items)</ul>"
    view.notes = [
      stage.say(
        "Obere Linie: zuständige Behörden. Jede Abbildung hat ihre eigene Achse.",
        "Upper line: competent authorities. Each drawing has its own axis.")
    ]
    view.indicator = "activation_rate"
    return view.html(stage)
  }

  private static func growthTable(_ curves: [Curve], since: String, _ stage: Stage) -> HTML {
    let caption = stage.say("Zuwachs seit \(since)", "Growth since \(since)")
    let heads = [
      since, stage.say("heute", "now"), stage.say("Zuwachs", "growth"),
      stage.say("zuständig", "competent"),
    ]
    let rows = curves.map { curve -> HTML in
      let href = stage.link("/prozesse/" + Percent.encode(curve.id))
      let competent = curve.competent.last ?? .missing
      let cells = [.value(curve.before), .value(curve.now), .value(curve.growth), competent].map {
        "<td class=\"num\">\(FigureText.text($0, unit: .count, stage.language))</td>" as HTML
      }
      return "<tr><th scope=\"row\"><a href=\"\(href)\">\(curve.name)</a></th>\(cells)</tr>"
    }
    return TableView.written(
      caption: caption, first: stage.say("Prozess", "Process"), heads: heads, rows: rows)
  }

  private static func single(
    _ process: String, _ name: String, _ tile: TileDeclaration, id: String, _ stage: Stage
  ) throws -> HTML {
    let curve = Curve(id: process, name: name, try stage.desk.adoptionCurve(process: process))
    guard curve.active.contains(where: { $0.number != nil }) else {
      return FigureView.empty(
        id: id, title: tile.title?[stage.language] ?? stage.say("Verbreitung", "Adoption"),
        text: headline(curve, stage) + ".", tile, stage)
    }
    var view = FigureView(
      id: id, headline: tile.title?[stage.language] ?? headline(curve, stage),
      what: stage.say("\(name) · Behörden nach Monaten", "\(name) · authorities by month"),
      table: TableView.html(curve.table, stage: stage, caption: name, limit: 60),
      provenance: curve.table.provenance, mark: Released.mark, tile: tile)
    view.charts = [
      (nil, chart(curve, id: id + "-c", size: (400, 225), isSmall: false, stage).drawing)
    ]
    view.indicator = "activation_rate"
    let api = "/api/v1/processes/\(Percent.encode(process))/adoption"
    view.files = TableAnswer.files(stage.language) { stage.data(api, $0) }
    return view.html(stage)
  }

  private static func headline(_ curve: Curve, _ stage: Stage) -> String {
    guard let active = curve.active.last?.number else {
      return stage.say("Noch in keiner Behörde aktiv", "Not yet active anywhere")
    }
    guard let competent = curve.competent.last?.number else {
      return stage.say(
        "In \(count(active, stage)) Behörden aktiv", "Active in \(count(active, stage)) authorities"
      )
    }
    return stage.say(
      "\(count(active, stage)) von \(count(competent, stage)) zuständigen Behörden aktiv",
      "Active in \(count(active, stage)) of \(count(competent, stage)) competent authorities")
  }

  private static func chart(
    _ curve: Curve, id: String, size: (width: Double, height: Double), isSmall: Bool,
    _ stage: Stage
  ) -> LineChart {
    var lines: [LineChart.Series] = [.init(name: "", figures: curve.active)]
    if curve.competent.contains(where: { $0.number != nil }) {
      lines.append(
        .init(
          name: isSmall ? "" : stage.say("zuständig", "competent"), figures: curve.competent,
          isReference: true))
    }
    return LineChart(
      id: id, title: curve.name, months: curve.months, series: lines, unit: .count,
      language: stage.language, width: size.width, height: size.height, isStepped: true)
  }

  private static func count(_ number: Double, _ stage: Stage) -> String {
    NumberText.decimal(number, digits: 0, stage.language)
  }
}
