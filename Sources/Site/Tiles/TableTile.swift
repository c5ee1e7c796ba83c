import Domain
import Formats
import Indicators

/// The table itself as the figure, for what has too many rows for a drawing.
enum TableTile {
  static func html<Desk>(_ scene: Scene<Desk>) throws -> HTML {
    let stage = scene.stage
    let indicator = scene.indicator
    let request = scene.request()
    let table = try scene.desk.table(request)
    let dimension = scene.tile.by.first ?? "land"
    var view = FigureView(
      id: scene.id,
      headline: scene.tile.title?[scene.language]
        ?? Headline.span(table.figureRows, dimension: dimension, indicator: indicator, stage),
      what: scene.what(indicator),
      table: TableView.html(
        table, stage: stage, caption: scene.what(indicator), link: scene.link),
      provenance: table.provenance, mark: scene.mark, tile: scene.tile)
    view.isTableOpen = true
    view.notes = scene.remarks()
    view.indicator = indicator.id
    view.files = scene.files(request)
    return view.html(stage)
  }
}
