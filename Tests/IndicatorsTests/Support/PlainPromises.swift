import Columns
import Domain
import Indicators

/// Promises and budget years, from the words of the definitions and of § 5.
extension PlainReports {
  func promiseStates(_ plans: RandomPlans, _ months: [Month]) -> [Row] {
    months.flatMap { month -> [Row] in
      plans.promises.filter { $0.due <= states.day(month) }.map { promise in
        var row: Row = promise.process.map(process) ?? [:]
        row["promise"] = .text(promise.id)
        row["month"] = .text(month.description)
        row["due"] = .integer(1)
        let value = value(of: promise.indicator, promise.process, month)
        row["measured"] = .integer(value == nil ? 0 : 1)
        // Few media breaks are good, of everything else much is.
        row["kept"] = value.map { value in
          let isMet =
            promise.indicator == "medienbruch_share"
            ? value <= promise.value : value >= promise.value
          return .integer(isMet ? 1 : 0)
        }
        return row
      }
    }
  }

  /// An indicator at the end of a month, of use in the twelve months that end with it.
  private func value(of indicator: String, _ process: String?, _ month: Month) -> Double? {
    let events = reports.events.filter {
      (process == nil || $0.process == process) && (month + -11...month).contains($0.month)
    }
    func visits(_ kind: EventKind) -> Int {
      Set(events.compactMap { $0.kind == kind ? $0.session : nil }).count
    }
    func share(_ part: Int, _ whole: Int) -> Double? {
      whole == 0 ? nil : Double(part) / Double(whole)
    }
    switch indicator {
    case "page_views":
      return events.isEmpty ? nil : Double(events.count { $0.kind == .pageView })
    case "completion_rate": return share(visits(.submitted), visits(.processStarted))
    case "medienbruch_share":
      let handedOver = events.filter { $0.kind == .handedOver }
      return share(handedOver.count { $0.isPostbox == true }, handedOver.count)
    case "satisfaction":
      let ratings = events.compactMap(\.rating)
      return ratings.count < 5
        ? nil : Double(ratings.reduce(0, +) - Int64(ratings.count)) / Double(4 * ratings.count)
    case "activation_rate":
      return active(
        in: states.months.contains(month) ? states.processPairs(month, .active) : [], process)
    case "coverage_share" where process == nil:
      return active(
        in: states.months.contains(month) ? states.competentPairs(month, .active, nil) : [], nil)
    default: return nil
    }
  }

  private func active(in rows: [Row], _ process: String?) -> Double? {
    let rows = rows.filter { process == nil || $0["process"]?.text == process }
    func sum(_ name: String) -> Int64 { rows.reduce(0) { $0 + ($1[name]?.integer ?? 0) } }
    return sum("pairs") == 0 ? nil : Double(sum("active")) / Double(sum("pairs"))
  }

  /// The Kommunen may pay 1.5 million EUR a year and what they did not use before; of operating
  /// costs half, 200,000 EUR at most. Without a year in between nothing can be carried over.
  func budgetYears(_ plans: RandomPlans) -> [Row] {
    let years = plans.budget.sorted { $0.year < $1.year }
    guard years.allSatisfy({ ["A", "B"].contains($0.policy) }),
      years.last!.year - years.first!.year == years.count - 1
    else { return [] }
    var unused: Int64 = 0
    return years.compactMap { year -> Row? in
      func spent(_ isOperation: Bool) -> Int64? {
        let items = reports.costs.filter {
          $0.isActual && $0.isEffective && ["land", "kommunen"].contains($0.payer)
            && $0.month.year == year.year && ($0.kind == "operation") == isOperation
        }
        return items.isEmpty ? nil : max(0, items.reduce(0) { $0 + $1.cents })
      }
      let project = spent(false)
      let operation = spent(true) ?? year.operatingCents
      let allowed = unused + 150_000_000
      let municipal = project.map { min(year.policy == "A" ? $0 : $0 / 2, allowed) }
      unused = allowed - (municipal ?? 0)
      guard year.year <= states.cutOff.year else { return nil }
      var row: Row = ["year": .text("\(year.year)"), "policy": .text(year.policy)]
      row["budget_cents"] = project.map { _ in .integer(year.totalCents) }
      row["spent_cents"] = project.map { .integer($0) }
      row["municipal_cents"] = municipal.map { .integer($0) }
      row["carry_cents"] = .integer(unused)
      row["operating_cents"] = .integer(operation)
      row["operating_municipal_cents"] = .integer(min(operation / 2, 20_000_000))
      return row
    }
  }
}
