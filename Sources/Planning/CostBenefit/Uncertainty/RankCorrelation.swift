/// Spearman's rank correlation: how far two lists rise together, whatever their scales.
public enum RankCorrelation {
  /// −1…1; equal values share the mean of their ranks.
  /// - Returns: `nil` where one of the lists does not vary, or has fewer than two values.
  /// - Precondition: as many of one as of the other.
  public static func spearman(_ a: [Double], _ b: [Double]) -> Double? {
    precondition(a.count == b.count, "\(a.count) values beside \(b.count)")
    return pearson(ranks(a), ranks(b))
  }

  /// 1 for the smallest.
  static func ranks(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = [Double](repeating: 0, count: values.count)
    var first = 0
    while first < order.count {
      var end = first + 1
      while end < order.count, values[order[end]] == values[order[first]] { end += 1 }
      let rank = Double(first + end + 1) / 2
      for place in first..<end { ranks[order[place]] = rank }
      first = end
    }
    return ranks
  }

  private static func pearson(_ a: [Double], _ b: [Double]) -> Double? {
    guard a.count > 1 else { return nil }
    let (meanA, meanB) = (a.reduce(0, +) / Double(a.count), b.reduce(0, +) / Double(b.count))
    var (product, squareA, squareB) = (0.0, 0.0, 0.0)
    for (x, y) in zip(a, b) {
      product += (x - meanA) * (y - meanB)
      squareA += (x - meanA) * (x - meanA)
      squareB += (y - meanB) * (y - meanB)
    }
    guard squareA > 0, squareB > 0 else { return nil }
    return max(-1, min(1, product / (squareA * squareB).squareRoot()))
  }
}
