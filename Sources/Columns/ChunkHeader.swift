import Domain

/// What stands before the numbers of a chunk.
struct ChunkHeader {
  static let version: UInt8 = 4
  private static let hasNullsFlag: UInt8 = 1
  /// More rows than any segment has: bounds what damaged headers can ask for.
  private static let rowLimit = 1 << 26

  let content: ChunkContent
  let rows: Int
  let nulls: Int
  let line: NumberLine
  let layout: ChunkLayout

  func write(into writer: inout ByteWriter) {
    writer.write(Self.version)
    writer.write(content.rawValue)
    writer.write((nulls > 0 ? Self.hasNullsFlag : 0) | layout.rawValue)
    writer.write(UInt8(0))
    writer.write(UInt32(rows))
    writer.write(UInt32(nulls))
    writer.write(UInt64(bitPattern: line.base))
    writer.write(line.unit)
    writer.write(line.span)
  }

  init(
    content: ChunkContent, rows: Int, nulls: Int, line: NumberLine, layout: ChunkLayout = .plain
  ) {
    self.content = content
    self.rows = rows
    self.nulls = nulls
    self.line = line
    self.layout = layout
  }

  init(from reader: inout ByteReader) throws(ChunkDamage) {
    guard try reader.byte() == Self.version else { throw ChunkDamage("an unknown format version") }
    guard let content = ChunkContent(rawValue: try reader.byte()) else {
      throw ChunkDamage("an unknown column type")
    }
    let flags = try reader.byte()
    guard let layout = ChunkLayout(rawValue: flags & ~Self.hasNullsFlag), try reader.byte() == 0
    else { throw ChunkDamage("unknown flags") }
    self.layout = layout
    rows = Int(try reader.word32())
    nulls = Int(try reader.word32())
    guard rows <= Self.rowLimit, nulls <= rows, (nulls > 0) == (flags & Self.hasNullsFlag != 0)
    else { throw ChunkDamage("the header contradicts itself") }
    let base = Int64(bitPattern: try reader.word64())
    let unit = try reader.word64()
    guard unit > 0 else { throw ChunkDamage("the distance between numbers is zero") }
    line = NumberLine(base: base, unit: unit, span: try reader.word64(), hasNulls: nulls > 0)
    self.content = content
  }
}

/// What the numbers of a chunk stand for. The raw value is part of the file format.
enum ChunkContent: UInt8 {
  case integer = 1
  /// Bit patterns of IEEE 754 doubles.
  case real = 2
  /// Positions in the chunk's own list of texts.
  case text = 3
  /// Positions in the list of texts that all segments of the series share.
  case sharedText = 4
}

/// What stands behind header and texts. The raw value is part of the file format.
enum ChunkLayout: UInt8 {
  /// A block with a number for each row.
  case plain = 0
  /// The same, with an index before it that tells where some of the numbers stand.
  case indexed = 2
  /// A block for each class of rows, as ``RowClasses`` says.
  case byClass = 4
  /// The same, and the numbers of some classes as differences to what an ``Expectation`` says.
  case byClassElapsed = 12

  var isByClass: Bool { self == .byClass || self == .byClassElapsed }
}

/// Values ↔ the small numbers that blocks hold: value = `base` + `unit` × number. Where a chunk has
/// nulls, number 0 is null and all others are one higher. All of it wraps around, so that extremes
/// need no special case.
struct NumberLine {
  private(set) var base: Int64
  let unit: UInt64
  /// Largest number.
  let span: UInt64
  let hasNulls: Bool

  init(base: Int64, unit: UInt64, span: UInt64, hasNulls: Bool) {
    self.base = base
    self.unit = unit
    self.span = span
    self.hasNulls = hasNulls
  }

  /// - Parameter values: in null rows anything.
  init<Value: FixedWidthInteger>(of values: [Value], validity: Validity?) {
    hasNulls = validity.map { $0.nullCount > 0 } ?? false
    guard let (low, high) = Extremes.find(values, hasNulls ? validity : nil) else {
      (base, unit, span) = (0, 1, 0)
      return
    }
    base = Int64(low)
    unit = max(1, CommonUnit.of(values, above: low, hasNulls ? validity : nil))
    let range = UInt64(bitPattern: Int64(high) &- base) / unit
    if hasNulls, range == .max {
      // No number is left for null below the smallest value: begin behind one that does not occur.
      base = Self.unusedNumber(values.map { Int64($0) }, validity!) &+ 1
      span = .max
    } else {
      span = hasNulls ? range + 1 : range
    }
  }

  /// Smallest and largest value; `nil` where it does not tell, or there are none.
  var extremes: (low: Int64, high: Int64)? {
    guard !hasNulls || (1..<UInt64.max).contains(span) else { return nil }
    return (base, value(of: span))
  }

  /// - Precondition: `Word` fits ``span``.
  func numbers<Value: FixedWidthInteger, Word: NumberWord>(
    of values: [Value], validity: Validity?, as: Word.Type
  ) -> [Word] {
    let base = UInt64(bitPattern: base)
    let shift: Word = hasNulls ? 1 : 0
    let unit = ExactDivisor(unit)
    return [Word](count: values.count) { numbers in
      values.withUnsafeBufferPointer { values in
        if unit.divisor == 1 {
          let base = Word(truncatingIfNeeded: base) &- shift
          for row in values.indices {
            numbers[row] = Word(truncatingIfNeeded: values[row]) &- base
          }
        } else {
          for row in values.indices {
            let distance = UInt64(truncatingIfNeeded: values[row]) &- base
            numbers[row] = Word(truncatingIfNeeded: unit.quotient(of: distance)) &+ shift
          }
        }
      }
      if hasNulls, let validity { validity.forEachNull { numbers[$0] = 0 } }
    }
  }

  /// The number of a value, `nil` where no row can hold it.
  func number(of value: Int64) -> UInt64? {
    let distance = UInt64(bitPattern: value &- base)
    guard distance % unit == 0 else { return nil }
    let number = distance / unit &+ (hasNulls ? 1 : 0)
    return number <= span && !(hasNulls && number == 0) ? number : nil
  }

  /// - Precondition: `number` is not that of null.
  func value(of number: UInt64) -> Int64 {
    base &+ Int64(bitPattern: (hasNulls ? number &- 1 : number) &* unit)
  }

  private static func unusedNumber(_ values: [Int64], _ validity: Validity) -> Int64 {
    var candidate = Int64.min
    for value in Set(values.indices.lazy.filter { validity[$0] }.map { values[$0] }).sorted() {
      guard value == candidate else { break }
      candidate += 1
    }
    return candidate
  }
}
