/// A linear scale with round ticks.
public struct Scale: Sendable, Hashable {
  public let low: Double
  public let high: Double
  public let step: Double

  /// The smallest round scale over the values with at most `count` steps. Starts at 0 unless a
  /// value is negative: lengths are read by their distance from 0.
  ///
  /// - Parameters:
  ///   - zooms: for marks that are read by their place alone: where all values lie in the upper half,
  ///     the scale starts near the lowest instead.
  ///   - isWhole: for counts: no tick lies between two whole numbers.
  public init(
    _ values: some Sequence<Double>, count: Int = 4, zooms: Bool = false, isWhole: Bool = false
  ) {
    let finite = values.filter(\.isFinite)
    let top = max(finite.max() ?? 1, 0)
    let lowest = finite.min() ?? 0
    let bottom = zooms && lowest > top / 2 && lowest < top ? lowest : min(lowest, 0)
    let span = top - bottom > 0 ? top - bottom : 1
    let nice = Self.niceStep(span / Double(count))
    step = isWhole && nice != nice.rounded() ? nice.rounded(.up) : nice
    low = (bottom / step).rounded(.down) * step
    let rounded = (top / step).rounded(.up) * step
    high = rounded > low ? rounded : low + step
  }

  public var ticks: [Double] {
    (0...Int(((high - low) / step).rounded())).map { low + Double($0) * step }
  }

  /// Place of a value on a stretch of the drawing.
  func place(_ value: Double, from start: Double, to end: Double) -> Double {
    start + (min(max(value, low), high) - low) / (high - low) * (end - start)
  }

  /// 1, 2, 2.5 or 5 times a power of ten, not below `raw`.
  static func niceStep(_ raw: Double) -> Double {
    guard raw > 0, raw.isFinite else { return 1 }
    var power = 1.0
    while power > raw { power /= 10 }
    while power * 10 <= raw { power *= 10 }
    for factor in [1, 2, 2.5, 5, 10] where power * factor >= raw * (1 - 1e-12) {
      return power * factor
    }
    return power * 10
  }
}

/// Five classes of equal width with round bounds, for the ramp of a map.
public struct ClassScale: Sendable, Hashable {
  /// Lower bounds of the classes, ascending; the last class ends at `end`.
  public let bounds: [Double]
  public let end: Double

  public init(_ values: some Sequence<Double>) {
    let finite = values.filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max(), high > low else {
      bounds = [finite.first ?? 0]
      end = finite.first ?? 0
      return
    }
    var step = Scale.niceStep((high - low) / 5)
    var start = (low / step).rounded(.down) * step
    while start + 5 * step < high {
      step = Scale.niceStep(step * 1.01)
      start = (low / step).rounded(.down) * step
    }
    let count = max(1, min(5, Int(((high - start) / step).rounded(.up))))
    let lows = (0..<count).map { start + Double($0) * step }
    bounds = lows
    end = start + Double(count) * step
  }

  /// 1…5. With fewer than five classes the darker end of the ramp stays for the highest class.
  public func level(of value: Double) -> Int {
    let index = bounds.lastIndex { value >= $0 - 1e-12 } ?? 0
    return min(5, index + 1 + (5 - bounds.count) / 2)
  }
}
