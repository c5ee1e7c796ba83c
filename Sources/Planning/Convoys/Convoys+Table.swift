import Domain
import Indicators
import Store

extension Convoys {
  /// One row a convoy, by id: `convoy_id, name, task, process_id, field, started_on, members, left,
  /// lead, milestones, due, done, done_of_due, overdue, slip_days_median, slip_days_max, standing,
  /// active_share, uniform_share, adopters`.
  /// - Parameters:
  ///   - day: the end of this day; `nil`: the last day of the data.
  ///   - today: stands in for a project without data that have a day.
  public static func table(
    _ reader: StoreReader, on day: Day? = nil, today: Day
  ) throws -> Table<Released> {
    let rollouts = try Rollouts(reading: reader)
    let day = day ?? rollouts.lastDay ?? today
    let convoys = try list(reader)
    let rows = convoys.map { convoy -> [TableCell] in
      let standing = ConvoyStanding(convoy.milestones, on: day)
      let kreise = convoy.kreise(on: day)
      let rollout = convoy.processID.flatMap(rollouts.rollout)
      let uniformity = ConvoyUniformity(convoy, rollout, rollouts, on: day)
      let adopters = BlueprintAdopters.list(convoy, rollouts, on: day)
      return [
        .key(convoy.id, label: .same(convoy.name)), .text(convoy.name), .text(convoy.task),
        .key(convoy.processID ?? "", label: nil), .text(convoy.field ?? ""),
        .day(convoy.startedOn), .number(kreise.count),
        .number(convoy.kreise(upTo: day).subtracting(kreise).count),
        .text(
          Set(convoy.leads).sorted().map { rollouts.name(ofKreis: $0).de }.joined(separator: ", ")),
        .number(standing.milestoneCount), .number(standing.dueCount),
        .number(standing.doneCount), .number(standing.doneOfDueCount),
        .number(standing.overdueCount), .number(standing.medianSlipDays),
        .number(standing.largestSlipDays),
        .key(standing.summary.de, label: standing.summary),
        .applicable(uniformity.activeShare),
        .applicable(uniformity.uniformShare),
        .applicable(convoy.processID == nil ? nil : Double(adopters.count)),
      ]
    }
    return ConvoyTable.table(
      Text(de: "Konvois am \(day)", en: "Convoys on \(day)"), columns, rows,
      source: ConvoyTable.roadmapSource, cutOff: day, caveat: caveat,
      note: doubt(withoutAuthority(convoys, rollouts, on: day)), rollouts)
  }

  private static let caveat = Text(
    de: "Verzug zählt ab dem ersten Plan, auch wenn ein Meilenstein später verschoben wurde; der "
      + "Median ist ein Wert, der vorkommt.",
    en: "Delay counts from the first plan even if a milestone was revised later; the median is a "
      + "value that occurs.")

  private static let columns: [TableColumn] = [
    ConvoyTable.convoy, .dimension("name", Text(de: "Name", en: "name")),
    .dimension("task", Text(de: "Aufgabe", en: "task")),
    .dimension("process_id", Text(de: "Prozess", en: "process")),
    .dimension("field", Text(de: "Handlungsfeld", en: "field")),
    .dimension("started_on", Text(de: "Beginn", en: "started on")),
    .measure("members", Text(de: "Mitglieder", en: "members"), .count),
    .measure("left", Text(de: "ausgeschieden", en: "left"), .count),
    .dimension("lead", Text(de: "Federführung", en: "lead")),
    .measure("milestones", Text(de: "Meilensteine", en: "milestones"), .count),
    .measure("due", Text(de: "fällig", en: "due"), .count),
    .measure("done", Text(de: "erledigt", en: "done"), .count),
    .measure("done_of_due", Text(de: "davon fällig", en: "of those due"), .count),
    .measure("overdue", Text(de: "überfällig", en: "overdue"), .count),
    .measure(
      "slip_days_median",
      Text(de: "Verzug je Meilenstein, Median", en: "slip by milestone, median"), .days),
    .measure(
      "slip_days_max",
      Text(de: "größter Verzug eines Meilensteins", en: "largest slip of a milestone"), .days),
    .dimension("standing", Text(de: "Stand", en: "standing")),
    .measure("active_share", Text(de: "aktiv", en: "active"), .share),
    .measure("uniform_share", Text(de: "einheitlich", en: "uniform"), .share),
    .measure("adopters", Text(de: "Nachnutzer", en: "adopters"), .count),
  ]
}
