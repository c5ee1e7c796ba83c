import Foundation

/// The rows or units of a statistic in one group: x, then the second value or 0; by ascending x
/// where the statistic asks for it.
typealias UnitValues = ArraySlice<(x: Int64, y: Int64)>

/// The rows or units of all groups, sorted by answer key.
struct GroupedUnits {
  private var keys: [UInt64] = []
  private var x: [Int64] = []
  private var y: [Int64] = []
  private var units: [(x: Int64, y: Int64)] = []
  /// `[value]`; "no value" is the smallest number and lies in none of them.
  private let admitted: [ClosedRange<Int64>]
  private let isOrdered: Bool

  init(_ statistic: Statistic) {
    admitted = statistic.kind.admitted.map { $0 ?? (Frame.null + 1)...Int64.max }
    isOrdered = statistic.kind.isOrdered
  }

  /// - Parameter values: x, and the second value where there is one.
  mutating func append(_ keys: Batch.Keys, _ values: [Batch.Values], _ count: Int) {
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: count) { wanted in
      withUnsafeTemporaryAllocation(of: Int64.self, capacity: 2 * count) { room in
        var place = 0
        let (first, second) = (admitted[0], admitted.count == 1 ? 0...0 : admitted[1])
        let (xs, ys) = (values[0], values.count == 1 ? nil : values[1])
        for row in 0..<count {
          let (x, y) = (xs[row], ys?[row] ?? 0)
          // Written in any case, kept where the row takes part.
          wanted[place] = UInt64(bitPattern: Int64(keys[row]))
          room[place] = x
          room[count + place] = y
          let takesPart =
            keys[row] >= 0 && x >= first.lowerBound && x <= first.upperBound
            && y >= second.lowerBound && y <= second.upperBound
          place += takesPart ? 1 : 0
        }
        self.keys.append(contentsOf: UnsafeBufferPointer(rebasing: wanted[..<place]))
        x.append(contentsOf: UnsafeBufferPointer(rebasing: room[..<place]))
        y.append(contentsOf: UnsafeBufferPointer(rebasing: room[count..<(count + place)]))
      }
    }
  }

  mutating func sort() {
    let order = PackedOrder.sorted(keys, thenBy: isOrdered ? x : [])
    keys = order.map { keys[Int($0)] }
    units = order.map { (x[Int($0)], y[Int($0)]) }
    (x, y) = ([], [])
  }

  /// The figure of each group that has units.
  /// - Precondition: the units are sorted.
  func figures(_ statistic: Statistic) -> ScopeFigures {
    var (groups, rows) = ([Int](), [FigureRow]())
    var first = 0
    while first < keys.count {
      var next = first + 1
      while next < keys.count, keys[next] == keys[first] { next += 1 }
      groups.append(Int(keys[first]))
      rows.append(statistic.figure(units[first..<next]))
      first = next
    }
    return ScopeFigures(keys: groups, rows: rows)
  }
}

extension Statistic {
  /// The figure of a group, in whole numbers as far as they go: the same steps as in the SQL text.
  func figure(_ units: UnitValues) -> FigureRow {
    let count: Int64
    if case .quantile = kind {
      count = units.reduce(0) { $0 + $1.y }
    } else {
      count = Int64(units.count)
    }
    var value: Double?
    if count >= minimumCount, !units.isEmpty { value = number(units, count) }
    return FigureRow(
      value: value.map { .value($0) } ?? .missing, numerator: .notApplicable,
      denominator: .value(Double(count)))
  }

  private func number(_ units: UnitValues, _ count: Int64) -> Double? {
    switch kind {
    case .quantile(let percent):
      var below: Int64 = 0
      for unit in units {
        below += unit.y
        if 100 * below >= percent * count { return Double(unit.x) / Double(parts) }
      }
      return nil
    case .gini:
      let sum = units.reduce(0) { $0 + $1.x }
      guard sum > 0 else { return nil }
      let spread = units.enumerated().reduce(Int64(0)) {
        $0 + (2 * Int64($1.offset + 1) - count - 1) * $1.element.x
      }
      return Double(spread) / Double(count * sum)
    case .deviation:
      let sum = units.reduce(0) { $0 + $1.x }
      let squares = units.reduce(0) { $0 + $1.x * $1.x }
      return Double(count * squares - sum * sum).squareRoot() / Double(count) / Double(parts)
    case .slope:
      let (x, y) = units.reduce((Int64(0), Int64(0))) { ($0.0 + $1.x, $0.1 + $1.y) }
      let (xx, xy) = units.reduce((Int64(0), Int64(0))) {
        ($0.0 + $1.x * $1.x, $0.1 + $1.x * $1.y)
      }
      let spread = count * xx - x * x
      return spread > 0 ? Double(count * xy - x * y) / Double(spread) : nil
    case .survivalMedian:
      return Self.survivalMedian(units)
    }
  }

  /// Kaplan & Meier (1958), in logarithms as in the SQL text.
  private static func survivalMedian(_ units: UnitValues) -> Double? {
    var atRisk = units.count
    var left = 0.0
    var first = units.startIndex
    while first < units.endIndex {
      var events = 0
      var next = first
      while next < units.endIndex, units[next].x == units[first].x {
        events += Int(units[next].y)
        next += 1
      }
      left +=
        events == atRisk ? -1_000 : log(1 - Double(events) / Double(atRisk))
      if left <= log(0.5) + 1e-9 { return Double(units[first].x) }
      atRisk -= next - first
      first = next
    }
    return nil
  }
}
