import Domain

/// A request that makes sense: names checked, months decided. Answers with rows.
struct FigureQuestion {
  struct Row {
    let keys: [TableCell]
    let figure: FigureRow
  }

  let indicator: Indicator
  let rule: CountingRule
  private let by: [String]
  private let filter: [String: [String]]
  /// Months that are looked at; `nil`: none is known.
  private let months: ClosedRange<Month>?

  /// - Throws: ``Fault`` of kind usage for an unknown indicator, dimension, rule or key, with the
  ///   nearest known one.
  init(_ request: FigureRequest, state: ProjectState) throws {
    indicator = try IndicatorRegistry.indicator(request.indicator)
    let asked = try CountingRule(request.rule)
    rule = indicator.fixedRule ?? asked
    by = request.by
    if !indicator.hasCountingRule, asked != .active {
      throw Fault(
        .usage, at: "rule", "\(indicator.id) does not depend on a counting rule",
        remedy: "Leave the rule out")
    }
    let askable = indicator.dimensions.filter { $0 != "session" }
    for name in request.by + request.filter.keys.sorted() where !askable.contains(name) {
      throw Fault(
        .usage, at: indicator.id, "it cannot be grouped or filtered by \"\(name)\"",
        remedy: Suggestion.hint(for: name, among: askable))
    }
    if let twice = request.by.enumerated().first(where: { request.by[..<$0].contains($1) }) {
      throw Fault(
        .usage, at: indicator.id, "the dimension \(twice.element) is asked for twice",
        remedy: "Name each dimension once")
    }
    if let from = request.from, let to = request.to, to < from {
      throw Fault(
        .usage, at: "\(from) to \(to)", "the period ends before it begins",
        remedy: "Swap the two months")
    }
    for (name, keys) in request.filter {
      let space = state.dimensions.keySpaces[name]!
      for key in keys where space.code(of: key) == nil {
        throw Fault(
          .usage, at: "\(name)=\(key)", "no row of the data has that key",
          remedy: Suggestion.hint(for: key, among: space.all))
      }
    }
    months = Self.months(request, indicator, state)
    var filter = request.filter
    if let months, indicator.dimensions.contains("month") {
      let asked = (0...(months.upperBound - months.lowerBound)).map {
        (months.lowerBound + $0).description
      }
      filter["month"] = filter["month"].map { keys in keys.filter(asked.contains) } ?? asked
    }
    if let years = Self.years(request, indicator, state) { filter["year"] = years }
    self.filter = filter
  }

  /// The budget years of a question that knows no months: those asked for; of a state without year
  /// the last one that has begun. `nil`: all of them, or those of the filter.
  private static func years(
    _ request: FigureRequest, _ indicator: Indicator, _ state: ProjectState
  ) -> [String]? {
    guard indicator.dimensions.contains("year"), !indicator.dimensions.contains("month"),
      request.filter["year"] == nil
    else { return nil }
    let known = state.dimensions.keySpaces["year"]!.all
    let (from, to) = (request.from?.year ?? .min, request.to?.year ?? .max)
    let asked = known.filter { (from...to).contains(Int($0)!) }
    guard indicator.time == .state, !request.by.contains("year") else {
      return asked.count == known.count ? nil : asked
    }
    let begun = state.facts.cutOff.map { $0.year } ?? .max
    return asked.last { Int($0)! <= begun }.map { [$0] } ?? []
  }

  /// The months of a question: all that are asked for; of a state without month the last one.
  private static func months(
    _ request: FigureRequest, _ indicator: Indicator, _ state: ProjectState
  ) -> ClosedRange<Month>? {
    let known =
      indicator.time == .state
      ? state.months(of: indicator.formula.relations[0]) : state.dimensions.months
    guard let known else { return nil }
    let first = max(request.from ?? known.lowerBound, known.lowerBound)
    let last = min(request.to ?? known.upperBound, known.upperBound)
    guard first <= last else { return nil }
    let isLastOnly =
      indicator.time == .state && !request.by.contains("month") && request.filter["month"] == nil
    return isLastOnly ? last...last : first...last
  }

  /// What has to be known of a series over months.
  func note(_ frames: RelationFrames) -> Text? {
    guard by.contains("month"), let months else { return nil }
    return CompositionNote.text(
      indicator, from: months.lowerBound, to: months.upperBound, rule: rule, filter: filter, frames)
  }

  /// Whether each key of the dimension asked for belongs to the answer: not where a filter of a
  /// related dimension (the Kreis of a Gemeinde) says that most do not.
  private var listsEveryKey: Bool {
    let names = by.filter { $0 != "month" }
    guard !by.isEmpty, names.count <= 1 else { return false }
    let isArea = { RelationSchema.areaDimensions.contains($0) }
    let subjects = ["themenfeld", "leistung", "process", "process_kind"]
    return !names.contains { name in
      filter.keys.contains { other in
        other != name
          && (isArea(other) && isArea(name) || subjects.contains(other) && subjects.contains(name))
      }
    }
  }

  /// What decides which rows are looked at.
  struct RowsAsked: Hashable {
    let rule: CountingRule
    let months: ClosedRange<Month>?
    let filter: [String: [String]]
  }

  var rowsAsked: RowsAsked { RowsAsked(rule: rule, months: months, filter: filter) }
  var item: EngineBatch.Item { EngineBatch.Item(formula: indicator.formula, by: by) }

  /// Whether the data can have rows for it at all.
  var hasRows: Bool { months != nil || !indicator.dimensions.contains("month") }

  /// The groups that have rows, sorted by the dimensions.
  private func groups(_ frames: RelationFrames) -> FigureGroups? {
    guard hasRows else { return nil }
    return Evaluator.evaluate(
      indicator.formula, over: frames.frameSet(rule, months: months), by: by, where: filter)
  }

  /// Rows in the order of the dimensions. By one dimension (and month) every key that is asked for
  /// has a row: where nothing is known the figure is missing, which is not zero.
  func rows(_ frames: RelationFrames) -> [Row] {
    guard let groups = groups(frames) else {
      return by.isEmpty ? [Row(keys: [], figure: .missing)] : []
    }
    let spaces = by.map { frames.state.dimensions.keySpaces[$0]! }
    func row(_ codes: [Int], _ figure: FigureRow) -> Row {
      Row(
        keys: zip(spaces, codes).map { .key($0[$1], label: $0.label(of: $1)) }, figure: figure)
    }
    let known = groups.map { ($0.codes, $0.row) }
    guard listsEveryKey else { return known.map { row($0.0, $0.1) } }
    let figures = Dictionary(uniqueKeysWithValues: known)
    var all: [[Int]] = [[]]
    for (name, space) in zip(by, spaces) {
      let codes = (filter[name]?.compactMap { space.code(of: $0) } ?? Array(0..<space.count))
        .sorted()
      all = all.flatMap { prefix in codes.map { prefix + [$0] } }
    }
    return all.map { row($0, figures[$0] ?? .missing) }
  }

  /// The figures of a question by one dimension, by its keys.
  func figures(_ frames: RelationFrames) -> [String: FigureRow] {
    precondition(by.count == 1, "figures by \(by.count) dimensions have no one key")
    return rows(frames).reduce(into: [:]) { result, row in
      if case .key(let key, _) = row.keys[0] { result[key] = row.figure }
    }
  }
}
