import Domain

/// What Behörden do with the applications that came in online (footnote 4: accepted and
/// processed). Only some of them report; what they leave open in a month they carry into the next.
struct SimulatedBacklog {
  private struct Pile {
    var open = 0
    var openOver30Days = 0
  }

  private let reference: SimulationReference
  private let authorities: SimulatedAuthorities
  private let settings: SimulationSettings
  private let reports: [Bool]
  /// How much of what it has a Behörde finishes in a month.
  private let diligence: [Double]
  private var piles: [Int: Pile] = [:]

  init(
    _ reference: SimulationReference, _ authorities: SimulatedAuthorities,
    settings: SimulationSettings
  ) {
    self.reference = reference
    self.authorities = authorities
    self.settings = settings
    var random = Random(seed: settings.seed, "backlog")
    reports = authorities.all.map { $0.kreis != nil && random.chance(0.25) }
    diligence = authorities.all.map { _ in 0.55 + 0.43 * random.unit() }
  }

  mutating func table(
    of month: Month, _ submissions: [Int: (online: Int, mobile: Int)]
  ) -> FeedText {
    var random = Random(seed: settings.seed, "backlog", Int(month.number))
    var text = FeedText(.backlog)
    for (leistung, declared) in reference.leistungen.enumerated() {
      for authority in authorities.list(declared.kind) where reports[authority] {
        let key = SimulatedUsage.key(leistung: leistung, authority: authority)
        let pile = piles[key] ?? Pile()
        let digital = submissions[key, default: (0, 0)]
        let received = digital.online + digital.mobile
        guard received > 0 || pile.open > 0 else { continue }
        let accepted = (0..<received).count { _ in random.chance(0.97) }
        let share = diligence[authority]
        let oldDone = (0..<pile.open).count { _ in random.chance(share) }
        let newDone = (0..<accepted).count { _ in random.chance(share) }
        let left = Pile(
          open: pile.open - oldDone + accepted - newDone, openOver30Days: pile.open - oldDone)
        piles[key] = left
        let tenths = random.number(20...110) + Int(200 * (1 - share))
        text.add([
          "month": month.description, "authority_ars": authorities.all[authority].ars,
          "leika": declared.leika, "received": String(received), "accepted": String(accepted),
          "completed": String(oldDone + newDone), "open": String(left.open),
          "open_over_30_days": String(left.openOver30Days),
          "median_days": oldDone + newDone == 0 ? "" : "\(tenths / 10).\(tenths % 10)",
        ])
      }
    }
    return text
  }
}
