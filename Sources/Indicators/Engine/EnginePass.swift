/// One pass over the rows of a relation for any number of groupings: rows become groups, stage by
/// stage, and the groups of the last stage (without stages the rows themselves) are handed on.
///
/// What rows add up to is kept by the finest groups once; coarser groups are added up from finer
/// ones, since sums, largest and smallest values may be taken in steps.
struct EnginePass {
  /// A sum, or a largest or smallest value, of rows.
  private struct Accumulator: Hashable {
    let expression: Expression
    let predicate: Predicate?
    let operation: Collapse.Operation
  }

  private let stages: [[String]]
  private let aggregates: [Aggregate]
  private let rows: ShapeMemo
  private var frames: [Frame] { rows.frames }
  private var question: EngineQuestion { rows.question }
  private let accumulators: [Accumulator]
  /// `[aggregate]`: positions among the accumulators of the first stage.
  private let places: [[Int]]
  /// What rows add up to, by shape; the finest first.
  private var tables: [(shape: GroupShape, groups: GroupTable)] = []

  /// - Parameter rows: of the pass's relation, at least one frame.
  /// - Precondition: the aggregates share the pass.
  init(
    _ pass: Aggregate.Pass, _ aggregates: [Aggregate], over rows: ShapeMemo
  ) {
    stages = pass.stages
    self.aggregates = aggregates
    self.rows = rows
    var accumulators: [Accumulator] = []
    places = aggregates.map { aggregate in
      let collapse = aggregate.stages.first?.collapse ?? .sum
      return collapse.accumulators(aggregate.expression).map { expression, operation in
        let accumulator = Accumulator(
          expression: expression, predicate: aggregate.predicate, operation: operation)
        if let known = accumulators.firstIndex(of: accumulator) { return known }
        accumulators.append(accumulator)
        return accumulators.count - 1
      }
    }
    self.accumulators = accumulators
  }

  /// Dimensions that groups of a grouping have before a stage; those asked for come first.
  private func dimensions(_ by: [String], before stage: Int) -> [String] {
    by
      + stages[stage...].reversed().flatMap { $0 }.reduce(into: []) {
        if !by.contains($1), !$0.contains($1) { $0.append($1) }
      }
  }

  /// Groupings that tell more apart come first, so that others can be added up from them.
  func ordered(_ groupings: [[String]]) -> [[String]] {
    let sizes = groupings.map { by in
      dimensions(by, before: 0).reduce(1.0) { $0 * Double(question.ranks($1).radix) }
    }
    return groupings.indices.sorted { (sizes[$0], $1) > (sizes[$1], $0) }.map { groupings[$0] }
  }

  /// The sums of the aggregates in each group, by ascending answer key.
  mutating func totals(by: [String]) -> PassTotals {
    let first = table(dimensions(by, before: 0))
    guard !stages.isEmpty else {
      return PassTotals(
        first.groups, keys: first.shape.steps(toAnswer: by, question), columns: places.map { $0[0] }
      )
    }
    let shape = shape(by)
    let last = lastGroups(by, first)
    var totals = GroupTable(
      radix: shape.radix, operations: aggregates.map { _ in .sum }, rows: last.groups.count,
      denseLimit: question.denseLimit)
    fold(last.groups, stages.count - 1, keys: last.shape.steps(to: shape)!) {
      keys, values, count in
      totals.feed(keys, values, count: count)
    }
    return PassTotals(
      totals, keys: shape.steps(toAnswer: by, question), columns: Array(aggregates.indices))
  }

  /// The rows, or the groups of the last stage, one by one.
  /// - Parameter body: one call a batch: answer keys (negative: takes no part) and, `[aggregate]`,
  ///   their numbers (``Frame/null``: none).
  mutating func units(
    by: [String],
    _ body: (_ keys: Batch.Keys, _ values: [Batch.Values], _ count: Int) -> Void
  ) {
    guard !stages.isEmpty else {
      let shape = shape(by)
      let steps = shape.steps(toAnswer: by, question)
      let columns = aggregates.map { ($0.expression, $0.predicate) }
      forEachBatch(shape, columns) { keys, values, count in
        steps.apply(keys, count: count)
        body(keys, values, count)
      }
      return
    }
    let last = lastGroups(by, table(dimensions(by, before: 0)))
    fold(last.groups, stages.count - 1, keys: last.shape.steps(toAnswer: by, question), body)
  }

  /// The groups before the last stage.
  private mutating func lastGroups(
    _ by: [String], _ first: (shape: GroupShape, groups: GroupTable)
  ) -> (shape: GroupShape, groups: GroupTable) {
    var (from, groups) = first
    for stage in stages.indices.dropLast() {
      let shape = shape(dimensions(by, before: stage + 1))
      var outer = GroupTable(
        radix: shape.radix,
        operations: aggregates.map {
          $0.stages[stage + 1].collapse.accumulators($0.expression)[0].operation
        }, rows: groups.count, denseLimit: question.denseLimit)
      fold(groups, stage, keys: from.steps(to: shape)!) { keys, values, count in
        outer.feed(keys, values, count: count)
      }
      (from, groups) = (shape, outer)
    }
    return (from, groups)
  }

