import Foundation

/// Amounts in EUR by year since the start; year 0 is the one in which a process is made.
public struct CashFlow: Sendable, Hashable {
  public struct Year: Sendable, Hashable {
    public var benefitBudget = 0.0
    public var benefitOther = 0.0
    public var costBudget = 0.0
    public var costOther = 0.0

    public init(
      benefitBudget: Double = 0, benefitOther: Double = 0, costBudget: Double = 0,
      costOther: Double = 0
    ) {
      self.benefitBudget = benefitBudget
      self.benefitOther = benefitOther
      self.costBudget = costBudget
      self.costOther = costOther
    }

    public var benefit: Double { benefitBudget + benefitOther }
    public var cost: Double { costBudget + costOther }
  }

  /// Years 0…T.
  public var years: [Year]

  /// - Precondition: years 0 and 1 at least.
  public init(years: [Year]) {
    precondition(years.count > 1, "a capital value needs a year 0 and a year after it")
    self.years = years
  }

  /// The last year, T.
  public var horizon: Int { years.count - 1 }
}

/// The capital value of WiBe: `KW = Σ_{t=0..T} (N_t − K_t)/(1+i)^t`, what is budget-effective
/// (amounts that somebody's budget feels) apart from what is not.
public struct CapitalValue: Sendable, Hashable {
  /// EUR at the price level of year 0.
  public let budgetEffective: Double
  public let notBudgetEffective: Double
  /// Present values of all benefits and of all costs, EUR.
  public let benefits: Double
  public let costs: Double
  /// EUR a year over the years 1…T that are worth as much as the capital value.
  public let annuity: Double
  /// Years until the discounted benefits have made good the discounted costs and stay ahead, within
  /// a year by straight line; `nil` where that takes longer than T.
  public let paybackYears: Double?

  public var total: Double { budgetEffective + notBudgetEffective }
  /// Present value of benefits by that of costs; `nil` without costs.
  public var benefitCostRatio: Double? { costs > 0 ? benefits / costs : nil }

  /// - Parameters:
  ///   - rate: i, above −1.
  ///   - costSurcharge: ρ_K, each cost counts `1 + ρ_K` times.
  ///   - benefitDeduction: ρ_N, each benefit counts `1 − ρ_N` times.
  public init(
    _ flow: CashFlow, rate: Double, costSurcharge: Double = 0, benefitDeduction: Double = 0
  ) {
    precondition(rate > -1, "no discount rate: \(rate)")
    var (budget, other, benefits, costs) = (0.0, 0.0, 0.0, 0.0)
    var sums: [Double] = []
    for (year, amounts) in flow.years.enumerated() {
      let factor = Self.factor(year, rate)
      let (gain, burden) = (factor * (1 - benefitDeduction), factor * (1 + costSurcharge))
      budget += gain * amounts.benefitBudget - burden * amounts.costBudget
      other += gain * amounts.benefitOther - burden * amounts.costOther
      benefits += gain * amounts.benefit
      costs += burden * amounts.cost
      sums.append(benefits - costs)
    }
    budgetEffective = budget
    notBudgetEffective = other
    self.benefits = benefits
    self.costs = costs
    annuity = (budget + other) / (1...flow.horizon).reduce(0) { $0 + Self.factor($1, rate) }
    paybackYears = Self.payback(sums)
  }

  /// `1/(1+i)^t`
  static func factor(_ year: Int, _ rate: Double) -> Double { pow(1 + rate, -Double(year)) }

  /// - Parameter sums: discounted net benefits up to and with each year.
  private static func payback(_ sums: [Double]) -> Double? {
    guard let last = sums.lastIndex(where: { $0 < 0 }) else { return 0 }
    guard last + 1 < sums.count else { return nil }
    return Double(last) + -sums[last] / (sums[last + 1] - sums[last])
  }
}
