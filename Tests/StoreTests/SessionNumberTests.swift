import Foundation
import Store
import Testing

/// Session numbers against a twin that keeps every value of every open window in a dictionary.
@Suite struct SessionNumberTests {
  static let hour: Int64 = 3_600_000

  @Test(arguments: 0..<6)
  func `any deliveries in any order number sessions as a plain dictionary does`(_ part: Int) throws
  {
    let world = try SessionWorld(limits: SessionLimits())
    for seed in UInt64(part * 50)..<UInt64(part * 50 + 50) {
      var random = SeededRandom(seed: seed)
      // A world of its own for each seed would be slow: the windows before are long closed.
      world.now += 1_000 * Self.hour
      world.restart(limits: random.limits())
      let pool = (0..<random.number(1...400)).map { _ in random.value() }
      for _ in 0..<random.number(1...8) {
        // Mostly forwards, sometimes far, sometimes the clock is set back.
        world.now += Int64(random.number(-3...60)) * Self.hour
        if random.isOneIn(4) { world.restart() }
        let segments = (0..<random.number(0...6)).map { _ in
          random.segment(of: pool, upTo: random.number(0...pool.count))
        }
        let failure = try world.load(segments, fails: random.isOneIn(6))
        if let failure {
          Issue.record("seed \(seed), \(failure)")
          return
        }
      }
    }
    print("session numbers: seeds \(part * 50)..<\(part * 50 + 50)")
  }

  @Test func `more sessions than a page, a run and the memory hold are numbered alike`() throws {
    for seed in UInt64(1)...3 {
      var random = SeededRandom(seed: seed)
      var limits = SessionLimits()
      limits.sessionsPerRun = 5_000
      limits.layerCapacity = 6_000...12_000
      limits.memoryBudget = [0, 90_000, 1 << 20][Int(seed) - 1]
      let world = try SessionWorld(limits: limits)
      let pool = (0..<30_000).map { _ in random.next() }
      for load in 0..<4 {
        let segments = (0..<4).map { step in
          // Forwards in time with some that go on from before, then in no order at all.
          let start = (load * 4 + step) * 1_800
          let steady = Array(pool[start..<start + 2_000])
          return SessionWorld.Segment(
            values: load < 3 ? steady : Array(pool.shuffled(using: &random).prefix(9_000)),
            instants: [])
        }
        if let failure = try world.load(segments, fails: false) {
          Issue.record("seed \(seed), load \(load), \(failure)")
          return
        }
        world.now += Self.hour
        if load == 1 { world.restart() }
      }
    }
    print("session numbers beyond memory: seeds 1...3")
  }

  @Test func `a repeated value in one segment has one number`() throws {
    let world = try SessionWorld(limits: SessionLimits())
    #expect(try world.numbers([7, 8, 7, 9, 7, 8]) == [1, 2, 1, 3, 1, 2])
  }

  @Test func `fresh sessions of a segment get the next numbers in its order`() throws {
    let world = try SessionWorld(limits: SessionLimits())
    #expect(try world.numbers([30, 10, 20]) == [1, 2, 3])
    #expect(try world.numbers([5, 10, UInt64.max, 0]) == [4, 2, 5, 6])
  }

  @Test func `a closed window leaves no hash in the files, an open one no raw value`() throws {
    var random = SeededRandom(seed: 5)
    let values = (0..<3_000).map { _ in random.next() }
    let world = try SessionWorld(limits: SessionLimits())
    _ = try world.numbers(values)
    let pages = try world.store.writePart { db in
      try Data.fetchAll(db, sql: "SELECT content FROM session_page")
    }
    #expect(pages.count == 5)
    let marks = pages.map { $0.prefix(64) }
    #expect(try world.filesContain(marks[0]))
    for value in values.prefix(100) {
      for order in [value.bigEndian, value.littleEndian] {
        #expect(try !world.filesContain(withUnsafeBytes(of: order) { Data($0) }))
      }
    }
    world.now += 48 * Self.hour
    _ = try world.numbers([1])
    for mark in marks { #expect(try !world.filesContain(mark)) }
  }

  @Test func `a set of session numbers holds what a plain set holds`() {
    for seed in UInt64(1)...200 {
      var random = SeededRandom(seed: seed)
      let limit = Int64(random.number(1...20) * random.number(1...300))
      var plain: Set<Int64> = []
      var set = SessionSet()
      for _ in 0..<random.number(0...200) {
        let number = Int64.random(in: 1...limit, using: &random)
        plain.insert(number)
        set.insert(number)
      }
      let range = plain.min().map { $0...plain.max()! }
      let isSame =
        set.count == plain.count && set.range == range && set == SessionSet(plain.sorted())
        && (1...limit + 200).allSatisfy { set.contains($0) == plain.contains($0) }
        && set != SessionSet(plain.symmetricDifference([1]))
      #expect(isSame, "seed \(seed)")
    }
    print("sets of session numbers: seeds 1...200")
  }

  @Test func `a damaged page is told, never used`() throws {
    var random = SeededRandom(seed: 6)
    let values = (0..<2_000).map { _ in random.next() }
    let world = try SessionWorld(limits: SessionLimits())
    _ = try world.numbers(values)
    try world.store.writePart { db in
      try db.execute(
        sql: """
          UPDATE session_page SET content =
            CAST(substr(content, 1, 99) || x'00' || substr(content, 101) AS BLOB)
          WHERE page = 2 AND substr(content, 100, 1) <> x'00'
          """)
    }
    world.restart()
    let fault = #expect(throws: (any Error).self) { try world.numbers(values) }
    #expect("\(fault as Any)".contains("session_page, page 2"))
  }
}
