import Domain

/// Budget years, Leistungsaufträge and their costs.
struct SimulatedMoney {
  private let processes: SimulatedProcesses
  private let settings: SimulationSettings

  init(_ processes: SimulatedProcesses, settings: SimulationSettings) {
    self.processes = processes
    self.settings = settings
  }

  private var years: ClosedRange<Int> { 2020...settings.cutOff.year }

  var budget: FeedText {
    var text = FeedText(.budget)
    for year in years {
      text.add([
        "year": String(year), "total_eur": euros(300_000_000 + 10_000_000 * (year - 2020)),
        "operating_eur": euros(32_000_000 + 2_500_000 * (year - 2020)), "policy_id": "A",
      ])
    }
    return text
  }

  /// Orders, and the items of their costs.
  var ordersAndCosts: (orders: FeedText, costs: FeedText) {
    var random = Random(seed: settings.seed, "money")
    var orders = FeedText(.orders)
    var costs = FeedText(.costs)
    var item = 0
    func cost(
      _ process: String, _ order: String, _ kind: String, _ month: Month, _ cents: Int,
      _ payer: String
    ) {
      item += 1
      costs.add([
        "item_id": "k-\(SimulatedAreas.padded(item, 5))", "process_id": process,
        "order_id": order, "kind": kind, "month": month.description, "amount_eur": euros(cents),
        "paid_by": payer, "budget_effective": "yes",
        "plan_or_actual": month.lastDay <= settings.cutOff ? "actual" : "plan",
      ])
    }
    for process in processes.all where process.kind == .standard {
      let year = max(years.lowerBound, process.released.year)
      let id = "la-" + process.id
      let total = random.number(60...240) * 100_000
      let planned = random.number(2...8)
      let isDone = process.released + 120 <= settings.cutOff
      let spent = isDone ? total * random.number(85...115) / 100 : total * 4 / 10
      orders.add([
        "order_id": id, "title": "Entwicklung \(process.name)".prefixed(190),
        "kind": "Entwicklung", "year": String(year), "planned_units": String(planned),
        "unit": "Meilensteine",
        "delivered_units": String(isDone ? planned : planned / 2), "budget_eur": euros(total),
        "spent_eur": euros(spent), "share_kommunen_eur": euros(spent / 2),
        "status": isDone ? "accepted" : "in_progress", "reservation": "yes",
      ])
      let start = Month("\(year)-01")!
      for quarter in 0..<4 {
        let month = start + (quarter * 3 + 2)
        cost(process.id, id, "development", month, spent / 8, "kommunen")
        cost(process.id, id, "development", month, spent / 4 - spent / 8, "land")
      }
      for later in year...settings.cutOff.year where later > year {
        cost(
          process.id, "", "maintenance", Month("\(later)-06")!, total * 12 / 100, "land")
      }
    }
    for year in years {
      for month in 1...12 {
        let cents = (32_000_000 + 2_500_000 * (year - 2020)) / 12
        let at = Month(year: year, month: month)
        guard at.lastDay <= settings.cutOff else { continue }
        // § 5 Abs. 3: half and half, the Kommunen at most 200,000 EUR a year.
        let kommunen = min(cents / 2, 20_000_000 / 12)
        cost("", "", "operation", at, kommunen, "kommunen")
        cost("", "", "operation", at, cents - kommunen, "land")
      }
    }
    return (orders, costs)
  }
}
