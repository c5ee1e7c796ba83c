import Columns
import Domain
import Store

/// What a budget year leaves for new processes: the feeds `budget` and `costs` → free money.
///
/// § 5 (2) with § 2 (2) c: out of the budget come not only new processes but also the care of those
/// that run, support, programme management and central components. So all that is booked or planned
/// for a year under other kinds than operation (§ 5 (3), a pot of its own) is committed. Of what was
/// both planned and paid, the payment counts.
public struct BudgetRoom: Sendable, Hashable {
  public let year: Int
  public let policy: SharePolicy
  public let budgetCents: Int64
  public let committedCents: Int64

  public var freeCents: Int64 { max(0, budgetCents - committedCents) }

  var commitment: PortfolioMoney.Commitment {
    PortfolioMoney.Commitment(
      cents: committedCents, beyondBudgetCents: max(0, committedCents - budgetCents))
  }

  /// - Parameters:
  ///   - firstYear: the first of them.
  ///   - count: how many; `nil`: as many as the feed goes on, at most five.
  /// - Throws: ``Fault`` (input missing) for a year that the feed `budget` does not have, (bad data)
  ///   for an unknown reading of § 5.
  public static func years(
    _ reader: StoreReader, from firstYear: Int, count: Int? = nil
  ) throws -> [BudgetRoom] {
    let known = try Known(reader)
    var found: [BudgetRoom] = []
    for year in firstYear..<firstYear + (count ?? 5) {
      guard let room = try known.room(year) else {
        if count == nil, !found.isEmpty { break }
        throw Fault(
          .inputMissing, at: "feed budget: year \(year)",
          Text(
            de: "Das Haushaltsjahr \(year) ist nicht geliefert", en: "it has no such budget year"),
          remedy: Text(
            de: "Liefern Sie es im Feed budget, oder geben Sie ein Budget an",
            en: "Deliver it, or give --budget EUR for each year"))
      }
      found.append(room)
    }
    return found
  }

  /// What the feeds say of all years; a year that nobody asks for may say nonsense.
  struct Known {
    private let rows: [Int: (cents: Int64, policy: String)]
    private let committed: [Int: Int64]

    init(_ reader: StoreReader) throws {
      committed = try BudgetRoom.committed(reader)
      var rows: [Int: (cents: Int64, policy: String)] = [:]
      if let budget = try reader.current(.budget) {
        let (years, totals) = (budget.integers("year"), budget.integers("total_eur"))
        for (row, policy) in budget.texts("policy_id").enumerated() {
          rows[Int(years[row]!)] = (totals[row]!, policy!)
        }
      }
      self.rows = rows
    }

    /// - Returns: `nil`: the feed `budget` does not have the year.
    /// - Throws: ``Fault`` (bad data) for an unknown reading of § 5.
    func room(_ year: Int) throws(Fault) -> BudgetRoom? {
      guard let row = rows[year] else { return nil }
      guard let policy = SharePolicy(rawValue: row.policy) else {
        throw Fault(
          .badData, at: "feed budget: year \(year), policy_id",
          "\"\(row.policy)\" is no known reading of § 5",
          remedy: "Known are \(SharePolicy.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      return BudgetRoom(
        year: year, policy: policy, budgetCents: row.cents, committedCents: committed[year] ?? 0)
    }
  }

  /// Year → what is committed in it.
  static func committed(_ reader: StoreReader) throws -> [Int: Int64] {
    try reader.current(.costs).map(commitments) ?? [:]
  }

  /// Year → cents of Land and Kommunen, budget-effective.
  private static func commitments(_ batch: ColumnBatch) -> [Int: Int64] {
    struct Item: Hashable {
      let process: String?
      let order: String?
      let kind: String
      let month: Int64
      let payer: String
    }
    let (processes, orders) = (batch.texts("process_id"), batch.texts("order_id"))
    let (kinds, payers) = (batch.texts("kind"), batch.texts("paid_by"))
    let (months, states) = (batch.integers("month"), batch.texts("plan_or_actual"))
    let (effective, amounts) = (batch.integers("budget_effective"), batch.integers("amount_eur"))
    var planned: [Item: Int64] = [:]
    var paid: [Item: Int64] = [:]
    for row in 0..<batch.rowCount
    where effective[row] == 1 && kinds[row] != "operation"
      && ["land", "kommunen"].contains(payers[row])
    {
      let item = Item(
        process: processes[row], order: orders[row], kind: kinds[row]!, month: months[row]!,
        payer: payers[row]!)
      if states[row] == "actual" {
        paid[item, default: 0] += amounts[row]!
      } else {
        planned[item, default: 0] += amounts[row]!
      }
    }
    return planned.merging(paid) { _, paid in paid }.reduce(into: [:]) { sums, entry in
      sums[Month(number: Int32(entry.key.month)).year, default: 0] += entry.value
    }
  }
}
