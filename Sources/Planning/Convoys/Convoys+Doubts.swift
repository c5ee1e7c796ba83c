import Domain
import Indicators
import Store

/// What cannot be right about a convoy.
extension Convoys {
  /// Convoys with members and a registered process for which nobody in any member Kreis is competent
  /// by the rules: nothing can come of them, or the rules or members are wrong.
  /// - Parameters:
  ///   - day: the end of this day; `nil`: the last day of the data.
  ///   - today: stands in for a project without data that have a day.
  public static func withoutAuthority(
    _ reader: StoreReader, on day: Day? = nil, today: Day
  ) throws -> [Convoy] {
    let rollouts = try Rollouts(reading: reader)
    return withoutAuthority(
      try list(reader), rollouts, on: day ?? rollouts.lastDay ?? today)
  }

  static func withoutAuthority(
    _ convoys: [Convoy], _ rollouts: Rollouts, on day: Day
  ) -> [Convoy] {
    convoys.filter { convoy in
      guard let rollout = convoy.processID.flatMap(rollouts.rollout),
        !convoy.kreise(on: day).isEmpty
      else { return false }
      return ConvoyUniformity(convoy, rollout, rollouts, on: day).authorityCount == 0
    }
  }

  /// The warning; `nil`: there is nothing to warn of.
  static func doubt(_ convoys: [Convoy]) -> Text? {
    guard !convoys.isEmpty else { return nil }
    let names = convoys.map { "\($0.name) (\($0.id))" }.joined(separator: ", ")
    return Text(
      de:
        "Bitte prüfen: für den Prozess ist in keinem Mitgliedskreis eine Behörde zuständig: \(names)",
      en: "Please check: no authority in any member district is competent for the process: \(names)"
    )
  }
}
