import Domain
import Formats
import Indicators

/// Adoption curves: active Behörden by month against the competent ones; one large on the page of a
/// process, the most widespread twelve as small multiples on the list of processes.
enum CurvesTile {
  private static let smallCount = 12

  static func html(_ tile: TileDeclaration, id: String, _ stage: Stage) throws -> HTML {
    if case .process(let process, let name) = stage.subject {
      return try single(process, name, tile, id: id, stage)
    }
    let listing = try stage.desk.processListing()
    let ranked = listing.rows.map { row in
      (
        id: listing.text(row, "process_id"), name: listing.text(row, "name"),
        active: listing.number(row, "authorities_active") ?? 0
      )
    }.sorted { ($1.active, $0.id) < ($0.active, $1.id) }
    let shown = ranked.prefix(smallCount)
    let multiples = try shown.enumerated().map { index, process -> HTML in
      let curve = try stage.desk.adoptionCurve(process: process.id)
      let drawing = chart(
        curve, title: process.name, id: "\(id)-\(index)", height: 150, stage
      ).drawing
      let href = stage.link("/prozesse/" + Percent.encode(process.id))
      return """
        <li><h3><a href="\(href)">\(process.name)</a></h3>\(drawing.inline)</li>
        """
    }
    let title =
      tile.title?[stage.language] ?? stage.say("Verbreitungskurven", "Adoption curves")
    let what = stage.say(
      "Behörden, die den Prozess aktiviert haben, nach Monaten · die \(shown.count) am weitesten "
        + "verbreiteten von \(ranked.count) Prozessen · Linie oben: zuständige Behörden",
      "Authorities with the process active, by month · the \(shown.count) most widespread of "
        + "\(ranked.count) processes · upper line: competent authorities")
    return """
      <section class="tile w-\(tile.width.rawValue)" id="\(id)"><h2>\(title)</h2>\
      <p class="what">\(what)</p><ul class="multiples">\(multiples)</ul>\
      <p class="note">\(stage.say("Die Zahlen hinter jeder Kurve stehen auf der Seite des Prozesses.", "The numbers behind each curve are on the page of its process."))</p></section>\n
      """
  }

  private static func single(
    _ process: String, _ name: String, _ tile: TileDeclaration, id: String, _ stage: Stage
  ) throws -> HTML {
    let curve = try stage.desk.adoptionCurve(process: process)
    let last = curve.rows.last
    let active = last.flatMap { curve.number($0, "active") }
    let competent = last.flatMap { curve.number($0, "competent") }
    let headline: String
    if let active {
      let printed = NumberText.decimal(active, digits: 0, stage.language)
      let of = competent.map { NumberText.decimal($0, digits: 0, stage.language) }
      headline =
        of.map {
          stage.say(
            "\(printed) von \($0) zuständigen Behörden aktiv",
            "Active in \(printed) of \($0) competent authorities")
        } ?? stage.say("\(printed) Behörden aktiv", "Active in \(printed) authorities")
    } else {
      headline = stage.say("Noch in keiner Behörde aktiv", "Not yet active anywhere")
    }
    var view = FigureView(
      id: id, headline: tile.title?[stage.language] ?? headline,
      what: stage.say("\(name) · Behörden nach Monaten", "\(name) · authorities by month"),
      table: TableView.html(curve, stage: stage, caption: name, limit: 60),
      provenance: curve.provenance, mark: Released.mark, width: tile.width)
    view.charts = [(nil, chart(curve, title: name, id: id + "-c", height: 240, stage).drawing)]
    let api = "/api/v1/processes/\(Percent.encode(process))/adoption"
    view.files = [
      ("CSV", api + "?format=csv"), ("JSON", api + "?format=json"),
    ]
    return view.html(stage)
  }

  private static func chart(
    _ curve: Table<Released>, title: String, id: String, height: Double, _ stage: Stage
  ) -> LineChart {
    let rows = curve.rows.compactMap { row in
      Month(curve.text(row, "month")).map { (month: $0, row: row) }
    }
    func series(_ column: String) -> [Figure] {
      rows.map { curve.number($0.row, column).map(Figure.value) ?? .missing }
    }
    let competent = series("competent")
    var lines: [LineChart.Series] = [.init(name: "", figures: series("active"))]
    if competent.contains(where: { $0.number != nil }) {
      lines.append(
        .init(name: stage.say("zust.", "comp."), figures: competent, isReference: true))
    }
    return LineChart(
      id: id, title: title, months: rows.map(\.month), series: lines, unit: .count,
      language: stage.language, height: height, isStepped: true)
  }
}
