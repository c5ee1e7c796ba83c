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
    // Steps that no visit has reached are no rows of a process that is shorter.
    let reached = table.figureRows.lastIndex { ($0.figure.number ?? 0) > 0 } ?? -1
    if dimension == "step", reached < 0 {
      return FigureView.empty(
        id: scene.id, title: scene.tile.title?[scene.language] ?? indicator.name[scene.language],
        text: stage.say("Noch kein Besuch ist gezählt.", "No visit has been counted yet."),
        scene.tile, stage)
    }
    let isShown = { (keys: [String]) -> Bool in
      guard dimension == "step", let key = keys.first else { return true }
      return table.figureRows.firstIndex { $0.keys.first == key }.map { $0 <= reached } ?? true
    }
    var view = FigureView(
      id: scene.id,
      headline: scene.tile.title?[scene.language]
        ?? Headline.span(table.figureRows, dimension: dimension, indicator: indicator, stage),
      what: scene.what(indicator),
      table: TableView.html(
        table, stage: stage, caption: scene.what(indicator), link: scene.link, where: isShown),
      provenance: table.provenance, mark: scene.mark, tile: scene.tile)
    view.isTableOpen = true
    view.notes = shares(table, dimension: dimension, scene) + scene.remarks()
    view.indicator = indicator.id
    view.files = scene.files(request)
    return view.html(stage)
  }

  /// Of visits that end without an application, how many end where most do.
  private static func shares<Desk>(
    _ table: Table<Desk.Scope>, dimension: String, _ scene: Scene<Desk>
  ) -> [String] {
    guard dimension == "step", scene.indicator.unit == .count else { return [] }
    let rows = table.figureRows
    let all = rows.compactMap(\.figure.number).reduce(0, +)
    let most = rows.max { ($0.figure.number ?? 0) < ($1.figure.number ?? 0) }
    guard all > 0, let most, let count = most.figure.number else { return [] }
    let share = NumberText.text(count / all, unit: .share, scene.language)
    let step = scene.stage.name(dimension, most.keys[0], label: most.labels[0])
    return [
      scene.stage.say(
        "\(share) dieser Besuche enden \(step).", "\(share) of these visits end \(step).")
    ]
  }
}
