import Columns
import Domain
import Store

/// Segments of a load → parts of the cubes.
final class CubeBuilder {
  private let load: AbsorbedLoad
  private let transaction: MartTransaction
  private let texts: CubeTexts
  private let scope: UsageCellTally.Scope
  private let remains: CubeRemains
  private let grains: [CubeGrainBuilder]
  private let durations = CubeSheet(.durations)
  private let funnel: CubeFunnel

  /// Rows of a part at most; where so many cells or visits are in memory, they are written.
  private static let partLimit = 2 * ColumnBatch.standardRowCount
  /// Parts of so many rows are taken into the next part in any case.
  private static let smallPart = 16_384

  /// - Parameter remains: what the cubes have counted already.
  init(
    _ load: AbsorbedLoad, beside remains: CubeRemains = .none, in transaction: MartTransaction
  ) throws {
    self.load = load
    self.remains = remains
    self.transaction = transaction
    let reader = transaction.reader
    texts = try CubeTexts(reader)
    let feed = FeedSchema.events.name
    scope = UsageCellTally.Scope(
      kinds: try reader.sharedTexts(of: "event", in: feed).map { EventKind(rawValue: $0)! },
      channels: try reader.sharedTexts(of: "channel", in: feed).map { Channel(rawValue: $0)! },
      postbox: try reader.sharedTexts(of: "target", in: feed).firstIndex(of: "postbox"),
      keepsDurations: try reader.resolution()?.duration == .onePercent,
      shared: try remains.sessions.isEmpty
        ? load.sharedSessions ?? Self.sharedSessions(load.segments, reader, [])
        : Self.sharedSessions(load.segments, reader, remains.sessions),
      continued: load.reopenedSessions)
    funnel = CubeFunnel(texts)
    grains = CubeGrain.all.map { [texts] in CubeGrainBuilder($0, texts) }
  }

  func build() throws {
    var shared = CubeVisits()
    var continued = CubeVisits()
    for wave in Self.waves(of: load.segments) {
      for visits in add(try tally(wave, scope)) {
        shared.append(visits.shared)
        continued.append(visits.continued)
      }
      // The tallies are gone by now.
      try write(above: Self.partLimit)
    }
    try add(shared.without(remains.sessions))
    funnel.addShared(beside: remains.funnels)
    try recount(continued)
    try write(above: 0)
    try writeExtent()
  }

  /// Sessions that an earlier load began: what they counted before is taken back, then they are
  /// counted anew.
  private func recount(_ new: CubeVisits) throws {
    guard let numbers = load.reopenedSessions.range else { return }
    let reader = transaction.reader
    let zones = try reader.zones(of: ["session"], in: load.feed)
    let own = Set(load.segments.map(\.id))
    let earlier = try reader.segments(of: load.feed).filter { segment in
      !own.contains(segment.id) && zones["session", segment]?.mayContain(numbers) ?? false
    }
    var scope = scope
    scope.countsEvents = false
    scope.shared = []
    var visits = CubeVisits()
    var funnels: [FunnelVisit] = []
    for wave in Self.waves(of: earlier) {
      for tally in try tally(wave, scope) {
        visits.append(tally.continued)
        funnels += tally.funnel.continued
      }
    }
    funnel.recount(funnels)
    let before = visits.sorted(by: visits.keys)
    visits.append(new)
    let after = visits.sorted(by: visits.keys)
    for grain in grains {
      grain.takeBack(before)
      grain.add(after)
    }
  }

  private func add(_ visits: CubeVisits) throws {
    let sorted = visits.sorted(by: visits.keys)
    for grain in grains { grain.add(sorted) }
  }

  /// Counts what lies in one segment; what lies in several is handed back.
  private func add(_ tallies: [UsageCellTally]) -> [(shared: CubeVisits, continued: CubeVisits)] {
    for tally in tallies {
      durations.count(tally.durations)
      funnel.add(tally.funnel)
    }
    _ = Parallel.map(grains.count) { [grains] index in
      for tally in tallies { grains[index].add(tally) }
    }
    return tallies.map { ($0.shared, $0.continued) }
  }

