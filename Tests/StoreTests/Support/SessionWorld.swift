import Foundation
import Store

/// A project's session windows beside their twin.
final class SessionWorld {
  struct Segment {
    var values: [UInt64]
    var instants: [Int64]
  }

  let folder: URL
  let store: ProjectStore
  private var limits: SessionLimits
  var now: Int64 = 1_700_000_000_000
  private var sessions: SessionNumbers
  private var twin = SessionTwin()
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
        if sessions.shared != SessionSet(twin.shared) { difference = "shared of load \(loadID)" }
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

  /// Enters the load into the ledger, and the times of its events.
  private var entry: String {
    let times = twin.span.map { "\($0.lowerBound), \($0.upperBound)" } ?? "NULL, NULL"
    return """
      INSERT INTO load VALUES (\(loadID), 'events', 'part', 'part', '\(loadID)', 0,
        NULL, NULL, NULL, NULL, NULL, 0, 0, 0, 0, 0, \(times));
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
struct SessionTwin {
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
  private(set) var shared: Set<Int64> = []
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
    shared = []
    reopened = 0
    span = nil
  }

  mutating func numbers(of values: [UInt64], at instants: [Int64]) -> [Int64] {
    zip(values, instants).map { value, instant in
      if let number = fresh[value] {
        shared.insert(number)
        return number
      }
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
struct SeededRandom: RandomNumberGenerator {
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

  mutating func segment(of pool: [UInt64], upTo count: Int) -> SessionWorld.Segment {
    let values = Array(Set((0..<count).map { _ in pool[number(0...pool.count - 1)] }))
      .shuffled(using: &self)
    return SessionWorld.Segment(
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
