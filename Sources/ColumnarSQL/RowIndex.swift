import CSQLiteExtension

/// Value → rows of a column that stays decoded: what a join asks for, once for every row of the
/// other table.
struct RowIndex {
  private var ofInteger: [Int64: [UInt32]] = [:]
  private var codeOfText: [[UInt8]: Int] = [:]
  private var ofCode: [[UInt32]] = []

  /// `nil` for a column of real numbers or times.
  init?(_ column: DecodedColumn) {
    let layout = column.slot.layout
    func rows(_ body: (Int) -> Void) {
      for row in 0..<column.rowCount where column.isPresent(row) { body(row) }
    }
    switch layout {
    case 1:
      var index: [Int64: [UInt32]] = [:]
      rows { index[column.integers[$0], default: []].append(UInt32($0)) }
      ofInteger = index
    case 3:
      for (code, text) in column.dictionary.enumerated() { codeOfText[[UInt8](text.utf8)] = code }
      var index = [[UInt32]](repeating: [], count: column.dictionary.count)
      rows { index[Int(column.codes[$0])].append(UInt32($0)) }
      ofCode = index
    default: return nil
    }
  }

  /// Rows with the one value that the condition asks for, ascending.
  func rows(_ condition: Condition) -> [UInt32] {
    switch condition.singleValue {
    case .integer(let value): ofInteger[value] ?? []
    case .text(let text): codeOfText[text].map { ofCode[$0] } ?? []
    case nil: []
    }
  }
}

extension Condition {
  enum SingleValue {
    case integer(Int64)
    case text([UInt8])
  }

  /// The value, where the condition asks for a single one.
  var singleValue: SingleValue? {
    switch wanted {
    case .integers(let ranges)
    where ranges.count == 1 && ranges[0].lowerBound == ranges[0].upperBound:
      .integer(ranges[0].lowerBound)
    case .texts(.oneOf(let texts)) where texts.count == 1: .text(texts.first!)
    default: nil
    }
  }
}
