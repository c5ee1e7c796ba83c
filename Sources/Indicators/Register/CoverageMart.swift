import Columns
import Domain
import Store

/// The coverage state as a mart: what was switched on where, from when to when, brought up to date
/// in the transaction of each load of snapshots.
///
/// A late or corrected snapshot can change intervals on both sides of its day, so the state is
/// derived anew from the snapshots; keys stay as they were delivered.
public struct CoverageMart: Mart {
  static let intervalSeries = "mart/coverage-intervals"
  static let mentionSeries = "mart/coverage-mentions"
  static let textSeries = "mart/coverage-texts"

  public init() {}

  public var series: [String] { [Self.intervalSeries, Self.mentionSeries, Self.textSeries] }
  public var feeds: Set<String> { [FeedSchema.activations.name] }

  public func absorb(_ load: AbsorbedLoad, in transaction: MartTransaction) throws {
    let coverage = KeyedCoverage(snapshots: try Self.snapshots(transaction.reader))
    for series in series { try transaction.clear(series) }
    try transaction.add(coverage.intervalBatch, to: Self.intervalSeries)
    try transaction.add(coverage.mentionBatch, to: Self.mentionSeries)
    try transaction.add(coverage.textBatch, to: Self.textSeries)
  }

  public func canonicalRows(_ reader: StoreReader) throws -> [String] {
    let coverage = try KeyedCoverage(reading: reader) ?? .empty
    return coverage.state.intervals.map { interval in
      "\(coverage.authorities[Int(interval.authority)])"
        + " \(coverage.processes[Int(interval.process)]) \(interval.from)"
        + " \(interval.to.map(\.description) ?? "…") \(interval.record.bits)"
    }.sorted()
      + zip(coverage.authorities, coverage.state.lastMention).map {
        "\($0) \($1.map(\.description) ?? "")"
      }
      + coverage.state.texts.map { text in
        "\(coverage.authorities[Int(text.authority)]) \(coverage.processes[Int(text.process)])"
          + " \(text.from) texts of \(text.updatedOn)"
      }.sorted()
  }

  /// All snapshots, the deliveries that count most last.
  /// - Parameter instant: only those produced until then, in milliseconds since 1970.
  static func snapshots(
    _ reader: StoreReader, producedUntil instant: Int64 = .max
  ) throws -> [ColumnBatch] {
    try reader.segmentsByPrecedence(of: .activations, producedUntil: instant).map {
      try reader.read($0, columns: ActivationRows.columns)
    }
  }
}

/// The state ↔ the parts in which the store keeps it.
extension KeyedCoverage {
  /// `nil` where the mart has nothing.
  init?(reading reader: StoreReader) throws {
    let intervals = try reader.batches(
      of: CoverageMart.intervalSeries,
      columns: ["authority", "process", "from_day", "to_day", "record"])
    let mentions = try reader.batches(
      of: CoverageMart.mentionSeries, columns: ["authority", "last_day", "first_snapshot"])
    guard let mention = mentions.first, let keys = mention.textCodes("authority"),
      let lastDays = mention.rawIntegers("last_day"),
      let first = mention.rawIntegers("first_snapshot")?.first, let last = lastDays.max()
    else { return nil }
    authorities = keys.codes.map { keys.dictionary[Int($0)] }
    let authorityCode = Registers.codes(authorities)
    guard let batch = intervals.first, let authority = batch.textCodes("authority"),
      let process = batch.textCodes("process"), let from = batch.rawIntegers("from_day"),
      let record = batch.rawIntegers("record")
    else { preconditionFailure("the coverage state lacks its intervals") }
    let to = batch.integers("to_day")
    let texts = try Texts(reading: reader)
    processes = Set(process.dictionary + (texts?.process.dictionary ?? [])).sorted()
    let processCode = Registers.codes(processes)
    let authorityOf = authority.dictionary.map { Int32(authorityCode[$0]!) }
    let processOf = process.dictionary.map { Int32(processCode[$0]!) }
    state = CoverageState(
      intervals: from.indices.map { row in
        CoverageState.Interval(
          authority: authorityOf[Int(authority.codes[row])],
          process: processOf[Int(process.codes[row])], from: Day(number: Int32(from[row])),
          to: to[row].map { Day(number: Int32($0)) },
          record: ActivationRecord(bits: UInt32(record[row])))
      },
      lastMention: lastDays.map { Day(number: Int32($0)) },
      snapshots: Day(number: Int32(first))...Day(number: Int32(last)),
      texts: texts?.states(authorityCode, processCode) ?? [])
  }

