/// Shor's r-algorithm (1970): subgradient steps in a space that is stretched along the difference
/// of successive subgradients. Converges to a millionth in some dozens of steps in few dimensions,
/// kinks or not.
enum Subgradient {
  /// - Parameter evaluate: value and a subgradient of a convex function of one price for each year,
  ///   around 1. Negative prices are sent back.
  static func minimize(
    years count: Int, evaluate: ([Double]) -> (value: Double, slope: [Double])
  ) {
    var point = Array(repeating: 1.0, count: count)
    var space = (0..<count).map { row in (0..<count).map { $0 == row ? 1.0 : 0.0 } }
    var step = 0.2
    var best = Double.infinity
    var idle = 0
    func slope() -> [Double] {
      var (value, slope) = evaluate(point)
      idle = value < best - abs(best) * 1e-10 ? 0 : idle + 1
      best = min(best, value)
      for year in 0..<count where point[year] < 0 && slope[year] > 0 { slope[year] *= -1 }
      return slope
    }
    var current = slope()
    for _ in 0..<150 {
      let direction = unit(
        (0..<count).map { column in sum(count) { space[$0][column] * current[$0] } })
      guard let direction, step > 1e-10, idle < 40 else { return }
      let move = (0..<count).map { row in sum(count) { space[row][$0] * direction[$0] } }
      let before = current
      var walked = 0
      repeat {
        for year in 0..<count { point[year] -= step * move[year] }
        current = slope()
        walked += 1
        if walked % 3 == 0 { step *= 1.3 }
      } while sum(count, { current[$0] * move[$0] }) > 0 && walked < 60
      if walked == 1 { step *= 0.85 }
      let change = unit(
        (0..<count).map { column in
          sum(count) { space[$0][column] * (current[$0] - before[$0]) }
        })
      guard let change else { continue }
      for row in 0..<count {
        let along = sum(count) { space[row][$0] * change[$0] }
        for column in 0..<count { space[row][column] -= 0.6 * along * change[column] }
      }
    }
  }

  private static func sum(_ count: Int, _ term: (Int) -> Double) -> Double {
    (0..<count).reduce(0) { $0 + term($1) }
  }

  private static func unit(_ vector: [Double]) -> [Double]? {
    let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return length > 0 ? vector.map { $0 / length } : nil
  }
}
