/// The zero of a function that rises: Newton's method, kept inside a bracket that shrinks.
enum RootSearch {
  /// - Parameters:
  ///   - lower: where the function is not above zero; it is the answer where it never is.
  ///   - upper: where the function is not below zero; likewise.
  ///   - function: value and slope; a slope of 0 halves the bracket.
  static func rising(
    from lower: Double, to upper: Double, guess: Double,
    _ function: (Double) -> (value: Double, slope: Double)
  ) -> Double {
    var (lower, upper) = (lower, upper)
    var x = min(max(guess, lower), upper)
    for _ in 0..<400 {
      let (value, slope) = function(x)
      if value == 0 { return x }
      if value < 0 { lower = x } else { upper = x }
      var next = x - value / slope
      // Also refuses what is not a number.
      if !(next > lower && next < upper) { next = lower + (upper - lower) / 2 }
      if abs(next - x) <= 2 * x.ulp || upper - lower <= 2 * x.ulp { return next }
      x = next
    }
    return x
  }
}