  /// The series of texts, as it is stored.
  private struct Texts {
    let authority: (codes: [UInt32], dictionary: [String])
    let process: (codes: [UInt32], dictionary: [String])
    let from: [Int64]
    let updatedOn: [Int64]

    init?(reading reader: StoreReader) throws {
      let batches = try reader.batches(
        of: CoverageMart.textSeries, columns: ["authority", "process", "from_day", "updated_on"])
      guard let batch = batches.first, let authority = batch.textCodes("authority"),
        let process = batch.textCodes("process"), let from = batch.rawIntegers("from_day"),
        let updatedOn = batch.rawIntegers("updated_on")
      else { return nil }
      (self.authority, self.process) = (authority, process)
      (self.from, self.updatedOn) = (from, updatedOn)
    }

    func states(
      _ authorityCode: [String: Int], _ processCode: [String: Int]
    ) -> [CoverageState.TextState] {
      let authorityOf = authority.dictionary.map { Int32(authorityCode[$0]!) }
      let processOf = process.dictionary.map { Int32(processCode[$0]!) }
      return from.indices.map { row in
        CoverageState.TextState(
          authority: authorityOf[Int(authority.codes[row])],
          process: processOf[Int(process.codes[row])], from: Day(number: Int32(from[row])),
          updatedOn: Day(number: Int32(updatedOn[row])))
      }
    }
  }

  /// One row a change of the texts of a process at a Behörde.
  var textBatch: ColumnBatch {
    ColumnBatch(
      names: ["authority", "process", "from_day", "updated_on"],
      columns: [
        .texts(
          codes: state.texts.map { UInt32($0.authority) }, dictionary: authorities, validity: nil),
        .texts(codes: state.texts.map { UInt32($0.process) }, dictionary: processes, validity: nil),
        .integers(state.texts.map { Int64($0.from.number) }, validity: nil),
        .integers(state.texts.map { Int64($0.updatedOn.number) }, validity: nil),
      ])
  }

  /// One row an interval; an open one has no `to_day`.
  var intervalBatch: ColumnBatch {
    let intervals = state.intervals
    var to = ColumnBuilder(.integer)
    for interval in intervals {
      if let day = interval.to { to.append(Int64(day.number)) } else { to.appendNull() }
    }
    return ColumnBatch(
      names: ["authority", "process", "from_day", "to_day", "record"],
      columns: [
        .texts(
          codes: intervals.map { UInt32($0.authority) }, dictionary: authorities, validity: nil),
        .texts(codes: intervals.map { UInt32($0.process) }, dictionary: processes, validity: nil),
        .integers(intervals.map { Int64($0.from.number) }, validity: nil), to.finish(),
        .integers(intervals.map { Int64($0.record.bits) }, validity: nil),
      ])
  }

  /// One row a Behörde: the last day on which a snapshot mentions it, and the first day of all.
  var mentionBatch: ColumnBatch {
    let first = Int64(state.snapshots?.lowerBound.number ?? 0)
    return ColumnBatch(
      names: ["authority", "last_day", "first_snapshot"],
      columns: [
        .texts(
          codes: authorities.indices.map { UInt32($0) }, dictionary: authorities, validity: nil),
        .integers(state.lastMention.map { Int64($0!.number) }, validity: nil),
        .integers(authorities.map { _ in first }, validity: nil),
      ])
  }
}
