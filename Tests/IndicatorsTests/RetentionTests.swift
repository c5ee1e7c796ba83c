import Columns
import Cryptography
import Domain
import Foundation
import Indicators
import Store
import TestSupport
import Testing

/// A project from which old events are deleted, beside one that keeps all.
@Suite struct RetentionTests {
  private let marts: [any Mart] = [UsageCube()]
  /// No count by day is that old.
  private let longAgo = Month("2000-01")!

  @Test(arguments: UInt64(1)...150)
  func `without its old events a project answers as before, or refuses`(seed: UInt64) throws {
    var world = try World(seed: seed, marts: marts)
    try world.load(half: 0)
    if Bool.random(using: &world.generator) { _ = try world.kept.compact(.everything) }
    let first = try world.apply(daysBefore: longAgo)
    try expectAlike(world, first)
    try world.load(half: 1, from: first)
    try expectAlike(world, first)
    // The cubes made anew from what is left and from what they know of the rest are the same.
    try world.kept.rebuild(marts)
    try expectAlike(world, first)
    _ = try world.kept.compact(.everything)
    try expectAlike(world, first)
    // Nothing is left to do, and a second look finds that.
    if first != nil {
      #expect(try world.apply(daysBefore: longAgo) == first, "seed \(seed)")
      try expectAlike(world, first)
    }
  }

