import Columns
import Foundation
import Store
import Testing

/// Event numbers against a twin that keeps every id in a set of strings.
@Suite struct SeenIDTests {
  @Test(arguments: 0..<4)
  func `ids count once, as in a plain set`(_ part: Int) throws {
    let world = try World()
    for seed in UInt64(part * 50)..<UInt64(part * 50 + 50) {
      var random = SeededRandom(seed: seed)
      world.limits = random.limits()
      for load in 0..<random.number(1...5) {
        if let failure = try world.load(
          (0..<random.number(1...5)).map { _ in random.batch(of: random.number(0...300)) },
          source: random.isOneIn(4) ? "other \(seed)" : "portal \(seed)", fails: random.isOneIn(5))
        {
          Issue.record("seed \(seed), load \(load), \(failure)")
          return
        }
      }
    }
    print("event numbers: seeds \(part * 50)..<\(part * 50 + 50)")
  }

  @Test func `more ids than a page and a run hold count once`() throws {
    for seed in UInt64(1)...4 {
      var random = SeededRandom(seed: seed)
      // Ascending with gaps, texts, both mixed, and numbers in no order.
      func id(_ index: Int) -> String {
        switch seed {
        case 1: "\(index * 3)"
        case 2: "event \(index)"
        case 3: index % 2 == 0 ? "\(index)" : "0\(index)"
        default: "\(UInt64(index) &* 0x9E37_79B9_7F4A_7C15)"
        }
      }
      var limits = SeenIDLimits()
      limits.intervalsPerRun = 2_000
      let world = try World(limits: limits)
      for load in 0..<3 {
        // The second load repeats the end of the first, the third picks from everywhere.
        let batches = (0..<3).map { batch -> [String?] in
          let start = (load * 3 + batch) * 2_500 - load * 2_000
          return (0..<3_000).map {
            id(load < 2 ? start + $0 : random.number(0...30_000))
          }
        }
        if let failure = try world.load(batches, source: "portal", fails: false) {
          Issue.record("seed \(seed), load \(load), \(failure)")
          return
        }
      }
    }
    print("event numbers beyond a page: seeds 1...4")
  }

  @Test func `ascending numbers take one short row, however many`() throws {
    let world = try World()
    let failure = try world.load(
      (0..<4).map { batch in (0..<10_000).map { "\(7_000_000 + batch * 10_000 + $0)" } },
      source: "portal", fails: false)
    #expect(failure == nil)
    let rows = try world.store.writePart { try Data.fetchAll($0, sql: "SELECT ids FROM seen_id") }
    #expect(rows.map { $0.count < 200 } == [true])
  }

  @Test func `a text that only looks like a number is another id`() throws {
    let world = try World()
    let ids = [
      "7", "07", "+7", " 7", "7.0", "", "0", "00", "18446744073709551615", "18446744073709551616",
      "99999999999999999999", "٧",
    ]
    #expect(try world.load([ids, ids], source: "portal", fails: false) == nil)
    #expect(try world.freshRows(ids) == [])
    #expect(try world.freshRows(["17", "7", "17", nil, nil]) == [0, 3, 4])
  }

  @Test func `a dictionary entry that no row uses has not been seen`() throws {
    let batch = ColumnVector.texts(
      codes: [1, 0, 1], dictionary: ["5", "6", "8"], validity: Validity([true, false, true]))
    let other = ColumnVector.texts(
      codes: [0, 1, 2], dictionary: ["5", "6", "8"], validity: nil)
    try World().store.writePart { db in
      let ids = try SeenIDs(source: "portal", loadID: 1, in: db)
      #expect(try ids.freshRows(batch, in: db) == [0, 1])
      #expect(try ids.freshRows(other, in: db) == [0, 2])
    }
  }

  @Test func `a damaged row is told, never used`() throws {
    let world = try World()
    #expect(try world.load([["5", "9", "12"]], source: "portal", fails: false) == nil)
    try world.store.writePart {
      try $0.execute(
        sql: "UPDATE seen_id SET ids = CAST(substr(ids, 1, length(ids) - 1) || x'77' AS BLOB)")
    }
    let fault = #expect(throws: (any Error).self) { try world.freshRows(["9"]) }
    #expect("\(fault as Any)".contains("seen_id"))
  }
}

/// A project's event numbers beside their twin.
private final class World {
  private let folder: URL
  let store: ProjectStore
  private var seen: [String: Set<String>] = [:]
  private var loadID: Int64 = 0

  var limits: SeenIDLimits

  init(limits: SeenIDLimits = SeenIDLimits()) throws {
    self.limits = limits
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "lagebild-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    store = try ProjectStore.writing(dataFolder: folder.path)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private struct Interruption: Error {}

  /// Loads batches on both sides. Returns how they differ.
  func load(_ batches: [[String?]], source: String, fails: Bool) throws -> String? {
    let before = seen
    var difference: String?
    loadID += 1
    do {
      try store.writePart { db in
        let ids = try SeenIDs(source: source, loadID: loadID, limits: limits, in: db)
        for (index, batch) in batches.enumerated() {
          let fresh = try ids.freshRows(Self.vector(batch), in: db)
          let expected = batch.indices.filter { row in
            batch[row].map { seen[source, default: []].insert($0).inserted } ?? true
          }
          if fresh != expected { difference = "batch \(index)" }
        }
        if fails { throw Interruption() }
        try ids.write(in: db)
        try db.execute(
          sql: """
            INSERT INTO load VALUES (\(loadID), 'events', 'part', 'part', '\(loadID)', 0,
              NULL, NULL, NULL, NULL, NULL, 0, 0, 0, 0, 0, NULL, NULL)
            """)
      }
    } catch is Interruption {
      seen = before
    }
    return difference
  }

  /// What a next load would find fresh; remembers nothing.
  func freshRows(_ ids: [String?]) throws -> [Int] {
    try store.writePart {
      try SeenIDs(source: "portal", loadID: loadID + 1, in: $0).freshRows(Self.vector(ids), in: $0)
    }
  }

  private static func vector(_ ids: [String?]) -> ColumnVector {
    var builder = ColumnBuilder(.text)
    for id in ids { builder.append(id.map(Cell.text) ?? .null) }
    return builder.finish()
  }
}

extension SeededRandom {
  fileprivate mutating func limits() -> SeenIDLimits {
    var limits = SeenIDLimits()
    guard !isOneIn(4) else { return limits }
    limits.intervalsPerRun = number(1...100)
    limits.intervalsPerPage = number(1...20)
    limits.filterBitsPerID = [1, 4, 16][number(0...2)]
    limits.filterBudget = [0, 200, 1 << 20][number(0...2)]
    return limits
  }

  /// Runs of ascending numbers with gaps and repeats, numbers at the borders, texts, nulls.
  fileprivate mutating func batch(of count: Int) -> [String?] {
    let manner = number(0...4)
    var last = number(0...2_000)
    return (0..<count).map { _ in
      switch manner == 4 ? number(0...3) : manner {
      case 0:
        last += [1, 1, 1, 0, 2, 40][number(0...5)]
        return "\(last)"
      case 1: return isOneIn(5) ? nil : "\(number(0...500))"
      case 2: return isOneIn(3) ? "\(UInt64.max - UInt64(number(0...40)))" : "\(next())"
      default: return "text \(number(0...900))"
      }
    }
  }
}
