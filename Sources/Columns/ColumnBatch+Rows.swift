import Domain

extension ColumnVector {
  /// The cells of the given rows, in that order.
  /// - Precondition: there are such rows.
  package func gathering(_ rows: [UInt32]) -> ColumnVector {
    if let slice = Self.slice(of: rows) { return self.slice(slice) }
    let nulls = nullCount == 0 ? nil : validity?.gathering(rows)
    switch self {
    case .integers(let values, _): return .integers(Self.gather(values, rows), validity: nulls)
    case .reals(let values, _): return .reals(Self.gather(values, rows), validity: nulls)
    case .texts(let codes, let dictionary, _):
      return .texts(codes: Self.gather(codes, rows), dictionary: dictionary, validity: nulls)
    }
  }

  /// The rows as a range, where they follow each other.
  private static func slice(of rows: [UInt32]) -> Range<Int>? {
    guard let first = rows.first, rows.last == first &+ UInt32(rows.count - 1) else { return nil }
    let isSlice = rows.withUnsafeBufferPointer { rows in
      var differences: UInt32 = 0
      for index in rows.indices {
        differences |= rows[index] ^ (first &+ UInt32(truncatingIfNeeded: index))
      }
      return differences == 0
    }
    return isSlice ? Int(first)..<Int(first) + rows.count : nil
  }

  /// Rows that follow each other.
  package func slice(_ rows: Range<Int>) -> ColumnVector {
    let nulls = nullCount == 0 ? nil : validity?.slice(rows)
    return switch self {
    case .integers(let values, _): .integers(Array(values[rows]), validity: nulls)
    case .reals(let values, _): .reals(Array(values[rows]), validity: nulls)
    case .texts(let codes, let dictionary, _):
      .texts(codes: Array(codes[rows]), dictionary: dictionary, validity: nulls)
    }
  }

  private static func gather<Value>(_ values: [Value], _ rows: [UInt32]) -> [Value] {
    [Value](unsafeUninitializedCapacity: rows.count) { buffer, count in
      if let target = buffer.baseAddress {
        values.withUnsafeBufferPointer { values in
          rows.withUnsafeBufferPointer { rows in
            for index in rows.indices {
              (target + index).initialize(to: values[Int(rows[index])])
            }
          }
        }
      }
      count = rows.count
    }
  }

  /// The cells of several columns of one type, one after the other.
  /// - Precondition: `columns` is not empty and all have the same type.
  public static func concatenating(_ columns: [ColumnVector]) -> ColumnVector {
    if columns.count == 1 { return columns[0] }
    let type = columns[0].type
    precondition(columns.allSatisfy { $0.type == type }, "columns of different types")
    let validity = Self.joinedValidity(columns)
    let rowCount = columns.reduce(0) { $0 + $1.rowCount }
    switch type {
    case .integer:
      var joined: [Int64] = []
      joined.reserveCapacity(rowCount)
      for case .integers(let values, _) in columns { joined += values }
      return .integers(joined, validity: validity)
    case .real:
      var joined: [Double] = []
      joined.reserveCapacity(rowCount)
      for case .reals(let values, _) in columns { joined += values }
      return .reals(joined, validity: validity)
    case .text:
      var joined = TextDictionary()
      if let common = commonDictionary(of: columns) {
        var codes: [UInt32] = []
        codes.reserveCapacity(rowCount)
        for case .texts(let part, _, _) in columns { codes += part }
        return .texts(codes: codes, dictionary: common, validity: validity)
      }
      let translations = columns.map { column -> [UInt32] in
        // Code 0 stands in null rows, also where the dictionary is empty.
        guard case .texts(_, let dictionary, _) = column, !dictionary.isEmpty else { return [0] }
        return dictionary.map { joined.code(of: $0) }
      }
      let codes = [UInt32](unsafeUninitializedCapacity: rowCount) { buffer, count in
        count = rowCount
        guard var target = buffer.baseAddress else { return }
        for (column, translation) in zip(columns, translations) {
          guard case .texts(let codes, _, let validity) = column else { continue }
          translate(codes, translation, validity, into: target)
          target += codes.count
        }
      }
      return .texts(codes: codes, dictionary: joined.texts, validity: validity)
    }
  }

  /// Codes of one list of texts → those of another; rows without value hold 0.
  /// - Parameter translation: `[code]`
  package static func translated(
    _ codes: [UInt32], _ translation: [UInt32], _ validity: Validity?
  ) -> [UInt32] {
    [UInt32](count: codes.count) { translate(codes, translation, validity, into: $0) }
  }

  private static func translate(
    _ codes: [UInt32], _ translation: [UInt32], _ validity: Validity?,
    into target: UnsafeMutablePointer<UInt32>
  ) {
    precondition(codes.max() ?? 0 < translation.count, "a code of no text")
    translation.withUnsafeBufferPointer { translation in
      codes.withUnsafeBufferPointer { codes in
        for row in codes.indices { target[row] = translation[Int(codes[row])] }
      }
    }
    validity?.forEachNull { target[$0] = 0 }
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

extension ColumnVector {
  /// `[code]`: whether a row with a value has it.
  /// - Precondition: codes are below `count`, those of rows without value 0 at most.
  public static func areUsed(_ codes: [UInt32], _ validity: Validity?, of count: Int) -> [Bool] {
    // Code 0 stands in null rows, also where there is none.
    var isUsed = [Bool](repeating: false, count: max(1, count))
    codes.withUnsafeBufferPointer { codes in
      isUsed.withUnsafeMutableBufferPointer { isUsed in
        for code in codes {
          precondition(Int(code) < isUsed.count, "a code of no text")
          isUsed[Int(code)] = true
        }
      }
    }
    if let validity, validity.nullCount > 0, isUsed[0] {
      isUsed[0] = codes.indices.contains { codes[$0] == 0 && validity[$0] }
    }
    if count == 0 { isUsed = [] }
    return isUsed
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

  /// Whether these are its texts, not only equal ones.
  package func areTheVery(_ others: [String]) -> Bool {
    texts.count == others.count
      && texts.withUnsafeBufferPointer { texts in
        others.withUnsafeBufferPointer { texts.baseAddress == $0.baseAddress }
      }
  }

  /// The code of a known text.
  public func existingCode(of text: String) -> UInt32? { codes[text] }
}

extension ColumnBatch {
  /// The given rows, in that order.
  /// - Precondition: there are such rows.
  public func selecting(_ rows: [Int]) -> ColumnBatch { selecting(rows.map { UInt32($0) }) }

  /// The same, of rows in the size in which orders are kept.
  public func selecting(_ rows: [UInt32]) -> ColumnBatch {
    precondition(rows.max() ?? 0 < max(1, rowCount), "a row beyond the last")
    return ColumnBatch(names: names, columns: columns.map { $0.gathering(rows) })
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
