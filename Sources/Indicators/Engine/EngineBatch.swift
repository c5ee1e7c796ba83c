/// Many formulas and groupings over the same rows at once: each relation is read once, and what
/// several of them need is added up once.
struct EngineBatch: Sendable {
  struct Item: Sendable {
    let formula: Formula
    /// Dimensions, the first one sorts first.
    let by: [String]
  }

  /// What is evaluated by itself: a month of relations that keep a frame a month, or everything.
  struct Scope: Sendable, Hashable {
    /// Code of the month; `nil`: all of them.
    let month: Int?
    fileprivate let plan: Int
  }

  let items: [Item]
  let scopes: [Scope]
  /// Scopes of the same items are evaluated in the same way.
  private let plans: [BatchPlan]
  private let question: EngineQuestion
  private let frames: FrameSet
  private let filtered: [String]

  /// - Parameter filter: dimension → admitted keys; keys that no row has admit nothing.
  /// - Precondition: every relation of a formula has the dimensions named.
  init(
    _ items: [Item], where filter: [String: [String]], over frames: FrameSet, denseLimit: Int
  ) {
    self.items = items
    self.frames = frames
    let filtered = filter.keys.sorted()
    self.filtered = filtered
    var dimensions: Set<String> = []
    for item in items {
      dimensions.formUnion(item.by)
      dimensions.formUnion(item.formula.passes.flatMap { $0.stages.flatMap { $0 } })
    }
    question = EngineQuestion(
      dimensions: dimensions, filter: filter, keySpaces: frames.keySpaces, denseLimit: denseLimit)
    var whole: [Int] = []
    var monthly: [Int: [Int]] = [:]
    let admitted = filter["month"].map { keys in
      Set(keys.compactMap { frames.keySpaces["month"]!.code(of: $0) })
    }
    for (index, item) in items.enumerated() {
      let tables = item.formula.passes.map { $0.relation.tableName(for: item.by + filtered) }
      let months = item.by.contains("month") ? tables.map(frames.months) : [nil]
      guard months.allSatisfy({ $0 != nil }) else {
        whole.append(index)
        continue
      }
      for month in Set(months.flatMap { $0! }) where admitted?.contains(month) ?? true {
        monthly[month, default: []].append(index)
      }
    }
    var plans: [BatchPlan] = []
    var planOf: [[Int]: Int] = [:]
    func scope(_ month: Int?, _ members: [Int]) -> Scope {
      if planOf[members] == nil {
        planOf[members] = plans.count
        plans.append(BatchPlan(items, members, filtered: filtered))
      }
      return Scope(month: month, plan: planOf[members]!)
    }
    var scopes = whole.isEmpty ? [] : [scope(nil, whole)]
    for (month, members) in monthly.sorted(by: { $0.key < $1.key }) {
      scopes.append(scope(month, members))
    }
    self.scopes = scopes
    self.plans = plans
  }

  /// The ranks by which the keys of an item's answer are made.
  func ranks(_ item: Int) -> [KeyRanks] { items[item].by.map(question.ranks) }

  /// The figures of each item in a scope, of items without groups none.
  func run(_ scope: Scope, _ body: (_ item: Int, _ figures: ScopeFigures) -> Void) {
    let plan = plans[scope.plan]
    var sums = [WorkSums?](repeating: nil, count: plan.works.count)
    var waiting = plan.works.map(\.users.count)
    var lacking = plan.worksOfItem.mapValues(\.count)
    var rows: (table: String, shapes: ShapeMemo)?
    for (number, work) in plan.works.enumerated() {
      if rows?.table != work.table {
        rows = (work.table, ShapeMemo(frames.frames(work.table, scope.month), question))
      }
      sums[number] = evaluate(work, rows!.shapes, body)
      for index in work.users {
        lacking[index]! -= 1
        guard lacking[index] == 0 else { continue }
        let works = plan.worksOfItem[index]!
        if let figures = figures(items[index], works.map { (plan.works[$0], sums[$0]!) }) {
          body(index, figures)
        }
        for done in works {
          waiting[done] -= 1
          if waiting[done] == 0 { sums[done] = nil }
        }
      }
    }
  }

  /// What the quotients of a pass add up to, by grouping.
  private typealias WorkSums = [[String]: PassTotals]

  private func evaluate(
    _ work: BatchPlan.Work, _ rows: ShapeMemo,
    _ body: (_ item: Int, _ figures: ScopeFigures) -> Void
  ) -> WorkSums {
    var sums: WorkSums = [:]
    guard !rows.frames.isEmpty else { return sums }
    if !work.groupings.isEmpty {
      var pass = EnginePass(work.pass, work.aggregates, over: rows)
      for by in pass.ordered(work.groupings) { sums[by] = pass.totals(by: by) }
    }
    for (values, users) in work.statistics {
      evaluate(EnginePass(work.pass, values, over: rows), users, body)
    }
    return sums
  }

  /// Statistics of the same values: those by the same dimensions come from the same sorted units.
  private func evaluate(
    _ pass: EnginePass, _ users: [Int], _ body: (_ item: Int, _ figures: ScopeFigures) -> Void
  ) {
    var pass = pass
    let groupings = Dictionary(grouping: users) { items[$0].by }
    for by in pass.ordered(Array(groupings.keys)) {
      let statistics = groupings[by]!.map { index -> (item: Int, statistic: Statistic) in
        guard case .statistic(let statistic) = items[index].formula else {
          preconditionFailure("only statistics are computed from units")
        }
        return (index, statistic)
      }
      for alike in Dictionary(grouping: statistics, by: { $0.statistic.kind.admitted }).values {
        var units = GroupedUnits(alike[0].statistic)
        pass.units(by: by) { keys, values, count in units.append(keys, values, count) }
        units.sort()
        for (index, statistic) in alike { body(index, units.figures(statistic)) }
      }
    }
  }

  /// - Returns: `nil` for a statistic: its figures do not come from sums.
  private func figures(
    _ item: Item, _ sums: [(work: BatchPlan.Work, sums: WorkSums)]
  ) -> ScopeFigures? {
    func figures(_ quotient: Quotient) -> ScopeFigures {
      let own = quotient.passes.map { pass in sums.first { $0.work.pass == pass }! }
      return quotient.figures(
        own.map { $0.sums[item.by] ?? PassTotals.none($0.work.aggregates.count) },
        columns: own.map(\.work.aggregates))
    }
    switch item.formula {
    case .quotient(let quotient): return figures(quotient)
    case .gap(let first, let second): return figures(first).less(figures(second))
    case .statistic: return nil
    }
  }
}
