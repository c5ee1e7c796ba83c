import Domain
import Formats
import Indicators
import Planning

/// Candidates between what they cost and what they are worth, each as unsure as it is, with those
/// that the budget pays for.
enum ScatterTile {
  static func html<Scope>(_ scene: PlanScene<Scope>) -> HTML {
    let (stage, table) = (scene.stage, scene.table)
    func range(_ row: TableRow, _ low: String, _ high: String) -> ClosedRange<Double>? {
      guard let low = table.number(row, low), let high = table.number(row, high), low <= high
      else { return nil }
      return low...high
    }
    let points = table.rows.compactMap { row -> ScatterPlot.Point? in
      guard let cost = table.number(row, "cost_eur"), let value = table.number(row, "value_eur")
      else { return nil }
      let isChosen = !table.text(row, "chosen_in").isEmpty
      return ScatterPlot.Point(
        label: table.text(row, "no"), name: table.label(row, "candidate_id", stage.language),
        x: cost, xRange: range(row, "cost_eur_min", "cost_eur_max"), y: value,
        yRange: range(row, "value_p5_eur", "value_p95_eur"), isChosen: isChosen)
    }
    let chart = ScatterPlot(
      id: scene.id + "-s", title: scene.title, points: points,
      x: .init(name: stage.say("Kosten", "Cost"), unit: .euros),
      y: .init(name: stage.say("Kapitalwert", "Capital value"), unit: .euros),
      names: (
        chosen: stage.say("gewählt", "chosen"), other: stage.say("nicht gewählt", "not chosen"),
        frontier: stage.say(
          "keiner ist billiger und mehr wert", "none is cheaper and worth more")
      ), language: stage.language)
    var view = scene.view(
      headline: headline(points, table, stage),
      what: stage.say(
        "Kandidaten für Standardprozesse · Kosten und Kapitalwert über den Zeitraum",
        "Candidates for Standardprozesse · cost and capital value over the horizon"))
    view.charts = [(nil, chart.drawing)]
    view.notes = [
      stage.say(
        "Die Kreuze reichen von der niedrigsten zur höchsten Schätzung der Kosten und vom 5. zum "
          + "95. Perzentil des Kapitalwerts. Die Zahlen stehen in der Spalte „Nr.“ der Tabelle.",
        "The crosses reach from the lowest to the highest estimate of the cost and from the 5th to "
          + "the 95th percentile of the capital value. The numbers are those of the column “No.”.")
    ]
    return view.html(stage)
  }

  /// `11 von 60 Kandidaten passen in 3,6 Mio. Euro`
  private static func headline<Scope>(
    _ points: [ScatterPlot.Point], _ table: Table<Scope>, _ stage: Stage
  ) -> String {
    let chosen = points.count(where: \.isChosen)
    let cost = points.filter(\.isChosen).reduce(0) { $0 + $1.x }
    let money = MoneyText.rounded(cost, stage.language)
    return chosen == 0
      ? stage.say("Kein Kandidat passt in das Budget", "No candidate fits the budget")
      : stage.say(
        "\(chosen) von \(table.rows.count) Kandidaten gewählt, für \(money)",
        "\(chosen) of \(table.rows.count) candidates chosen, for \(money)")
  }
}
