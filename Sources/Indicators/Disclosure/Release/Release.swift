import Columns
import Domain
import Store

/// A release before it is published: what it would add to what the public knows.
///
/// It covers closed periods only. Each cell is published once; where late deliveries change it, it
/// may be published anew one time, and only where that is asked for.
public struct Release: Sendable {
  public let record: ReleaseRecord
  /// Months and years that become public.
  public let periods: [PublicPeriod]
  /// Published cells whose records have changed since, but which stay as they are: nobody asked for
  /// a revision, or they have had theirs.
  public let keptCells: Int
  let rows: [PublishedCells.Row]
  let newKeys: [ReleaseKey]
  let cube: ReleaseCube
  /// Months whose counts were not kept from an earlier release.
  private let counted: [ProtectedMonths.CountedMonth]
  /// All that is public with it.
  public let published: PublishedCells

  /// - Parameters:
  ///   - today: decides which periods are closed.
  ///   - until: the last month wanted; `nil`: the last closed one with data.
  ///   - revising: whether changed cells are published anew.
  ///   - countsAnew: whether counts that earlier releases have kept are left aside.
  /// - Returns: `nil` where there is nothing to publish.
  /// - Throws: ``Fault`` for a month that is not closed, a missing or another key, a project without
  ///   register or events.
  public init?(
    reading reader: StoreReader, keys: (Int) throws -> ReleaseKey, today: Day, until: Month?,
    revising: Bool, countsAnew: Bool = false
  ) throws {
    let before = try PublishedCells(reading: reader)
    let months = try Self.months(reader, today: today, until: until)
    try Self.check(keys, of: months, before)
    // Where no period has closed since the last release, the events need not be read.
    let closed = PublicPeriod.all(in: months)
    if !revising, closed.allSatisfy({ before.periods[$0] != nil }) { return nil }
    let register = try ReleaseCube.register(reader)
    let known = try ProtectedMonths.counts(reader, register, in: months, anew: countsAnew)
    let cube = try ReleaseCube(known.counts, register, months: months, key: keys)
    let number = (before.latest?.number ?? 0) + 1
    var rows: [PublishedCells.Row] = []
    var kept = 0
    let readable = Self.readable(cube.periods, months: months, before)
    func take(_ name: CellName, _ value: Int, isSensitive: Bool) {
      let isNew = before.periods[name.period] == nil
      guard isNew || readable.contains(name.period) else { return }
      let entry = before[name]
      guard value != Int(entry?.value ?? 0) else { return }
      let revisions = entry?.revisions ?? 0
      if isNew || revising && revisions == 0 {
        rows.append(
          PublishedCells.Row(
            name: name, revision: isNew ? 0 : 1, isSensitive: isSensitive, value: Int32(value)))
      } else {
        kept += 1
      }
    }
    cube.forEachCell { take($0, $1.value, isSensitive: $1.isSensitive) }
    let emptied = before.all.filter { $1.value != 0 && cube.cell($0)?.count == 0 }
    for (name, entry) in emptied.sorted(by: { $0.key < $1.key }) {
      take(name, 0, isSensitive: entry.isSensitive)
    }
    let periods = cube.periods.filter { before.periods[$0] == nil }
    guard !rows.isEmpty || !periods.isEmpty else { return nil }
    let first = before.releases.first?.firstMonth ?? months.lowerBound
    record = ReleaseRecord(
      number: number, madeOn: today, firstMonth: min(first, months.lowerBound),
      until: max(months.upperBound, before.latest?.until ?? months.upperBound),
      lastLoad: try reader.loads(after: 0).last?.loadID ?? 0, revision: try reader.revision(),
      cells: rows.count { $0.revision == 0 }, revised: rows.count { $0.revision > 0 })
    self.rows = rows
    self.periods = periods
    keptCells = kept
    self.cube = cube
    counted = known.counted
    newKeys = try Set(cube.months.map(\.year)).filter { before.fingerprints[$0] == nil }.sorted()
      .map { try keys($0) }
    published = PublishedCells(before, adding: rows, periods: periods, record)
  }

