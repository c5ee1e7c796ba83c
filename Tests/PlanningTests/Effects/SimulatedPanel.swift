import Domain
import Planning

/// 35 Landkreise over 20 months, six of them in a convoy, with an effect that is known.
enum SimulatedPanel {
  static let window = GroupTimeEffects.Window(before: 6, after: 8)

  /// - Parameters:
  ///   - effect: what treatment adds from its first month on; what adopters of the blueprint gain
  ///     as well, from a month on that is independent of their outcomes.
  static func panel(seed: UInt64, effect: Double) -> StudyPanel {
    var random = Random(seed: seed, "panel")
    let (units, periods) = (35, 20)
    var treatments = [StudyPanel.Treatment?](repeating: nil, count: units)
    for (place, unit) in (0..<units).shuffled(using: &random).prefix(6).enumerated() {
      treatments[unit] = StudyPanel.Treatment(start: place < 4 ? 8 : 11, end: place == 1 ? 15 : nil)
    }
    let censored = (0..<units).map { _ in
      random.chance(0.3) ? random.number(9...19) : nil
    }
    var outcomes: [Double] = []
    for unit in 0..<units {
      // A level of its own, a common trend, noise that lasts.
      let level = random.unit()
      var noise = 0.0
      for period in 0..<periods {
        noise = 0.6 * noise + 0.05 * (random.unit() + random.unit() + random.unit() - 1.5)
        let isTreated = treatments[unit].map { $0.start <= period } ?? false
        let isAdopter = treatments[unit] == nil && censored[unit].map { $0 <= period } ?? false
        outcomes.append(
          level + 0.02 * Double(period) + noise + (isTreated || isAdopter ? effect : 0))
      }
    }
    return StudyPanel(outcomes: outcomes, treatments: treatments, censoredFrom: censored)
  }

  /// Small panels of any shape, with gaps.
  static func anything(seed: UInt64) -> StudyPanel {
    var random = Random(seed: seed, "anything")
    let (units, periods) = (random.number(2...12), random.number(2...14))
    return StudyPanel(
      outcomes: (0..<units * periods).map { _ in random.chance(0.05) ? .nan : random.unit() },
      treatments: (0..<units).map { _ in
        guard random.chance(0.5) else { return nil }
        let start = random.index(periods + 1)
        return StudyPanel.Treatment(
          start: start, end: random.chance(0.2) ? start + random.index(5) : nil)
      },
      censoredFrom: (0..<units).map { _ in random.chance(0.3) ? random.index(periods) : nil })
  }
}
