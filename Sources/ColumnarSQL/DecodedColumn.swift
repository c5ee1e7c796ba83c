import CSQLiteExtension
import Columns
import Domain

/// A column of a segment, laid out for the scan: what the SQL value of a row is, is decided here
/// once a segment.
final class DecodedColumn {
  private(set) var slot = lagebild_slot()
  let rowCount: Int
  /// Entry → text, for columns of layout `texts`.
  private(set) var dictionary: [String] = []
  private var memory: [UnsafeMutableRawPointer] = []

  /// - Throws: ``QueryError`` for a day, month or time that no calendar has.
  init(
    _ vector: ColumnVector, as presentation: TableShape.Presentation, pool: TextPool,
    place: () -> String
  ) throws(QueryError) {
    rowCount = vector.rowCount
    if let validity = vector.validity, validity.nullCount > 0 {
      slot.validity = UnsafePointer(keep(validity.words))
    }
    switch (vector, presentation) {
    case (.integers(let values, let validity), .day):
      guard let days = Self.texts(values, validity, Self.dayText) else {
        throw .damage("\(place()): a day that no calendar has")
      }
      layOut(days.codes, days.dictionary, pool)
    case (.integers(let values, let validity), .month):
      guard let months = Self.texts(values, validity, Self.monthText) else {
        throw .damage("\(place()): a month that no calendar has")
      }
      layOut(months.codes, months.dictionary, pool)
    case (.integers(let values, _), .euros):
      slot.layout = Int32(lagebild_reals.rawValue)
      slot.values = UnsafeRawPointer(keep(values.map { Double($0) / 100 }))
    case (.integers(let values, _), .localTime):
      guard let readings = LocalTime.readings(values) else {
        throw .damage("\(place()): a time that no calendar has")
      }
      slot.layout = Int32(lagebild_local_times.rawValue)
      slot.values = UnsafeRawPointer(keep(readings))
    case (.integers(let values, _), _):
      slot.layout = Int32(lagebild_integers.rawValue)
      slot.values = UnsafeRawPointer(keep(values))
    case (.reals(let values, _), _):
      slot.layout = Int32(lagebild_reals.rawValue)
      slot.values = UnsafeRawPointer(keep(values))
    case (.texts(let codes, let dictionary, _), _):
      layOut(codes, dictionary, pool)
    }
  }

  deinit { for pointer in memory { pointer.deallocate() } }

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

  private func layOut(_ codes: [UInt32], _ dictionary: [String], _ pool: TextPool) {
    self.dictionary = dictionary
    slot.layout = Int32(lagebild_texts.rawValue)
    slot.values = UnsafeRawPointer(keep(codes))
    slot.texts = UnsafePointer(keep(dictionary.map(pool.place)))
  }

  private func keep<Element>(_ values: [Element]) -> UnsafeMutablePointer<Element> {
    let copy = UnsafeMutablePointer<Element>.allocate(capacity: max(values.count, 1))
    copy.initialize(from: values, count: values.count)
    memory.append(UnsafeMutableRawPointer(copy))
    return copy
  }

  /// Numbers as texts, with codes in order of first use; `nil` where one has no text.
  private static func texts(
    _ values: [Int64], _ validity: Validity?, _ text: (Int64) -> String?
  ) -> (codes: [UInt32], dictionary: [String])? {
    var codeOf: [Int64: UInt32] = [:]
    var dictionary: [String] = []
    var codes = [UInt32](repeating: 0, count: values.count)
    for row in values.indices where validity?[row] ?? true {
      if let code = codeOf[values[row]] {
        codes[row] = code
      } else {
        guard let entry = text(values[row]) else { return nil }
        codes[row] = UInt32(dictionary.count)
        codeOf[values[row]] = codes[row]
        dictionary.append(entry)
      }
    }
    return (codes, dictionary)
  }
}
