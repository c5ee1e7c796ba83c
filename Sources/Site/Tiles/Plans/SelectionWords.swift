import Domain
import Indicators
import Planning

/// Why the selection is not the head of the ranking: the first question of every meeting.
enum SelectionWords {
  private static let first = 10

  /// Of a ranking that knows the selection; `nil`: another table.
  static func sentence<Scope>(_ scene: PlanScene<Scope>) -> String? {
    let (stage, table) = (scene.stage, scene.table)
    guard scene.question.listing == .priority,
      table.columns.contains(where: { $0.name == "selected" })
    else { return nil }
    let rows = table.rows.filter { table.text($0, "state") == "ranked" }.prefix(first)
    let left = rows.filter { table.text($0, "selected") != "yes" }.map {
      table.label($0, "candidate_id", stage.language)
    }
    let rule = stage.say(
      "Die Auswahl sucht den höchsten Kapitalwert im Budget; die Rangfolge wägt alle Kriterien. "
        + "Gewichte und Regeln ändern nur die Rangfolge. ",
      "The selection seeks the highest capital value within the budget; the ranking weighs all "
        + "criteria. Weights and rules change the ranking only. ")
    let names = left.joined(separator: ", ")
    if left.isEmpty {
      return rule
        + stage.say(
          "Von den ersten \(rows.count) sind alle gewählt.",
          "Of the first \(rows.count) all are chosen.")
    }
    return rule
      + stage.say(
        "Von den ersten \(rows.count) nicht gewählt: \(names).",
        "Of the first \(rows.count) not chosen: \(names).")
  }
}
