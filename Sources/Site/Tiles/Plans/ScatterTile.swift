import Domain
import Formats
import Indicators
import Planning

/// Candidates between what they cost and what they are worth, each as unsure as it is, with those
/// that the budget pays for.
enum ScatterTile {
  static func figure<Scope>(_ scene: PlanScene<Scope>) throws -> PlanFigure {
    let (stage, table) = (scene.stage, scene.table)
    // The selection says what a candidate is worth; how sure that is stands in two other tables.
    let values =
      try stage.exact.map {
        try ranges(
          $0.plan(PlanQuestion(.benefit)), "capital_value_p5_eur", "capital_value_p95_eur")
      } ?? [:]
    let costs = try ranges(
      stage.desk.plan(PlanQuestion(.candidates)), "cost_eur_min", "cost_eur_max")
    let points = table.rows.compactMap { row -> ScatterPlot.Point? in
      guard let cost = table.number(row, "cost_eur"), let value = table.number(row, "value_eur")
      else { return nil }
      let key = table.text(row, "candidate_id")
      let isChosen = table.text(row, "state") == "chosen"
      let name = table.label(row, "candidate_id", stage.language)
      return ScatterPlot.Point(
        label: isChosen ? name : "", name: name, x: cost, xRange: costs[key],
        y: value, yRange: values[key], isChosen: isChosen)
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
          + "95. Perzentil des Kapitalwerts; eine Pfeilspitze heißt: noch weiter. Namen stehen, wo "
          + "Platz ist.",
        "The crosses reach from the lowest to the highest estimate of the cost and from the 5th to "
          + "the 95th percentile of the capital value; the head of an arrow says: further. Names "
          + "stand where there is room.")
    ]
    if points.count > ScatterPlot.mostCrosses {
      view.notes.append(
        stage.say(
          "Bei so vielen Kandidaten hat ein Kreuz nur, wer mit Namen dasteht.",
          "Among so many candidates only those with a name have a cross."))
    }
    return .drawn(view)
  }

  /// Candidate → from where to where it may lie.
  private static func ranges<Scope>(
    _ table: Table<Scope>, _ low: String, _ high: String
  ) -> [String: ClosedRange<Double>] {
    table.rows.reduce(into: [:]) { ranges, row in
      guard let low = table.number(row, low), let high = table.number(row, high), low <= high
      else { return }
      ranges[table.text(row, "candidate_id")] = low...high
    }
  }

  /// `11 von 60 Kandidaten passen in 3,6 Mio. Euro`
  private static func headline<Scope>(
    _ points: [ScatterPlot.Point], _ table: Table<Scope>, _ stage: Stage
  ) -> String {
    let chosen = points.count(where: \.isChosen)
    let cost = points.filter(\.isChosen).reduce(0) { $0 + $1.x }
    let money = MoneyText.rounded(cost, stage.language)
    return chosen == 0
      ? stage.say(
        "Kein Kandidat bringt im Budget mehr, als er kostet",
        "No candidate brings more within the budget than it costs")
      : stage.say(
        "\(chosen) von \(table.rows.count) Kandidaten gewählt, für \(money)",
        "\(chosen) of \(table.rows.count) candidates chosen, for \(money)")
  }
}
