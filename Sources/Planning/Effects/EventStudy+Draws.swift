import Foundation
import Indicators

extension EventStudy {
  /// What assignments drawn by lot give, beside the true one.
  struct Draws {
    private let overall: Double
    private let before: Double?
    private var count = 0
    private var farther = 0
    private var fartherBefore = 0
    /// For each assignment the effects τ that it does not contradict: an interval around `overall`.
    private var lows: [Double] = []
    private var highs: [Double] = []
    private var ofRelative: [Int: [Double]] = [:]

    init(overall: Double, before: Double?) {
      self.overall = overall
      self.before = before
    }

    /// An assignment that cannot be estimated speaks against no hypothesis: it counts as far away.
    mutating func add(_ profile: GroupTimeEffects.Profile, effectOfOne unit: Double?) {
      count += 1
      for point in profile.points { ofRelative[point.relative, default: []].append(point.estimate) }
      if let before {
        let drawn = profile.largestBefore ?? .infinity
        if drawn >= before - Self.slack(before) { fartherBefore += 1 }
      }
      guard let drawn = profile.overall, let unit else {
        farther += 1
        lows.append(-.infinity)
        highs.append(.infinity)
        return
      }
      if abs(drawn) >= abs(overall) - Self.slack(overall) { farther += 1 }
      // |drawn − τ unit| ≥ |overall − τ| holds between the two roots, as long as |unit| < 1.
      guard abs(unit) < 1 - 1e-9 else {
        lows.append(-.infinity)
        highs.append(.infinity)
        return
      }
      let roots = [(overall - drawn) / (1 - unit), (overall + drawn) / (1 + unit)]
      lows.append(min(roots[0], roots[1]))
      highs.append(max(roots[0], roots[1]))
    }

    var pValue: Double { Double(1 + farther) / Double(1 + count) }
    var pValueBefore: Double? {
      before == nil ? nil : Double(1 + fartherBefore) / Double(1 + count)
    }

    /// The effects with p > 0.05.
    var interval: (low: Double?, high: Double?) {
      // τ below `overall` is kept while 1 + (assignments whose interval reaches down to it) is more
      // than 5 % of 1 + count.
      let needed = Int((0.05 * Double(count + 1)).rounded(.down))
      guard needed >= 1, needed <= count else { return (nil, nil) }
      let low = lows.sorted()[needed - 1]
      let high = highs.sorted(by: >)[needed - 1]
      return (low.isFinite ? low : nil, high.isFinite ? high : nil)
    }

    func chance(at relative: Int) -> ClosedRange<Double>? {
      guard let drawn = ofRelative[relative], drawn.count >= 40 else { return nil }
      return NearestRank.quantile(0.025, of: drawn)!...NearestRank.quantile(0.975, of: drawn)!
    }

    /// Sums in another order differ in their last digits; equal assignments have to count as equal.
    private static func slack(_ value: Double) -> Double { 1e-12 * max(1, abs(value)) }
  }
}
