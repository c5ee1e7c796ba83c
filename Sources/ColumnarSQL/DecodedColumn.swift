import CSQLiteExtension
import Columns
import Domain

/// A column of a segment, laid out for the scan: what the SQL value of a row is, is decided here
/// once a segment.
final class DecodedColumn {
  private(set) var slot = lagebild_slot()
  let rowCount: Int
  /// Code → text, for columns of layout `texts`.
  private(set) var dictionary: [String] = []
  private let memory: ColumnMemory
  private var blocks: [ColumnMemory.Block] = []

  /// - Throws: ``QueryError`` for damage, and for a day, month or time that no calendar has.
  init(
    _ stored: StoredColumn, as presentation: TableShape.Presentation, pool: TextPool,
    memory: ColumnMemory
  ) throws(QueryError) {
    self.memory = memory
    rowCount = stored.chunk.rowCount
    switch presentation {
    case .text: try readTexts(stored, pool)
    case .real:
      slot.values = UnsafeRawPointer(try readValues(stored))
      slot.layout = Int32(lagebild_reals.rawValue)
    case .integer:
      slot.values = UnsafeRawPointer(try readValues(stored))
      slot.layout = Int32(lagebild_integers.rawValue)
    case .euros:
      let cents = try readValues(stored)
      let euros = UnsafeMutableRawPointer(cents).assumingMemoryBound(to: Double.self)
      for row in 0..<rowCount { euros[row] = Double(cents[row]) / 100 }
      slot.values = UnsafeRawPointer(euros)
      slot.layout = Int32(lagebild_reals.rawValue)
    case .localTime:
      let times = try readValues(stored)
      guard LocalTime.read(UnsafeMutableBufferPointer(start: times, count: rowCount)) else {
        throw stored.damage("a time that no calendar has")
      }
      slot.values = UnsafeRawPointer(times)
      slot.layout = Int32(lagebild_local_times.rawValue)
    case .day: try name(try readValues(stored), stored, pool, Self.dayText)
    case .month: try name(try readValues(stored), stored, pool, Self.monthText)
    }
  }

  deinit { memory.giveBack(blocks) }

  var validity: UnsafePointer<UInt64>? { slot.validity }

  /// Whether a row has a value.
  func isPresent(_ row: Int) -> Bool {
    slot.validity.map { $0[row >> 6] >> UInt64(row & 63) & 1 == 1 } ?? true
  }

  var integers: UnsafePointer<Int64> { slot.values.assumingMemoryBound(to: Int64.self) }
  var reals: UnsafePointer<Double> { slot.values.assumingMemoryBound(to: Double.self) }
  var codes: UnsafePointer<UInt32> { slot.values.assumingMemoryBound(to: UInt32.self) }

  /// `nil` for a number that is no day of the years 1 to 9999.
  static func dayText(_ number: Int64) -> String? {
    (-719_162...2_932_896).contains(number) ? Day(number: Int32(number)).description : nil
  }

  /// `nil` for a number that is no month of the years 1 to 9999.
  static func monthText(_ number: Int64) -> String? {
    (12...119_999).contains(number) ? Month(number: Int32(number)).description : nil
  }

  // MARK: - Reading

  /// Values as they are stored, 0 in null rows.
  private func readValues(_ stored: StoredColumn) throws(QueryError) -> UnsafeMutablePointer<Int64>
  {
    let chunk = stored.chunk
    let numbers = take(UInt64.self, rowCount)
    do { try chunk.read(rowCount, into: numbers) } catch { throw stored.damage(error.problem) }
    let base = UInt64(bitPattern: chunk.value(of: chunk.hasNulls ? 1 : 0))
    let unit = chunk.unit
    if chunk.hasNulls {
      try markNulls(stored) { numbers[$0] == 0 }
      for row in 0..<rowCount {
        let number = numbers[row]
        numbers[row] = number == 0 ? 0 : base &+ (number &- 1) &* unit
      }
    } else if base != 0 || unit != 1 {
      for row in 0..<rowCount { numbers[row] = base &+ numbers[row] &* unit }
    }
    return UnsafeMutableRawPointer(numbers).assumingMemoryBound(to: Int64.self)
  }

