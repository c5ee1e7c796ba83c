import Foundation

/// The rows or units of a statistic in one group: x, then the second value or 0, in any order.
typealias UnitValues = ArraySlice<(x: Int64, y: Int64)>

/// The rows or units of all groups, sorted by answer key.
struct GroupedUnits {
  private var keys: [UInt64] = []
  private var units: [(x: Int64, y: Int64)] = []
  private let admitted: [ClosedRange<Int64>?]

  init(_ statistic: Statistic) { admitted = statistic.kind.admitted }

  /// - Parameter values: x, and the second value where there is one.
  mutating func append(_ keys: Batch.Keys, _ values: [Batch.Values], _ count: Int) {
    func admits(_ index: Int, _ value: Int64) -> Bool {
      value != Frame.null && admitted[index]?.contains(value) ?? true
    }
    for row in 0..<count where keys[row] >= 0 {
      let (x, y) = (values[0][row], values.count == 1 ? 0 : values[1][row])
      guard admits(0, x), values.count == 1 || admits(1, y) else { continue }
      self.keys.append(UInt64(keys[row]))
      units.append((x, y))
    }
  }

  mutating func sort() {
    let order = RadixOrder.sorted(keys)
    keys = order.map { keys[Int($0)] }
    units = order.map { units[Int($0)] }
  }

  /// The figure of each group that has units.
  /// - Precondition: the units are sorted.
  func figures(_ statistic: Statistic) -> ScopeFigures {
    var figures = ScopeFigures(keys: [], rows: [])
    var first = 0
    while first < keys.count {
      var next = first + 1
      while next < keys.count, keys[next] == keys[first] { next += 1 }
      figures.append(Int(keys[first]), statistic.figure(units[first..<next]))
      first = next
    }
    return figures
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
      for unit in units.sorted(by: { $0.x < $1.x }) {
        below += unit.y
        if 100 * below >= percent * count { return Double(unit.x) / Double(parts) }
      }
      return nil
    case .gini:
      let sum = units.reduce(0) { $0 + $1.x }
      guard sum > 0 else { return nil }
      let spread = units.map(\.x).sorted().enumerated().reduce(Int64(0)) {
        $0 + (2 * Int64($1.offset + 1) - count - 1) * $1.element
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
    let sorted = units.sorted { $0.x < $1.x }
    var atRisk = sorted.count
    var left = 0.0
    var first = 0
    while first < sorted.count {
      var events = 0
      var next = first
      while next < sorted.count, sorted[next].x == sorted[first].x {
        events += Int(sorted[next].y)
        next += 1
      }
      left +=
        events == atRisk ? -1_000 : log(1 - Double(events) / Double(atRisk))
      if left <= log(0.5) + 1e-9 { return Double(sorted[first].x) }
      atRisk -= next - first
      first = next
    }
    return nil
  }
}
