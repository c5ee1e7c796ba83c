import Columns
import Domain
import Store

/// The finest public cells, as exact counts of protected records: one cell a measure × area ×
/// Leistung × month. Internal: nothing of it is published without noise.
struct ProtectedCounts: Sendable {
  struct Cell: Sendable, Hashable {
    let measure: PublicMeasure
    /// Place in ``ReleaseRegister/areas``: a Gemeinde; a Kreis or the Land for authorities above,
    /// and the Kreis for sensitive Leistungen.
    let area: Int
    /// `nil` for processes that serve no known Leistung: they are part of all Leistungen together.
    let leistung: String?
    let month: Month
    let count: Int
  }

  /// In any order.
  var cells: [Cell]
}

/// Events that count → protected counts: of one visit at most ``limit`` for a measure, a Leistung, a
/// Behörde and a day. Events without a visit (completions happen to a case) count one by one. Those
/// of an individual process count where its Kommune lets them be seen.
///
/// A visit's acts of a day are acts of one month, so that each month is counted from the segments
/// that reach into it, whatever lies in the others.
///
/// One pass over the segments. A visit that may lie in several of them is remembered to the end; all
/// others are settled where they stand.
struct ProtectedCounting {
  static let limit = 3

  private let register: ReleaseRegister
  /// `[code of process]`: place in ``leistungen``.
  private var leistungOfProcess: [UInt64] = []
  /// `[code of process]`: days whose usage counts.
  private var publicUsage: [Range<Int32>] = []
  /// `[code of authority]`: number of the Behörde, and the area of its records.
  private var numberOfAuthority: [UInt64] = []
  private var areaOfNumber: [Int] = []
  private var leistungen: [String?] = [nil]
  private let measureOfKind: [UInt64?]
  private var isSensitive: [Bool] = []
  private let scope: UsageCellTally.Scope

  init(_ reader: StoreReader, _ register: ReleaseRegister) throws {
    self.register = register
    let events = FeedSchema.events.name
    scope = UsageCellTally.Scope(
      kinds: try reader.sharedTexts(of: "event", in: events).map { EventKind(rawValue: $0)! },
      channels: try reader.sharedTexts(of: "channel", in: events).map { Channel(rawValue: $0)! },
      countsEvents: false, keepsDurations: false)
    measureOfKind = EventKind.allCases.map { kind in
      PublicMeasure.allCases.firstIndex { $0.kind == kind }.map { UInt64($0) }
    }
    var placeOfLeistung: [String: UInt64] = [:]
    for process in try reader.sharedTexts(of: "process", in: events) {
      publicUsage.append(register.publicUsage(ofProcess: process))
      guard let leistung = register.leistung(ofProcess: process) else {
        leistungOfProcess.append(0)
        continue
      }
      let place = placeOfLeistung[leistung] ?? UInt64(leistungen.count)
      if placeOfLeistung.updateValue(place, forKey: leistung) == nil { leistungen.append(leistung) }
      leistungOfProcess.append(place)
    }
    var numberOfKey: [String: UInt64] = [:]
    for authority in try reader.sharedTexts(of: "authority", in: events) {
      let key = register.canonicalAuthority(authority)
      let number = numberOfKey[key] ?? UInt64(areaOfNumber.count)
      if numberOfKey.updateValue(number, forKey: key) == nil {
        areaOfNumber.append(register.area(ofAuthority: key))
      }
      numberOfAuthority.append(number)
    }
    precondition(leistungen.count < 1 << 16, "more than 65,536 Leistungen")
    isSensitive = leistungen.map { $0.map(register.isSensitive) ?? false }
  }

  /// First and last month with events; `nil` without events.
  static func months(_ reader: StoreReader) throws -> ClosedRange<Month>? {
    let zones = try reader.segments(of: FeedSchema.events.name).compactMap {
      try reader.zone(of: "ts", in: $0)?.integers
    }
    guard let first = zones.map(\.lowerBound).min(), let end = zones.map(\.upperBound).max() else {
      return nil
    }
    return BerlinTime.day(ofInstant: first).month...BerlinTime.day(ofInstant: end).month
  }

