import Domain
import Formats
import Indicators

/// What the selection is worth with less or more money, and what it costs.
enum FrontierTile {
  static func figure<Scope>(_ scene: PlanScene<Scope>) -> PlanFigure {
    let (stage, table) = (scene.stage, scene.table)
    let chart = StackedBars(
      id: scene.id + "-b", title: scene.title,
      parts: [stage.say("Kapitalwert", "Capital value")],
      markName: stage.say("Kosten der Auswahl", "cost of the selection"),
      bars: table.rows.map { row in
        StackedBars.Bar(
          label: table.label(row, "percent", stage.language),
          parts: [table.figure(row, "value_eur")], mark: table.number(row, "spent_eur"))
      }, unit: .euros, language: stage.language)
    var view = scene.view(
      headline: headline(table, stage),
      what: stage.say(
        "Kapitalwert der besten Auswahl · nach Teilen des Budgets für Neues",
        "Capital value of the best selection · by parts of the budget for new ones"))
    view.charts = [(nil, chart.drawing)]
    if let caveat = table.provenance.caveat { view.notes = [caveat[stage.language]] }
    return .drawn(view)
  }

  /// `Mit der Hälfte mehr Geld wüchse der Kapitalwert um 0,9 Mio. Euro`
  private static func headline<Scope>(_ table: Table<Scope>, _ stage: Stage) -> String {
    guard let last = table.rows.last, let more = table.number(last, "difference_eur") else {
      return table.provenance.title[stage.language]
    }
    let money = MoneyText.rounded(more, stage.language)
    guard more >= 0.5 else {
      return table.text(last, "proven") == "yes"
        ? stage.say(
          "Auch die Hälfte mehr Geld brächte keinen höheren Kapitalwert",
          "Even half as much money again would bring no higher capital value")
        : stage.say(
          "Mit der Hälfte mehr Geld ist keine bessere Auswahl gefunden",
          "With half as much money again no better selection has been found")
    }
    return stage.say(
      "Mit der Hälfte mehr Geld wüchse der Kapitalwert um \(money)",
      "With half as much money again the capital value would grow by \(money)")
  }
}
