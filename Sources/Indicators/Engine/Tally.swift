/// The sums of a quotient in one group; ``Frame/null`` where no row had a value.
struct Tally {
  let numerator: Int64
  let denominator: Int64
  let outside: Int64
}

/// The sums of a pass in each group that has rows, by ascending answer key.
struct PassTotals {
  private(set) var keys: [Int] = []
  /// `[column][group]`
  private(set) var columns: [[Int64]]

  /// No groups.
  static func none(_ columns: Int) -> PassTotals {
    PassTotals(columns: [[Int64]](repeating: [], count: columns))
  }

  private init(columns: [[Int64]]) { self.columns = columns }

  /// - Parameters:
  ///   - steps: group numbers → answer keys, one to one.
  ///   - measures: `[column]`: the measure of the table that it shows.
  init(_ groups: GroupTable, keys steps: KeySteps, columns measures: [Int]) {
    columns = measures.map { _ in [] }
    let capacity = groups.count
    keys.reserveCapacity(capacity)
    for column in columns.indices { columns[column].reserveCapacity(capacity) }
    Batch.allocate(groups.width, Batch.rows) { numbers, values in
      groups.forEachBatch(steps, numbers, values) { count in
        keys.append(contentsOf: UnsafeBufferPointer(rebasing: numbers[..<count]))
        for (column, measure) in measures.enumerated() {
          columns[column].append(
            contentsOf: UnsafeBufferPointer(rebasing: values[measure][..<count]))
        }
      }
    }
    guard !RadixOrder.isAscending(keys) else { return }
    let order = RadixOrder.sorted(keys.map { UInt64($0) })
    keys = order.map { keys[Int($0)] }
    columns = columns.map { column in order.map { column[Int($0)] } }
  }
}

extension Quotient {
  /// The figures of all groups that have rows in one of the quotient's passes.
  /// - Parameters:
  ///   - totals: of each pass.
  ///   - columns: `[pass]`: the aggregates of its totals.
  func figures(_ totals: [PassTotals], columns: [[Aggregate]]) -> ScopeFigures {
    let merged = MergedKeys(totals.map(\.keys))
    let sides = [numerator, denominator, outside].map { side in
      side.map { aggregate -> [Int64] in
        let pass = passes.firstIndex(of: aggregate.pass)!
        let column = columns[pass].firstIndex(of: aggregate)!
        return merged.aligned(
          totals[pass].columns[column], of: pass, none: Frame.null)
      }.reduce(nil as [Int64]?) { sum, column in
        sum.map { zip($0, column).map { Frame.sum($0, $1) } } ?? column
      }
    }
    return ScopeFigures(
      self, keys: merged.keys, numerator: sides[0], denominator: sides[1], outside: sides[2])
  }

  /// The figure of a group. The same floating-point steps as in the SQL text, so both agree to the
  /// last bit.
  func figure(_ tally: Tally) -> FigureRow {
    func printed(_ sum: Int64) -> Figure {
      if sum == Frame.null { return .missing }
      return .value(parts == 1 ? Double(sum) : Double(sum) / Double(parts))
    }
    if isTotal {
      let value = printed(tally.numerator)
      return FigureRow(value: value, numerator: value, denominator: .notApplicable)
    }
    guard tally.denominator >= minimumDenominator else {
      let isOutside =
        (tally.denominator == Frame.null || tally.denominator == 0) && tally.outside > 0
      return FigureRow(
        value: isOutside ? .notApplicable : .missing, numerator: printed(tally.numerator),
        denominator: printed(tally.denominator))
    }
    let numerator = tally.numerator == Frame.null ? 0 : tally.numerator
    return FigureRow(
      value: .value(Double(scale) * Double(numerator) / Double(tally.denominator)),
      numerator: printed(numerator), denominator: printed(tally.denominator))
  }
}

/// The keys of several ascending lists as one.
struct MergedKeys {
  let keys: [Int]
  /// `[list][merged key]`: its place in the list, negative where it is not there; `nil`: each key
  /// is at its own place.
  private let places: [[Int]]?

  init(_ lists: [[Int]]) {
    // Passes over the same rows have the same keys.
    guard lists.dropFirst().contains(where: { $0 != lists[0] }) else {
      keys = lists.first ?? []
      places = nil
      return
    }
    var keys: [Int] = []
    var places = lists.map { _ in [Int]() }
    var next = lists.map { _ in 0 }
    while true {
      var key = Int.max
      for (list, place) in next.enumerated() where place < lists[list].count {
        key = Swift.min(key, lists[list][place])
      }
      guard key < Int.max else { break }
      keys.append(key)
      for (list, place) in next.enumerated() {
        let isThere = place < lists[list].count && lists[list][place] == key
        places[list].append(isThere ? place : -1)
        if isThere { next[list] += 1 }
      }
    }
    self.keys = keys
    self.places = places
  }

  /// A column of a list at the merged keys; `none` where the list has no such key.
  func aligned<Value>(_ column: [Value], of list: Int, none: Value) -> [Value] {
    places.map { $0[list].map { $0 < 0 ? none : column[$0] } } ?? column
  }
}
