import Domain

/// Whether a series changes because the units changed, or because other units report: the total
/// change from its first to its last month beside the change of the constant panel.
package enum CompositionNote {
  /// `nil` where both agree to 2 percentage points, or where the indicator is no share
  /// whose parts add up over units.
  static func text(
    _ indicator: Indicator, from first: Month, to last: Month, rule: CountingRule,
    filter: [String: [String]], _ frames: RelationFrames
  ) -> Text? {
    guard indicator.unit == .share, case .quotient(let quotient) = indicator.formula,
      quotient.isAdditive, first < last
    else { return nil }
    let dimensions = ["kreis", "leistung", "process"].filter(indicator.dimensions.contains)
    guard !dimensions.isEmpty else { return nil }
    func parts(_ month: Month) -> [[Int]: ConstantPanel.Part] {
      var filter = filter
      filter["month"] = [month.description]
      let groups = Evaluator.evaluate(
        indicator.formula, over: frames.frameSet(rule, months: month...month), by: dimensions,
        where: filter)
      return groups.reduce(into: [:]) { result, group in
        guard let numerator = group.row.numerator.number,
          let denominator = group.row.denominator.number, denominator > 0
        else { return }
        result[group.codes] = ConstantPanel.Part(numerator, of: denominator)
      }
    }
    let (before, after) = (parts(first), parts(last))
    let keys = Array(Set(before.keys).union(after.keys))
    let panel = ConstantPanel(before: keys.map { before[$0] }, after: keys.map { after[$0] })
    guard panel.needsNote, let total = panel.total else { return nil }
    let constant = units(panel.panelCount, of: panel.unitCount)
    return Text(
      de: "Von \(first) bis \(last) ändert sich die Zahl um \(points(total, ",")) Prozentpunkte, "
        + (panel.panel.map { "bei \(constant.de), um \(points($0, ","))." }
          ?? "keine Einheit kommt in beiden Monaten vor.")
        + " Ein Teil der Änderung ist also eine andere Zusammensetzung.",
      en: "From \(first) to \(last) the figure changes by \(points(total, ".")) percentage points, "
        + (panel.panel.map { "and among \(constant.en) by \(points($0, "."))." }
          ?? "and no unit occurs in both months.")
        + " So a part of the change is another composition.")
  }

  /// The units of the constant panel among all.
  package static func units(_ count: Int, of all: Int) -> Text {
    let (some, all) = (Text.count(count), Text.count(all))
    return count == 1
      ? Text(
        de: "der einen von \(all.de) Einheiten, die in beiden Monaten vorkommt",
        en: "the one of \(all.en) units that occurs in both months")
      : Text(
        de: "den \(some.de) von \(all.de) Einheiten, die in beiden Monaten vorkommen",
        en: "the \(some.en) of \(all.en) units that occur in both months")
  }

  /// A difference of shares in percentage points, with one decimal and its sign.
  private static func points(_ difference: Double, _ mark: String) -> String {
    let tenths = Int((difference * 1_000).rounded())
    let sign = tenths < 0 ? "−" : tenths > 0 ? "+" : ""
    return "\(sign)\(tenths.magnitude / 10)\(mark)\(tenths.magnitude % 10)"
  }
}
