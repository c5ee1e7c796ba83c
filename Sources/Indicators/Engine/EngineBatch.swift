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
    /// Positions of the items.
    let items: [Int]
  }

  let items: [Item]
  let scopes: [Scope]
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
    scopes =
      (whole.isEmpty ? [] : [Scope(month: nil, items: whole)])
      + monthly.sorted { $0.key < $1.key }.map { Scope(month: $0.key, items: $0.value) }
  }

  /// The ranks by which the keys of an item's answer are made.
  func ranks(_ item: Int) -> [KeyRanks] { items[item].by.map(question.ranks) }

  /// What items have in common: the pass and the table that its rows come from.
  private struct Work: Hashable {
    let table: String
    let pass: Aggregate.Pass
  }

  private func work(_ item: Item) -> [Work] {
    item.formula.passes.map {
      Work(table: $0.relation.tableName(for: item.by + filtered), pass: $0)
    }
  }

  /// The figures of each item in a scope, of items without groups none.
  func run(_ scope: Scope, _ body: (_ item: Int, _ figures: ScopeFigures) -> Void) {
    var order: [Work] = []
    var users: [Work: [Int]] = [:]
    for index in scope.items {
      for work in Set(work(items[index])) {
        if users[work] == nil { order.append(work) }
        users[work, default: []].append(index)
      }
    }
    order.sort { ($0.table, users[$0]![0]) < ($1.table, users[$1]![0]) }
    var waiting = Dictionary(
      uniqueKeysWithValues: scope.items.map { ($0, Set(work(items[$0]))) })
    var sums: [Work: WorkSums] = [:]
    var rows: (table: String, shapes: ShapeMemo)?
    for work in order {
      if rows?.table != work.table {
        let frames = frames.frames(work.table, scope.month)
        rows = (work.table, ShapeMemo(frames, question))
      }
      evaluate(work, users[work]!, rows!.shapes, &sums, body)
      for index in users[work]! {
        waiting[index]!.remove(work)
        if waiting[index]!.isEmpty, let figures = figures(items[index], sums) {
          body(index, figures)
        }
      }
      let needed = Set(waiting.values.lazy.filter { !$0.isEmpty }.map { $0 }.joined())
      for done in sums.keys where isDone(done, users[done]!, waiting) && !needed.contains(done) {
        sums[done] = nil
      }
    }
  }

  /// What the quotients of a pass add up to, by grouping.
  private struct WorkSums {
    let aggregates: [Aggregate]
    var totals: [[String]: PassTotals] = [:]
  }

  private func isDone(_ work: Work, _ users: [Int], _ waiting: [Int: Set<Work>]) -> Bool {
    users.allSatisfy { waiting[$0]!.isEmpty }
  }

  private func evaluate(
    _ work: Work, _ users: [Int], _ rows: ShapeMemo, _ sums: inout [Work: WorkSums],
    _ body: (_ item: Int, _ figures: ScopeFigures) -> Void
  ) {
    var aggregates: [Aggregate] = []
    var groupings: [[String]] = []
    var statistics: [[Aggregate]: [Int]] = [:]
    for index in users {
      if case .statistic(let statistic) = items[index].formula {
        statistics[statistic.values, default: []].append(index)
        continue
      }
      if !groupings.contains(items[index].by) { groupings.append(items[index].by) }
      for aggregate in items[index].formula.aggregates
      where aggregate.pass == work.pass && !aggregates.contains(aggregate) {
        aggregates.append(aggregate)
      }
    }
    sums[work] = WorkSums(aggregates: aggregates)
    guard !rows.frames.isEmpty else { return }
    if !groupings.isEmpty {
      var pass = EnginePass(work.pass, aggregates, over: rows)
      for by in pass.ordered(groupings) { sums[work]!.totals[by] = pass.totals(by: by) }
    }
    for (values, users) in statistics {
      evaluate(EnginePass(work.pass, values, over: rows), users, body)
    }
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
  private func figures(_ item: Item, _ sums: [Work: WorkSums]) -> ScopeFigures? {
    func figures(_ quotient: Quotient) -> ScopeFigures {
      let works = quotient.passes.map {
        Work(table: $0.relation.tableName(for: item.by + filtered), pass: $0)
      }
      return quotient.figures(
        works.map { sums[$0]!.totals[item.by] ?? PassTotals.none(sums[$0]!.aggregates.count) },
        columns: works.map { sums[$0]!.aggregates })
    }
    switch item.formula {
    case .quotient(let quotient): return figures(quotient)
    case .gap(let first, let second): return figures(first).less(figures(second))
    case .statistic: return nil
    }
  }
}
