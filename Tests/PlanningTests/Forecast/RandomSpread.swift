import Domain
import Planning

/// Seeded curves and the counts that they make.
enum RandomSpread {
  /// A curve of a model that rises within some years.
  static func curve(_ model: GrowthModel, _ random: inout Random) -> GrowthCurve {
    let ceiling = random.chance(0.1) ? 1 : 0.3 + 0.65 * random.unit()
    let middle = 10 + 30 * random.unit()
    switch model {
    case .bass:
      return GrowthCurve(
        ceiling: ceiling, .bass(p: 0.2 / middle, q: (1 + 3 * random.unit()) / middle))
    case .logistic:
      return GrowthCurve(
        ceiling: ceiling, .logistic(rate: (2 + 4 * random.unit()) / middle, midpoint: middle))
    case .gompertz:
      return GrowthCurve(
        ceiling: ceiling, .gompertz(rate: (1 + 2 * random.unit()) / middle, midpoint: middle / 2))
    }
  }

  /// The counts that a curve expects, month by month, without noise.
  static func exact(_ curve: GrowthCurve, months: Int, of competent: Double) -> AdoptionSeries {
    let times = (1...months).map(Double.init)
    return AdoptionSeries(
      times: times, active: times.map { competent * curve.share(at: $0) },
      competent: times.map { _ in competent })
  }

  /// Counts that only ever grow, about a curve.
  static func counts(
    _ curve: GrowthCurve, months: Int, of competent: Int, _ random: inout Random
  ) -> AdoptionSeries {
    var active = 0
    var counts: [Double] = []
    for month in 1...months {
      let chance = curve.chance(from: Double(month - 1), to: Double(month))
      for _ in 0..<(competent - active) where random.chance(chance) { active += 1 }
      counts.append(Double(active))
    }
    return AdoptionSeries(
      times: (1...months).map(Double.init), active: counts,
      competent: counts.map { _ in Double(competent) })
  }

  /// A panel of Kreise of one size that spread by a curve.
  static func panel(
    _ curve: GrowthCurve, months: Int, kreise: Int, size: Int, _ random: inout Random
  ) -> AdoptionPanel {
    let released = Day("2020-01-01")!
    return AdoptionPanel(
      released: released, months: (0..<months).map { released.month + $0 },
      groups: (0..<kreise).map { kreis in
        let series = counts(curve, months: months, of: size, &random)
        return AdoptionPanel.Group(
          key: "\(kreis)", active: series.active.map { Int($0) },
          competent: series.competent.map { Int($0) })
      })
  }
}
