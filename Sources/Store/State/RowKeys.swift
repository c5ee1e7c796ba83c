import Columns
import Domain

/// The keys of rows as numbers: two rows have the same number where all their key columns agree.
package struct RowKeys {
  /// `[row]`
  package let numbers: [UInt64]

  /// - Parameter columns: of the same length, at least one.
  package init(_ columns: [ColumnVector]) {
    var numbers = [UInt64](repeating: 0, count: columns[0].rowCount)
    var domain: UInt64 = 1
    for column in columns {
      let (codes, count) = Self.codes(column)
      let (product, overflow) = domain.multipliedReportingOverflow(by: count)
      if overflow { domain = Self.number(&numbers) }
      for row in numbers.indices { numbers[row] = numbers[row] &* count &+ codes[row] }
      domain = overflow ? domain * count : product
    }
    self.numbers = numbers
  }

  /// Codes below `count`; 0 stands for an empty cell.
  private static func codes(_ column: ColumnVector) -> (codes: [UInt64], count: UInt64) {
    var codes: [UInt64]
    switch column {
    case .integers(let values, _):
      let low = values.min() ?? 0
      codes = values.map { UInt64(bitPattern: $0 &- low) }
    case .reals(let values, _): codes = values.map(\.bitPattern)
    case .texts(let places, let dictionary, _):
      // A dictionary that was put together from several may hold a text twice.
      var codeOfText: [String: UInt64] = [:]
      let codeOf = dictionary.map { text -> UInt64 in
        let code = codeOfText[text] ?? UInt64(codeOfText.count)
        codeOfText[text] = code
        return code
      }
      codes = places.map { codeOf.isEmpty ? 0 : codeOf[Int($0)] }
    }
    let largest = codes.max() ?? 0
    let count = largest < 1 << 32 ? largest + 1 : number(&codes)
    for row in codes.indices {
      codes[row] = column.validity.map { $0[row] } ?? true ? codes[row] + 1 : 0
    }
    return (codes, count + 1)
  }

  /// Numbers without gaps instead, in the order of their first row.
  /// - Returns: how many there are.
  private static func number(_ values: inout [UInt64]) -> UInt64 {
    var codes: [UInt64: UInt64] = [:]
    for row in values.indices {
      let code = codes[values[row]] ?? UInt64(codes.count)
      codes[values[row]] = code
      values[row] = code
    }
    return UInt64(codes.count)
  }
}
