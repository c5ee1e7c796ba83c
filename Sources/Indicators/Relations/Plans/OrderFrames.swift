import Domain

/// The frames of orders and their milestones.
extension ProjectState {
  func orderStates() -> Frame? {
    guard let orders = facts.plans.orders else { return nil }
    var frozen: [String: Int64] = [:]
    if let first = facts.plans.firstOrders {
      for (id, units) in zip(first.texts("order_id"), first.integers("planned_units")) {
        if let id, let units { frozen[id] = units }
      }
    }
    var rows = FrameRows(.orderStates, dimensions)
    let ids = orders.texts("order_id")
    let years = orders.integers("year")
    let (planned, delivered) = (
      orders.integers("planned_units"), orders.integers("delivered_units")
    )
    let (budget, spent) = (orders.integers("budget_eur"), orders.integers("spent_eur"))
    let states = orders.texts("status")
    for row in 0..<orders.rowCount {
      // What is only planned for a year that has not begun is not owed yet.
      if states[row] == "planned", let cutOff = facts.cutOff, let year = years[row],
        year > cutOff.year
      {
        continue
      }
      let owed = ids[row].flatMap { frozen[$0] } ?? planned[row]
      var accepted = delivered[row]
      // More than was owed in one order does not make up for another.
      if let owed, let units = accepted { accepted = min(units, owed) }
      rows.add(
        keys: [
          code("order_id", ids[row]), code("year", years[row].map { String($0) }),
        ], [1, owed, accepted, budget[row], spent[row]])
    }
    return rows.frame
  }

  func milestoneStates(_ month: Month) -> Frame? {
    guard let milestones = facts.plans.milestones else { return nil }
    let today = day(of: month)
    // What was expected in earlier months nobody has written down.
    let isLatest = facts.cutOff.map { today >= $0 } ?? true
    var rows = FrameRows(.milestoneStates, dimensions)
    let (convoys, orders) = (milestones.texts("convoy_id"), milestones.texts("order_id"))
    let kreise = milestones.texts("kreis_ags5")
    let planned = milestones.days("planned_on")
    let (revised, done) = (milestones.days("revised_on"), milestones.days("done_on"))
    for row in 0..<milestones.rowCount {
      guard let planned = planned[row] else { continue }
      let done = done[row].flatMap { $0 <= today ? $0 : nil }
      let isDue = planned <= today
      let expected = isLatest ? revised[row] : nil
      guard isDue || done != nil || expected != nil else { continue }
      // What is overdue is done tomorrow at the earliest; today is the most hopeful forecast.
      let end = done ?? max(expected ?? planned, today)
      let forecast = done == nil && !isDue ? expected! : end
      rows.add(
        place: kreise[row].flatMap { registers.knownAuthority($0) },
        keys: [
          code("convoy", convoys[row]), code("order_id", orders[row]),
          dimensions.monthCode(month),
        ], [isDue ? 1 : 0, isDue && done != nil ? 1 : 0, 1, Int64(forecast - planned)])
    }
    return rows.frame
  }

  /// The code of a key; `nil` for none, or for one that no row of a register has.
  func code(_ dimension: String, _ key: String?) -> Int? {
    key.flatMap { dimensions.keySpaces[dimension]!.code(of: $0) }
  }
}
