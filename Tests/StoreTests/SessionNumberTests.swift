import Foundation
import Store
import Testing

/// Session numbers against a twin that keeps every value of every open window in a dictionary.
@Suite struct SessionNumberTests {
  static let hour: Int64 = 3_600_000

  @Test(arguments: 0..<6)
  func `any deliveries in any order number sessions as a plain dictionary does`(_ part: Int) throws
  {
    let world = try World(limits: SessionLimits())
    for seed in UInt64(part * 50)..<UInt64(part * 50 + 50) {
      var random = Random(seed: seed)
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
      var random = Random(seed: seed)
      var limits = SessionLimits()
      limits.sessionsPerRun = 5_000
      limits.layerCapacity = 6_000...12_000
      limits.memoryBudget = [0, 90_000, 1 << 20][Int(seed) - 1]
      let world = try World(limits: limits)
      let pool = (0..<30_000).map { _ in random.next() }
      for load in 0..<4 {
        let segments = (0..<4).map { step in
          // Forwards in time with some that go on from before, then in no order at all.
          let start = (load * 4 + step) * 1_800
          let steady = Array(pool[start..<start + 2_000])
          return World.Segment(
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
    let world = try World(limits: SessionLimits())
    #expect(try world.numbers([7, 8, 7, 9, 7, 8]) == [1, 2, 1, 3, 1, 2])
  }

  @Test func `fresh sessions of a segment get the next numbers in its order`() throws {
    let world = try World(limits: SessionLimits())
    #expect(try world.numbers([30, 10, 20]) == [1, 2, 3])
    #expect(try world.numbers([5, 10, UInt64.max, 0]) == [4, 2, 5, 6])
  }

  @Test func `a closed window leaves no hash in the files, an open one no raw value`() throws {
    var random = Random(seed: 5)
    let values = (0..<3_000).map { _ in random.next() }
    let world = try World(limits: SessionLimits())
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
      var random = Random(seed: seed)
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
    var random = Random(seed: 6)
    let values = (0..<2_000).map { _ in random.next() }
    let world = try World(limits: SessionLimits())
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

/// A project's session windows beside their twin.
private final class World {
  struct Segment {
    var values: [UInt64]
    var instants: [Int64]
  }

  let folder: URL
  let store: ProjectStore
  private var limits: SessionLimits
  var now: Int64 = 1_700_000_000_000
  private var sessions: SessionNumbers
  private var twin = Twin()
  private var loadID: Int64 = 0

  init(limits: SessionLimits) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "lagebild-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    store = try ProjectStore.writing(dataFolder: folder.path)
    self.limits = limits
    sessions = SessionNumbers(limits: limits)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Another process goes on.
  func restart(limits: SessionLimits? = nil) {
    self.limits = limits ?? self.limits
    sessions = SessionNumbers(limits: self.limits)
  }

  private struct Interruption: Error {}

  /// Loads the segments on both sides. Returns how they differ.
  func load(_ segments: [Segment], fails: Bool) throws -> String? {
    let before = twin
    var difference: String?
    do {
      try store.writePart { db in
        loadID += 1
        try sessions.open(in: db, now: now)
        twin.open(now: now)
        for (index, segment) in segments.enumerated() {
          let instants = segment.instants.isEmpty ? segment.values.map { _ in 0 } : segment.instants
          let numbers = try sessions.numbers(of: segment.values, at: instants, in: db)
          if numbers != twin.numbers(of: segment.values, at: instants) {
            difference = "numbers of segment \(index) of load \(loadID)"
          }
          twin.note(instants)
        }
        if sessions.continued != SessionSet(twin.continued) {
          difference = "continued of load \(loadID)"
        }
        if fails { throw Interruption() }
        try db.execute(sql: entry)
        let warnings = try sessions.close(loadID: loadID, in: db, now: now)
        if warnings.map(\.rows) != (twin.reopened > 0 ? [twin.reopened] : []) {
          difference = "reopened of load \(loadID): \(warnings) for \(twin.reopened)"
        }
        twin.close(now: now)
      }
    } catch is Interruption {
      sessions.forget()
      twin = before
    }
    return difference
  }

  /// Enters the load into the ledger, and the zone map of its time stamps.
  private var entry: String {
    let ledger = """
      INSERT INTO load VALUES (\(loadID), 'events', 'part', 'part', '\(loadID)', 0,
        NULL, NULL, NULL, NULL, NULL, 0, 0, 0, 0, 0);
      """
    guard let span = twin.span else { return ledger }
    return ledger + """
      INSERT INTO segment (segment_id, series, load_id, rows)
        VALUES (\(loadID), 'events', \(loadID), 1);
      INSERT INTO chunk (segment_id, column_name, minimum, maximum, nulls, checksum, bytes)
        VALUES (\(loadID), 'ts', \(span.lowerBound), \(span.upperBound), 0, 0, x'');
      """
  }

  /// Numbers of one segment, a load of its own.
  func numbers(_ values: [UInt64]) throws -> [Int64] {
    try store.writePart { db in
      loadID += 1
      try sessions.open(in: db, now: now)
      let numbers = try sessions.numbers(of: values, at: values.map { _ in 0 }, in: db)
      try db.execute(sql: entry)
      _ = try sessions.close(loadID: loadID, in: db, now: now)
      return numbers
    }
  }

  /// Bytes anywhere in the database or its log, after what a load does at its end.
  func filesContain(_ bytes: Data) throws -> Bool {
    try store.rebuild([])
    return try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil
    ).contains { try Data(contentsOf: $0).range(of: bytes) != nil }
  }
}

/// What session numbers ought to be, without hashes, pages and filters.
private struct Twin {
  private struct Window {
    let closesAt: Int64
    let numbers: [UInt64: Int64]
  }
  private var windows: [Window] = []
  /// Of all loads: the times they cover, and whether and until when a window is open.
  private var loads: [(span: ClosedRange<Int64>, closesAt: Int64?)] = []
  private var next: Int64 = 1
  private var closedSpans: [ClosedRange<Int64>] = []
  private var fresh: [UInt64: Int64] = [:]
  private(set) var continued: Set<Int64> = []
  private(set) var reopened = 0
  private(set) var span: ClosedRange<Int64>?

  mutating func open(now: Int64) {
    windows.removeAll { $0.closesAt <= now }
    for index in loads.indices where (loads[index].closesAt ?? now) <= now {
      loads[index].closesAt = nil
    }
    closedSpans = loads.filter { $0.closesAt == nil }.map(\.span)
    fresh = [:]
    continued = []
    reopened = 0
    span = nil
  }

  mutating func numbers(of values: [UInt64], at instants: [Int64]) -> [Int64] {
    zip(values, instants).map { value, instant in
      if let number = fresh[value] { return number }
      if let number = windows.lazy.compactMap({ $0.numbers[value] }).first {
        continued.insert(number)
        return number
      }
      fresh[value] = next
      next += 1
      if closedSpans.contains(where: { $0.contains(instant) }) { reopened += 1 }
      return next - 1
    }
  }

  mutating func note(_ instants: [Int64]) {
    guard let low = instants.min(), let high = instants.max() else { return }
    span = min(low, span?.lowerBound ?? low)...max(high, span?.upperBound ?? high)
  }

  mutating func close(now: Int64) {
    let closesAt = fresh.isEmpty ? nil : now + SessionNumbers.windowMilliseconds
    if let closesAt { windows.append(Window(closesAt: closesAt, numbers: fresh)) }
    if let span { loads.append((span, closesAt)) }
  }
}

/// SplitMix64.
private struct Random: RandomNumberGenerator {
  var state: UInt64
  init(seed: UInt64) { state = seed &* 0x2545_F491_4F6C_DD1D }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func number(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &self) }
  mutating func isOneIn(_ count: Int) -> Bool { number(1...count) == 1 }

  /// Mostly anything; sometimes small, or a border.
  mutating func value() -> UInt64 {
    switch number(0...5) {
    case 0: UInt64(number(0...9))
    case 1: [0, 1, .max, 1 << 63, 1 << 63 - 1][number(0...4)]
    default: next()
    }
  }

  mutating func segment(of pool: [UInt64], upTo count: Int) -> World.Segment {
    let values = Array(Set((0..<count).map { _ in pool[number(0...pool.count - 1)] }))
      .shuffled(using: &self)
    return World.Segment(
      values: values, instants: values.map { _ in Int64(number(0...100)) * 10_000_000 })
  }

  mutating func limits() -> SessionLimits {
    var limits = SessionLimits()
    guard !isOneIn(4) else { return limits }
    limits.sessionsPerPage = number(1...20)
    limits.sessionsPerRun = number(1...150)
    limits.layerCapacity = 1...number(1...300)
    limits.filterBitsPerSession = [1, 4, 14][number(0...2)]
    limits.memoryBudget = [0, 500, 5_000, 1 << 20][number(0...3)]
    return limits
  }
}
