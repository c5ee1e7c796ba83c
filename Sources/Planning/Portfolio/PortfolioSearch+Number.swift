/// Where each candidate is worth a constant beside what it is worth for its cost, the number of the
/// chosen decides, and a price per cent alone bounds it badly: it grants the fraction of a candidate
/// (Martello and Toth 1997, Pisinger 2003: bounds from cardinality for strongly correlated
/// knapsacks).
///
/// So it is asked first how many can be chosen at all. A plan then either holds that many, and there
/// are few ways to do so if they hardly fit, or fewer, which is a bound of its own.
extension PortfolioSearch {
  /// Looks at all selections that hold as many candidates as can be chosen: what else there is holds
  /// fewer.
  mutating func settle(_ number: Int) {
    let fewer = most(upTo: number - 1)
    let rest = fewer.bound >> fewer.shift
    guard rest < bound, let all = holding(number) else { return }
    var part = self
    part.undecided = []
    part.deepen(all)
    best = part.best
    let open = part.undecided.map(\.value).max() ?? .min
    settle(at: max(best?.value ?? .min, rest, open, part.isProven ? .min : part.bound))
  }

  /// How many candidates a plan holds at most, as if the years were one. Where each is worth one, a
  /// list of Pareto points is no longer than a plan.
  func greatestNumber() -> Int {
    let relaxation = counting
    var number = relaxation.bound >> relaxation.shift
    while number > 0 {
      let least = number << relaxation.shift
      switch relaxation.core(atLeast: least, expired: expired) {
      case .nothing: number -= 1
      case .tooMany: return number
      case .core(let core):
        let table = CoreTable(
          core.components, capacity: core.capacity, price: core.price,
          least: least - core.profit, most: min(1_000_000, mostEntries), expired: expired)
        if table.isCutOff || table.best.map({ $0 >= least - core.profit }) ?? false {
          return number
        }
        number -= 1
      }
    }
    return number
  }

  /// A bound on what is worth most with at most so many candidates.
  func most(upTo number: Int) -> PortfolioRelaxation {
    let count = PortfolioRelaxation.Row(members: possible, limit: number, isAtLeast: false)
    return PortfolioRelaxation(
      model, weights: model.costs, capacity: capacity, rows: rows + [count])
  }

  /// The bound on all plans that hold at least `number` candidates, at a price for each that leaves
  /// few selections near it: those that cost little more than the cheapest of so many.
  ///
  /// - Returns: `nil` where the numbers would become too large.
  func holding(_ number: Int) -> PortfolioRelaxation? {
    let values = model.values.map(abs)
    let greatest = max(1, values.max() ?? 0)
    guard greatest < (1 << 48) / max(1, model.count) else { return nil }
    let price = greatest * 16
    let shift = PortfolioRelaxation.shift(values.reduce(1, +) + price * model.count)
    let count = PortfolioRelaxation.Row(
      members: possible, limit: number, isAtLeast: true, price: price << shift)
    // At such a price of the number, what is needed is worth what it is to the number.
    let counting = counting.sharpened()
    let needs = counting.rows.filter { !$0.against.isEmpty }.map { row in
      var row = row
      row.price = Int(
        Double(row.price) / Double(1 << counting.shift) * Double(price << shift))
      return row
    }
    return PortfolioRelaxation(
      model, weights: model.costs, capacity: capacity, pricedRows: [count] + needs, shift: shift)
  }

  /// The same knapsack, in which each candidate is worth one.
  private var counting: PortfolioRelaxation {
    PortfolioRelaxation(
      model.counting, weights: model.costs, capacity: capacity, rows: minimumRows)
  }
}
