import Columns
import Cryptography
import Domain
import Foundation
import Store
import TestSupport

/// Small deliveries of events as they come day by day: most follow each other, some are late,
/// repeat rows, or carry on visits of earlier ones.
struct RandomDeliveries {
  struct Delivery {
    let name: String
    let source: String
    /// When it is loaded, ms since 1970-01-01T00:00Z; sometimes more than 48 hours after the last.
    let now: Int64
    let batch: ColumnBatch
  }

  let resolution: Resolution
  private(set) var all: [Delivery] = []

  init(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    resolution = Resolution(
      timestamp: Resolution.Timestamp.allCases.randomElement(using: &generator)!,
      duration: Resolution.Duration.allCases.randomElement(using: &generator)!)
    var day = BerlinTime.start(of: Day("2024-12-20")!)
    var now: Int64 = 1_767_225_600_000
    for number in 0..<Int.random(in: 2...12, using: &generator) {
      if Int.random(in: 0..<3, using: &generator) > 0 { day += BerlinTime.millisecondsPerDay }
      now += [60_000, 49 * 3_600_000].randomElement(using: &generator)!
      let isLate = Int.random(in: 0..<5, using: &generator) == 0
      all.append(
        Delivery(
          name: "\(seed)-\(number)", source: ["a", "b"].randomElement(using: &generator)!, now: now,
          batch: Self.batch(
            Int.random(in: 0...80, using: &generator),
            from: isLate ? day - 20 * BerlinTime.millisecondsPerDay : day, using: &generator)))
    }
  }

  func load(_ delivery: Delivery, into store: ProjectStore, marts: [any Mart]) throws {
    let header = Store.Delivery(
      feed: .events, source: delivery.source, file: delivery.name,
      sha256: SHA256.digest(Array(delivery.name.utf8)), bytes: 1)
    _ = try store.load(header, resolution: resolution, marts: marts, now: delivery.now) {
      try $0.append(delivery.batch)
    }
  }

  private static func batch(
    _ count: Int, from start: Int64, using generator: inout SeededGenerator
  ) -> ColumnBatch {
    func pick<Value>(_ values: [Value]) -> Value { values.randomElement(using: &generator)! }
    func isOneIn(_ count: Int) -> Bool { Int.random(in: 0..<count, using: &generator) == 0 }
    let columns = FeedSchema.events.columns
    var builders = columns.map { ColumnBuilder($0.type.physical) }
    for _ in 0..<count {
      let event = pick(EventKind.allCases)
      for (position, column) in columns.enumerated() {
        let cell: Cell =
          switch column.name {
          case "ts":
            .integer(
              start + Int64.random(in: 0..<30 * 3_600_000, using: &generator) / 1_000_000
                * 1_000_003)
          case "event": .text(event.rawValue)
          case "process": .text(pick(["p1", "p2", "sp-17", "99108008026000"]))
          case "authority": .text(pick(["08111", "08115003", "081155001001"]))
          case "session": event.isVisit && !isOneIn(5) ? .integer(pick(Array(1...40))) : .null
          case "channel": .text(pick(Channel.allCases).rawValue)
          case "duration_ms":
            isOneIn(3) ? .null : .integer(.random(in: 0...1 << 24, using: &generator))
          case "step": isOneIn(2) ? .null : .integer(.random(in: 0...9, using: &generator))
          case "rating":
            event == .feedback ? .integer(.random(in: 1...5, using: &generator)) : .null
          case "id": isOneIn(2) ? .null : .text("\(Int.random(in: 1...400, using: &generator))")
          default: .null
          }
        builders[position].append(cell)
      }
    }
    return ColumnBatch(names: columns.map(\.name), columns: builders.map { $0.finish() })
  }
}
