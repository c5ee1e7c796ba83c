/// Which model would have forecast best: from each month of the past, with what was known then, to
/// the months that followed (rolling origin, Tashman 2000), beside the naive line.
public struct ForecastContest: Sendable, Hashable {
  /// One forecast of the past and what came.
  public struct Trial: Sendable, Hashable {
    /// Positions in the series.
    public let origin: Int
    public let target: Int
    /// Months between them.
    public let ahead: Double
    public let observed: Double
    public let forecasts: [GrowthModel: Double]
    public let naive: Double
  }

  /// Months of observation before the first origin, and months that a forecast reaches.
  static let fewestMonths = 6.0
  static let reach = 12.0
  /// Origins without which nothing is proven.
  static let fewestOrigins = 4

  /// By origin, then target.
  public let trials: [Trial]
  /// Mean absolute error of the share over all trials.
  public let errors: [GrowthModel: Double]
  public let naiveError: Double?
  public let originCount: Int

  /// - Parameter series: all that is known now.
  public init(_ series: AdoptionSeries, models: [GrowthModel] = GrowthModel.allCases) {
    var trials: [Trial] = []
    var known: [GrowthModel: GrowthCurve] = [:]
    for origin in series.times.indices.dropLast() {
      let past = series.upTo(origin)
      guard series.times[origin] - series.times[0] > Self.fewestMonths,
        FitObstacle(past) == nil
      else { continue }
      for model in models {
        known[model] = CurveFit(model, past, near: known[model], starts: 2).curve
      }
      let naive = NaiveLine(past)
      for target in series.times.indices[(origin + 1)...] {
        let ahead = series.times[target] - series.times[origin]
        guard ahead < Self.reach + 0.5 else { break }
        trials.append(
          Trial(
            origin: origin, target: target, ahead: ahead, observed: series.share(target),
            forecasts: known.mapValues {
              CurveForecast(curve: $0, series: past).share(at: series.times[target])
            }, naive: naive.share(ahead: ahead)))
      }
    }
    self.trials = trials
    originCount = Set(trials.map(\.origin)).count
    let count = Double(trials.count)
    func mean(_ error: (Trial) -> Double) -> Double? {
      trials.isEmpty ? nil : trials.reduce(0) { $0 + error($1) } / count
    }
    errors = models.reduce(into: [:]) { errors, model in
      errors[model] = mean { abs($0.forecasts[model]! - $0.observed) }
    }
    naiveError = mean { abs($0.naive - $0.observed) }
  }

  /// The model with the smallest error; of equal ones the first.
  public var best: GrowthModel? {
    GrowthModel.allCases.filter { errors[$0] != nil }.min { errors[$0]! < errors[$1]! }
  }

  /// The models that erred less than the naive line, with weights inverse to the squares of their
  /// errors.
  var weights: [(model: GrowthModel, weight: Double)] {
    guard let naiveError else { return [] }
    return GrowthModel.allCases.compactMap { model in
      errors[model].flatMap { error in
        error < naiveError ? (model, 1 / max(1e-12, error * error)) : nil
      }
    }
  }

  /// Whether enough origins tell that the best model errs less than the naive line.
  public var beatsNaive: Bool {
    guard originCount >= Self.fewestOrigins, let best, let naiveError else { return false }
    return errors[best]! < naiveError
  }
}
