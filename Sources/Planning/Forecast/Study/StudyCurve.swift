import Domain
import Foundation

/// A spread with a known truth: Behörden of 44 Kreise, each with a day of its own.
///
/// Four kinds take turns. Three draw the months by a curve of the models, faster in some Kreise
/// than in others, so that the sum is none of the models. In the fourth each Behörde decides month
/// by month, the more readily the more of its Kreis and of the Land have done so: no curve at all.
struct StudyCurve {
  enum Kind: CaseIterable { case bass, logistic, gompertz, contagion }

  let kind: Kind
  /// All months, the last ``StudyCurve/ahead`` of which the forecast does not see.
  let panel: AdoptionPanel
  /// Position of the last month that the forecast sees.
  let origin: Int

  static let ahead = 12

  init(number: Int, seed: UInt64) {
    var random = Random(seed: seed, "study", number)
    kind = Kind.allCases[number % Kind.allCases.count]
    let sizes = Self.sizes(&random)
    let paces = sizes.map { _ in exp(0.35 * NormalDraw.next(&random)) }
    let months: [[Int?]] =
      kind == .contagion
      ? Self.contagion(sizes, paces, &random) : Self.drawn(kind, sizes, paces, &random)
    // Seen from a month in which the spread is under way.
    let all = months.joined().compactMap { $0 }.sorted()
    let progress = 0.1 + 0.8 * random.unit()
    let reached = all.isEmpty ? 24 : all[Int(progress * Double(all.count - 1))]
    origin = min(96, max(18, reached))
    let last = origin + Self.ahead
    let released = Day(year: 2018, month: 1, day: 1)!
    panel = AdoptionPanel(
      released: released, months: (0...last).map { released.month + $0 },
      groups: months.enumerated().map { kreis, months in
        AdoptionPanel.Group(
          key: "kreis-\(kreis)",
          active: (0...last).map { month in months.count { ($0 ?? .max) <= month } },
          competent: [Int](repeating: months.count, count: last + 1))
      })
  }

  /// Behörden by Kreis: one each, a few, or as many as it has Gemeinden.
  private static func sizes(_ random: inout Random) -> [Int] {
    let range = [1...1, 2...8, 1...50][random.index(3)]
    return (0..<44).map { _ in random.number(range) }
  }

  private static func drawn(
    _ kind: Kind, _ sizes: [Int], _ paces: [Double], _ random: inout Random
  ) -> [[Int?]] {
    let ceiling = 0.35 + 0.6 * random.unit()
    let middle = 10 + 40 * random.unit()
    let shape: GrowthCurve.Shape =
      switch kind {
      case .bass, .contagion:
        // Half of the ceiling near `middle`.
        .bass(p: 0.15 / middle, q: (1.5 + 3 * random.unit()) / middle)
      case .logistic: .logistic(rate: (2.5 + 3 * random.unit()) / middle, midpoint: middle)
      case .gompertz:
        .gompertz(rate: (1.5 + 2 * random.unit()) / middle, midpoint: 0.6 * middle)
      }
    return zip(sizes, paces).map { size, pace in
      (0..<size).map { _ in
        guard random.chance(ceiling) else { return nil }
        let wanted = random.unit()
        return (0..<400).first { shape.point(Double($0 + 1) * pace).reached > wanted }
      }
    }
  }

  private static func contagion(
    _ sizes: [Int], _ paces: [Double], _ random: inout Random
  ) -> [[Int?]] {
    let speed = 0.06 + 0.25 * random.unit()
    let ceiling = 0.5 + 0.45 * random.unit()
    let total = Double(sizes.reduce(0, +))
    // Who never does so is done from the start.
    var isDone = sizes.map { size in (0..<size).map { _ in !random.chance(ceiling) } }
    var months = sizes.map { [Int?](repeating: nil, count: $0) }
    var counts = [Int](repeating: 0, count: sizes.count)
    for month in 0..<200 {
      let land = Double(counts.reduce(0, +)) / total
      for kreis in sizes.indices {
        let own = Double(counts[kreis]) / Double(sizes[kreis])
        let hazard = speed * (0.05 + 0.6 * own + 0.35 * land) * paces[kreis]
        for index in 0..<sizes[kreis] where !isDone[kreis][index] && random.chance(min(0.9, hazard))
        {
          isDone[kreis][index] = true
          months[kreis][index] = month
          counts[kreis] += 1
        }
      }
    }
    return months
  }
}
