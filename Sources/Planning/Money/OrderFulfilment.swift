import Columns
import Domain
import Indicators
import Store

/// How far a Leistungsauftrag is: what was accepted of what the Jahresplanung owes (§ 2 (2) f), its
/// milestones, and beside it, never part of it, what was spent.
public struct OrderFulfilment: Sendable, Hashable {
  public let id: String
  public let title: String
  public let kind: String
  public let year: Int
  public let status: String
  public let unit: String
  /// As the Jahresplanung first had it: later deliveries do not change what is owed.
  public let owedUnits: Int64
  /// At most as many as are owed: more in one order does not make up for another.
  public let acceptedUnits: Int64
  /// Milestones due by the day asked for, by their first plan.
  public let dueMilestones: Int
  /// Of those that are due.
  public let doneMilestones: Int
  public let budgetCents: Int64
  public let spentCents: Int64
  public let municipalCents: Int64
  /// Under the reservation of the budget (§ 5 (6)).
  public let hasReservation: Bool

  /// Only planned, for a year that has not begun: not owed yet.
  public let isAhead: Bool

  /// Sums over several orders; units of different orders count alike.
  public struct Sum: Sendable, Hashable {
    public var orders = 0
    public var owedUnits: Int64 = 0
    public var acceptedUnits: Int64 = 0
    public var dueMilestones = 0
    public var doneMilestones = 0
    public var budgetCents: Int64 = 0
    public var spentCents: Int64 = 0
    public var municipalCents: Int64 = 0
    /// All of them are only planned, for years that have not begun.
    public var isAhead = false

    public init(_ orders: some Sequence<OrderFulfilment>) {
      for order in orders {
        self.orders += 1
        owedUnits += order.owedUnits
        acceptedUnits += order.acceptedUnits
        dueMilestones += order.dueMilestones
        doneMilestones += order.doneMilestones
        budgetCents += order.budgetCents
        spentCents += order.spentCents
        municipalCents += order.municipalCents
      }
      isAhead = orders.allSatisfy(\.isAhead) && self.orders > 0
    }

    /// Accepted / owed units; `nil`: nothing is owed, or not yet.
    public var fulfilment: Double? {
      owedUnits == 0 || isAhead ? nil : Double(acceptedUnits) / Double(owedUnits)
    }
    /// Milestones done of those that are due; `nil`: none is due.
    public var milestonesDone: Double? {
      dueMilestones == 0 ? nil : Double(doneMilestones) / Double(dueMilestones)
    }
    /// Spent / budget; `nil`: no budget.
    public var spending: Double? {
      budgetCents == 0 ? nil : Double(spentCents) / Double(budgetCents)
    }
  }

  /// The orders by year, then id.
  /// - Parameter day: milestones count as they stand at its end.
  public static func list(_ reader: StoreReader, on day: Day) throws -> [OrderFulfilment] {
    guard let orders = try reader.current(.orders) else { return [] }
    let frozen = try reader.first(.orders).map { first in
      Dictionary(
        uniqueKeysWithValues: zip(
          first.texts("order_id").map { $0! }, first.integers("planned_units").map { $0! }))
    }
    let milestones = try milestones(reader, on: day)
    let (ids, titles, kinds) = (
      orders.texts("order_id"), orders.texts("title"), orders.texts("kind")
    )
    let (years, states, units) = (
      orders.integers("year"), orders.texts("status"), orders.texts("unit")
    )
    let (planned, delivered) = (
      orders.integers("planned_units"), orders.integers("delivered_units")
    )
    let (budget, spent) = (orders.integers("budget_eur"), orders.integers("spent_eur"))
    let municipal = orders.integers("share_kommunen_eur")
    let reservation = orders.integers("reservation")
    return (0..<orders.rowCount).map { row in
      let id = ids[row]!
      let owed = frozen?[id] ?? planned[row]!
      let (due, done) = milestones[id] ?? (0, 0)
      return OrderFulfilment(
        id: id, title: titles[row]!, kind: kinds[row]!, year: Int(years[row]!),
        status: states[row]!, unit: units[row]!, owedUnits: owed,
        acceptedUnits: min(delivered[row]!, owed), dueMilestones: due, doneMilestones: done,
        budgetCents: budget[row]!, spentCents: spent[row]!, municipalCents: municipal[row]!,
        hasReservation: reservation[row] == 1,
        isAhead: states[row] == "planned" && years[row]! > day.year)
    }.sorted { ($0.year, $0.id) < ($1.year, $1.id) }
  }

  /// Order → milestones due by the day and, of these, done.
  private static func milestones(
    _ reader: StoreReader, on day: Day
  ) throws -> [String: (due: Int, done: Int)] {
    guard let batch = try reader.current(.milestones) else { return [:] }
    let (planned, done) = (batch.days("planned_on"), batch.days("done_on"))
    var counts: [String: (due: Int, done: Int)] = [:]
    for (row, order) in batch.texts("order_id").enumerated() {
      guard let order, let due = planned[row], due <= day else { continue }
      counts[order, default: (0, 0)].due += 1
      if let done = done[row], done <= day { counts[order]!.done += 1 }
    }
    return counts
  }
}
