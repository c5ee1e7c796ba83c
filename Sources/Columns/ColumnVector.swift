import Domain

/// Which rows of a column hold a value. `nil` words mean: all of them.
public struct Validity: Sendable, Hashable {
  /// Bit `row % 64` of word `row / 64` is 1 where the row has a value; bits past the last row are 0.
  public private(set) var words: [UInt64]
  public private(set) var rowCount: Int
  public private(set) var nullCount: Int

  public init() {
    words = []
    rowCount = 0
    nullCount = 0
  }

  public init(_ present: some Collection<Bool>) {
    self.init()
    for bit in present { append(bit) }
  }

  /// Asks `isPresent` of each row.
  @inlinable
  public init(rowCount: Int, _ isPresent: (Int) -> Bool) {
    var words = [UInt64](repeating: 0, count: (rowCount + 63) / 64)
    for row in 0..<rowCount where isPresent(row) { words[row >> 6] |= 1 << UInt64(row & 63) }
    self.init(words: words, rowCount: rowCount)
  }

  /// The bits of the given rows, in that order; `nil` where all of them have a value.
  /// - Precondition: there are such rows.
  func gathering(_ rows: [UInt32]) -> Validity? {
    let gathered = [UInt64](unsafeUninitializedCapacity: (rows.count + 63) / 64) { target, count in
      words.withUnsafeBufferPointer { words in
        rows.withUnsafeBufferPointer { rows in
          for place in 0..<(rows.count + 63) / 64 {
            var word: UInt64 = 0
            for index in (place &* 64)..<min(place &* 64 &+ 64, rows.count) {
              let row = Int(rows[index])
              word |= (words[row >> 6] &>> UInt64(row & 63) & 1) &<< UInt64(index & 63)
            }
            target[place] = word
          }
        }
      }
      count = (rows.count + 63) / 64
    }
    let validity = Validity(words: gathered, rowCount: rows.count)
    return validity.nullCount == 0 ? nil : validity
  }

  /// Adds the rows of another column: `nil`: all of them have a value.
  mutating func append(_ other: Validity?, rowCount count: Int) {
    let filled = UInt64(rowCount & 63)
    let more = other?.words ?? Self.full(count)
    rowCount += count
    if filled == 0 {
      words += more
    } else {
      words.reserveCapacity(words.count + more.count)
      for word in more {
        words[words.count - 1] |= word << filled
        words.append(word >> (64 - filled))
      }
      // The last word may have had room in the one before.
      words.removeLast(words.count - (rowCount + 63) / 64)
    }
    nullCount += other?.nullCount ?? 0
  }

  /// So many ones.
  private static func full(_ count: Int) -> [UInt64] {
    var words = [UInt64](repeating: .max, count: (count + 63) / 64)
    if count & 63 > 0 { words[words.count - 1] = 1 << UInt64(count & 63) - 1 }
    return words
  }

  /// The bits of rows that follow each other; `nil` where all of them have a value.
  func slice(_ rows: Range<Int>) -> Validity? {
    let shift = UInt64(rows.lowerBound & 63)
    let first = rows.lowerBound >> 6
    var slice = [UInt64](count: (rows.count + 63) / 64) { slice in
      for place in 0..<(rows.count + 63) / 64 {
        let low = words[first + place] >> shift
        let next = first + place + 1
        let high = shift > 0 && next < words.count ? words[next] << (64 - shift) : 0
        slice[place] = low | high
      }
    }
    if rows.count & 63 > 0 { slice[slice.count - 1] &= 1 << UInt64(rows.count & 63) - 1 }
    let validity = Validity(words: slice, rowCount: rows.count)
    return validity.nullCount == 0 ? nil : validity
  }

  /// - Precondition: `words` holds exactly `rowCount` bits and zeros after them.
  public init(words: [UInt64], rowCount: Int) {
    precondition(words.count == (rowCount + 63) / 64, "validity words do not match the row count")
    self.words = words
    self.rowCount = rowCount
    nullCount = rowCount - words.reduce(0) { $0 + $1.nonzeroBitCount }
    precondition(
      rowCount % 64 == 0 || words.last! >> UInt64(rowCount % 64) == 0,
      "validity has bits past the last row")
  }

  @inlinable
  public subscript(row: Int) -> Bool { words[row >> 6] >> UInt64(row & 63) & 1 == 1 }

