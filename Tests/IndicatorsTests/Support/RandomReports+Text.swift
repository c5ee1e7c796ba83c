import Domain

/// The reports as the files in which they are delivered.
extension RandomReports {
  /// Files in any order, by name.
  var files: [(String, String)] {
    [
      (
        "events-0.csv",
        Self.csv(
          "ts,event,process,authority,session,channel,duration_ms,step,rating,target",
          events.map { event in
            let session = event.session.map { number in
              let digits = String(number, radix: 16)
              return String(repeating: "0", count: 16 - digits.count) + digits
            }
            return [
              "\(event.ts)", event.kind.rawValue, event.process, event.key, session,
              event.channel.rawValue, event.duration.map(String.init),
              event.step.map(String.init),
              event.rating.map(String.init),
              event.isPostbox.map { $0 ? "postbox" : "fachverfahren" },
            ]
          })
      ),
      (
        "cases-0.csv",
        Self.csv(
          "month,authority_ars,leika,channel,cases,mean_handling_minutes",
          cases.map {
            [
              "\($0.month)", $0.key, $0.leika, $0.channel.rawValue, "\($0.counts[0])",
              $0.minutes.map { "\($0)" },
            ]
          })
      ),
      (
        "backlog-0.csv",
        Self.csv(
          "month,authority_ars,leika,received,accepted,completed,open,open_over_30_days",
          backlog.map { ["\($0.month)", $0.key, $0.leika] + $0.counts.map { "\($0)" } })
      ),
      (
        "costs-0.csv",
        Self.csv(
          "item_id,process_id,order_id,kind,month,amount_eur,paid_by,budget_effective,"
            + "plan_or_actual",
          costs.enumerated().map { number, cost in
            [
              "i\(number)", cost.process, nil, cost.kind, "\(cost.month)", Self.euros(cost.cents),
              cost.payer, cost.isEffective ? "yes" : "no", cost.isActual ? "actual" : "plan",
            ]
          })
      ),
      (
        "milestones-0.csv",
        Self.csv(
          "convoy_id,order_id,milestone_id,name,planned_on,revised_on,done_on,kreis_ags5",
          milestones.map {
            [
              $0.convoy, $0.order, $0.id, "N", "\($0.planned)", $0.revised?.description,
              $0.done?.description, $0.kreis,
            ]
          })
      ),
      (
        "coordination-0.csv",
        Self.csv(
          "snapshot_on,authority_ars,field,status",
          fields.map { ["\($0.day)", $0.key, $0.field, $0.status] })
      ),
      (
        "embedding-0.csv",
        Self.csv(
          "snapshot_on,authority_ars,embeds", embedding.map { ["\($0.day)", $0.key, $0.status] })
      ),
      (
        "parameters-0.csv",
        Self.csv(
          "id,value,unit,valid_from,valid_to,source",
          wages.map { [$0.id, "\($0.euros)", "EUR/h", "\($0.from)", nil, "§"] })
      ),
    ]
  }

  /// The orders as they were first delivered, and later.
  var ordersFiles: [(String, String)] {
    [firstOrders, orders].enumerated().map { number, orders in
      (
        "orders-\(number).csv",
        Self.csv(
          "order_id,title,kind,year,planned_units,unit,delivered_units,budget_eur,spent_eur,"
            + "share_kommunen_eur,status,reservation",
          orders.map {
            [
              $0.id, "T", "K", "\($0.year)", "\($0.planned)", "Stück", "\($0.delivered)",
              Self.euros($0.budgetCents), Self.euros($0.spentCents), "0.00",
              $0.delivered == 0 ? "planned" : "ordered", "no",
            ]
          })
      )
    }
  }

  static func csv(_ header: String, _ rows: [[String?]]) -> String {
    ([header] + rows.map { $0.map { $0 ?? "" }.joined(separator: ",") })
      .joined(separator: "\n") + "\n"
  }

  static func euros(_ cents: Int64) -> String {
    let (size, sign) = (cents.magnitude, cents < 0 ? "-" : "")
    return "\(sign)\(size / 100).\(size % 100 < 10 ? "0" : "")\(size % 100)"
  }
}
