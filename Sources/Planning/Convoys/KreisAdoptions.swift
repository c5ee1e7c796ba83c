import Domain
import Indicators

/// When each Kreis took over a process: on the first day on which at least half of its competent
/// Behörden have it active.
struct KreisAdoptions {
  struct Adoption: Sendable, Hashable {
    /// First day on which one of its competent Behörden has the process active.
    let firstOn: Day
    let adoptedOn: Day
    /// On the last day looked at.
    let authorityCount: Int
    let activeCount: Int

    /// Whether it can have taken over the blueprint of a convoy: where a Behörde was active before
    /// the convoy began, the process had come there without it.
    func isOfBlueprint(since start: Day) -> Bool { firstOn > start && adoptedOn > start }
  }

  /// `[Kreis]`, `nil` where it has not adopted by the last day.
  let ofKreis: [Adoption?]

  init(_ rollout: ProcessRollout, _ rollouts: Rollouts, until last: Day) {
    var spells = [[ProcessRollout.Spell]](repeating: [], count: rollouts.kreise.count)
    for spell in rollout.spells where spell.from <= last {
      if let kreis = rollouts.kreis(ofAuthority: spell.authority) { spells[kreis].append(spell) }
    }
    var competent: [Month: [[Int]]] = [:]
    func authorities(_ kreis: Int, _ day: Day) -> [Int] {
      if competent[day.month] == nil {
        var lists = [[Int]](repeating: [], count: rollouts.kreise.count)
        for authority in rollout.competent(in: day.month) {
          if let kreis = rollouts.kreis(ofAuthority: authority) { lists[kreis].append(authority) }
        }
        competent[day.month] = lists
      }
      return competent[day.month]![kreis]
    }
    func active(_ kreis: Int, _ day: Day) -> Int {
      let entitled = Set(authorities(kreis, day))
      return spells[kreis].count { $0.contains(day) && entitled.contains($0.authority) }
    }
    ofKreis = rollouts.kreise.indices.map { kreis -> Adoption? in
      var first: Day?
      // Only where a spell begins can the share rise.
      for day in Set(spells[kreis].map(\.from)).sorted() {
        let count = active(kreis, day)
        if count > 0, first == nil { first = day }
        if count > 0, 2 * count >= authorities(kreis, day).count {
          return Adoption(
            firstOn: first!, adoptedOn: day, authorityCount: authorities(kreis, last).count,
            activeCount: active(kreis, last))
        }
      }
      return nil
    }
  }
}
