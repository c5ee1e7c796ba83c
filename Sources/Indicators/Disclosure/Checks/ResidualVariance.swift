/// What is left of the noise of a total for somebody who also adds up its published parts: the best
/// mixture of a total and the sum of K parts, all with the same noise, has K/(K+1) of the variance.
struct ResidualVariance: CustomStringConvertible {
  static let least = 0.6

  /// Name of each published dimension, and how many categories it has.
  let dimensions: [(name: String, categories: Int)]

  init(_ cube: ReleaseCube) {
    let register = cube.register
    var dimensions: [(name: String, categories: Int)] = []
    if register.kreisCount > 1 { dimensions.append(("kreis", register.kreisCount)) }
    // The Kreis with the fewest Gemeinden; a Stadtkreis and its Gemeinde are one set of records.
    let fewest = register.kreise.map { register.gemeinden(of: $0).count }.filter { $0 > 1 }.min()
    if let fewest, !cube.years.isEmpty { dimensions.append(("gemeinde", fewest)) }
    if cube.leistungen.count > 1 { dimensions.append(("leistung", cube.leistungen.count)) }
    if !cube.years.isEmpty { dimensions.append(("month", 12)) }
    self.dimensions = dimensions
  }

  var product: Double {
    dimensions.reduce(1) { $0 * Double($1.categories) / Double($1.categories + 1) }
  }

  var description: String {
    let factors = dimensions.map { "\($0.name) \($0.categories)" }.joined(separator: ", ")
    return "residual variance \(NoiseStatistics.decimal(product, 3)) (\(factors))"
  }
}
