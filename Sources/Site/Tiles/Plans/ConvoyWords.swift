import Domain
import Indicators
import Planning

/// What the page of a convoy says where there is no figure.
enum ConvoyWords {
  static func nobodyCompetent(_ stage: Stage) -> String {
    stage.say(
      "Für den Prozess dieses Konvois ist in den Mitgliedskreisen keine Behörde zuständig; "
        + "Verbreitung und Einheitlichkeit entfallen.",
      "No authority in the member districts is competent for the process of this convoy; adoption "
        + "and uniformity do not apply.")
  }

  /// Whether the convoy has a process for which nobody in its Kreise is competent.
  static func hasNobody(_ stage: Stage) -> Bool {
    guard case .convoy = stage.subject,
      let table = try? stage.desk.plan(stage.question(.uniformity)), !table.rows.isEmpty
    else { return false }
    return table.rows.allSatisfy { table.number($0, "authorities") == 0 }
  }

  /// Why a table about a convoy has no rows.
  static func empty(_ listing: PlanListing, _ stage: Stage) -> String? {
    switch listing {
    case .adopters where hasNobody(stage): nobodyCompetent(stage)
    case .adopters:
      stage.say(
        "Außerhalb des Konvois hat noch kein Kreis den Prozess nach seinem Beginn eingeführt.",
        "Outside the convoy no district has introduced the process after its beginning yet.")
    default: nil
    }
  }

  /// The sentences of those for which nothing can be estimated; with their names where there are
  /// several convoys.
  static func notEstimable<Scope>(_ table: Table<Scope>, _ stage: Stage) -> [String] {
    let isOne = if case .convoy = stage.subject { true } else { false }
    return table.rows.filter {
      table.text($0, "term") == "overall" && table.number($0, "estimate") == nil
    }.map { row in
      let note = table.label(row, "note", stage.language)
      let name = table.label(row, "convoy_id", stage.language)
      return Headline.cased(isOne ? note : "\(name): \(note)") + "."
    }
  }
}
