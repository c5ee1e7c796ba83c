import Domain

/// One row of a convoy's Gantt chart: the plan as an outline, what happened as a solid bar, the
/// milestones on both.
public struct ConvoyBar: Sendable, Hashable {
  /// AGS with five digits; `nil`: the row of the whole convoy.
  public let kreis: String?
  /// From joining (without member: the first step) to the last step as first planned.
  public let planned: ClosedRange<Day>
  /// From joining to the last step done, or to the day asked for while steps are open; `nil`:
  /// nothing has begun.
  public let actual: ClosedRange<Day>?
  /// Whether every step is done.
  public let isComplete: Bool
  /// By planned day.
  public let milestones: [ConvoyMilestone]
  /// Of the step that is latest, in words.
  public let delay: Text
}

extension Convoy {
  /// A bar for the steps of the whole convoy, if it has any, then one for each Kreis with a step or
  /// a membership, by joining.
  public func bars(on day: Day) -> [ConvoyBar] {
    let steps = Dictionary(grouping: milestones, by: \.kreis)
    var kreise: [String] = []
    for kreis in members.map(\.kreis) + milestones.compactMap(\.kreis)
    where !kreise.contains(kreis) {
      kreise.append(kreis)
    }
    let whole = (steps[nil] ?? []).isEmpty ? [] : [String?.none]
    return (whole + kreise.map(Optional.some)).compactMap { bar($0, steps[$0] ?? [], on: day) }
  }

  private func bar(_ kreis: String?, _ steps: [ConvoyMilestone], on day: Day) -> ConvoyBar? {
    let joined = kreis.map { key in members.first { $0.kreis == key }?.joinedOn } ?? startedOn
    guard let start = [joined, steps.first?.plannedOn].compactMap({ $0 }).min() else { return nil }
    let end = max(start, steps.last?.plannedOn ?? start)
    let open = steps.filter { [.open, .overdue].contains($0.state(on: day)) }
    let done = steps.filter { $0.state(on: day) == .done }
    let last = open.isEmpty ? done.compactMap(\.doneOn).max() : day
    let begun = min(start, done.compactMap(\.doneOn).min() ?? start)
    let latest = steps.filter { $0.delayDays(on: day) != nil }.max {
      $0.delayDays(on: day)! < $1.delayDays(on: day)!
    }
    let nothing =
      steps.isEmpty
      ? Text(de: "keine Meilensteine gemeldet", en: "no milestones reported")
      : Text(de: "noch kein Meilenstein fällig", en: "no milestone due yet")
    return ConvoyBar(
      kreis: kreis, planned: start...end,
      actual: last.flatMap { begun <= $0 ? begun...$0 : nil },
      isComplete: !done.isEmpty && open.isEmpty, milestones: steps,
      delay: (latest ?? steps.first { $0.state(on: day) == .dropped })?.delay(on: day) ?? nothing)
  }
}