  /// Segments that are tallied at the same time.
  private static func waves(of segments: [SegmentInfo]) -> [ArraySlice<SegmentInfo>] {
    stride(from: 0, to: segments.count, by: Parallel.cores).map {
      segments[$0..<min($0 + Parallel.cores, segments.count)]
    }
  }

  /// The database hands out bytes to one thread only.
  private func tally(
    _ wave: ArraySlice<SegmentInfo>, _ scope: UsageCellTally.Scope
  ) throws -> [UsageCellTally] {
    let columns = scope.countsEvents ? UsageCellTally.columns : UsageCellTally.visitColumns
    let stored = try wave.map { try transaction.reader.storedColumns(columns, of: $0) }
    return try Parallel.map(stored) { try UsageCellTally($0, scope) }
  }

  /// Sessions that are not settled segment by segment: those that lie in several of them, and those
  /// that are counted already.
  private static func sharedSessions(
    _ segments: [SegmentInfo], _ reader: StoreReader, _ counted: SessionSet
  ) throws -> SessionSet {
    var shared = counted
    guard segments.count > 1 else { return shared }
    var seen = SessionSet()
    for segment in segments {
      let stored = try reader.storedColumns(["session"], of: segment)
      let chunk = try stored.open("session")
      let numbers = try chunk.wideNumbers("session", of: stored)
      var own: [Int64] = []
      var last = UInt64.max
      for number in numbers where number != last {
        last = number
        if chunk.hasNulls, number == 0 { continue }
        let session = chunk.value(of: number)
        if seen.contains(session) { shared.insert(session) }
        own.append(session)
      }
      for session in own { seen.insert(session) }
    }
    return shared
  }

  // MARK: - Writing

  private func write(above limit: Int) throws {
    for grain in grains {
      if grain.cells.cellCount > limit { try write(grain.cells) }
      if grain.visits.rowCount > limit {
        let layout = grain.grain.visits
        try mergeParts(of: layout, rows: { grain.visits.rowCount }) {
          grain.visits.append($0, layout, texts)
        }
        try add(grain.visits.takeBatch(layout, texts), to: layout)
      }
    }
    for sheet in [durations, funnel.sheet] where sheet.cellCount > limit { try write(sheet) }
  }

  private func write(_ sheet: CubeSheet) throws {
    let layout = sheet.layout
    try mergeParts(of: layout, rows: { sheet.cellCount }) { sheet.add($0, texts) }
    for part in sheet.takeParts(texts, rowLimit: Self.partLimit) {
      try transaction.add(part, to: layout.series)
    }
  }

  /// A wave of segments may have brought more than a part holds.
  private func add(_ batch: ColumnBatch, to layout: CubeLayout) throws {
    for start in stride(from: 0, to: batch.rowCount, by: Self.partLimit) {
      let end = min(start + Self.partLimit, batch.rowCount)
      try transaction.add(
        end - start == batch.rowCount ? batch : batch.selecting(Array(start..<end)),
        to: layout.series)
    }
  }

  /// Takes the last parts in as long as they are small beside what is to be written: then each row
  /// is written anew only a few times, however many loads come.
  private func mergeParts(
    of layout: CubeLayout, rows: () -> Int, _ take: (ColumnBatch) throws -> Void
  ) throws {
    let reader = transaction.reader
    for part in try reader.segments(of: layout.series).reversed() {
      let isSmall = part.rowCount <= max(Self.smallPart, 4 * rows())
      guard isSmall, part.rowCount + rows() <= Self.partLimit else { return }
      try take(try reader.read(part, columns: layout.columns))
      try transaction.remove(part)
    }
  }

  private func writeExtent() throws {
    let layout = CubeLayout.extent
    var events = load.segments.reduce(0) { $0 + Int64($1.rowCount) }
    for part in try transaction.reader.segments(of: layout.series) {
      events +=
        try transaction.reader.zone(of: layout.numbers[0], in: part)?.integers?.upperBound ?? 0
    }
    try UsageCube.writeExtent(events, in: transaction)
  }
}
