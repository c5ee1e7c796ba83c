/// The choices of all components, with prices of the years at which their bound is lowest.
struct YearLists {
  struct Choice {
    /// Against the best choice of the component, at the prices.
    var loss: Int
    /// Scaled value.
    let profit: Int
    /// What each year spends, costs and care.
    let spent: [Int]
    let items: [(item: Int, year: Int)]
  }

  /// The best choice of each component first, then by loss.
  private(set) var components: [[Choice]]
  let money: PortfolioMoney
  private(set) var prices: [Int]
  /// No combination is worth more, scaled and with the offset of further rows.
  private(set) var bound: Int
  private let offset: Int

  var most: (worth: Int, spent: [Int]) { YearPrices.most(money, prices) }

  /// - Parameter offset: what further rows add to the profits.
  init(_ components: [[Choice]], money: PortfolioMoney, prices: [Int], offset: Int) {
    self.components = components
    self.money = money
    self.prices = prices
    self.offset = offset
    bound = Int.max
    bound = evaluate(prices).bound
  }

  /// Finds better prices and drops what falls below `floor` with them, again and again.
  mutating func improve(floor: Int) {
    for _ in 0..<3 {
      var best = (bound: bound, prices: prices)
      Subgradient.minimize(years: prices.count) { point in
        let tried = zip(point, prices).map { Int(max(0, min($0, 50)) * Double($1)) }
        let (found, slope) = evaluate(tried)
        if found < best.bound { best = (found, tried) }
        return (Double(found), zip(slope, prices).map { $0 * Double($1) / Double(prices[0] + 1) })
      }
      (bound, prices) = best
      // Nothing is above the floor.
      if bound < floor { return }
      let before = components.reduce(0) { $0 + $1.count }
      prune(bound - floor)
      if components.reduce(0, { $0 + $1.count }) * 10 > before * 9 { break }
    }
  }

  private mutating func prune(_ limit: Int) {
    for index in components.indices {
      var choices = components[index]
      let worths = choices.map { worth($0, prices) }
      let best = worths.max()!
      for place in choices.indices { choices[place].loss = best - worths[place] }
      choices.removeAll { $0.loss > limit }
      choices.sort { $0.loss < $1.loss }
      components[index] = choices
    }
  }

  /// Where several choices of a component are as good as the best, takes those as "best" that
  /// together come near what the years should spend: the fewer then have to change.
  mutating func center(within loss: Int) {
    let wanted = most.spent
    var rest = wanted
    for choices in components { for year in rest.indices { rest[year] -= choices[0].spent[year] } }
    func distance(_ rest: [Int]) -> Double {
      zip(rest, prices).reduce(0) {
        $0 + (Double($1.0) * Double($1.1)) * (Double($1.0) * Double($1.1))
      }
    }
    for _ in 0..<4 {
      for index in components.indices where components[index].count > 1 {
        let choices = components[index]
        var best = (distance: distance(rest), place: 0, rest: rest)
        for place in choices.indices.dropFirst() {
          if choices[place].loss > loss { break }
          var moved = rest
          for year in rest.indices {
            moved[year] += choices[0].spent[year] - choices[place].spent[year]
          }
          let found = distance(moved)
          if found < best.distance { best = (found, place, moved) }
        }
        guard best.place > 0 else { continue }
        rest = best.rest
        // Losses this small count as none.
        for place in 1...best.place { components[index][place].loss = 0 }
        components[index].swapAt(0, best.place)
        components[index][0].loss = 0
      }
    }
  }

  /// Components that have another choice as good as the best.
  func tied(within loss: Int) -> Int {
    components.count { $0.count > 1 && $0[1].loss <= loss }
  }

  private func worth(_ choice: Choice, _ prices: [Int]) -> Int {
    var worth = choice.profit
    for year in prices.indices { worth -= prices[year] * choice.spent[year] }
    return worth
  }

  private func evaluate(_ prices: [Int]) -> (bound: Int, slope: [Double]) {
    let most = YearPrices.most(money, prices)
    var bound = most.worth + offset
    var spent = most.spent
    for choices in components {
      var best = (worth: Int.min, place: 0)
      for place in choices.indices {
        let worth = worth(choices[place], prices)
        if worth > best.worth { best = (worth, place) }
      }
      bound += best.worth
      for year in spent.indices { spent[year] -= choices[best.place].spent[year] }
    }
    return (bound, spent.map { Double($0) })
  }
}
