import Columns
import Domain
import Store

/// Protected counts of months as a mart: what a release has counted is there for the next one, which
/// counts only the months that have changed since.
///
/// A month is kept with a mark of all that its counts hang on (``KeptMonthMarks``); where the mark
/// is another one by now, the month is counted anew. So nothing has to follow loads, and
/// compaction, which moves events but changes none, leaves the counts valid. They say less than the
/// usage cube, hold no key and no noise, and never leave the machine.
public struct ProtectedMonths: Mart {
  static let kept = "mart/protected"

  public init() {}

  public var series: [String] { [Self.kept] }
  /// None: what has changed shows when the counts are wanted.
  public var feeds: Set<String> { [] }
  public var seriesByDay: [String] { [Self.kept] }

  public func absorb(_ load: AbsorbedLoad, in transaction: MartTransaction) {}

  /// Forgets what is kept: the next release counts it anew.
  public func rebuild(in transaction: MartTransaction) throws {
    try transaction.clear(Self.kept)
  }

  /// What is kept says nothing that the events do not say: it is no content of its own.
  public func canonicalRows(_ reader: StoreReader) -> [String] { [] }

  // MARK: - Reading

  /// A month that had to be counted, as it is to be kept.
  struct CountedMonth: Sendable {
    let month: Month
    let mark: String
    let cells: [ProtectedCounts.Cell]
  }

  /// Counts of months, with those that had to be counted.
  struct Counts {
    var counts = ProtectedCounts(cells: [])
    var counted: [CountedMonth] = []
  }

  /// - Parameter anew: counts all months, whatever is kept.
  static func counts(
    _ reader: StoreReader, _ register: ReleaseRegister, in months: ClosedRange<Month>,
    anew: Bool = false
  ) throws -> Counts {
    let all = (0...(months.upperBound - months.lowerBound)).map { months.lowerBound + $0 }
    var result = Counts()
    var known: Set<Month> = []
    if !anew {
      for (month, parts) in try valid(reader, register) where months.contains(month) {
        let stored = try parts.compactMap { try cells(of: $0, month, reader, register) }
        guard stored.count == parts.count else { continue }
        known.insert(month)
        result.counts.cells += stored.joined()
      }
    }
    let missing = all.filter { !known.contains($0) }
    guard !missing.isEmpty else { return result }
    let counted = try ProtectedCounting(reader, register).counts(reader, in: missing)
    result.counts.cells += counted.cells
    guard !anew else { return result }
    let marks = try KeptMonthMarks(reader, register)
    result.counted = Dictionary(grouping: counted.cells, by: \.month)
      .sorted { $0.key < $1.key }
      .map { CountedMonth(month: $0, mark: marks.mark(of: $0), cells: $1) }
    return result
  }

  /// The months of which the counts that are kept are those of the events.
  package static func months(_ reader: StoreReader) throws -> [Month] {
    try valid(reader, ReleaseRegister(reading: reader)).keys.sorted()
  }

  /// Parts by month.
  private static func valid(
    _ reader: StoreReader, _ register: ReleaseRegister
  ) throws -> [Month: [SegmentInfo]] {
    let days = try reader.zones(of: ["day"], in: kept)
    var parts: [Month: [SegmentInfo]] = [:]
    for part in try reader.segments(of: kept) {
      let day = days["day", part]!.integers!.lowerBound
      parts[Day(number: Int32(day)).month, default: []].append(part)
    }
    guard !parts.isEmpty else { return [:] }
    let marks = try KeptMonthMarks(reader, register)
    return try parts.filter { month, parts in
      try parts.allSatisfy { part in
        let mark = try reader.read(part, columns: ["mark"]).textCodes("mark")!.dictionary
        return mark.count == 1 && marks.isOf(month, mark[0])
      }
    }
  }

  /// - Returns: `nil` where a measure or an area is there no more, of an earlier version of the
  ///   program perhaps.
  private static func cells(
    of part: SegmentInfo, _ month: Month, _ reader: StoreReader, _ register: ReleaseRegister
  ) throws -> [ProtectedCounts.Cell]? {
    let batch = try reader.read(part, columns: ["measure", "area", "leistung", "count"])
    let measure = batch.textCodes("measure")!
    let (area, leistung) = (batch.textCodes("area")!, batch.textCodes("leistung")!)
    let counts = batch.rawIntegers("count")!
    let measures = measure.dictionary.compactMap { PublicMeasure(rawValue: $0) }
    let areas = area.dictionary.compactMap { register.place(of: $0) }
    guard measures.count == measure.dictionary.count, areas.count == area.dictionary.count else {
      return nil
    }
    let leistungen = leistung.dictionary.map { $0.isEmpty ? nil : $0 }
    return counts.indices.map { row in
      ProtectedCounts.Cell(
        measure: measures[Int(measure.codes[row])], area: areas[Int(area.codes[row])],
        leistung: leistungen[Int(leistung.codes[row])], month: month, count: Int(counts[row]))
    }
  }

  // MARK: - Keeping

  /// Keeps counts for the next release, and drops the months that have become others or are no
  /// longer asked for.
  static func keep(
    _ counted: [CountedMonth], of months: ClosedRange<Month>, in transaction: MartTransaction
  ) throws {
    let reader = transaction.reader
    let register = try ReleaseRegister(reading: reader)
    let new = Set(counted.map(\.month))
    let valid = try valid(reader, register).filter {
      months.contains($0.key) && !new.contains($0.key)
    }
    let stays = Set(valid.values.joined())
    for part in try reader.segments(of: kept) where !stays.contains(part) {
      try transaction.remove(part)
    }
    for counted in counted {
      let sorted = counted.cells.sorted {
        ($0.measure.rawValue, $0.area, $0.leistung ?? "")
          < ($1.measure.rawValue, $1.area, $1.leistung ?? "")
      }
      for start in stride(from: 0, to: sorted.count, by: ColumnBatch.standardRowCount) {
        let end = min(start + ColumnBatch.standardRowCount, sorted.count)
        try transaction.add(
          batch(Array(sorted[start..<end]), counted.month, mark: counted.mark, register), to: kept)
      }
    }
  }

  private static func batch(
    _ cells: [ProtectedCounts.Cell], _ month: Month, mark: String, _ register: ReleaseRegister
  ) -> ColumnBatch {
    func texts(_ text: (ProtectedCounts.Cell) -> String) -> ColumnVector {
      var builder = ColumnBuilder(.text)
      for cell in cells { builder.append(text(cell)) }
      return builder.finish()
    }
    return ColumnBatch(
      names: ["day", "mark", "measure", "area", "leistung", "count"],
      columns: [
        .integers(cells.map { _ in Int64(month.firstDay.number) }, validity: nil),
        .texts(codes: cells.map { _ in 0 }, dictionary: [mark], validity: nil),
        texts(\.measure.rawValue), texts { register.areas[$0.area] }, texts { $0.leistung ?? "" },
        .integers(cells.map { Int64($0.count) }, validity: nil),
      ])
  }
}
