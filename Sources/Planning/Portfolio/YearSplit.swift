/// A selection → the year of each item, so that every year can pay what it holds.
///
/// First by filling one year after the other to the brim (``YearFilling``), which nearly always
/// works where a year holds many items; then by trying every assignment, which settles the rest
/// where a year holds few.
struct YearSplit {
  enum Outcome: Equatable {
    /// The year of each item, in the order asked.
    case years([Int])
    case impossible
    /// Neither found nor refuted within the steps.
    case unknown
  }

  let model: PortfolioModel
  private let greatestLimits: [Int]
  private var filling: YearFilling
  /// Place of an item among the items asked, −1: not among them.
  private var place: [Int]

  init(_ model: PortfolioModel) {
    self.model = model
    greatestLimits = model.money.greatestLimits.map { Int($0) }
    filling = YearFilling(model)
    place = Array(repeating: -1, count: model.count)
  }

  /// - Parameter steps: of the search over assignments.
  mutating func split(_ items: [Int], steps: Int, expired: () -> Bool) -> Outcome {
    if items.isEmpty { return .years([]) }
    if !model.hasCare || items.count > 8, let years = filling.fill(items, tries: 12) {
      return .years(years)
    }
    if model.yearCount == 1, !model.hasCare { return .impossible }
    return search(items, steps: steps, expired: expired)
  }

  /// Every assignment, dearest items first; the limits of a partial assignment only fall when more
  /// is spent, so that a year which cannot pay ends the branch.
  mutating func search(_ items: [Int], steps: Int, expired: () -> Bool) -> Outcome {
    let order = items.indices.sorted {
      (model.costs[items[$1]], $0) < (model.costs[items[$0]], $1)
    }
    for (index, item) in items.enumerated() { place[item] = index }
    defer { for item in items { place[item] = -1 } }
    let needs = items.map { model.parents[$0].map { place[$0] } }
    precondition(needs.allSatisfy { !$0.contains(-1) }, "a selection that is not closed")
    let neededBy = items.map { model.children[$0].map { place[$0] }.filter { $0 >= 0 } }
    let money = model.money
    let yearCount = model.yearCount
    let areYearsAlike = money.carryOver == .nothing && !model.hasCare
    var years = Array(repeating: -1, count: items.count)
    var spent = Array(repeating: 0, count: yearCount)
    var left = steps
    var restCost = order.reduce(0) { $0 + model.costs[items[$1]] }
    let least = model.costs[items[order.last!]]
    var isUnknown = false

    func assign(_ position: Int) -> Bool {
      if position == order.count { return true }
      left -= 1
      if left < 0 || (left & 0x3FF == 0 && expired()) {
        isUnknown = true
        return false
      }
      let index = order[position]
      let item = items[index]
      let first = needs[index].reduce(0) { max($0, years[$1]) }
      let last = neededBy[index].reduce(yearCount - 1) {
        years[$1] < 0 ? $0 : min($0, years[$1])
      }
      guard first <= last else { return false }
      let isTied = !needs[index].isEmpty || !neededBy[index].isEmpty
      restCost -= model.costs[item]
      defer { restCost += model.costs[item] }
      for year in first...last {
        if areYearsAlike, !isTied, isSeenBefore(year, from: first) { continue }
        add(item, year, 1)
        if isPayable(),
          years.withUnsafeMutableBufferPointer({
            $0[index] = year; return true
          }),
          assign(position + 1)
        {
          return true
        }
        years[index] = -1
        add(item, year, -1)
        if isUnknown { return false }
      }
      return false
    }

    /// Whether an earlier year has the same room: with nothing else to tell them apart, one is
    /// enough. Dependent items tell years apart.
    func isSeenBefore(_ year: Int, from first: Int) -> Bool {
      guard !hasTies else { return false }
      return (first..<year).contains {
        Int(money.budgetsCents[$0]) - spent[$0] == Int(money.budgetsCents[year]) - spent[year]
      }
    }
    var hasTies: Bool { isAnyTied }
    let isAnyTied = needs.contains { !$0.isEmpty }

    func add(_ item: Int, _ year: Int, _ sign: Int) {
      spent[year] += sign * model.costs[item]
      for later in (year + 1)..<max(year + 1, yearCount) {
        spent[later] += sign * model.cares[item]
      }
    }

    func isPayable() -> Bool {
      var standing = money.standingAtFirst
      var room = 0
      for year in 0..<yearCount {
        let limit = Int(money.limit(year, standing))
        guard spent[year] <= limit else { return false }
        if limit - spent[year] >= least { room += limit - spent[year] }
        standing = money.next(year, standing, spentCents: Int64(spent[year]))
      }
      return room >= restCost || restCost == 0
    }

    if assign(0) { return .years(years) }
    return isUnknown ? .unknown : .impossible
  }
}