  @Test(arguments: UInt64(1)...60)
  func `counts by day go by themselves, and what is left of them stays right`(
    seed: UInt64
  ) throws {
    let world = try World(seed: seed, marts: marts)
    try world.load(half: 0)
    try world.load(half: 1)
    let from = try world.apply(daysBefore: world.limit)
    let content = try world.kept.read { try UsageCube().canonicalRows($0) }
    try world.kept.rebuild(marts)
    #expect(try world.kept.read { try UsageCube().canonicalRows($0) } == content, "seed \(seed)")
    let byDay = UsageQuery(measures: [.events, .sessions], dimensions: [.day, .process])
    var late = byDay
    late.from = world.limit.firstDay
    #expect(
      try world.kept.read { try UsageEngine.table(late, reader: $0).rows }
        == world.whole.read { try UsageEngine.table(late, reader: $0).rows }, "seed \(seed)")
    let state = try world.kept.read { try $0.retention() }
    if state.daysFrom != nil, from != nil {
      #expect(throws: Fault.self, "seed \(seed)") {
        try world.kept.read { try UsageEngine.table(byDay, reader: $0) }
      }
    }
    #expect(try world.kept.read { try $0.integrity().faults }.isEmpty, "seed \(seed)")
  }

  @Test func `a question to deleted events is told so, answered by the cube or refused`() throws {
    let world = try World(seed: 4, marts: marts)
    try world.load(half: 0)
    try world.load(half: 1)
    let from = try #require(try world.apply(daysBefore: longAgo))
    func answer(
      _ query: UsageQuery, _ source: UsageSource = .automatic
    ) throws -> (table: Table<Exact>, explanation: UsageExplanation) {
      try world.kept.read { try UsageEngine.answer(query, reader: $0, source: source) }
    }
    let all = UsageQuery(measures: [.events], dimensions: [.month])
    let told = try answer(all)
    #expect(told.explanation.eventsFrom == from)
    #expect(told.table.provenance.note?.en.contains("\(from)") == true)
    for query in [all, UsageQuery(measures: [.events], from: from + -1)] {
      let fault = #expect(throws: Fault.self) { try answer(query, .raw) }
      #expect(fault?.kind == .inputMissing)
      #expect(fault?.problem.contains("before \(from) were deleted") == true)
      #expect(fault?.remedy.contains("--from \(from)") == true)
    }
    let byStep = UsageQuery(measures: [.events], dimensions: [.step])
    #expect(throws: Fault.self) { try answer(byStep) }
    var since = byStep
    since.from = from
    #expect(try answer(since).explanation.eventsFrom == nil)
    #expect(try answer(since, .raw).table.provenance.note == nil)
  }

  @Test func `retention that is interrupted leaves all that was there, and is done again`() throws {
    struct Interruption: Error {}
    let world = try World(seed: 7, marts: marts)
    try world.load(half: 0)
    try world.load(half: 1)
    let facts = try world.kept.read { try StateHash.facts($0) }
    let cube = try world.kept.read { try UsageCube().canonicalRows($0) }
    #expect(throws: Interruption.self) {
      try world.kept.applyRetention(
        world.limits(daysBefore: world.limit), marts: marts, files: [], now: world.later
      ) { throw Interruption() }
    }
    #expect(try world.kept.read { try StateHash.facts($0) } == facts)
    #expect(try world.kept.read { try UsageCube().canonicalRows($0) } == cube)
    #expect(try world.kept.read { try $0.retentionRecords() }.isEmpty)
    #expect(try world.apply(daysBefore: world.limit) != nil)
    let records = try world.kept.read { try $0.retentionRecords() }
    #expect(records.count == 1)
    let events = try #require(records[0].items.first { $0.kind == .events })
    let deleted = try world.kept.read { try $0.rowsDeleted() }
    #expect(events.rows == deleted.values.reduce(0, +))
    #expect(try world.kept.read { try $0.integrity().faults }.isEmpty)
  }

  @Test func `what a visit of the last 48 hours may hang on waits`() throws {
    let world = try World(seed: 7, marts: marts)
    try world.load(half: 0)
    let middle = (world.deliveries.all.count + 1) / 2
    let last = try #require(world.deliveries.all.prefix(middle).map(\.now).max())
    let limits = world.limits(daysBefore: longAgo)
    let before = try world.kept.read { try StateHash.facts($0) }
    let plan = try world.kept.retentionPlan(limits, marts: marts, now: last)
    #expect(plan.waitsForLoads)
    #expect(!plan.items.contains { $0.kind == .events })
    try world.kept.applyRetention(limits, marts: marts, files: [], now: last)
    #expect(try world.kept.read { try StateHash.facts($0) } == before)
  }

  @Test func `a cube that has not seen all events is no reason to lose them`() throws {
    let world = try World(seed: 7, marts: [])
    try world.load(half: 0)
    #expect(throws: Fault.self) {
      try world.kept.applyRetention(
        world.limits(daysBefore: longAgo), marts: marts, files: [], now: world.later)
    }
    #expect(try world.kept.read { try $0.retention().eventsFrom } == nil)
  }

  // MARK: - Helpers

  private struct World {
    let deliveries: RandomDeliveries
    let whole: ProjectStore
    let kept: ProjectStore
    let marts: [any Mart]
    var generator: SeededGenerator
    let seed: UInt64
    /// The first month whose events stay: most deliveries begin in December.
    let limit = Month("2025-01")!
    /// All session windows are closed then.
    let later: Int64

    init(seed: UInt64, marts: [any Mart]) throws {
      self.seed = seed
      self.marts = marts
      generator = SeededGenerator(seed: seed ^ 0x13)
      deliveries = RandomDeliveries(seed: seed)
      whole = try ProjectStore.writing(dataFolder: SmallWorld.temporaryFolder())
      kept = try ProjectStore.writing(dataFolder: SmallWorld.temporaryFolder())
      later = deliveries.all.last!.now + 49 * 3_600_000
    }

    /// The second half comes after `later`.
    /// - Parameter day: events before it are refused, as the reader of files does.
    func load(half: Int, from day: Day? = nil) throws {
      let middle = (deliveries.all.count + 1) / 2
      for (number, delivery) in deliveries.all.enumerated() where (number < middle) == (half == 0) {
        var batch = delivery.batch
        if let day, case .integers(let ts, _)? = batch["ts"] {
          batch = batch.selecting(ts.indices.filter { ts[$0] >= BerlinTime.start(of: day) })
        }
        for store in [whole, kept] {
          let header = Delivery(
            // Numbers of deleted events are forgotten; each half has its own.
            feed: .events, source: "\(delivery.source)\(half)", file: delivery.name,
            sha256: SHA256.digest(Array(delivery.name.utf8)), bytes: 1)
          _ = try store.load(
            header, resolution: deliveries.resolution, marts: marts,
            now: delivery.now + (half == 0 ? 0 : later)
          ) { try $0.append(batch) }
        }
      }
    }

    func limits(daysBefore: Month) -> RetentionLimits {
      let today = limit + 13
      return RetentionLimits(
        today: today.firstDay, archiveDays: 30, eventMonths: 13, dailyMonths: today - daysBefore)
    }

    /// - Returns: the first day whose events are there, where some were deleted.
    func apply(daysBefore: Month) throws -> Day? {
      try kept.applyRetention(
        limits(daysBefore: daysBefore), marts: marts, files: [], now: 3 * later)
      return try kept.read { try $0.retention().eventsFrom }
    }
  }

  private func expectAlike(_ world: World, _ from: Day?) throws {
    let seed = world.seed
    func both<Value>(_ body: (StoreReader) throws -> Value) throws -> (Value, Value) {
      (try world.whole.read(body), try world.kept.read(body))
    }
    #expect(try world.kept.read { try $0.integrity().faults }.isEmpty, "seed \(seed)")
    let (content, left) = try both { try UsageCube().canonicalRows($0) }
    #expect(content == left, "the cubes, seed \(seed)")
    let first = from.map(BerlinTime.start(of:)) ?? .min
    let (rows, rest) = try both { try rowsOfLoads($0, from: first) }
    #expect(rows == rest, "rows of loads, seed \(seed)")
    let (_, early) = try both { try rowsOfLoads($0, from: .min) }
    #expect(early == rest, "no earlier row is left, seed \(seed)")
    let questions: [(UsageSource, [UsageDimension], Day?)] = [
      (.automatic, [], nil), (.automatic, [.month, .process], nil),
      (.automatic, [.day, .process], nil), (.automatic, [.month, .authority, .channel], nil),
      (.raw, [.day, .authority, .channel], from), (.raw, [.event, .step], from),
      (.automatic, [.hour], from),
    ]
    for (source, dimensions, first) in questions {
      let measures = UsageMeasure.allCases.filter { !$0.rawValue.hasPrefix("duration") }
      let query = UsageQuery(measures: measures, dimensions: dimensions, from: first)
      let whole = try world.whole.read {
        try UsageEngine.table(query, reader: $0, source: .raw).rows
      }
      do {
        let kept = try world.kept.read {
          try UsageEngine.table(query, reader: $0, source: source).rows
        }
        #expect(kept == whole, "by \(dimensions), seed \(seed)")
      } catch let fault as Fault {
        #expect(from != nil && first == nil && fault.kind == .inputMissing, "\(fault) \(seed)")
      }
    }
  }

  /// `[load]`: its rows from an instant on as text, sorted.
  private func rowsOfLoads(_ reader: StoreReader, from instant: Int64) throws -> [[String]] {
    let columns = FeedSchema.events.columns.map(\.name).filter { $0 != "id" && $0 != "session" }
    return try reader.loads().map { load in
      try reader.parts(of: load.loadID).flatMap { part in
        let batch = try reader.read(part.segment, columns: columns)
        return try reader.positions(of: part).map { batch.row($0) }
          .filter { $0[0].integer! >= instant }.map { "\($0)" }
      }.sorted()
    }
  }
}
