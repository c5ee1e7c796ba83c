import CSQLiteExtension
import Columns

/// A condition against a whole segment, then against its rows.
extension Condition {
  /// Whether a row of the segment may pass. `zone` is that of the stored column.
  func mayMatch(
    _ zone: ZoneMap, rowCount: Int, presentation: TableShape.Presentation
  ) -> Bool {
    let isAllNull = zone.nullCount >= rowCount
    switch wanted {
    case .nothing: return false
    case .null: return zone.nullCount > 0
    case .notNull: return !isAllNull
    case .integers(let ranges):
      guard !isAllNull else { return false }
      guard let low = zone.minimum.integer, let high = zone.maximum.integer else { return true }
      return ranges.contains { $0.lowerBound <= high && low <= $0.upperBound }
    case .reals(let range):
      guard !isAllNull else { return false }
      let divisor = presentation == .euros ? 100.0 : 1
      guard let low = Self.real(zone.minimum), let high = Self.real(zone.maximum) else {
        return true
      }
      return range.lowerBound <= high / divisor && low / divisor <= range.upperBound
    case .texts(let texts):
      guard !isAllNull else { return false }
      guard let low = Self.text(zone.minimum, presentation),
        let high = Self.text(zone.maximum, presentation)
      else { return true }
      return texts.mayMatch(from: low, to: high)
    }
  }

  /// Clears `passes[row]` where the row does not satisfy the condition.
  func narrow(_ passes: UnsafeMutablePointer<Bool>, _ column: DecodedColumn) {
    let rows = 0..<column.rowCount
    if case .null = wanted {
      for row in rows where column.isPresent(row) { passes[row] = false }
      return
    }
    if column.validity != nil {
      for row in rows where !column.isPresent(row) { passes[row] = false }
    }
    switch wanted {
    case .null, .notNull: break
    case .nothing: for row in rows { passes[row] = false }
    case .integers(let ranges):
      let values = column.integers
      if ranges.count == 1 {
        let (low, high) = (ranges[0].lowerBound, ranges[0].upperBound)
        for row in rows { passes[row] = passes[row] && low <= values[row] && values[row] <= high }
      } else {
        for row in rows where passes[row] { passes[row] = Self.holds(ranges, values[row]) }
      }
    case .reals(let range):
      let values = column.reals
      for row in rows where passes[row] { passes[row] = range.contains(values[row]) }
    case .texts(let texts):
      let codes = column.codes
      let isWanted = column.dictionary.map { texts.contains($0.utf8) }
      // Null rows carry code 0, which a column of nulls has no entry for.
      guard !isWanted.isEmpty else { return }
      isWanted.withUnsafeBufferPointer { isWanted in
        for row in rows { passes[row] = passes[row] && isWanted[Int(codes[row])] }
      }
    }
  }

  /// The same for a single row.
  func holds(_ row: Int, _ column: DecodedColumn) -> Bool {
    guard column.isPresent(row) else {
      if case .null = wanted { return true } else { return false }
    }
    return switch wanted {
    case .nothing, .null: false
    case .notNull: true
    case .integers(let ranges): Self.holds(ranges, column.integers[row])
    case .reals(let range): range.contains(column.reals[row])
    case .texts(let texts): texts.contains(column.dictionary[Int(column.codes[row])].utf8)
    }
  }

  /// Whether one of many ranges holds the value, by halving.
  private static func holds(_ ranges: [ClosedRange<Int64>], _ value: Int64) -> Bool {
    var (low, high) = (0, ranges.count)
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < value { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].lowerBound <= value
  }

  private static func real(_ cell: Cell) -> Double? {
    switch cell {
    case .integer(let value): Double(value)
    case .real(let value): value
    case .null, .text: nil
    }
  }

  private static func text(_ cell: Cell, _ presentation: TableShape.Presentation) -> [UInt8]? {
    let text: String? =
      switch presentation {
      case .day: cell.integer.flatMap(DecodedColumn.dayText)
      case .month: cell.integer.flatMap(DecodedColumn.monthText)
      default: cell.text
      }
    return text.map { [UInt8]($0.utf8) }
  }
}
