import Columns
import Domain
import Store

/// A count that has been published: the only number from which a public figure can be made.
public struct PublishedCount: Sendable, Hashable {
  public let value: Int

  fileprivate init(_ value: Int) { self.value = value }
}

/// A release as the list of releases has it.
public struct ReleaseRecord: Sendable, Hashable {
  /// 1, 2, …
  public let number: Int
  public let madeOn: Day
  /// First month with events when it was made, and the last that it covers.
  public let firstMonth: Month
  public let until: Month
  /// The last load that it knew, and the revision of the data.
  public let lastLoad: Int64
  public let revision: String
  /// Cells above 0 that it published for the first time; cells that it published anew.
  public let cells: Int
  public let revised: Int
}

/// All that has been published up to a release: what every reader of the public scope may know.
public struct PublishedCells: Sendable {
  /// Oldest first.
  public let releases: [ReleaseRecord]
  /// The release that published a period first.
  public let periods: [PublicPeriod: Int]
  /// Fingerprints of the keys, by year.
  public let fingerprints: [Int: String]
  private var entries: [CellName: Entry] = [:]

  struct Entry: Sendable {
    var value: Int32
    /// How many releases changed the value after the first.
    var revisions: Int32
    /// The release of the value.
    var release: Int32
    var isSensitive: Bool
  }

  public static let listSeries = ReleaseSeries.list
  public static let periodSeries = "release/periods"
  public static let keySeries = "release/keys"
  public static let cellSeries = "release/cells"

  /// - Parameter number: as of which release; `nil`: the newest.
  /// - Throws: ``Fault`` for damaged parts.
  public init(reading reader: StoreReader, asOf number: Int? = nil) throws {
    let limit = number ?? .max
    releases = try Self.releases(reader).filter { $0.number <= limit }
    var periods: [PublicPeriod: Int] = [:]
    for batch in try reader.batches(of: Self.periodSeries, columns: ["period", "release"]) {
      let releases = batch.rawIntegers("release")!
      for (row, text) in batch.texts("period").enumerated() where releases[row] <= limit {
        periods[PublicPeriod(text!)!] = Int(releases[row])
      }
    }
    self.periods = periods
    var fingerprints: [Int: String] = [:]
    for batch in try reader.batches(of: Self.keySeries, columns: ["year", "fingerprint"]) {
      for (year, text) in zip(batch.rawIntegers("year")!, batch.texts("fingerprint")) {
        fingerprints[Int(year)] = text
      }
    }
    self.fingerprints = fingerprints
    for batch in try reader.batches(of: Self.cellSeries, columns: Self.columns) {
      take(batch, limit)
    }
  }

  /// Whether there is anything for the public.
  public var isEmpty: Bool { releases.isEmpty }
  public var latest: ReleaseRecord? { releases.last }

  /// The published count; `nil` where the period has not been published (of Gemeinden months never
  /// are).
  public func count(_ name: CellName) -> PublishedCount? {
    guard periods[name.period] != nil else { return nil }
    if name.area.utf8.count == 8, case .month = name.period { return nil }
    return PublishedCount(Int(entries[name]?.value ?? 0))
  }

  /// Leistungen with a published count above 0, sorted.
  public var leistungen: [String] { Set(entries.keys.compactMap(\.leistung)).sorted() }

  subscript(name: CellName) -> Entry? { entries[name] }
  var all: [CellName: Entry] { entries }

  // MARK: - Rows

  static let columns = [
    "release", "measure", "area", "leistung", "period", "revision", "sensitive", "value",
  ]

  /// A value that a release publishes.
  struct Row: Sendable {
    let name: CellName
    /// 0: for the first time.
    let revision: Int32
    let isSensitive: Bool
    let value: Int32
  }

  /// Rows as they are stored. A cell of a published period without row is 0, be it because nothing
  /// was there or because the noise made it 0.
  static func batch(_ rows: [Row], release: Int) -> ColumnBatch {
    func texts(_ text: (CellName) -> String) -> ColumnVector {
      var builder = ColumnBuilder(.text)
      for row in rows { builder.append(text(row.name)) }
      return builder.finish()
    }
    return ColumnBatch(
      names: columns,
      columns: [
        .integers(rows.map { _ in Int64(release) }, validity: nil),
        texts(\.measure.rawValue), texts(\.area), texts { $0.leistung ?? "" },
        texts(\.period.description),
        .integers(rows.map { Int64($0.revision) }, validity: nil),
        .integers(rows.map { $0.isSensitive ? 1 : 0 }, validity: nil),
        .integers(rows.map { Int64($0.value) }, validity: nil),
      ])
  }

  /// The state after a release that is not stored yet.
  init(
    _ before: PublishedCells, adding rows: [Row], periods: [PublicPeriod], _ record: ReleaseRecord
  ) {
    releases = before.releases + [record]
    self.periods = before.periods.merging(periods.map { ($0, record.number) }) { old, _ in old }
    fingerprints = before.fingerprints
    entries = before.entries
    for row in rows { take(row, record.number) }
  }

  private mutating func take(_ row: Row, _ release: Int) {
    if let known = entries[row.name] {
      entries[row.name] = Entry(
        value: row.value, revisions: known.revisions + 1, release: Int32(release),
        isSensitive: row.isSensitive)
    } else {
      entries[row.name] = Entry(
        value: row.value, revisions: row.revision, release: Int32(release),
        isSensitive: row.isSensitive)
    }
  }

  private mutating func take(_ batch: ColumnBatch, _ limit: Int) {
    let release = batch.rawIntegers("release")!
    let (revision, value) = (batch.rawIntegers("revision")!, batch.rawIntegers("value")!)
    let sensitive = batch.rawIntegers("sensitive")!
    let measure = batch.textCodes("measure")!
    let (area, leistung) = (batch.textCodes("area")!, batch.textCodes("leistung")!)
    let period = batch.textCodes("period")!
    let measures = measure.dictionary.map { PublicMeasure(rawValue: $0)! }
    let periods = period.dictionary.map { PublicPeriod($0)! }
    for row in 0..<batch.rowCount where release[row] <= limit {
      let key = leistung.dictionary[Int(leistung.codes[row])]
      take(
        Row(
          name: CellName(
            measure: measures[Int(measure.codes[row])],
            area: area.dictionary[Int(area.codes[row])], leistung: key.isEmpty ? nil : key,
            period: periods[Int(period.codes[row])]),
          revision: Int32(revision[row]), isSensitive: sensitive[row] == 1,
          value: Int32(value[row])), Int(release[row]))
    }
  }
}
