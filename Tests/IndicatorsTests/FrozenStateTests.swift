import Domain
import Foundation
import Indicators
import Store
import TestSupport
import Testing

/// An earlier state of a project, made from a later one, against a project that got no further.
@Suite struct FrozenStateTests {
  private let marts: [any Mart] = [UsageCube(), CoverageMart()]

  @Test(arguments: UInt64(1)...120)
  func `what came later leaves no trace, however it was stored since`(seed: UInt64) throws {
    let deliveries = RandomDeliveries(seed: seed)
    var generator = SeededGenerator(seed: seed ^ 0xF0)
    let last = Int.random(in: 0...deliveries.all.count, using: &generator)
    let (now, then) = (try SmallWorld.temporaryFolder(), try SmallWorld.temporaryFolder())
    let (whole, early) = (
      try ProjectStore.writing(dataFolder: now), try ProjectStore.writing(dataFolder: then)
    )
    for (number, delivery) in deliveries.all.enumerated() {
      try deliveries.load(delivery, into: whole, marts: marts)
      if number < last { try deliveries.load(delivery, into: early, marts: marts) }
      if Int.random(in: 0..<4, using: &generator) == 0 { _ = try whole.compact(.everything) }
    }
    let folder = now + "/frozen"
    let before = try whole.read { try StateHash.facts($0) }
    try ProjectStore.freeze(dataFolder: now, upTo: Int64(last), into: folder, marts: marts)
    #expect(try whole.read { try StateHash.facts($0) } == before, "seed \(seed)")

    let frozen = try ProjectStore.reading(dataFolder: folder)
    func both<Value>(_ body: (StoreReader) throws -> Value) throws -> (Value, Value) {
      (try frozen.read(body), try early.read(body))
    }
    let (report, _) = try both { try $0.integrity() }
    #expect(report.faults.isEmpty && report.loadsChecked == last, "seed \(seed)")
    let (revision, wanted) = try both { try $0.revision() }
    #expect(revision == wanted, "seed \(seed)")
    let (facts, expected) = try both { try StateHash.facts($0) }
    #expect(facts == expected, "seed \(seed)")
    let (derived, counted) = try both { try StateHash.marts(marts, $0) }
    #expect(derived == counted, "seed \(seed)")
    #expect(try frozen.read { reader in try marts.allSatisfy { try $0.isUpToDate(reader) } })
    let query = UsageQuery(
      measures: UsageMeasure.allCases, dimensions: [.day, .process, .channel])
    for source in [UsageSource.automatic, .raw] {
      let (rows, others) = try both {
        try UsageEngine.table(query, reader: $0, source: source).rows
      }
      #expect(rows == others, "seed \(seed)")
    }
  }

  @Test func `registers and snapshots that were corrected later read as they did`() throws {
    let (world, early) = (try SmallWorld(), try SmallWorld())
    let last = try #require(try world.store.read { try $0.dataState() }.lastLoad)
    try world.load(
      """
      process_id,name,kind,leika,released_on,customer
      p1,Ganz anderer Name,standard,99001001001000,2024-06-01,citizen

      """, as: "processes-9.csv", now: SmallWorld.now + 86_400_000)
    let folder = world.folder + "/frozen"
    try ProjectStore.freeze(dataFolder: world.folder, upTo: last, into: folder, marts: marts)
    let frozen = try ProjectStore.reading(dataFolder: folder)
    let now = try world.figures()
    let then = try frozen.read { try ProjectFigures(reading: $0) }
    let twin = try early.figures()
    #expect(try then.processListing().rows == twin.processListing().rows)
    #expect(try then.processListing().rows != now.processListing().rows)
    #expect(then.dataState == twin.dataState)
    #expect(try frozen.read { try $0.loads().count } == Int(last))
  }

  @Test func `nobody can load into it, and nothing that only a load needs is in it`() throws {
    let world = try SmallWorld()
    let folder = world.folder + "/frozen"
    let last = try #require(try world.store.read { try $0.dataState() }.lastLoad)
    try ProjectStore.freeze(dataFolder: world.folder, upTo: last, into: folder, marts: marts)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(names == [ProjectStore.fileName])
    let path = folder + "/" + ProjectStore.fileName
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o444)
    // Retention finds such things by their tables.
    let limits = RetentionLimits(
      today: Day("2030-01-01")!, archiveDays: 0, eventMonths: 1, dailyMonths: 1)
    func kinds(in folder: String) throws -> Set<RetentionKind> {
      let store = try ProjectStore.reading(dataFolder: folder)
      let plan = try store.retentionPlan(limits, marts: marts, now: 2 * SmallWorld.now)
      return Set(plan.items.map(\.kind))
    }
    #expect(try kinds(in: world.folder).contains(.sessionHashes))
    #expect(try kinds(in: folder) == [.events, .days])
  }

  @Test func `a release that came later is not in it, an earlier one is`() throws {
    let acts = ReleaseWorld.randomActs(700, seed: 5)
    let world = try ReleaseWorld(Array(acts.prefix(600)), loads: 3, shuffled: 5)
    let store = world.world.store
    func publish(until month: Month) throws {
      try #require(try world.release(until: month, revising: true)).publish(in: store)
    }
    try publish(until: Month("2024-06")!)
    let early = try world.published()
    let last = try #require(try store.read { try $0.dataState() }.lastLoad)
    try world.deliver(Array(acts.suffix(100)), as: "events-late.csv")
    try publish(until: Month("2024-12")!)
    let folder = world.world.folder + "/frozen"
    try ProjectStore.freeze(dataFolder: world.world.folder, upTo: last, into: folder, marts: marts)
    let frozen = try ProjectStore.reading(dataFolder: folder)
    let releases = try frozen.read { try PublishedCells.releases($0) }
    #expect(releases.map(\.until) == [Month("2024-06")!])
    let then = try frozen.read { try PublishedCells(reading: $0) }
    let now = try world.published()
    #expect(ReleaseWorld.names.allSatisfy { then.count($0) == early.count($0) })
    #expect(!ReleaseWorld.names.allSatisfy { then.count($0) == now.count($0) })
  }

  @Test func `what retention has deleted of a later load cannot be taken back`() throws {
    let marts = self.marts
    var refused = 0
    for seed in UInt64(1)...12 {
      let deliveries = RandomDeliveries(seed: seed)
      let folder = try SmallWorld.temporaryFolder()
      let store = try ProjectStore.writing(dataFolder: folder)
      for delivery in deliveries.all { try deliveries.load(delivery, into: store, marts: marts) }
      let limits = RetentionLimits(
        today: Day("2026-02-01")!, archiveDays: 30, eventMonths: 13, dailyMonths: 13)
      try store.applyRetention(
        limits, marts: marts, files: [], now: deliveries.all.last!.now * 2)
      let deleted = try store.read { try $0.rowsDeleted() }
      guard let load = deleted.keys.max() else { continue }
      refused += 1
      let fault = #expect(throws: Fault.self) {
        try ProjectStore.freeze(
          dataFolder: folder, upTo: load - 1, into: folder + "/frozen", marts: marts)
      }
      #expect(fault?.kind == .inputMissing)
      // From then on it can.
      try ProjectStore.freeze(
        dataFolder: folder, upTo: load, into: folder + "/later", marts: marts)
      let frozen = try ProjectStore.reading(dataFolder: folder + "/later")
      #expect(try frozen.read { try $0.integrity().faults }.isEmpty)
    }
    #expect(refused > 3)
  }
}
