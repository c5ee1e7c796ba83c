import Domain

/// Budget years, Leistungsaufträge with their milestones, and costs, planned and actual.
struct SimulatedMoney {
  let budget: FeedText
  let orders: FeedText
  let costs: FeedText
  /// Milestones of the orders, by column name.
  let milestones: [[String: String]]

  private static let steps = [
    "Anforderungen abgestimmt", "Referenzprozess beschlossen", "Umsetzung fertig",
    "Prüfung auf Barrierefreiheit", "Pilotkommunen live", "Abnahme", "Schulungen angeboten",
    "Abschlussbericht",
  ]

  init(_ processes: SimulatedProcesses, settings: SimulationSettings) {
    let years = 2020...settings.cutOff.year
    var random = Random(seed: settings.seed, "money")
    var budget = FeedText(.budget)
    var orders = FeedText(.orders)
    var items = Items(cutOff: settings.cutOff)
    var milestones: [[String: String]] = []
    for year in years {
      budget.add([
        "year": String(year), "total_eur": euros(300_000_000 + 10_000_000 * (year - 2020)),
        "operating_eur": euros(32_000_000 + 2_500_000 * (year - 2020)), "policy_id": "B",
      ])
    }
    for process in processes.all where process.kind == .standard {
      let start = Self.start(process)
      let id = "la-" + process.id
      let total = random.number(150...480) * 100_000
      let planned = random.number(4...Self.steps.count)
      var delivered = 0
      var slip = 0
      for number in 0..<planned {
        let plannedOn = start + 60 + 45 * number
        slip += random.weighted([0.55, 0.3, 0.15]) * random.number(5...25)
        let done = plannedOn + slip
        let isDone = done <= settings.cutOff
        delivered += isDone ? 1 : 0
        milestones.append([
          "order_id": id, "milestone_id": "m\(number + 1)", "name": Self.steps[number],
          "planned_on": plannedOn.description,
          "revised_on": slip > 30 ? (plannedOn + slip / 2).description : "",
          "done_on": isDone ? done.description : "",
        ])
      }
      // Paid in four parts after the order.
      let actual = total * random.number(85...115) / 100
      var spent = 0
      for quarter in 0..<4 {
        let month = start.month + (quarter * 3 + 2)
        if month.lastDay <= settings.cutOff { spent += actual / 4 }
        items.add("development", month, total / 4, process.id, id, isPlan: true)
        items.add("development", month, actual / 4, process.id, id)
      }
      let isDone = delivered == planned
      orders.add([
        "order_id": id, "title": "Entwicklung \(process.name)".prefixed(190),
        "kind": "Entwicklung", "year": String(start.year), "planned_units": String(planned),
        "unit": "Meilensteine", "delivered_units": String(delivered), "budget_eur": euros(total),
        "spent_eur": euros(spent), "share_kommunen_eur": euros(spent / 2),
        "status": isDone ? "accepted" : spent > 0 ? "in_progress" : "ordered",
        "reservation": "yes",
      ])
      items.add("training", start.month + 12, random.number(4...18) * 100_000, process.id)
      for later in years where later > start.year {
        items.add("maintenance", Month(year: later, month: 6), total * 12 / 100, process.id)
      }
    }
    for year in years {
      items.add(
        "support", Month(year: year, month: 11), (18_000_000 + 1_500_000 * (year - 2020)))
      items.add("other", Month(year: year, month: 12), random.number(90...140) * 100_000)
      for month in 1...12 {
        // § 5 Abs. 3: half and half, the Kommunen at most 200,000 EUR a year.
        let cents = (32_000_000 + 2_500_000 * (year - 2020)) / 12
        items.add(
          "operation", Month(year: year, month: month), cents, kommunen: 20_000_000 / 12)
      }
    }
    Self.plan(&orders, &milestones, processes, settings)
    self.budget = budget
    self.orders = orders
    costs = items.text
    self.milestones = milestones
  }

  /// What the next year's plan proposes: nobody has ordered or paid it yet.
  private static func plan(
    _ orders: inout FeedText, _ milestones: inout [[String: String]],
    _ processes: SimulatedProcesses, _ settings: SimulationSettings
  ) {
    var random = Random(seed: settings.seed, "planned orders")
    let year = settings.cutOff.year + 1
    var open = processes.all.filter { $0.kind == .standard && $0.released <= settings.cutOff }
    for number in 1...plannedOrders where !open.isEmpty {
      let process = open.remove(at: random.index(open.count))
      let (id, planned) = ("la-\(year)-\(number)", random.number(2...4))
      let start = Day(year: year, month: random.number(1...4), day: 15)!
      for step in 0..<planned {
        milestones.append([
          "order_id": id, "milestone_id": "m\(step + 1)", "name": steps[step],
          "planned_on": (start + 60 * step).description,
        ])
      }
      orders.add([
        "order_id": id,
        "title": "Weiterentwicklung \(process.name)".prefixed(190), "kind": "Weiterentwicklung",
        "year": String(year), "planned_units": String(planned),
        "unit": "Meilensteine", "delivered_units": "0",
        "budget_eur": euros(random.number(80...240) * 100_000), "spent_eur": euros(0),
        "share_kommunen_eur": euros(0), "status": "planned", "reservation": "yes",
      ])
    }
  }

  private static let plannedOrders = 4

  /// The day on which work on a Standardprozess begins. The first orders are of the first weeks of
  /// the agreement.
  static func start(_ process: SimulatedProcesses.Process) -> Day {
    max(Day(year: 2020, month: 2, day: 1)!, process.released + -240)
  }

  /// Items of costs: what lies after the cut-off day is planned.
  private struct Items {
    let cutOff: Day
    private(set) var text = FeedText(.costs)
    private var number = 0

    init(cutOff: Day) { self.cutOff = cutOff }

    /// Two items, one for each side.
    /// - Parameters:
    ///   - kommunen: the most that the Kommunen pay of it, in cents; otherwise half.
    ///   - isPlan: the planned amount beside the actual one.
    mutating func add(
      _ kind: String, _ month: Month, _ cents: Int, _ process: String = "", _ order: String = "",
      kommunen: Int = .max, isPlan: Bool = false
    ) {
      let isActual = !isPlan && month.lastDay <= cutOff
      // The plan of an item that has both says it already.
      guard isActual || isPlan || order.isEmpty else { return }
      let municipal = min(cents / 2, kommunen)
      for (payer, part) in [("kommunen", municipal), ("land", cents - municipal)] {
        number += 1
        text.add([
          "item_id": "k-\(SimulatedAreas.padded(number, 5))", "process_id": process,
          "order_id": order, "kind": kind, "month": month.description, "amount_eur": euros(part),
          "paid_by": payer, "budget_effective": "yes",
          "plan_or_actual": isActual ? "actual" : "plan",
        ])
      }
    }
  }
}