  /// Stores the release: from now on it is public, and its cells stay. The counts that it had to
  /// make are kept for the next one.
  public func publish(in store: ProjectStore) throws {
    try store.publish([
      (PublishedCells.cellSeries, PublishedCells.batch(rows, release: record.number)),
      (PublishedCells.periodSeries, PublishedCells.batch(periods, release: record.number)),
      (PublishedCells.keySeries, PublishedCells.batch(newKeys)),
      (PublishedCells.listSeries, PublishedCells.batch(record)),
    ]) { [months = cube.months] in
      try ProtectedMonths.keep(counted, of: months[0]...months[months.count - 1], in: $0)
    }
  }

  /// The months to look at: from the first with events to the last that is closed.
  private static func months(
    _ reader: StoreReader, today: Day, until: Month?
  ) throws -> ClosedRange<Month> {
    guard let known = try ProtectedCounting.months(reader) else {
      throw Fault(
        .inputMissing, at: "events", "no usage has been loaded",
        remedy: "Load deliveries of the feed events first")
    }
    let open = (today + -PublicPeriod.daysUntilClosed + 1).month
    let closed = min(open + -1, known.upperBound)
    guard known.lowerBound <= closed else {
      throw Fault(
        .tryAgain, at: "release", "no month with usage is closed yet",
        remedy: "The first one is on \(PublicPeriod.month(known.lowerBound).opensOn)")
    }
    guard let until else { return known.lowerBound...closed }
    guard until <= closed, until >= known.lowerBound else {
      throw Fault(
        .usage, at: "--until \(until)",
        until < known.lowerBound
          ? "usage begins in \(known.lowerBound)"
          : until > known.upperBound
            ? "usage ends in \(known.upperBound)"
            : "the month is closed on \(PublicPeriod.month(until).opensOn) only",
        remedy: "Name a month from \(known.lowerBound) to \(closed)")
    }
    return known.lowerBound...until
  }

  /// - Throws: ``Fault`` where a key is missing or another one than that with which figures of its
  ///   year were published.
  static func check(
    _ keys: (Int) throws -> ReleaseKey, of months: ClosedRange<Month>, _ published: PublishedCells
  ) throws {
    for year in months.lowerBound.year...months.upperBound.year {
      let key = try keys(year)
      if let known = published.fingerprints[year], known != key.fingerprint {
        throw Fault(
          .configuration, at: "ckm-\(year).key",
          "figures of \(year) were published with another key",
          remedy: "Bring that key back; it must not change")
      }
    }
  }

  /// Periods whose events are all still there: retention may have taken the oldest away.
  private static func readable(
    _ periods: [PublicPeriod], months: ClosedRange<Month>, _ before: PublishedCells
  ) -> Set<PublicPeriod> {
    let first = before.releases.map(\.firstMonth).min() ?? months.lowerBound
    let firstWhole = months.lowerBound > first ? months.lowerBound + 1 : months.lowerBound
    return Set(periods.filter { $0.months.lowerBound >= firstWhole })
  }
}

extension ReleaseCube {
  /// The cube of the stored events, whatever earlier releases have kept of them.
  /// - Throws: ``Fault`` where the register is empty, or a key is missing.
  init(
    reading reader: StoreReader, months: ClosedRange<Month>, keys: (Int) throws -> ReleaseKey
  ) throws {
    let register = try Self.register(reader)
    let known = try ProtectedMonths.counts(reader, register, in: months, anew: true)
    try self.init(known.counts, register, months: months, key: keys)
  }

  fileprivate static func register(_ reader: StoreReader) throws -> ReleaseRegister {
    let register = try ReleaseRegister(reading: reader)
    guard !register.gemeinden.isEmpty else {
      throw Fault(
        .inputMissing, at: "areas", "the register of areas is empty",
        remedy: "Load a delivery of the feed areas first")
    }
    return register
  }
}

extension CellName: Comparable {
  public static func < (a: CellName, b: CellName) -> Bool {
    (a.measure.rawValue, a.area, a.leistung ?? "", a.period.description)
      < (b.measure.rawValue, b.area, b.leistung ?? "", b.period.description)
  }
}
