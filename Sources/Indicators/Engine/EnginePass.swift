/// One pass over the frames of a relation: rows become groups, stage by stage, and the groups of the
/// last stage (without stages the rows themselves) are handed on.
struct EnginePass {
  private static let chunkRows = 8_192

  private let question: EngineQuestion
  private let relation: RelationSchema
  private let aggregates: [Aggregate]
  /// Inner groups of each stage that are not asked for anyway, innermost first.
  private let overs: [[String]]

  /// - Precondition: the aggregates share the pass.
  init(_ pass: Aggregate.Pass, _ aggregates: [Aggregate], _ question: EngineQuestion) {
    self.question = question
    relation = pass.relation
    self.aggregates = aggregates
    overs = pass.stages.map { $0.filter { !question.by.contains($0) } }
  }

  /// - Parameter body: one call a batch of rows or groups: keys of the groups asked for (negative:
  ///   takes no part) and, `[aggregate]`, their numbers (``Frame/null``: none).
  func run(_ body: (_ keys: Batch.Keys, _ values: [Batch.Values], _ count: Int) -> Void) {
    guard !overs.isEmpty else {
      let inputs = aggregates.map { ($0, $0.expression) }
      forEachBatch(dimensions: question.by, inputs, body)
      return
    }
    var groups = innermost()
    for stage in overs.indices.dropLast() {
      let next = stage + 1
      var outer = GroupTable(
        radix: question.radix(dimensions(before: next)),
        operations: accumulators(next).flatMap { $0.map(\.operation) },
        denseLimit: question.denseLimit)
      fold(groups, stage) { keys, values, count in
        outer.slots(keys, count: count)
        for (measure, column) in values.enumerated() {
          outer.add(measure, column, slots: keys, count: count)
        }
      }
      groups = outer
    }
    fold(groups, overs.count - 1, body)
  }

  /// The groups of a stage in batches: their outer keys and the number of each aggregate.
  private func fold(
    _ groups: GroupTable, _ stage: Int,
    _ body: (_ keys: Batch.Keys, _ values: [Batch.Values], _ count: Int) -> Void
  ) {
    let radix = question.radix(overs[stage])
    let widths = accumulators(stage).map(\.count)
    let starts = widths.indices.map { widths[..<$0].reduce(0, +) }
    Batch.allocate(widths.reduce(0, +), Self.chunkRows) { keys, sums in
      let numbers = starts.map { sums[$0] }
      groups.forEachBatch(keys, sums) { count in
        for i in 0..<count { keys[i] /= radix }
        for (index, aggregate) in aggregates.enumerated() {
          let own = sums[starts[index]..<(starts[index] + widths[index])]
          aggregate.stages[stage].collapse.numbers(own, count: count)
        }
        body(keys, numbers, count)
      }
    }
  }

  /// `[aggregate][accumulator]` of a stage. Later stages than the first have one each: what they
  /// take in is a number.
  private func accumulators(
    _ stage: Int
  ) -> [[(expression: Expression, operation: Collapse.Operation)]] {
    aggregates.map { $0.stages[stage].collapse.accumulators($0.expression) }
  }

  /// Dimensions that groups have before a stage, those that it drops last.
  private func dimensions(before stage: Int) -> [String] {
    question.by + overs[stage...].reversed().flatMap { $0 }
  }

  private func innermost() -> GroupTable {
    let dimensions = dimensions(before: 0)
    let accumulators = accumulators(0)
    let inputs = zip(aggregates, accumulators).flatMap { aggregate, list in
      list.map { (aggregate, $0.expression) }
    }
    var groups = GroupTable(
      radix: question.radix(dimensions), operations: accumulators.flatMap { $0.map(\.operation) },
      denseLimit: question.denseLimit)
    forEachBatch(dimensions: dimensions, inputs) { keys, values, count in
      groups.slots(keys, count: count)
      for (measure, column) in values.enumerated() {
        groups.add(measure, column, slots: keys, count: count)
      }
    }
    return groups
  }

  private func forEachBatch(
    dimensions: [String], _ inputs: [(aggregate: Aggregate, expression: Expression)],
    _ body: (_ keys: Batch.Keys, _ values: [Batch.Values], _ count: Int) -> Void
  ) {
    let table = relation.tableName(for: question.by + question.filtered)
    let keySpaces = question.frames.keySpaces
    Batch.allocate(inputs.count, Self.chunkRows) { keys, values in
      for frame in question.frames.frames(table) {
        let groupKeys = GroupKeys(frame, dimensions: dimensions, question)
        guard !groupKeys.excludesAll else { continue }
        let readers = inputs.map {
          RowValues($0.expression, $0.aggregate.predicate, frame: frame, keySpaces: keySpaces)
        }
        for start in stride(from: 0, to: frame.rowCount, by: Self.chunkRows) {
          let rows = start..<min(start + Self.chunkRows, frame.rowCount)
          groupKeys.fill(keys, rows: rows)
          for (reader, column) in zip(readers, values) { reader.fill(column, rows: rows) }
          body(keys, values, rows.count)
        }
      }
    }
  }
}

/// Room for keys and values of some thousand rows.
enum Batch {
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
