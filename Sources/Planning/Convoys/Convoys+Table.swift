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
    let rows = try list(reader).map { convoy -> [TableCell] in
      let standing = ConvoyStanding(convoy.milestones, on: day)
      let kreise = convoy.kreise(on: day)
      let rollout = convoy.processID.flatMap(rollouts.rollout)
      let uniformity = ConvoyUniformity(convoy, rollout, rollouts, on: day)
      let adopters = BlueprintAdopters.list(convoy, rollouts, on: day)
      return [
        .key(convoy.id, label: .same(convoy.name)), .text(convoy.name), .text(convoy.task),
        .key(convoy.processID ?? "", label: nil), .text(convoy.field ?? ""),
        ConvoyTable.day(convoy.startedOn), ConvoyTable.number(kreise.count),
        ConvoyTable.number(convoy.kreise(upTo: day).subtracting(kreise).count),
        .text(
          Set(convoy.leads).sorted().map { rollouts.name(ofKreis: $0).de }.joined(separator: ", ")),
        ConvoyTable.number(standing.milestoneCount), ConvoyTable.number(standing.dueCount),
        ConvoyTable.number(standing.doneCount), ConvoyTable.number(standing.doneOfDueCount),
        ConvoyTable.number(standing.overdueCount), ConvoyTable.number(standing.medianSlipDays),
        ConvoyTable.number(standing.largestSlipDays), .text(standing.summary.de),
        ConvoyTable.applicable(uniformity.activeShare),
        ConvoyTable.applicable(uniformity.uniformShare),
        ConvoyTable.applicable(convoy.processID == nil ? nil : Double(adopters.count)),
      ]
    }
    return ConvoyTable.table(
      Text(de: "Konvois am \(day)", en: "Convoys on \(day)"), columns, rows,
      source: ConvoyTable.roadmapSource, cutOff: day, caveat: caveat, rollouts)
  }

  private static let caveat = Text(
    de: "Verzug zählt ab dem ersten Plan, auch wenn ein Meilenstein später verschoben wurde; der "
      + "Median ist ein Wert, der vorkommt.",
    en: "Delay counts from the first plan even if a milestone was revised later; the median is a "
      + "value that occurs.")

  private static let columns: [TableColumn] = [
    ConvoyTable.convoy, ConvoyTable.key("name", "Name", "name"),
    ConvoyTable.key("task", "Aufgabe", "task"),
    ConvoyTable.key("process_id", "Prozess", "process"),
    ConvoyTable.key("field", "Handlungsfeld", "field"),
    ConvoyTable.key("started_on", "Beginn", "started on"),
    ConvoyTable.measure("members", .count, "Mitglieder", "members"),
    ConvoyTable.measure("left", .count, "ausgeschieden", "left"),
    ConvoyTable.key("lead", "Federführung", "lead"),
    ConvoyTable.measure("milestones", .count, "Meilensteine", "milestones"),
    ConvoyTable.measure("due", .count, "fällig", "due"),
    ConvoyTable.measure("done", .count, "erledigt", "done"),
    ConvoyTable.measure("done_of_due", .count, "davon fällig", "of those due"),
    ConvoyTable.measure("overdue", .count, "überfällig", "overdue"),
    ConvoyTable.measure("slip_days_median", .days, "Verzug im Median", "median slip"),
    ConvoyTable.measure("slip_days_max", .days, "größter Verzug", "largest slip"),
    ConvoyTable.key("standing", "Stand", "standing"),
    ConvoyTable.measure("active_share", .share, "aktiv", "active"),
    ConvoyTable.measure("uniform_share", .share, "einheitlich", "uniform"),
    ConvoyTable.measure("adopters", .count, "Nachnutzer", "adopters"),
  ]
}