  /// The groups of a stage in batches: the keys of what they belong to and the number of each
  /// aggregate.
  private func fold(
    _ groups: GroupTable, _ stage: Int, keys steps: KeySteps,
    _ body: (_ keys: Batch.Keys, _ values: [Batch.Values], _ count: Int) -> Void
  ) {
    // Later stages than the first have one accumulator each: what they take in is a number.
    let places = stage == 0 ? places : aggregates.indices.map { [$0] }
    let width = places.reduce(0) { $0 + $1.count }
    Batch.allocate(groups.width + width, Batch.rows) { keys, room in
      let (sums, copies) = (Array(room[..<groups.width]), room[groups.width...])
      groups.forEachBatch(steps, keys, sums) { count in
        var next = copies.startIndex
        let numbers = zip(aggregates, places).map { aggregate, own in
          let collapse = aggregate.stages[stage].collapse
          guard collapse.changesNumbers else { return sums[own[0]] }
          // It overwrites what it reads, and aggregates may share it.
          for (offset, place) in own.enumerated() {
            copies[next + offset].baseAddress!.update(
              from: sums[place].baseAddress!, count: count)
          }
          collapse.numbers(copies[next..<(next + own.count)], count: count)
          defer { next += own.count }
          return copies[next]
        }
        body(keys, numbers, count)
      }
    }
  }

  private func shape(_ dimensions: [String]) -> GroupShape { rows.shape(dimensions) }

  /// What rows add up to by some dimensions: from a table that tells more apart, or from the rows.
  private mutating func table(_ dimensions: [String]) -> (shape: GroupShape, groups: GroupTable) {
    let shape = shape(dimensions)
    let finer = tables.filter {
      $0.shape.radix >= shape.radix && $0.shape.hasAllRows(of: shape)
    }.sorted { $0.shape.radix < $1.shape.radix }
    let source = finer.lazy.compactMap { finer in
      finer.shape.steps(to: shape).map { (steps: $0, table: finer) }
    }.first
    // As many groups: they are the same.
    if let source, source.table.shape.radix == shape.radix { return source.table }
    var groups = GroupTable(
      radix: shape.radix, operations: accumulators.map(\.operation),
      rows: source?.table.groups.count ?? frames.reduce(0) { $0 + $1.rowCount },
      denseLimit: question.denseLimit)
    if let source {
      groups.feed(source.table.groups, source.steps)
    } else {
      let columns = accumulators.map { ($0.expression, $0.predicate) }
      forEachBatch(shape, columns) { keys, values, count in
        groups.feed(keys, values, count: count)
      }
    }
    tables.append((shape, groups))
    return (shape, groups)
  }

  private func forEachBatch(
    _ shape: GroupShape, _ columns: [(Expression, Predicate?)],
    _ body: (_ keys: Batch.Keys, _ values: [Batch.Values], _ count: Int) -> Void
  ) {
    Batch.allocate(columns.count, Batch.rows) { keys, values in
      for (index, frame) in frames.enumerated() {
        let rowKeys = shape.rowKeys(frame, at: index)
        guard !rowKeys.excludesAll else { continue }
        let readers = columns.map {
          RowValues($0.0, $0.1, frame: frame, keySpaces: question.keySpaces)
        }
        for start in stride(from: 0, to: frame.rowCount, by: Batch.rows) {
          let rows = start..<min(start + Batch.rows, frame.rowCount)
          rowKeys.fill(keys, rows: rows)
          for (reader, column) in zip(readers, values) { reader.fill(column, rows: rows) }
          body(keys, values, rows.count)
        }
      }
    }
  }
}

/// Room for keys and values of some rows.
enum Batch {
  /// Rows of a batch: few enough for all its columns to stay in the nearest cache.
  static let rows = 1_024

  typealias Keys = UnsafeMutableBufferPointer<Int>
  typealias Values = UnsafeMutableBufferPointer<Int64>

  static func allocate(
    _ columns: Int, _ capacity: Int, _ body: (_ keys: Keys, _ values: [Values]) -> Void
  ) {
    withUnsafeTemporaryAllocation(of: Int.self, capacity: capacity) { keys in
      withUnsafeTemporaryAllocation(of: Int64.self, capacity: max(columns * capacity, 1)) { room in
        body(
          keys,
          (0..<columns).map {
            Values(rebasing: room[($0 * capacity)..<(($0 + 1) * capacity)])
          })
      }
    }
  }
}
