import Domain

/// The figures of a reckoning that do not depend on a process.
package struct BenefitSettings: Sendable, Hashable {
  /// i
  package let rate: Double
  /// T, years after the year in which a process is made.
  package let horizon: Int
  let budgetShareOfTime: Double
  let costSurcharge: Double
  let benefitDeduction: Double
  let costShareKommunen: Double
  let retypingMinutes: Double
  let waitingMinutes: Double
  let connectedShare: Double
  let extensionShare: Double
  let spreadReported: Double
  let spreadEstimated: Double
  /// What reality makes of a figure: of minutes, wages, digital use, care.
  package let minutes: Pert
  package let wages: Pert
  package let takeUp: Pert
  package let care: Pert

  /// Rates that every capital value is shown with, beside its own (WiBe).
  package static let sensitivityRates = [0, 0.009, 0.03]

  /// Ids of the parameters that every reckoning uses, in the order in which it shows them.
  static let parameters =
    [
      "discount_rate_nominal", "horizon_years", "budget_effective_share_time",
      "risk_surcharge_cost", "risk_deduction_benefit", "minutes_retyping", "minutes_waiting",
      "cases_spread_reported", "cases_spread_estimated",
    ]
    + ["minutes", "wage", "take_up", "care"].flatMap { ["\($0)_factor_min", "\($0)_factor_max"] }

  /// - Parameter rate: a discount rate instead of that of the day.
  /// - Throws: ``Fault`` for a missing figure, or one that makes no sense.
  package init(_ parameters: Parameters, rate: Double? = nil) throws(Fault) {
    func value(_ id: String) throws(Fault) -> Double { try parameters.required(id).value }
    func factor(_ name: String) throws(Fault) -> Pert {
      let (low, high) = (try value(name + "_factor_min"), try value(name + "_factor_max"))
      guard low <= 1, high >= 1 else {
        throw Fault(
          .badData, at: "feed parameters, rows \(name)_factor_min and \(name)_factor_max",
          "\(low) to \(high) leaves out 1, the figure itself", remedy: "Deliver them as around 1")
      }
      return Pert(low: low, mode: 1, high: high)
    }
    if let rate { self.rate = rate } else { self.rate = try value("discount_rate_nominal") }
    let years = try value("horizon_years")
    guard years >= 1, years <= 50, years == years.rounded() else {
      throw Fault(
        .badData, at: "feed parameters, row horizon_years", "\(years) is no number of years",
        remedy: "Deliver a whole number from 1 to 50")
    }
    horizon = Int(years)
    budgetShareOfTime = try value("budget_effective_share_time")
    costSurcharge = try value("risk_surcharge_cost")
    benefitDeduction = try value("risk_deduction_benefit")
    costShareKommunen = try value("cost_share_kommunen")
    retypingMinutes = try value("minutes_retyping")
    waitingMinutes = try value("minutes_waiting")
    connectedShare = try value("fachverfahren_share")
    extensionShare = try value("benefit_share_extension")
    spreadReported = try value("cases_spread_reported")
    spreadEstimated = try value("cases_spread_estimated")
    minutes = try factor("minutes")
    wages = try factor("wage")
    takeUp = try factor("take_up")
    care = try factor("care")
  }
}
