import Domain
import Formats
import Indicators
import Planning

/// Plan against actual: all convoys under each other, or the members of one with their milestones.
enum GanttTile {
  static func figure<Scope>(_ scene: PlanScene<Scope>) throws -> PlanFigure {
    let (stage, table) = (scene.stage, scene.table)
    let isOne = if case .convoy = stage.subject { true } else { false }
    let today = table.provenance.cutOff ?? stage.desk.today ?? Day(number: 0)
    let steps = isOne ? try self.steps(scene) : [:]
    let rows = table.rows.map { row -> GanttRows.Row in
      let key = table.text(row, isOne ? "kreis" : "convoy_id")
      let own = steps[key] ?? []
      return GanttRows.Row(
        label: label(table, row, isOne: isOne, stage),
        note: table.label(row, "delay", stage.language),
        planned: days(table, row, "planned"), actual: days(table, row, "actual"),
        isOpen: table.text(row, "complete") != "yes",
        plannedSteps: own.compactMap { Day($0.planned) },
        doneSteps: own.compactMap { Day($0.done) }.filter { $0 <= today },
        link: isOne || scene.isAlone ? nil : stage.link("/konvois/" + Percent.encode(key)))
    }
    let day = TimeText.shortDay(today, stage.language)
    let chart = GanttRows(
      id: scene.id + "-g", title: scene.title, rows: rows, today: today,
      todayName: stage.say("Stand \(day)", "as of \(day)"), language: stage.language)
    var view = scene.view(
      headline: headline(table, isOne: isOne, stage),
      what: stage.say("Plan und Verlauf · Stand \(day)", "Plan and course · as of \(day)"))
    view.charts = [(nil, chart.drawing)]
    // The median of all milestones stands beside it: two numbers for two things.
    if isOne {
      view.notes = [
        stage.say(
          "Rechts steht der größte Verzug eines Meilensteins.",
          "On the right stands the largest delay of a milestone.")
      ]
    }
    return .drawn(view)
  }

  private static func label<Scope>(
    _ table: Table<Scope>, _ row: TableRow, isOne: Bool, _ stage: Stage
  ) -> String {
    guard isOne else { return table.label(row, "convoy_id", stage.language) }
    let key = table.text(row, "kreis")
    guard !key.isEmpty else { return stage.say("Konvoi insgesamt", "The whole convoy") }
    return stage.desk.names.long(.kreis, key) ?? table.label(row, "kreis", stage.language)
  }

  private static func days<Scope>(
    _ table: Table<Scope>, _ row: TableRow, _ name: String
  ) -> ClosedRange<Day>? {
    guard let from = Day(table.text(row, name + "_from")),
      let to = Day(table.text(row, name + "_to")), from <= to
    else { return nil }
    return from...to
  }

  /// Kreis (empty: the whole convoy) → its milestones.
  private static func steps<Scope>(
    _ scene: PlanScene<Scope>
  ) throws -> [String: [(planned: String, done: String)]] {
    let table = try scene.stage.desk.plan(PlanQuestion(.roadmap, scene.question.choices))
    return Dictionary(
      grouping: table.rows.map { row in
        (
          kreis: table.text(row, "kreis"), planned: table.text(row, "planned_on"),
          done: table.text(row, "done_on")
        )
      }, by: \.kreis
    ).mapValues { $0.map { ($0.planned, $0.done) } }
  }

  /// `3 von 5 Konvois sind fertig`, `6 von 8 Landkreisen haben alle Meilensteine erledigt`
  private static func headline<Scope>(
    _ table: Table<Scope>, isOne: Bool, _ stage: Stage
  ) -> String {
    let all = table.rows.count
    let done = table.rows.count { table.text($0, "complete") == "yes" }
    return isOne
      ? stage.say(
        "\(done) von \(all) Mitgliedern haben alle Meilensteine erledigt",
        "\(done) of \(all) members have done all milestones")
      : stage.say(
        "\(done) von \(all) Konvois haben alle Meilensteine erledigt",
        "\(done) of \(all) convoys have done all milestones")
  }
}
