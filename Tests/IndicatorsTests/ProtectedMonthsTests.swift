import Columns
import Domain
import Foundation
import Indicators
import Store
import TestSupport
import Testing

/// What releases keep of the months that they have counted, beside counting all events anew.
@Suite struct ProtectedMonthsTests {
  private static let year = (0..<12).map { Month("2024-01")! + $0 }

  @Test(arguments: UInt64(1)...20)
  func `a release from kept counts is the one that all events give`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed &* 61)
    let acts = ReleaseWorld.randomActs(700, seed: seed)
    // A quarter of the visits' acts comes later, in three deliveries.
    let late = acts.indices.map { _ in Int.random(in: 0..<12, using: &random) }
    func part(_ numbers: ClosedRange<Int>) -> [ReleaseWorld.Act] {
      acts.indices.filter { numbers.contains(late[$0]) }.map { acts[$0] }
    }
    let world = try ReleaseWorld(part(3...11), loads: 3, shuffled: seed)
    let store = world.world.store
    var delivered = 0
    for until in ["2024-03", "2024-06", "2024-09", "2024-12", "2025-01", "2025-02"] {
      switch Int.random(in: 0..<6, using: &random) {
      case 0...1 where delivered < 3:
        try world.deliver(part(delivered...delivered), as: "events-late-\(delivered).csv")
        delivered += 1
      case 2: _ = try store.compact(.everything)
      case 3: try Self.changeRegisters(world.world, &random)
      case 4: try store.rebuild([ProtectedMonths()])
      default: break
      }
      let month = Month(until)!
      let release = try #require(try world.release(until: month, revising: true))
      let anew = try #require(try world.countedAnew(until: month, revising: true))
      #expect(release.record == anew.record, "seed \(seed), until \(until)")
      #expect(release.periods == anew.periods && release.keptCells == anew.keptCells)
      for name in ReleaseWorld.names {
        #expect(
          release.published.count(name) == anew.published.count(name), "seed \(seed): \(name)")
      }
      try release.publish(in: store)
      let kept = try Self.kept(world)
      let known = (0...(month - Self.year[0])).map { Self.year[0] + $0 }
      #expect(kept == known, "seed \(seed), until \(until)")
      #expect(try Self.parts(world) == kept.map(\.firstDay))
    }
  }

  /// Each of these moves records to another area, Leistung or Behörde, or shows and hides some.
  private static func changeRegisters(
    _ world: SmallWorld, _ random: inout SeededGenerator
  ) throws {
    let number = Int.random(in: 0..<1_000_000, using: &random)
    let process = "process_id,name,kind,leika,released_on,customer,usage_public_from\n"
    let texts: [(String, String)] = [
      ("processes", process + "p9,Neun,standard,99001001003000,2023-06-01,citizen,\n"),
      ("processes", process + "p1,Eins,standard,99001001003000,2023-06-01,citizen,\n"),
      ("processes", process + "p4,Vier,individual,99001001001000,2023-06-01,citizen,2024-05-20\n"),
      (
        "catalogue",
        "leika,name,themenfeld,leika_typ,sensitive\n99001001003000,Drei,Gesundheit,2/3,yes\n"
      ),
    ]
    let (feed, text) = texts.randomElement(using: &random)!
    try world.load(text, as: "\(feed)-later-\(number).csv")
  }

  private static func kept(_ world: ReleaseWorld) throws -> [Month] {
    try world.world.store.read { try ProtectedMonths.months($0) }
  }

  /// First days of the months of which anything is stored, whether it can still be used or not.
  private static func parts(_ world: ReleaseWorld) throws -> [Day] {
    try world.world.store.read { reader in
      let days = try reader.batches(of: "mart/protected", columns: ["day"]).flatMap {
        $0.days("day").compactMap { $0 }
      }
      return Set(days).sorted()
    }
  }

  @Test func `only months with other deliveries, processes or Behörden are counted again`() throws {
    let world = try ReleaseWorld(ReleaseWorld.randomActs(900, seed: 21), loads: 2)
    let store = world.world.store
    #expect(try Self.kept(world).isEmpty)
    try world.publish(until: Month("2024-12")!)
    #expect(try Self.kept(world) == Self.year)
    _ = try store.compact(.everything)
    #expect(try Self.kept(world) == Self.year, "compaction moves events and changes none")

    // A process and a Behörde that have no events before.
    let late = ReleaseWorld.Act(
      measure: .submissions, authority: "08116", process: "99001001003000",
      day: Day("2024-05-12")!, second: 7, session: nil)
    try world.deliver([late], as: "events-may.csv")
    #expect(try Self.kept(world) == Self.year.filter { $0 != Month("2024-05") })
    try world.publish(until: Month("2025-01")!)
    #expect(try Self.kept(world) == Self.year + [Month("2025-01")!])
    try world.world.load(
      "process_id,name,kind,leika,released_on,customer\n"
        + "p77,Neu,standard,99001001003000,2024-06-01,citizen\n", as: "processes-new.csv")
    #expect(try Self.kept(world) == Self.year + [Month("2025-01")!], "nothing happened in it yet")
    try world.world.load(
      "leika,name,themenfeld,leika_typ,sensitive\n99001001003000,Drei,Gesundheit,2/3,yes\n",
      as: "catalogue-new.csv")
    #expect(try Self.kept(world).isEmpty, "its records belong to the Kreis now")
  }

  @Test func `a month counted alone is that month counted among all`() throws {
    let world = try ReleaseWorld(ReleaseWorld.randomActs(900, seed: 24))
    func deliverLate(_ day: String) throws {
      let acts = (0..<30).map { number in
        ReleaseWorld.Act(
          measure: .started, authority: "08115002", process: "p3", day: Day(day)!,
          second: 60 * number, session: nil)
      }
      try world.deliver(acts, as: "events-\(day).csv")
    }
    func release() throws -> Release {
      let until = Month("2025-02")!
      let release = try #require(try world.release(until: until, revising: true))
      let anew = try #require(try world.countedAnew(until: until, revising: true))
      #expect(release.record == anew.record)
      for name in ReleaseWorld.names {
        #expect(release.published.count(name) == anew.published.count(name), "\(name)")
      }
      return anew
    }
    try world.publish(until: Month("2024-12")!)
    // Counted: one month in the middle, and those that have just closed.
    try deliverLate("2024-05-12")
    try release().publish(in: world.world.store)
    // What was counted anew has taken the place of what was kept.
    try deliverLate("2024-07-12")
    _ = try release()
  }

  @Test func `what is kept is what is counted with, and no content of its own`() throws {
    let world = try ReleaseWorld(ReleaseWorld.randomActs(900, seed: 22))
    let store = world.world.store
    let marts: [any Mart] = [UsageCube(), CoverageMart(), ProtectedMonths()]
    func states() throws -> [String] {
      try store.read { [try StateHash.facts($0), try StateHash.marts(marts, $0)] }
    }
    let before = try states()
    try world.publish(until: Month("2024-11")!)
    #expect(try states() == before)
    #expect(try store.read { try $0.integrity().faults }.isEmpty)
    // A hand that takes away what is kept of a month changes the next release; who checks it counts
    // all events.
    try store.publish([]) { transaction in
      for part in try transaction.reader.segments(of: "mart/protected") {
        try transaction.keep(of: part) { Array(0..<($0.rowCount / 2)) }
      }
    }
    let release = try #require(try world.release(until: Month("2024-12")!))
    #expect(release.keptCells > 0)
    try release.publish(in: store)
    #expect(try world.checks().contains { $0.number == 6 && !$0.isKept })
  }

  @Test func `counts of months whose events are deleted go with the next release`() throws {
    let world = try ReleaseWorld(ReleaseWorld.randomActs(900, seed: 23))
    let store = world.world.store
    try world.publish(until: Month("2025-01")!)
    let marts: [any Mart] = [UsageCube(), CoverageMart(), ProtectedMonths()]
    func apply(_ today: Day, dailyMonths: Int) throws {
      let limits = RetentionLimits(
        today: today, archiveDays: 30, eventMonths: 3, dailyMonths: dailyMonths)
      try store.applyRetention(limits, marts: marts, files: [], now: SmallWorld.now * 2)
    }
    try apply(Day("2024-10-20")!, dailyMonths: 5)
    let left = Self.year.filter { $0 >= Month("2024-07")! } + [Month("2025-01")!]
    #expect(try Self.kept(world) == left)
    // By then they are older than counts by day may be.
    #expect(try Self.parts(world) == ([5, 6].map { Self.year[$0 - 1] } + left).map(\.firstDay))
    let release = try #require(try world.release())
    let anew = try #require(try world.countedAnew(until: nil, revising: false))
    #expect(release.record == anew.record)
    for name in ReleaseWorld.names {
      #expect(release.published.count(name) == anew.published.count(name), "\(name)")
    }
    try release.publish(in: store)
    #expect(try Self.kept(world) == left + [Month("2025-02")!])
    #expect(try Self.parts(world) == Self.kept(world).map(\.firstDay))
  }
}

extension ReleaseWorld {
  /// A release that leaves aside what earlier ones have kept.
  fileprivate func countedAnew(until: Month?, revising: Bool) throws -> Release? {
    try world.store.read {
      try Release(
        reading: $0, keys: Self.key, today: Self.today, until: until, revising: revising,
        countsAnew: true)
    }
  }
}
