import Domain
import Indicators
import Store

/// The bars of a Gantt chart as a table: from when to when something was planned, and what came of
/// it.
enum ConvoySchedule {
  /// `convoy_id, kreis, planned_from, planned_to, actual_from, actual_to, complete, delay`: without
  /// a convoy one row for each of them (`kreis` empty), with one a row for each member.
  /// - Parameters:
  ///   - day: the end of this day; `nil`: the last day of the data.
  ///   - today: stands in for a project without data that have a day.
  /// - Throws: ``Fault`` of kind usage for a convoy that is not there.
  static func table(
    _ reader: StoreReader, convoy id: String?, on day: Day?, today: Day
  ) throws -> Table<Released> {
    let rollouts = try Rollouts(reading: reader)
    let day = day ?? rollouts.lastDay ?? today
    let rows: [[TableCell]]
    if let id {
      let convoy = try Convoys.convoy(id, reader)
      rows = convoy.bars(on: day).map { bar in
        row(
          convoy,
          bar.kreis.map { .key($0, label: rollouts.name(ofKreis: $0)) } ?? .key("", label: all),
          planned: bar.planned, actual: bar.actual, isComplete: bar.isComplete, delay: bar.delay)
      }
    } else {
      rows = try Convoys.list(reader).compactMap { whole($0, on: day) }
    }
    return ConvoyTable.table(
      Text(de: "Zeitplan am \(day)", en: "Schedule on \(day)"), columns, rows,
      source: ConvoyTable.roadmapSource, cutOff: day, caveat: caveat, rollouts)
  }

  /// A convoy lasts from the first begin of a member to the last end.
  private static func whole(_ convoy: Convoy, on day: Day) -> [TableCell]? {
    let bars = convoy.bars(on: day)
    guard let start = bars.map(\.planned.lowerBound).min(),
      let end = bars.map(\.planned.upperBound).max()
    else { return nil }
    let actual = bars.compactMap(\.actual)
    let begun = actual.map(\.lowerBound).min()
    let last = actual.map(\.upperBound).max()
    let isComplete = bars.allSatisfy(\.isComplete)
    let standing = ConvoyStanding(convoy.milestones, on: day)
    let delay =
      isComplete
      ? last.map { ofLastStep($0 - end) } ?? standing.summary
      : standing.overdueCount == 0
        ? Text(de: "nichts überfällig", en: "nothing overdue")
        : Text(de: "\(standing.overdueCount) überfällig", en: "\(standing.overdueCount) overdue")
    return row(
      convoy, .key("", label: all), planned: start...end,
      actual: begun.flatMap { begun in last.map { begun...$0 } }, isComplete: isComplete,
      delay: delay)
  }

  /// The end of a convoy is that of its last milestone; others may have been later or earlier.
  private static func ofLastStep(_ days: Int) -> Text {
    // Beside the name of a convoy there is room for few words.
    func told(_ text: String, _ word: String) -> String {
      text.hasSuffix(word) ? String(text.dropLast(word.count)) : text
    }
    let difference = ConvoyMilestone.difference(days)
    return Text(
      de: "letzter Meilenstein "
        + (days == 0 ? difference.de : told(difference.de, " als geplant")),
      en: "last milestone " + (days == 0 ? difference.en : told(difference.en, " than planned")))
  }

  private static func row(
    _ convoy: Convoy, _ kreis: TableCell, planned: ClosedRange<Day>, actual: ClosedRange<Day>?,
    isComplete: Bool, delay: Text
  ) -> [TableCell] {
    [
      .key(convoy.id, label: .same(convoy.name)), kreis, .day(planned.lowerBound),
      .day(planned.upperBound), .day(actual?.lowerBound),
      .day(actual?.upperBound),
      isComplete
        ? .key("yes", label: Text(de: "ja", en: "yes"))
        : .key("no", label: Text(de: "nein", en: "no")),
      .key(delay.de, label: delay),
    ]
  }

  private static let all = Text(de: "alle", en: "all")

  private static let caveat = Text(
    de: "Der Plan ist der erste; was später verschoben wurde, zählt als Verzug. Bei einem Konvoi "
      + "steht der Verzug seines letzten Meilensteins, bei einem Mitglied der größte eines "
      + "Meilensteins.",
    en: "The plan is the first one; what was revised later counts as delay. A convoy is told by "
      + "the delay of its last milestone, a member by the largest delay of one.")

  private static let columns: [TableColumn] = [
    ConvoyTable.convoy, ConvoyTable.kreis,
    .dimension("planned_from", Text(de: "geplant ab", en: "planned from")),
    .dimension("planned_to", Text(de: "geplant bis", en: "planned to")),
    .dimension("actual_from", Text(de: "begonnen am", en: "begun on")),
    .dimension("actual_to", Text(de: "zuletzt am", en: "last on")),
    .dimension("complete", Text(de: "fertig", en: "complete")),
    .dimension("delay", Text(de: "in Worten", en: "in words")),
  ]
}
