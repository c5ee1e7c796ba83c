import Domain
import Formats
import Indicators
import Planning

/// How many of a convoy's Behörden have its process active, and how many in the same way.
enum UniformityTile {
  static func figure<Scope>(_ scene: PlanScene<Scope>) -> PlanFigure {
    let (stage, table) = (scene.stage, scene.table)
    let rows = table.rows.compactMap { row in
      Month(table.text(row, "month")).map { (month: $0, row: row) }
    }
    if rows.allSatisfy({ table.number($0.row, "authorities") == 0 }) {
      return .nothing(ConvoyWords.nobodyCompetent(stage))
    }
    let (active, uniform) = (
      rows.map { table.figure($0.row, "active_share") },
      rows.map { table.figure($0.row, "uniform_share") }
    )
    let chart = LineChart(
      id: scene.id + "-u", title: scene.title, months: rows.map(\.month),
      series: [
        .init(name: stage.say("einheitlich", "uniform"), figures: uniform),
        .init(name: stage.say("aktiv", "active"), figures: active, isReference: true),
      ], unit: .share, language: stage.language, height: 190, isStepped: true)
    let last = uniform.last?.number.map { NumberText.text($0, unit: .share, stage.language) }
    var view = scene.view(
      headline: last.map {
        stage.say(
          "\($0) der Behörden sind einheitlich dabei", "\($0) of the authorities are uniform")
      } ?? scene.title,
      what: stage.say(
        "Anteil der zuständigen Behörden der Mitglieder · nach Monaten",
        "Share of the competent authorities of the members · by month"))
    view.charts = [(nil, chart.drawing)]
    return .drawn(view)
  }
}