  public mutating func append(_ isPresent: Bool) {
    if rowCount & 63 == 0 { words.append(0) }
    if isPresent { words[rowCount >> 6] |= 1 << UInt64(rowCount & 63) } else { nullCount += 1 }
    rowCount += 1
  }
}

/// The values of one column of a batch. A row without value holds 0 (integers, reals) or code 0
/// (texts) and is marked in the validity; a column without nulls has `validity == nil`.
public enum ColumnVector: Sendable, Hashable {
  case integers([Int64], validity: Validity?)
  case reals([Double], validity: Validity?)
  /// `codes[row]` is a position in `dictionary`; the entries are distinct.
  case texts(codes: [UInt32], dictionary: [String], validity: Validity?)

  public var type: PhysicalType {
    switch self {
    case .integers: .integer
    case .reals: .real
    case .texts: .text
    }
  }

  public var rowCount: Int {
    switch self {
    case .integers(let values, _): values.count
    case .reals(let values, _): values.count
    case .texts(let codes, _, _): codes.count
    }
  }

  public var validity: Validity? {
    switch self {
    case .integers(_, let validity), .reals(_, let validity), .texts(_, _, let validity): validity
    }
  }

  public var nullCount: Int { validity?.nullCount ?? 0 }

  /// A column without a single value.
  public static func nulls(_ type: PhysicalType, count: Int) -> ColumnVector {
    var builder = ColumnBuilder(type)
    for _ in 0..<count { builder.appendNull() }
    return builder.finish()
  }

  /// One cell: `.null`, or its value. For tests and listings; kernels read the arrays.
  public subscript(row: Int) -> Cell {
    if let validity, !validity[row] { return .null }
    switch self {
    case .integers(let values, _): return .integer(values[row])
    case .reals(let values, _): return .real(values[row])
    case .texts(let codes, let dictionary, _): return .text(dictionary[Int(codes[row])])
    }
  }
}

/// A single value, where single values are wanted.
public enum Cell: Sendable, Hashable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)

  public var integer: Int64? { if case .integer(let value) = self { value } else { nil } }
  public var real: Double? { if case .real(let value) = self { value } else { nil } }
  public var text: String? { if case .text(let value) = self { value } else { nil } }
}

/// Collects the cells of one column, row by row.
public struct ColumnBuilder: Sendable {
  public let type: PhysicalType
  private var integers: [Int64] = []
  private var reals: [Double] = []
  private var codes: [UInt32] = []
  private var dictionary: [String] = []
  private var codeOfText: [String: UInt32] = [:]
  private var validity = Validity()

  public init(_ type: PhysicalType) { self.type = type }

  public var rowCount: Int { validity.rowCount }

  public mutating func appendNull() {
    switch type {
    case .integer: integers.append(0)
    case .real: reals.append(0)
    case .text: codes.append(0)
    }
    validity.append(false)
  }

  /// - Precondition: the column is of type integer.
  public mutating func append(_ value: Int64) {
    precondition(type == .integer, "an integer was appended to a column of type \(type)")
    integers.append(value)
    validity.append(true)
  }

  /// - Precondition: the column is of type real.
  public mutating func append(_ value: Double) {
    precondition(type == .real, "a real was appended to a column of type \(type)")
    reals.append(value)
    validity.append(true)
  }

  /// - Precondition: the column is of type text.
  public mutating func append(_ value: String) {
    precondition(type == .text, "a text was appended to a column of type \(type)")
    if let code = codeOfText[value] {
      codes.append(code)
    } else {
      let code = UInt32(dictionary.count)
      codeOfText[value] = code
      dictionary.append(value)
      codes.append(code)
    }
    validity.append(true)
  }

  public mutating func append(_ cell: Cell) {
    switch cell {
    case .null: appendNull()
    case .integer(let value): append(value)
    case .real(let value): append(value)
    case .text(let value): append(value)
    }
  }

  /// The collected column.
  public consuming func finish() -> ColumnVector {
    let nulls: Validity? = validity.nullCount == 0 ? nil : validity
    switch type {
    case .integer: return .integers(integers, validity: nulls)
    case .real: return .reals(reals, validity: nulls)
    case .text: return .texts(codes: codes, dictionary: dictionary, validity: nulls)
    }
  }
}
