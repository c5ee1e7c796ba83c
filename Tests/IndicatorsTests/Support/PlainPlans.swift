import Columns
import Domain
import Indicators

/// Orders, milestones, costs, fields and deliveries, from the words of the definitions.
extension PlainReports {
  /// The plan as it was first delivered; more than that is not owed, and nothing that is only planned
  /// before its year.
  var orderStates: [Row] {
    let now = reports.orders.filter { $0.year <= states.cutOff.year || $0.delivered > 0 }
    return now.map { order in
      let planned = reports.firstOrders.first { $0.id == order.id }?.planned ?? order.planned
      return [
        "order_id": .text(order.id), "year": .text("\(order.year)"), "orders": .integer(1),
        "planned_units": .integer(planned),
        "accepted_units": .integer(min(planned, order.delivered)),
        "budget_cents": .integer(order.budgetCents), "spent_cents": .integer(order.spentCents),
      ]
    }
  }

  func milestoneStates(_ months: [Month]) -> [Row] {
    months.flatMap { month -> [Row] in
      let today = states.day(month)
      return reports.milestones.compactMap { milestone -> Row? in
        let done = milestone.done.flatMap { $0 <= today ? $0 : nil }
        // Only of the last day is it known what is expected.
        let expected = today >= states.cutOff ? milestone.revised : nil
        let isDue = milestone.planned <= today
        let forecast: Day
        switch (done, expected) {
        case (let done?, _): forecast = done
        case (nil, let expected?): forecast = isDue ? max(expected, today) : expected
        case (nil, nil):
          guard isDue else { return nil }
          forecast = today
        }
        var row: Row = milestone.kreis.map { place($0 + "0000000") } ?? [:]
        for name in ["gemeinde", "size_class"] { row[name] = nil }
        row["month"] = .text(month.description)
        row["convoy"] = milestone.convoy.map { .text($0) }
        row["order_id"] = milestone.order.map { .text($0) }
        row["due"] = .integer(isDue ? 1 : 0)
        row["done_of_due"] = .integer(isDue && done != nil ? 1 : 0)
        row["rated"] = .integer(1)
        row["slip_days"] = .integer(Int64(forecast - milestone.planned))
        return row
      }
    }
  }

  var costItems: [Row] {
    reports.costs.map { cost in
      var row: Row = cost.process.map(process) ?? [:]
      row["payer"] = .text(cost.payer)
      row["cost_kind"] = .text(cost.kind)
      row["year"] = .text("\(cost.month.year)")
      row[cost.isActual ? "actual_cents" : "plan_cents"] = .integer(cost.cents)
      return row
    }
  }

  func fieldStates(_ months: [Month]) -> [Row] {
    months.flatMap { month -> [Row] in
      let known = reports.fields.filter { $0.day <= states.day(month) }
      let latest = Dictionary(grouping: known) { [$0.authority, $0.field] }.values.map { said in
        said.max { $0.day < $1.day }!
      }
      return latest.map { said in
        var row = place(said.authority)
        row["month"] = .text(month.description)
        row["field"] = .text(said.field)
        row["reported"] = .integer(1)
        row["done"] = .integer(said.status == "done" ? 1 : 0)
        return row
      }
    }
  }

  // MARK: - Deliveries

  /// Files with their lines but the first, none of which is refused; what was delivered twice counts
  /// once.
  func loadedRows(_ more: [(String, String)]) -> [Row] {
    var known: Set<String> = []
    let files = world.files + reports.files + reports.ordersFiles + more
    return files.filter { known.insert($0.1).inserted }.map { name, text in
      [
        "feed": .text(String(name.prefix { $0 != "-" })), "files": .integer(1),
        "rows_in": .integer(Int64(text.split(separator: "\n").count - 1)),
        "rows_quarantined": .integer(0),
      ]
    }
  }

  private typealias Told = (feed: String, kreis: String, day: Day)

  /// Who told something of which day; a month counts as told on its last one. Who belongs to no
  /// Kreis is not expected to.
  private var told: [Told] {
    let all: [Told] =
      reports.events.map { ("events", $0.authority, $0.month.lastDay) }
      + world.snapshots.joined().map { ("activations", $0.authority, $0.day) }
      + reports.cases.map { ("cases", $0.authority, $0.month.lastDay) }
      + reports.backlog.map { ("backlog", $0.authority, $0.month.lastDay) }
      + reports.fields.map { ("coordination", $0.authority, $0.day) }
      + reports.embedding.map { ("embedding", $0.authority, $0.day) }
    return all.map { ($0.feed, String($0.kreis.prefix(5)), $0.day) }
      .filter { !$0.kreis.hasSuffix("00") }
  }

  private func deliverer(_ kreis: String, _ feed: String) -> Row {
    var row = place(kreis + "0000000")
    for name in ["gemeinde", "size_class"] { row[name] = nil }
    row["feed"] = .text(feed)
    return row
  }

  var feedAges: [Row] {
    Dictionary(grouping: told) { [$0.feed, $0.kreis] }.map { key, told in
      var row = deliverer(key[1], key[0])
      row["kreise"] = .integer(1)
      row["age_days"] = .integer(Int64(max(0, states.cutOff - told.map(\.day).max()!)))
      return row
    }
  }

  /// Events, cases and backlog are expected each month, the others when some Kreis delivers them.
  /// - Parameter months: of which anything is known.
  func feedMonths(_ months: ClosedRange<Month>) -> [Row] {
    Dictionary(grouping: told, by: \.feed).flatMap { feed, told -> [Row] in
      let delivered = Set(told.map(\.day.month))
      let range = delivered.min()!...delivered.max()!
      let expected =
        ["events", "cases", "backlog"].contains(feed)
        ? (0...(range.upperBound - range.lowerBound)).map { range.lowerBound + $0 }
        : delivered.sorted()
      return Dictionary(grouping: told, by: \.kreis).flatMap { kreis, own -> [Row] in
        let mine = Set(own.map(\.day.month))
        return expected.filter { $0 >= mine.min()! && months.contains($0) }.map { month in
          var row = deliverer(kreis, feed)
          row["month"] = .text(month.description)
          row["expected"] = .integer(1)
          row["delivered"] = .integer(mine.contains(month) ? 1 : 0)
          return row
        }
      }
    }
  }
}
