import Domain
import Formats
import Indicators

extension Scene {
  /// Why the areas of a table are not the whole Land, where they are not. What noise protects does
  /// not add up anyway, and a figure of one thing among many is compared with nothing.
  func outside(
    _ table: Table<Desk.Scope>, dimension: String, land: FigureRow?
  ) -> [String] {
    let filter = stage.filter(of: tile)
    guard !desk.isNoisy(indicator), AreaLevel.allCases.allSatisfy({ filter[$0.rawValue] == nil })
    else { return [] }
    return Notes.outside(
      table.figureRows, dimension: dimension, land: land, indicator: indicator, stage)
  }
}

extension Notes {
  /// Why the areas of a figure lie all on one side of the Land: what belongs to none of them, as the
  /// authorities of the Land itself, counts for the Land alone.
  /// - Parameter rows: of all areas of the level, whatever a tile shows of them.
  /// - Returns: nothing where the areas are the whole Land, or a share cannot be taken apart.
  static func outside(
    _ rows: [FigureRow], dimension: String, land: FigureRow?, indicator: IndicatorDescription,
    _ stage: Stage
  ) -> [String] {
    // Of other shares the parts may overlap, and would not add up to the whole.
    guard indicator.hasInterval, let level = AreaLevel(rawValue: dimension), level != .land,
      let land, let all = land.denominator, let share = land.numerator,
      !rows.contains(where: { $0.figure == .withheld })
    else { return [] }
    let count = all - rows.compactMap(\.denominator).reduce(0, +)
    let part = share - rows.compactMap(\.numerator).reduce(0, +)
    guard count >= 1, (0...count).contains(part) else { return [] }
    let value = NumberText.phrase(part / count, unit: indicator.unit, stage.language)
    let weight = NumberText.phrase(count / all, unit: .share, stage.language)
    let areas =
      switch level {
      case .regierungsbezirk: stage.say("keinem Regierungsbezirk", "no Regierungsbezirk")
      case .kreis: stage.say("keinem Kreis", "no district")
      default: stage.say("keiner Gemeinde", "no municipality")
      }
    return [
      stage.say(
        "Zum Land zählt auch, was zu \(areas) gehört, etwa Behörden des Landes selbst: \(weight) "
          + "des Ganzen, dort \(value).",
        "The Land also counts what belongs to \(areas), such as authorities of the Land itself: "
          + "\(weight) of the whole, at \(value).")
    ]
  }
}
