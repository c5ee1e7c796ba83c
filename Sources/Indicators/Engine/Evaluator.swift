/// The column engine's reading of a formula: frames in, one tally a group out.
package enum Evaluator {
  /// Up to this many possible groups are kept as plain arrays.
  package static let denseLimit = 1 << 21
  private static let chunkRows = 8_192

  /// - Parameters:
  ///   - by: dimensions, the first one sorts first.
  ///   - filter: dimension → admitted keys; keys that no row has admit nothing.
  /// - Returns: the groups that have rows, sorted by the dimensions; without dimensions always one.
  /// - Precondition: every relation of the formula has the dimensions named.
  package static func evaluate(
    _ formula: Formula, over frames: FrameSet, by: [String] = [],
    where filter: [String: [String]] = [:], denseLimit: Int = denseLimit
  ) -> Tally {
    let admitted = filter.reduce(into: [String: [Bool]]()) { result, entry in
      let space = frames.keySpaces[entry.key]!
      var codes = [Bool](repeating: false, count: space.count)
      for code in entry.value.compactMap({ space.code(of: $0) }) { codes[code] = true }
      result[entry.key] = codes
    }
    var totals = GroupTable(
      radix: GroupKeys.radix(by, keySpaces: frames.keySpaces),
      operations: [.sum, .sum, .sum], denseLimit: denseLimit)
    for pass in formula.passes {
      Pass(formula, pass, by: by, admitted: admitted, frames: frames, denseLimit: denseLimit)
        .run(named: filter.keys, into: &totals)
    }
    return Tally(totals, formula: formula, by: by, keySpaces: frames.keySpaces)
  }

  /// One pass over the frames of one relation.
  private struct Pass {
    let relation: RelationSchema
    let by: [String]
    /// Inner groups that are not asked for anyway.
    let over: [String]
    let collapses: Bool
    /// Aggregates with the side (0 numerator, 1 denominator, 2 outside) that they add to.
    let aggregates: [(side: Int, aggregate: Aggregate)]
    let admitted: [String: [Bool]]
    let frames: FrameSet
    let denseLimit: Int

    init(
      _ formula: Formula, _ pass: Aggregate.Pass, by: [String], admitted: [String: [Bool]],
      frames: FrameSet, denseLimit: Int
    ) {
      relation = pass.relation
      self.by = by
      over = pass.over.filter { !by.contains($0) }
      collapses = !pass.over.isEmpty
      aggregates = [formula.numerator, formula.denominator, formula.outside].enumerated()
        .flatMap { side, list in
          list.filter { $0.pass == pass }.map { (side: side, aggregate: $0) }
        }
      self.admitted = admitted
      self.frames = frames
      self.denseLimit = denseLimit
    }

    func run(named filtered: some Sequence<String>, into totals: inout GroupTable) {
      let table = relation.tableName(for: by + Array(filtered))
      if collapses {
        var inner = GroupTable(
          radix: GroupKeys.radix(by + over, keySpaces: frames.keySpaces),
          operations: aggregates.map { $0.aggregate.collapse == .max ? .max : .min },
          denseLimit: denseLimit)
        for frame in frames.frames(table) {
          feed(frame, dimensions: by + over, into: &inner, measures: Array(aggregates.indices))
        }
        fold(inner, into: &totals)
      } else {
        for frame in frames.frames(table) {
          feed(frame, dimensions: by, into: &totals, measures: aggregates.map(\.side))
        }
      }
    }

    private func feed(
      _ frame: Frame, dimensions: [String], into groups: inout GroupTable, measures: [Int]
    ) {
      let groupKeys = GroupKeys(
        frame, dimensions: dimensions, keySpaces: frames.keySpaces, admitted: admitted)
      guard !groupKeys.excludesAll else { return }
      let readers = aggregates.map {
        RowValues($0.aggregate, frame: frame, keySpaces: frames.keySpaces)
      }
      withUnsafeTemporaryAllocation(of: Int.self, capacity: chunkRows) { slots in
        withUnsafeTemporaryAllocation(of: Int64.self, capacity: chunkRows) { values in
          for start in stride(from: 0, to: frame.rowCount, by: chunkRows) {
            let rows = start..<min(start + chunkRows, frame.rowCount)
            groupKeys.fill(slots, rows: rows)
            groups.slots(slots, count: rows.count)
            for (reader, measure) in zip(readers, measures) {
              reader.fill(values, rows: rows)
              groups.add(measure, values, slots: slots, count: rows.count)
            }
          }
        }
      }
    }

    /// Sums the collapsed inner groups.
    private func fold(_ inner: GroupTable, into totals: inout GroupTable) {
      let innermost = GroupKeys.radix(over, keySpaces: frames.keySpaces)
      withUnsafeTemporaryAllocation(of: Int.self, capacity: 1) { slot in
        withUnsafeTemporaryAllocation(of: Int64.self, capacity: 1) { value in
          inner.forEachGroup { key, values in
            slot[0] = key / innermost
            totals.slots(slot, count: 1)
            for (index, entry) in aggregates.enumerated() {
              value[0] = values[index]
              totals.add(entry.side, value, slots: slot, count: 1)
            }
          }
        }
      }
    }
  }
}