  private func readTexts(_ stored: StoredColumn, _ pool: TextPool) throws(QueryError) {
    let chunk = stored.chunk
    let shift: UInt64 = chunk.hasNulls ? 1 : 0
    let first = chunk.value(of: shift)
    // The largest code that a number stands for decides, once for all rows.
    if chunk.span >= shift {
      let (distance, isWide) = (chunk.span - shift).multipliedReportingOverflow(by: chunk.unit)
      guard chunk.isNarrow, !isWide, first >= 0, first < stored.texts.count,
        distance < UInt64(stored.texts.count) - UInt64(first)
      else { throw stored.damage("a text that is in no list") }
    }
    let codes = take(UInt32.self, rowCount)
    do { try chunk.read(rowCount, into: codes) } catch { throw stored.damage(error.problem) }
    let base = UInt32(truncatingIfNeeded: first)
    let unit = UInt32(truncatingIfNeeded: chunk.unit)
    if chunk.hasNulls {
      try markNulls(stored) { codes[$0] == 0 }
      for row in 0..<rowCount {
        codes[row] = codes[row] == 0 ? 0 : base &+ (codes[row] &- 1) &* unit
      }
    } else if base != 0 || unit != 1 {
      for row in 0..<rowCount { codes[row] = base &+ codes[row] &* unit }
    }
    layOut(codes, stored.texts, pool)
  }

  private func markNulls(
    _ stored: StoredColumn, _ isNull: (Int) -> Bool
  ) throws(QueryError) {
    let words = take(UInt64.self, (rowCount + 63) / 64)
    var present = 0
    for index in 0..<(rowCount + 63) / 64 {
      var word: UInt64 = 0
      for row in index * 64..<min(rowCount, index * 64 + 64) where !isNull(row) {
        word |= 1 << UInt64(row & 63)
      }
      words[index] = word
      present += word.nonzeroBitCount
    }
    guard rowCount - present == stored.chunk.nullCount else {
      throw stored.damage("the number of nulls is another than the header says")
    }
    slot.validity = UnsafePointer(words)
  }

  /// Numbers become texts, with codes in order of first use.
  private func name(
    _ values: UnsafeMutablePointer<Int64>, _ stored: StoredColumn, _ pool: TextPool,
    _ text: (Int64) -> String?
  ) throws(QueryError) {
    var codeOf: [Int64: UInt32] = [:]
    var names: [String] = []
    let codes = take(UInt32.self, rowCount)
    for row in 0..<rowCount {
      if !isPresent(row) {
        codes[row] = 0
      } else if let code = codeOf[values[row]] {
        codes[row] = code
      } else {
        guard let name = text(values[row]) else {
          throw stored.damage("a date that no calendar has")
        }
        codes[row] = UInt32(names.count)
        codeOf[values[row]] = codes[row]
        names.append(name)
      }
    }
    layOut(codes, names, pool)
  }

  private func layOut(
    _ codes: UnsafeMutablePointer<UInt32>, _ dictionary: [String], _ pool: TextPool
  ) {
    self.dictionary = dictionary
    let places = take(lagebild_text.self, dictionary.count)
    for (code, text) in dictionary.enumerated() { places[code] = pool.place(of: text) }
    slot.layout = Int32(lagebild_texts.rawValue)
    slot.values = UnsafeRawPointer(codes)
    slot.texts = UnsafePointer(places)
  }

  private func take<Element>(_: Element.Type, _ count: Int) -> UnsafeMutablePointer<Element> {
    let block = memory.take(count * MemoryLayout<Element>.stride)
    blocks.append(block)
    return block.start.bindMemory(to: Element.self, capacity: count)
  }
}
