/// How likely a test statistic is at least that large by chance: p-values.
public enum TailProbability {
  /// P(X > x) for X ~ χ² with `degrees` of freedom.
  /// - Precondition: x ≥ 0, degrees > 0.
  public static func chiSquare(_ x: Double, degrees: Int) -> Double {
    precondition(degrees > 0, "a chi-square distribution without degrees of freedom")
    return IncompleteGamma.upper(Double(degrees) / 2, x / 2)
  }

  /// P(|T| > |t|) for Student's T with `degrees` of freedom.
  /// - Precondition: degrees > 0.
  public static func student(_ t: Double, degrees: Double) -> Double {
    precondition(degrees > 0, "Student's distribution without degrees of freedom")
    guard t.isFinite else { return 0 }
    let square = t * t
    return IncompleteBeta.lower(
      degrees / (degrees + square), degrees / 2, 0.5, complement: square / (degrees + square))
  }
}
