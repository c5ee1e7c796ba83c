import Domain

/// Case counts over all channels from the Behörden that report them: the digital ones are those of
/// the simulated events, so that the two feeds agree.
struct SimulatedCases {
  private let reference: SimulationReference
  private let authorities: SimulatedAuthorities
  private let settings: SimulationSettings
  private let reports: [Bool]

  init(
    _ reference: SimulationReference, _ authorities: SimulatedAuthorities,
    settings: SimulationSettings
  ) {
    self.reference = reference
    self.authorities = authorities
    self.settings = settings
    var random = Random(seed: settings.seed, "reporting")
    reports = authorities.all.map { $0.kreis == nil || random.chance(0.3) }
  }

  func table(
    of month: Month, _ submissions: [Int: (online: Int, mobile: Int)]
  ) -> FeedText {
    var random = Random(seed: settings.seed, "cases", Int(month.number))
    var text = FeedText(.cases)
    for (leistung, declared) in reference.leistungen.enumerated() {
      for authority in authorities.list(declared.kind) where reports[authority] {
        let population = Double(authorities.all[authority].population)
        let mean =
          declared.demand / 12_000 * population * Calendar.seasons[month.monthOfYear - 1]
          * settings.scale.demand
        let total = random.poisson(mean)
        let digital = submissions[
          SimulatedUsage.key(leistung: leistung, authority: authority), default: (0, 0)]
        let rest = max(0, total - digital.online - digital.mobile)
        let mail = rest * 22 / 100
        let email = rest * 9 / 100
        let counts: [(Channel, Int)] = [
          (.online, digital.online), (.mobile, digital.mobile), (.counter, rest - mail - email),
          (.mail, mail), (.email, email),
        ]
        for (channel, count) in counts where count > 0 {
          text.add([
            "month": month.description, "authority_ars": authorities.all[authority].ars,
            "leika": declared.leika, "channel": channel.rawValue, "cases": String(count),
            "mean_handling_minutes": String(random.number(channel.isDigital ? 8...25 : 15...45)),
          ])
        }
      }
    }
    return text
  }
}
