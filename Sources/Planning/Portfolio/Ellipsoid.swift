/// The ellipsoid method with deep cuts (Shor 1977; Bland, Goldfarb and Todd 1981): in few
/// dimensions some hundred subgradients bring a convex function to a millionth of its minimum,
/// however narrow its valley is.
enum Ellipsoid {
  /// - Parameter evaluate: value and a subgradient of a convex function of `count` (≥ 2) numbers
  ///   from 0, the best of which are around 1.
  /// - Parameters:
  ///   - precision: what is below the best by less than that part of it is not worth a step.
  ///   - rounds: steps at most, of each number.
  static func minimize(
    _ count: Int, precision: Double = 1e-7, rounds: Int = 250,
    evaluate: ([Double]) -> (value: Double, slope: [Double])
  ) {
    precondition(count >= 2, "one price is found by halving")
    let n = Double(count)
    var center = Array(repeating: 1.0, count: count)
    var shape = (0..<count).map { row in (0..<count).map { $0 == row ? 4.0 : 0.0 } }
    var best = Double.infinity
    for _ in 0..<rounds * count {
      let slope: [Double]
      let excess: Double
      var least = 0.0
      if let low = center.indices.first(where: { center[$0] < 0 }) {
        slope = center.indices.map { $0 == low ? -1 : 0 }
        excess = -center[low]
      } else {
        let value: Double
        (value, slope) = evaluate(center)
        best = min(best, value)
        excess = value - best
        least = best.magnitude * precision
      }
      let turned = shape.map { row in zip(row, slope).reduce(0) { $0 + $1.0 * $1.1 } }
      let reach = zip(turned, slope).reduce(0) { $0 + $1.0 * $1.1 }.squareRoot()
      guard reach > least, excess < reach else { return }
      let depth = excess / reach
      let step = turned.map { $0 / reach }
      for row in 0..<count { center[row] -= (1 + n * depth) / (n + 1) * step[row] }
      let scale = n * n / (n * n - 1) * (1 - depth * depth)
      let along = 2 * (1 + n * depth) / ((n + 1) * (1 + depth))
      for row in 0..<count {
        for column in 0..<count {
          shape[row][column] = scale * (shape[row][column] - along * step[row] * step[column])
        }
      }
    }
  }
}
