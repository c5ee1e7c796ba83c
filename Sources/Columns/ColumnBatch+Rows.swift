import Domain

extension ColumnVector {
  /// The cells of the given rows, in that order.
  public func selecting(_ rows: [Int]) -> ColumnVector {
    let kept = validity.map { validity in Validity(rowCount: rows.count) { validity[rows[$0]] } }
    let nulls = kept?.nullCount == 0 ? nil : kept
    switch self {
    case .integers(let values, _): return .integers(rows.map { values[$0] }, validity: nulls)
    case .reals(let values, _): return .reals(rows.map { values[$0] }, validity: nulls)
    case .texts(let codes, let dictionary, _):
      return .texts(codes: rows.map { codes[$0] }, dictionary: dictionary, validity: nulls)
    }
  }

  /// The cells of several columns of one type, one after the other.
  /// - Precondition: `columns` is not empty and all have the same type.
  public static func concatenating(_ columns: [ColumnVector]) -> ColumnVector {
    if columns.count == 1 { return columns[0] }
    let type = columns[0].type
    precondition(columns.allSatisfy { $0.type == type }, "columns of different types")
    let validity = Self.joinedValidity(columns)
    switch type {
    case .integer:
      return .integers(
        columns.flatMap { column -> [Int64] in
          guard case .integers(let values, _) = column else { return [] }
          return values
        }, validity: validity)
    case .real:
      return .reals(
        columns.flatMap { column -> [Double] in
          guard case .reals(let values, _) = column else { return [] }
          return values
        }, validity: validity)
    case .text:
      var joined = TextDictionary()
      var codes: [UInt32] = []
      codes.reserveCapacity(columns.reduce(0) { $0 + $1.rowCount })
      if let common = commonDictionary(of: columns) {
        for case .texts(let part, _, _) in columns { codes.append(contentsOf: part) }
        return .texts(codes: codes, dictionary: common, validity: validity)
      }
      for case .texts(let part, let dictionary, let partValidity) in columns {
        // Code 0 stands in null rows, also where the dictionary is empty.
        let translation = dictionary.isEmpty ? [0] : dictionary.map { joined.code(of: $0) }
        codes.append(contentsOf: part.lazy.map { translation[Int($0)] })
        guard let partValidity else { continue }
        let start = codes.count - part.count
        for row in part.indices where !partValidity[row] { codes[start + row] = 0 }
      }
      return .texts(codes: codes, dictionary: joined.texts, validity: validity)
    }
  }

  /// The texts that all of the columns share, as segments of one series do.
  private static func commonDictionary(of columns: [ColumnVector]) -> [String]? {
    guard case .texts(_, let first, _) = columns[0] else { return nil }
    let isCommon = columns.allSatisfy { column in
      if case .texts(_, first, _) = column { true } else { false }
    }
    return isCommon ? first : nil
  }

  private static func joinedValidity(_ columns: [ColumnVector]) -> Validity? {
    guard columns.contains(where: { $0.nullCount > 0 }) else { return nil }
    var joined = Validity()
    for column in columns { joined.append(column.validity, rowCount: column.rowCount) }
    return joined
  }
}

/// Distinct texts with dense codes in order of first use.
public struct TextDictionary: Sendable {
  public private(set) var texts: [String] = []
  private var codes: [String: UInt32] = [:]

  public init() {}

  public var count: Int { texts.count }

  /// The code of a text, a new one where it is seen for the first time.
  public mutating func code(of text: String) -> UInt32 {
    if let code = codes[text] { return code }
    let code = UInt32(texts.count)
    codes[text] = code
    texts.append(text)
    return code
  }

  /// The code of a known text.
  public func existingCode(of text: String) -> UInt32? { codes[text] }
}

extension ColumnBatch {
  /// The given rows, in that order.
  public func selecting(_ rows: [Int]) -> ColumnBatch {
    ColumnBatch(names: names, columns: columns.map { $0.selecting(rows) })
  }

  /// The rows of several batches with the same columns, one after the other.
  /// - Precondition: `batches` is not empty.
  public static func concatenating(_ batches: [ColumnBatch]) -> ColumnBatch {
    let names = batches[0].names
    precondition(batches.allSatisfy { $0.names == names }, "batches with different columns")
    return ColumnBatch(
      names: names,
      columns: names.indices.map { index in
        ColumnVector.concatenating(batches.map { $0.columns[index] })
      })
  }

  /// The same rows with one column replaced, added or (with `nil`) left out.
  public func replacing(_ name: String, with column: ColumnVector?) -> ColumnBatch {
    var pairs = Array(zip(names, columns))
    let index = pairs.firstIndex { $0.0 == name }
    switch (index, column) {
    case (let index?, let column?): pairs[index].1 = column
    case (let index?, nil): pairs.remove(at: index)
    case (nil, let column?): pairs.append((name, column))
    case (nil, nil): break
    }
    return ColumnBatch(names: pairs.map(\.0), columns: pairs.map(\.1))
  }
}
