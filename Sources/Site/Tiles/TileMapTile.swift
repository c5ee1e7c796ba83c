import Domain
import Formats
import Indicators

/// The 44 Stadt- und Landkreise as a map of tiles; each tile leads to its Kreis.
enum TileMapTile {
  static func html<Desk>(_ scene: Scene<Desk>) throws -> HTML {
    let stage = scene.stage
    let indicator = scene.indicator
    let request = scene.request(by: ["kreis"])
    let table = try scene.desk.table(request)
    let land = try scene.land(indicator)
    var view = FigureView(
      id: scene.id,
      headline: scene.tile.title?[scene.language]
        ?? Headline.beyond(table.figureRows, land: land?.figure.number, indicator: indicator, stage),
      what: scene.what(indicator),
      table: TableView.html(
        table, stage: stage, caption: scene.what(indicator), link: scene.link),
      provenance: table.provenance, mark: scene.mark, tile: scene.tile)
    let map = drawing(table, indicator: indicator, id: scene.id + "-m", stage: stage) {
      stage.link("/kreise/" + $0)
    }
    view.charts = [(nil, map)]
    view.notes =
      Notes.absent(table.figureRows, stage) + [
        stage.say(
          "Jede Kachel führt zum Blatt ihres Kreises; mit den Pfeiltasten von Kachel zu Kachel.",
          "Each tile leads to the sheet of its district; arrow keys move from tile to tile.")
      ] + scene.outside(table, dimension: "kreis", land: land) + scene.remarks()
    view.indicator = indicator.id
    view.files = scene.files(request, chart: "tilemap")
    return view.html(stage)
  }

  /// - Parameter link: from the key of a Kreis to its place; `nil` for a drawing on its own.
  static func drawing<Scope>(
    _ table: Table<Scope>, indicator: IndicatorDescription, id: String, stage: Stage,
    link: (String) -> String? = { _ in nil }
  ) -> Drawing {
    TileMap(
      id: id, title: indicator.name[stage.language],
      entries: table.figureRows.map { row in
        let key = row.keys[0]
        return .init(
          ags5: key,
          name: stage.desk.names.long(.kreis, key)
            ?? stage.name("kreis", key, label: row.labels[0]),
          isStadtkreis: AuthorityKey.isStadtkreis(key), figure: row.figure, link: link(key))
      }, unit: indicator.unit, language: stage.language
    ).drawing
  }
}
