import Domain

/// How a process has spread so far, and how it may go on: the value that pages, tables and
/// cost-benefit share.
public struct AdoptionForecast: Sendable, Hashable {
  public struct Settings: Sendable, Hashable {
    /// Months after the last observed one.
    public var horizon: Int
    public var draws: Int
    public var seed: UInt64

    /// - Precondition: positive numbers.
    public init(horizon: Int = 24, draws: Int = 500, seed: UInt64 = 1) {
      precondition(horizon > 0 && draws > 0, "a forecast of \(horizon) months by \(draws) draws")
      self.horizon = horizon
      self.draws = draws
      self.seed = seed
    }
  }

  /// Key of the process.
  public let process: String
  /// What was observed.
  public let panel: AdoptionPanel
  /// The future months.
  public let months: [Month]
  /// The naive line, by future month; empty where nothing was observed.
  public let naive: [Double]
  /// How the models and the naive line did in the past.
  public let contest: ForecastContest
  /// The curve that was chosen, where one can be fitted.
  public let fit: CurveFit?
  /// Why no curve can be fitted.
  public let obstacle: FitObstacle?
  /// The futures; `nil` where no curve beats the naive line.
  public let fan: ForecastFan?

  /// - Parameter label: what the panel is of: the process, or process and Kreis.
  public init(_ panel: AdoptionPanel, process: String, label: String, _ settings: Settings) {
    self.process = process
    self.panel = panel
    let series = panel.series
    months = panel.months.last.map { last in (1...settings.horizon).map { last + $0 } } ?? []
    if series.count > 0 {
      let line = NaiveLine(series)
      naive = months.map { line.share(ahead: panel.time(of: $0) - series.times.last!) }
    } else {
      naive = []
    }
    obstacle = FitObstacle(series)
    contest = ForecastContest(
      obstacle == nil ? series : AdoptionSeries(times: [], active: [], competent: []))
    guard obstacle == nil, let model = contest.best else {
      fit = nil
      fan = nil
      return
    }
    let fit = CurveFit(model, series)
    self.fit = fit
    guard contest.beatsNaive else {
      fan = nil
      return
    }
    let curves = contest.weights.map { other, weight in
      (other == model ? fit.curve : CurveFit(other, series).curve, weight)
    }
    fan = ForecastFan(
      panel, curves, months: months, draws: settings.draws, seed: settings.seed, label: label)
  }

  /// The share of competent Behörden in the last observed month; `nil`: none is competent.
  public var share: Double? {
    let last = panel.series.count - 1
    return last >= 0 && panel.series.competent[last] > 0 ? panel.series.share(last) : nil
  }

  /// Whether the fan is shown. Otherwise the naive line is all there is, and is named so.
  public var isShown: Bool { fan != nil }
  /// Shares by future month that one, five and nine in ten futures do not exceed; empty where no
  /// fan is shown.
  public var p10: [Double] { fan?.quantile(0.1) ?? [] }
  public var p50: [Double] { fan?.quantile(0.5) ?? [] }
  public var p90: [Double] { fan?.quantile(0.9) ?? [] }
  /// The observed months with the share of competent Behörden that were active.
  public var observed: [(month: Month, active: Int, competent: Int)] {
    panel.months.enumerated().map { position, month in
      (
        month, panel.groups.reduce(0) { $0 + $1.active[position] },
        panel.groups.reduce(0) { $0 + $1.competent[position] }
      )
    }
  }
}
