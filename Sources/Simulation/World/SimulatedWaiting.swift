import Domain

/// Behörden that were given a process and do not use it: some have not configured it, some have and
/// never switched it on.
struct SimulatedWaiting {
  struct Waiting {
    let process: Int
    let authority: Int
    let available: Day
    /// `nil`: still not configured.
    let configured: Day?
  }

  let all: [Waiting]

  /// - Parameter isUsed: whether a Behörde (position) has a process (position) switched on some day.
  init(
    _ reference: SimulationReference, _ authorities: SimulatedAuthorities,
    _ processes: SimulatedProcesses, settings: SimulationSettings,
    isUsed: (_ process: Int, _ authority: Int) -> Bool
  ) {
    var all: [Waiting] = []
    for (process, declared) in processes.all.enumerated() {
      let share =
        switch declared.kind {
        case .standard: 0.15
        case .efa: 0.05
        // Who builds a process wants it.
        case .universal, .individual: 0.0
        }
      var random = Random(seed: settings.seed, "waiting", process)
      for authority in authorities.list(reference.leistungen[declared.leistung].kind)
      where !isUsed(process, authority) && random.chance(share) {
        let available = declared.released + random.index(200)
        let configured = random.chance(0.35) ? available + random.number(20...400) : nil
        guard available <= settings.cutOff else { continue }
        all.append(
          Waiting(
            process: process, authority: authority, available: available, configured: configured))
      }
    }
    self.all = all
  }
}
