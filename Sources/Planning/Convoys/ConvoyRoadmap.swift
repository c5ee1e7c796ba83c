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
            ConvoyTable.day(step.plannedOn), ConvoyTable.day(step.revisedOn),
            ConvoyTable.day(step.doneOn),
            .key(step.state(on: day).rawValue, label: step.state(on: day).name),
            ConvoyTable.applicable(step.delayDays(on: day).map(Double.init)),
            .text(step.delay(on: day).de),
          ]
      }
      + unique(idle).map { kreis -> [TableCell] in
        [.key(convoy.id, label: .same(convoy.name)), .key("", label: nil), .text("")]
          + member(kreis, convoy, rollouts)
          + [
            .text(""), .text(""), .text(""), .key("none", label: nothing),
            .figure(.notApplicable), .text(nothing.de),
          ]
      }
    return ConvoyTable.table(
      Text(
        de: "\(convoy.name): Plan und Stand am \(day)", en: "\(convoy.name): roadmap on \(day)"),
      columns, rows, source: ConvoyTable.roadmapSource, cutOff: day, caveat: caveat,
      note: standing.summary, rollouts)
  }

  /// The rows of a Gantt chart with the names that people read, and the day up to which they go.
  /// - Parameters and faults: as ``table(_:convoy:on:today:)``.
  public static func bars(
    _ reader: StoreReader, convoy id: String, on day: Day? = nil, today: Day
  ) throws -> (on: Day, bars: [(name: Text, bar: ConvoyBar)]) {
    let convoy = try Convoys.convoy(id, reader)
    let rollouts = try Rollouts(reading: reader)
    let day = day ?? rollouts.lastDay ?? today
    let bars = convoy.bars(on: day).map { bar in
      (bar.kreis.map { rollouts.name(ofKreis: $0) } ?? Text(de: "alle", en: "all"), bar)
    }
    return (day, bars)
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
      ConvoyTable.day(first.joinedOn), ConvoyTable.day(convoy.leftOn(kreis)),
    ]
  }

  private static let caveat = Text(
    de: "Verzug zählt ab dem ersten Plan. Offenes zählt bis zum neuen Plan, mindestens bis zum "
      + "Stichtag; wer ausgeschieden ist, hat keine offenen Schritte mehr.",
    en: "Delay counts from the first plan. What is open counts up to its new plan, at least up to "
      + "the cut-off day; who has left has no open steps any more.")

  private static let columns: [TableColumn] = [
    ConvoyTable.convoy, ConvoyTable.key("milestone_id", "Meilenstein", "milestone"),
    ConvoyTable.key("milestone", "Meilenstein", "milestone"), ConvoyTable.kreis,
    ConvoyTable.key("role", "Rolle", "role"),
    ConvoyTable.key("joined_on", "dabei seit", "joined on"),
    ConvoyTable.key("left_on", "ausgeschieden am", "left on"),
    ConvoyTable.key("planned_on", "geplant für", "planned on"),
    ConvoyTable.key("revised_on", "neuer Plan", "revised on"),
    ConvoyTable.key("done_on", "erledigt am", "done on"),
    ConvoyTable.key("state", "Stand", "state"),
    ConvoyTable.measure("delay_days", .days, "Verzug", "delay"),
    ConvoyTable.key("delay", "in Worten", "in words"),
  ]
}
