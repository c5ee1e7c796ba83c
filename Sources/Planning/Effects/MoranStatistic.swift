import Domain

/// Moran's I: whether neighbours are alike (Moran 1950, Cliff and Ord 1981).
///
/// `I = n/W · Σ_ij w_ij z_i z_j / Σ_i z_i²` with `z` the deviations from the mean, `w_ij` 1 for
/// neighbours and else 0, `W` their sum. Without any pattern it is −1/(n − 1) on average.
public struct MoranStatistic: Sendable, Hashable {
  public let value: Double
  /// Its mean over all arrangements of the same values.
  public let expected: Double
  /// How often values dealt anew among the same places are at least as much alike:
  /// (1 + draws with I at least as large) / (1 + draws).
  public let pValue: Double
  public let placeCount: Int

  /// - Parameters:
  ///   - values: one a place.
  ///   - neighbours: `[place]` → positions of its neighbours, symmetric.
  /// - Throws: ``NotEstimable`` where all values are the same, or nobody has a neighbour.
  public init(
    _ values: [Double], neighbours: [[Int]], permutations: Int, seed: UInt64,
    label: String = "moran"
  ) throws(NotEstimable) {
    precondition(values.count == neighbours.count, "neighbours for each place")
    guard neighbours.contains(where: { !$0.isEmpty }) else {
      throw NotEstimable(de: "keine benachbarten Kreise", en: "no neighbouring Kreise")
    }
    guard Set(values).count > 1 else {
      throw NotEstimable(de: "alle Kreise sind gleich weit", en: "all Kreise are equally far")
    }
    let mean = values.reduce(0, +) / Double(values.count)
    let deviations = values.map { $0 - mean }
    let observed = Self.value(deviations, neighbours)
    var asLarge = 0
    for number in 0..<permutations {
      var random = Random(seed: seed, label, number)
      let dealt = Self.value(deviations.shuffled(using: &random), neighbours)
      if dealt >= observed - 1e-12 { asLarge += 1 }
    }
    value = observed
    expected = -1 / Double(values.count - 1)
    pValue = Double(1 + asLarge) / Double(1 + permutations)
    placeCount = values.count
  }

  private static func value(_ z: [Double], _ neighbours: [[Int]]) -> Double {
    var (products, weights) = (0.0, 0)
    for (place, others) in neighbours.enumerated() {
      products += z[place] * others.reduce(0) { $0 + z[$1] }
      weights += others.count
    }
    return Double(z.count) / Double(weights) * products / z.reduce(0) { $0 + $1 * $1 }
  }
}
