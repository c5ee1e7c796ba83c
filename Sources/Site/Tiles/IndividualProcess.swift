import Domain
import Indicators
import Planning

/// A process that a Kommune built for itself: it belongs to one Behörde and spreads nowhere, so that
/// figures about spreading say nothing of it.
enum IndividualProcess {
  static func isSubject(of stage: Stage) -> Bool {
    guard case .process(let id, _) = stage.subject,
      let listing = try? stage.desk.processListing(),
      let row = listing.rows.first(where: { listing.text($0, "process_id") == id })
    else { return false }
    return listing.text(row, "kind") == ProcessKind.individual.rawValue
  }

  static func sentence(_ stage: Stage) -> String {
    stage.say(
      "Ein individueller Prozess gehört einer Kommune und verbreitet sich nicht.",
      "An individual process belongs to one Kommune and does not spread.")
  }

  /// Once on the page, in the place of the forecast; nothing in the place of what hangs on it.
  static func notice(
    _ listing: PlanListing, _ tile: TileDeclaration, id: String, title: String, _ stage: Stage
  ) -> HTML {
    [.backtest, .spillover].contains(listing)
      ? "" : FigureView.empty(id: id, title: title, text: sentence(stage), tile, stage)
  }
}