  func counts(_ reader: StoreReader, in months: some Sequence<Month>) throws -> ProtectedCounts {
    let days = MonthsOfDays(months)
    let zones = try reader.zones(of: ["ts", "session"], in: FeedSchema.events.name)
    let wanted = try reader.segments(of: FeedSchema.events.name).filter { segment in
      days.instants.contains { zones["ts", segment]?.mayContain($0) ?? false }
    }
    let sessions = wanted.compactMap { zones["session", $0]?.integers }
    var recurring = RecurringSessions.none
    var base: Int64 = 0
    if let low = sessions.map(\.lowerBound).min(), let high = sessions.map(\.upperBound).max() {
      recurring = try RecurringSessions(wanted, low...high, reader)
      base = low
    }
    var settled: [UInt64: Int] = [:]
    var open: [VisitActs] = []
    for start in stride(from: 0, to: wanted.count, by: Parallel.cores) {
      let wave = try wanted[start..<min(start + Parallel.cores, wanted.count)].map {
        try reader.storedColumns(UsageCellTally.visitColumns, of: $0)
      }
      let parts = try Parallel.map(wave) { [recurring, base] in
        try tally($0, days, recurring, base: base)
      }
      for part in parts {
        settled.merge(part.settled) { $0 + $1 }
        open += part.open
      }
    }
    for (acts, count) in Self.grouped(open) {
      settled[cell(of: acts, days), default: 0] += min(count, Self.limit)
    }
    return ProtectedCounts(cells: settled.map { unpacked($0.key, $0.value) })
  }

  /// What a visit did of one measure, Leistung, Behörde and day, as often as `count` says.
  private struct VisitActs {
    let session: UInt64
    /// Measure, Leistung, Behörde, day.
    let acts: UInt64
    var count: Int
  }

  private struct Part {
    /// Of finest cells.
    var settled: [UInt64: Int] = [:]
    var open: [VisitActs] = []
  }

  private func tally(
    _ stored: StoredColumns, _ days: MonthsOfDays, _ recurring: RecurringSessions, base: Int64
  ) throws -> Part {
    let events = try SegmentNumbers(stored, scope)
    var part = Part()
    var visits: [VisitActs] = []
    for row in 0..<stored.segment.rowCount {
      guard let measure = measureOfKind[events.kind(row)] else { continue }
      let key = events.keys[row]
      let acts = acts(measure, key)
      let day = day(of: acts)
      let process = Int(CubeAxis.process.code(in: key))
      guard days[day] != nil, publicUsage[process].contains(day.number) else { continue }
      let session = events.session(row)
      if session == 0 {
        part.settled[cell(of: acts, days), default: 0] += 1
      } else {
        visits.append(VisitActs(session: session, acts: acts, count: 1))
      }
    }
    for (visit, count) in Self.visits(visits) {
      if recurring.contains(Int(Int64(visit.session) - base)) {
        part.open.append(VisitActs(session: visit.session, acts: visit.acts, count: count))
      } else {
        part.settled[cell(of: visit.acts, days), default: 0] += min(count, Self.limit)
      }
    }
    return part
  }

  /// The same acts of a visit together.
  private static func visits(_ acts: [VisitActs]) -> [(VisitActs, Int)] {
    let sorted = acts.sorted { ($0.session, $0.acts) < ($1.session, $1.acts) }
    var result: [(VisitActs, Int)] = []
    for visit in sorted {
      if let last = result.last, last.0.session == visit.session, last.0.acts == visit.acts {
        result[result.count - 1].1 += visit.count
      } else {
        result.append((visit, visit.count))
      }
    }
    return result
  }

  private static func grouped(_ open: [VisitActs]) -> [(UInt64, Int)] {
    visits(open).map { ($0.0.acts, $0.1) }
  }

  // MARK: - Packed keys: measure (2 bits), Leistung (16), Behörde or area (20), day or month (20)

  private func acts(_ measure: UInt64, _ key: UInt64) -> UInt64 {
    measure << 56 | leistungOfProcess[Int(CubeAxis.process.code(in: key))] << 40
      | numberOfAuthority[Int(CubeAxis.authority.code(in: key))] << 20
      | CubeAxis.day.code(in: key)
  }

  private func day(of acts: UInt64) -> Day { Day(number: Int32(acts & 0xFFFFF)) }

  private func cell(of acts: UInt64, _ days: MonthsOfDays) -> UInt64 {
    var area = areaOfNumber[Int(acts >> 20 & 0xFFFFF)]
    if isSensitive[Int(acts >> 40 & 0xFFFF)] { area = register.kreisOrAbove(area) }
    let month = days[day(of: acts)]!
    return acts & ~0xFF_FFFF_FFFF | UInt64(area) << 20 | UInt64(month.number)
  }

  private func unpacked(_ cell: UInt64, _ count: Int) -> ProtectedCounts.Cell {
    ProtectedCounts.Cell(
      measure: PublicMeasure.allCases[Int(cell >> 56)], area: Int(cell >> 20 & 0xFFFFF),
      leistung: leistungen[Int(cell >> 40 & 0xFFFF)], month: Month(number: Int32(cell & 0xFFFFF)),
      count: count)
  }
}
