/// How often the intervals hold what they promise: forecasts of spreads whose future is known.
public struct ForecastStudy: Sendable {
  /// A count of forecasts, and of those in which the truth lay within.
  public struct Coverage: Sendable, Hashable {
    public private(set) var forecasts = 0
    public private(set) var within80 = 0
    public private(set) var within95 = 0

    public var share80: Double { Double(within80) / Double(max(1, forecasts)) }
    public var share95: Double { Double(within95) / Double(max(1, forecasts)) }

    mutating func add(_ share: Double, _ fan: ForecastFan, month: Int) {
      func holds(_ low: Double, _ high: Double) -> Bool {
        // A share that is a fraction of whole Behörden is not exact in binary.
        fan.quantile(low)[month] - 1e-9 <= share && share <= fan.quantile(high)[month] + 1e-9
      }
      forecasts += 1
      if holds(0.1, 0.9) { within80 += 1 }
      if holds(0.025, 0.975) { within95 += 1 }
    }
  }

  /// Months ahead at which the truth is looked up.
  public static let horizons = [3, 6, 12]

  public let curves: Int
  /// Curves whose forecast beat the naive line and was shown.
  public private(set) var shown = 0
  /// By horizon, of the forecasts that were shown.
  public private(set) var byHorizon: [Int: Coverage] = [:]
  /// By kind of truth, all horizons.
  public private(set) var byKind: [String: Coverage] = [:]
  /// All of them.
  public private(set) var total = Coverage()

  public init(curves: Int, draws: Int = 200, seed: UInt64 = 1) {
    self.curves = curves
    for number in 0..<curves {
      let truth = StudyCurve(number: number, seed: seed)
      let forecast = AdoptionForecast(
        truth.panel.upTo(truth.origin), process: "study", label: "study \(number)",
        AdoptionForecast.Settings(horizon: StudyCurve.ahead, draws: draws, seed: seed))
      guard let fan = forecast.fan else { continue }
      shown += 1
      let series = truth.panel.series
      for horizon in Self.horizons {
        let share = series.share(truth.origin + horizon)
        byHorizon[horizon, default: Coverage()].add(share, fan, month: horizon - 1)
        byKind["\(truth.kind)", default: Coverage()].add(share, fan, month: horizon - 1)
        total.add(share, fan, month: horizon - 1)
      }
    }
  }
}

extension ForecastStudy {
  /// Whether the 80 % band held in 70 to 90 % of the forecasts, over all and at each horizon.
  public var isSound: Bool {
    ([total] + byHorizon.values).allSatisfy { (0.7...0.9).contains($0.share80) }
  }

  /// `group,forecasts,within_80,within_95`, shares with three decimals.
  public var text: String {
    func line(_ name: String, _ coverage: Coverage) -> String {
      "\(name),\(coverage.forecasts),\(Self.decimals(coverage.share80)),"
        + "\(Self.decimals(coverage.share95))\n"
    }
    var text = "group,forecasts,within_80,within_95\n"
    for horizon in Self.horizons {
      text += line("\(horizon) months ahead", byHorizon[horizon] ?? Coverage())
    }
    for (kind, coverage) in byKind.sorted(by: { $0.key < $1.key }) { text += line(kind, coverage) }
    text += line("all", total)
    return text + "shown,\(shown) of \(curves),,\n"
  }

  private static func decimals(_ share: Double) -> String {
    let thousandths = String(Int((share * 1000).rounded()))
    let padded = String(repeating: "0", count: max(0, 4 - thousandths.count)) + thousandths
    return "\(padded.dropLast(3)).\(padded.suffix(3))"
  }
}
