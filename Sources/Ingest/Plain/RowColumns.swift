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

  /// Ends a row; what stands in columns without value does not matter.
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
      case (.integer, .integer(let value)): words[column][rowCount] = value
      case (.real, .real(let value)): words[column][rowCount] = Int64(bitPattern: value.bitPattern)
      case (_, .null): break
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

  /// Sets cells without value to 0: those of the bits, in 64 rows from `row` on.
  private func clear(_ column: Int, from row: Int, _ bits: UInt64) {
    var left = bits
    while left != 0 {
      let index = row &+ left.trailingZeroBitCount
      left &= left &- 1
      if types[column] == .text { codes[column][index] = 0 } else { words[column][index] = 0 }
    }
  }

  /// Bits by row → bits by column; `nil` for a column without nulls.
  private func takeValidities() -> [Validity?] {
    let count = types.count
    let wordCount = (rowCount + 63) / 64
    // Rows are turned 64 at a time.
    for row in rowCount..<(wordCount * 64) { presence[row] = 0 }
    let bits = UnsafeMutablePointer<UInt64>.allocate(capacity: max(1, 64 * wordCount))
    defer { bits.deallocate() }
    for word in 0..<wordCount {
      let full: UInt64 = word * 64 + 64 <= rowCount ? ~0 : ~(~0 << UInt64(rowCount % 64))
      for group in 0..<(count + 7) / 8 {
        Self.transpose(
          presence + word * 64, group, into: bits + (group * 8 * wordCount + word), wordCount)
      }
      for column in 0..<count {
        let gathered = bits[column * wordCount + word]
        if gathered != full { clear(column, from: word * 64, full & ~gathered) }
      }
    }
    return (0..<count).map { column in
      let words = Array(UnsafeBufferPointer(start: bits + column * wordCount, count: wordCount))
      let validity = Validity(words: words, rowCount: rowCount)
      return validity.nullCount == 0 ? nil : validity
    }
  }

  /// Bits `8 × group`… of 64 rows → eight words of 64 bits, `stride` apart.
  private static func transpose(
    _ rows: UnsafePointer<UInt64>, _ group: Int, into target: UnsafeMutablePointer<UInt64>,
    _ stride: Int
  ) {
    let shift = UInt64(group * 8)
    var out: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) =
      (0, 0, 0, 0, 0, 0, 0, 0)
    for eighth in 0..<8 {
      var x: UInt64 = 0
      for row in 0..<8 { x |= (rows[eighth &* 8 &+ row] >> shift & 0xFF) << UInt64(row &* 8) }
      // Eight by eight bits, by swapping ever larger blocks (H. S. Warren, "Hacker's Delight").
      var swap = (x ^ x >> 7) & 0x00AA_00AA_00AA_00AA
      x ^= swap ^ swap << 7
      swap = (x ^ x >> 14) & 0x0000_CCCC_0000_CCCC
      x ^= swap ^ swap << 14
      swap = (x ^ x >> 28) & 0x0000_0000_F0F0_F0F0
      x ^= swap ^ swap << 28
      let at = UInt64(eighth &* 8)
      out.0 |= (x & 0xFF) << at
      out.1 |= (x >> 8 & 0xFF) << at
      out.2 |= (x >> 16 & 0xFF) << at
      out.3 |= (x >> 24 & 0xFF) << at
      out.4 |= (x >> 32 & 0xFF) << at
      out.5 |= (x >> 40 & 0xFF) << at
      out.6 |= (x >> 48 & 0xFF) << at
      out.7 |= (x >> 56) << at
    }
    target[0] = out.0
    target[stride] = out.1
    target[stride * 2] = out.2
    target[stride * 3] = out.3
    target[stride * 4] = out.4
    target[stride * 5] = out.5
    target[stride * 6] = out.6
    target[stride * 7] = out.7
  }
}
