import Columns
import Cryptography
import Domain
import Foundation
import Indicators
import Store
import TestSupport

/// Rows of events for the cube, and stores of them.
extension UsageCubeTests {
  struct Row {
    var ts: Int64
    var event: EventKind
    var process: String
    var authority = "08115003"
    var session: Int64?
    var channel: Channel = .online
    var rating: Int64?
    var step: Int64?
    var target: String?
  }

  func randomRows(using generator: inout SeededGenerator) -> [Row] {
    // Two days around the turn of a month: some visits span it.
    let start = BerlinTime.start(of: Day("2025-03-31")!)
    return (0..<Int.random(in: 0...300, using: &generator)).map { _ in
      let event = EventKind.allCases.randomElement(using: &generator)!
      return Row(
        ts: start + Int64.random(in: 0..<2 * BerlinTime.millisecondsPerDay, using: &generator),
        event: event, process: ["p1", "p2", "p3"].randomElement(using: &generator)!,
        authority: ["08111", "08115003"].randomElement(using: &generator)!,
        session: event.isVisit && Int.random(in: 0..<4, using: &generator) > 0
          ? Int64.random(in: 1...90, using: &generator) : nil,
        channel: [.online, .mobile].randomElement(using: &generator)!,
        rating: event == .feedback ? Int64.random(in: 1...5, using: &generator) : nil,
        step: [nil, 0, 1, 2, 3, 255, 9_000].randomElement(using: &generator)!)
    }
  }

  func store(of files: [[Row]]) throws -> ProjectStore {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "lagebild-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let store = try ProjectStore.writing(dataFolder: folder.path)
    for (number, rows) in files.enumerated() {
      let delivery = Delivery(
        feed: .events, source: "test", file: "\(number)", sha256: SHA256.digest([UInt8(number)]),
        bytes: 1)
      _ = try store.load(delivery, resolution: .standard, marts: [UsageCube()], now: 1_000) {
        try $0.append(batch(rows))
      }
    }
    return store
  }

  func batch(_ rows: [Row]) -> ColumnBatch {
    let columns = FeedSchema.events.columns
    var builders = columns.map { ColumnBuilder($0.type.physical) }
    for row in rows {
      for (position, column) in columns.enumerated() {
        switch column.name {
        case "ts": builders[position].append(row.ts)
        case "event": builders[position].append(row.event.rawValue)
        case "process": builders[position].append(row.process)
        case "authority": builders[position].append(row.authority)
        case "session": builders[position].append(row.session.map(Cell.integer) ?? .null)
        case "channel": builders[position].append(row.channel.rawValue)
        case "rating": builders[position].append(row.rating.map(Cell.integer) ?? .null)
        case "step": builders[position].append(row.step.map(Cell.integer) ?? .null)
        case "target": builders[position].append(row.target.map(Cell.text) ?? .null)
        default: builders[position].appendNull()
        }
      }
    }
    return ColumnBatch(names: columns.map(\.name), columns: builders.map { $0.finish() })
  }
}
