import Columns
import Domain

/// Rows on their way into a ``ColumnBatch``: for each column a buffer of a batch's length. The row
/// behind the last one may be written to freely; it counts once it is ended.
struct RowColumns: ~Copyable {
  static let capacity = ColumnBatch.standardRowCount

  let names: [String]
  let types: [PhysicalType]
  private(set) var rowCount = 0
  /// By column: values of integer columns, bit patterns of real ones.
  let words: UnsafeMutablePointer<UnsafeMutablePointer<Int64>>
  /// By column: codes of text columns.
  let codes: UnsafeMutablePointer<UnsafeMutablePointer<UInt32>>
  let texts: UnsafeMutablePointer<TextCodes>
  /// By row: bit `c` is 1 where column `c` has a value.
  private let presence: UnsafeMutablePointer<UInt64>
  private let lines: UnsafeMutablePointer<Int>

  /// - Precondition: at most 64 columns.
  init(_ feed: FeedSchema) {
    names = feed.columns.map(\.name)
    types = feed.columns.map(\.type.physical)
    let count = types.count
    precondition(count <= 64, "feed \(feed.name) has more columns than a word has bits")
    words = .allocate(capacity: count)
    codes = .allocate(capacity: count)
    texts = .allocate(capacity: count)
    for column in 0..<count {
      // A column needs one of the two; memory that is never touched costs nothing.
      let isText = types[column] == .text
      (words + column).initialize(to: .allocate(capacity: isText ? 1 : Self.capacity))
      (codes + column).initialize(to: .allocate(capacity: isText ? Self.capacity : 1))
      (texts + column).initialize(to: TextCodes())
    }
    presence = .allocate(capacity: Self.capacity)
    lines = .allocate(capacity: Self.capacity)
  }

  deinit {
    for column in 0..<types.count {
      words[column].deallocate()
      codes[column].deallocate()
      (texts + column).deinitialize(count: 1)
    }
    words.deallocate()
    codes.deallocate()
    texts.deallocate()
    presence.deallocate()
    lines.deallocate()
  }

  var isFull: Bool { rowCount == Self.capacity }

  /// Ends a row all of whose columns were written, absent ones as 0.
  @inline(__always)
  mutating func endRow(_ present: UInt64, line: Int) {
    presence[rowCount] = present
    lines[rowCount] = line
    rowCount &+= 1
  }

  /// Takes a row of cells, one for each column.
  mutating func append(_ cells: [Cell], line: Int) {
    var present: UInt64 = 0
    for (column, cell) in cells.enumerated() {
      if cell != .null { present |= 1 << UInt64(column) }
      switch (types[column], cell) {
      case (.text, .text(let text)): codes[column][rowCount] = texts[column].code(of: text)
      case (.text, .null): codes[column][rowCount] = 0
      case (.integer, .integer(let value)): words[column][rowCount] = value
      case (.real, .real(let value)): words[column][rowCount] = Int64(bitPattern: value.bitPattern)
      case (_, .null): words[column][rowCount] = 0
      default: preconditionFailure("a cell of another type for column \(names[column])")
      }
    }
    endRow(present, line: line)
  }

  /// The rows so far, and the line of each; begins anew.
  mutating func takeBatch() -> (batch: ColumnBatch, lines: [Int]) {
    let count = rowCount
    let validities = takeValidities()
    let columns = types.indices.map { column -> ColumnVector in
      let validity = validities[column]
      switch types[column] {
      case .integer:
        return .integers(
          Array(UnsafeBufferPointer(start: words[column], count: count)), validity: validity)
      case .real:
        let values = words[column].withMemoryRebound(to: Double.self, capacity: count) {
          Array(UnsafeBufferPointer(start: $0, count: count))
        }
        return .reals(values, validity: validity)
      case .text:
        return .texts(
          codes: Array(UnsafeBufferPointer(start: codes[column], count: count)),
          dictionary: texts[column].takeDictionary(), validity: validity)
      }
    }
    rowCount = 0
    return (
      ColumnBatch(names: names, columns: columns),
      Array(UnsafeBufferPointer(start: lines, count: count))
    )
  }

  /// Bits by row → bits by column, 64 rows at a time; `nil` for a column without nulls.
  private func takeValidities() -> [Validity?] {
    let count = types.count
    let wordCount = (rowCount + 63) / 64
    let bits = UnsafeMutablePointer<UInt64>.allocate(capacity: max(1, count * wordCount))
    defer { bits.deallocate() }
    for word in 0..<wordCount {
      let rows = presence + word * 64
      let height = min(64, rowCount - word * 64)
      var every = ~0 as UInt64
      var some = 0 as UInt64
      for row in 0..<height {
        every &= rows[row]
        some |= rows[row]
      }
      let full: UInt64 = ~0 >> UInt64(64 - height)
      for column in 0..<count {
        let shift = UInt64(column)
        var gathered: UInt64 = 0
        if every >> shift & 1 == 1 {
          gathered = full
        } else if some >> shift & 1 == 1 {
          for row in 0..<height { gathered |= (rows[row] >> shift & 1) << UInt64(row) }
        }
        bits[column * wordCount + word] = gathered
      }
    }
    return (0..<count).map { column in
      let words = Array(UnsafeBufferPointer(start: bits + column * wordCount, count: wordCount))
      let validity = Validity(words: words, rowCount: rowCount)
      return validity.nullCount == 0 ? nil : validity
    }
  }
}
