import Domain
import Indicators
import Store

/// The roadmap of one convoy, plan against actual: milestones × members.
public enum ConvoyRoadmap {
  /// One row a milestone and Kreis, by planned day; then a row for each member without milestones,
  /// so that nobody is lost: `convoy_id, milestone_id, milestone, kreis, role, joined_on, left_on,
  /// planned_on, revised_on, done_on, state, delay_days, delay`.
  /// - Parameters:
  ///   - day: the end of this day; `nil`: the last day of the data.
  ///   - today: stands in for a project without data that have a day.
  /// - Throws: ``Fault`` of kind usage for a convoy that is not there.
  public static func table(
    _ reader: StoreReader, convoy id: String, on day: Day? = nil, today: Day
  ) throws -> Table<Released> {
    let convoy = try Convoys.convoy(id, reader)
    let rollouts = try Rollouts(reading: reader)
    let day = day ?? rollouts.lastDay ?? today
    let standing = ConvoyStanding(convoy.milestones, on: day)
    let planned = Set(convoy.milestones.compactMap(\.kreis))
    let idle = convoy.members.map(\.kreis).filter { !planned.contains($0) }
    let rows =
      convoy.milestones.map { step -> [TableCell] in
        [.key(convoy.id, label: .same(convoy.name)), .key(step.id, label: .same(step.name))]
          + [.text(step.name)] + member(step.kreis, convoy, rollouts)
          + [
            .day(step.plannedOn), .day(step.revisedOn),
            .day(step.doneOn),
            .key(step.state(on: day).rawValue, label: step.state(on: day).name),
            .applicable(step.delayDays(on: day).map(Double.init)),
            .key(step.delay(on: day).de, label: step.delay(on: day)),
          ]
      }
      + unique(idle).map { kreis -> [TableCell] in
        [.key(convoy.id, label: .same(convoy.name)), .key("", label: nil), .text("")]
          + member(kreis, convoy, rollouts)
          + [
            .text(""), .text(""), .text(""), .key("none", label: nothing),
            .figure(.notApplicable), .key(nothing.de, label: nothing),
          ]
      }
    return ConvoyTable.table(
      Text(
        de: "\(convoy.name): Plan und Stand am \(day)", en: "\(convoy.name): roadmap on \(day)"),
      columns, rows, source: ConvoyTable.roadmapSource, cutOff: day, caveat: caveat,
      note: standing.summary, rollouts)
  }

  private static let nothing = Text(de: "keine Meilensteine gemeldet", en: "no milestones reported")

  private static func unique(_ kreise: [String]) -> [String] {
    var seen: Set<String> = []
    return kreise.filter { seen.insert($0).inserted }
  }

  /// `kreis, role, joined_on, left_on`
  private static func member(
    _ kreis: String?, _ convoy: Convoy, _ rollouts: Rollouts
  ) -> [TableCell] {
    guard let kreis else {
      let all = Text(de: "alle", en: "all")
      return [.key("", label: all), .key("", label: all), .text(""), .text("")]
    }
    let name = TableCell.key(kreis, label: rollouts.name(ofKreis: kreis))
    let stays = convoy.members.filter { $0.kreis == kreis }
    guard let first = stays.first else {
      let stranger = Text(de: "kein Mitglied", en: "no member")
      return [name, .key("none", label: stranger), .text(""), .text("")]
    }
    let isLead = stays.contains(where: \.isLead)
    return [
      name,
      .key(isLead ? "lead" : "member", label: (stays.first(where: \.isLead) ?? first).role),
      .day(first.joinedOn), .day(convoy.leftOn(kreis)),
    ]
  }

  private static let caveat = Text(
    de: "Verzug zählt ab dem ersten Plan. Offenes zählt bis zum neuen Plan, mindestens bis zum "
      + "Stichtag; wer ausgeschieden ist, hat keine offenen Schritte mehr.",
    en: "Delay counts from the first plan. What is open counts up to its new plan, at least up to "
      + "the cut-off day; who has left has no open steps any more.")

  private static let columns: [TableColumn] = [
    ConvoyTable.convoy, .dimension("milestone_id", Text(de: "Meilenstein", en: "milestone")),
    .dimension("milestone", Text(de: "Meilenstein", en: "milestone")), ConvoyTable.kreis,
    .dimension("role", Text(de: "Rolle", en: "role")),
    .dimension("joined_on", Text(de: "dabei seit", en: "joined on")),
    .dimension("left_on", Text(de: "ausgeschieden am", en: "left on")),
    .dimension("planned_on", Text(de: "geplant für", en: "planned on")),
    .dimension("revised_on", Text(de: "neuer Plan", en: "revised on")),
    .dimension("done_on", Text(de: "erledigt am", en: "done on")),
    .dimension("state", Text(de: "Stand", en: "state")),
    .measure("delay_days", Text(de: "Verzug", en: "delay"), .days),
    .dimension("delay", Text(de: "in Worten", en: "in words")),
  ]
}
