import Columns
import Cryptography
import Domain
import Foundation
import Store
import TestSupport

/// Random and adversarial events, stored on the one hand and as ordinary SQLite rows on the other.
struct RandomUsage {
  let store: ProjectStore
  let oracle: ScratchDatabase

  private struct Row {
    var ts: Int64
    var event: EventKind
    var process: String
    var authority: String
    var session: Int64?
    var channel: Channel
    var duration: Int64?
    var step: Int64?
    var rating: Int64?
  }

  /// - Parameters:
  ///   - rowCount: `nil`: up to 400.
  ///   - isByVisit: rows come visit by visit, as they do from a platform, so that segments are
  ///     stored as they mostly are; else anything follows on anything.
  ///   - marts: derived tables that join the loads.
  init(
    seed: UInt64, rowCount: Int? = nil, isByVisit: Bool = false, marts: [any Mart] = []
  ) throws {
    var generator = SeededGenerator(seed: seed)
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "lagebild-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    store = try ProjectStore.writing(dataFolder: folder.path)
    oracle = try ScratchDatabase()
    let resolution = Resolution(
      timestamp: Resolution.Timestamp.allCases.randomElement(using: &generator)!,
      duration: Resolution.Duration.allCases.randomElement(using: &generator)!)
    let count = rowCount ?? Int.random(in: 0...400, using: &generator)
    let rows =
      isByVisit
      ? Self.visits(count, using: &generator) : Self.rows(count, using: &generator)
    // One to four loads, cut anywhere: their segments overlap in every column.
    var start = 0
    for load in 0..<Int.random(in: 1...4, using: &generator) {
      let end = load == 3 ? count : Int.random(in: start...count, using: &generator)
      try Self.store(rows[start..<end], as: "\(seed)-\(load)", resolution, marts, into: store)
      start = end
    }
    try Self.store(rows[start...], as: "\(seed)-rest", resolution, marts, into: store)
    try fillOracle(rows, resolution)
  }

  /// The same store, opened by somebody who keeps what questions read.
  func reading(keeping bytes: Int) throws -> ProjectStore {
    let folder = store.path.dropLast(ProjectStore.fileName.count + 1)
    return try ProjectStore.reading(dataFolder: String(folder), keeping: bytes)
  }

  private static func rows(_ count: Int, using generator: inout SeededGenerator) -> [Row] {
    func pick<Value>(_ values: [Value]) -> Value { values.randomElement(using: &generator)! }
    let start = pick(["2023-05-01", "2024-02-28", "2024-03-30", "2024-10-26", "2024-12-30"])
    let base = BerlinTime.start(of: Day(start)!)
    // All at once, within hours, around a border, over two years.
    let width = pick([1, 7_200_000, 3 * 86_400_000, 60 * 86_400_000, 700 * 86_400_000] as [Int64])
    let processes = Array(
      ["p1", "p2", "sp-17", "99108008026000"].shuffled(using: &generator).prefix(pick([1, 4])))
    let authorities = ["08111", "08115003", "081155001001", "08115", "08416041", "082220000000"]
    let sessionCount = pick([1, 3, 40, 100_000] as [Int64])
    let sessionShare = pick([0, 50, 90, 100])
    let durationWidth = pick([0, 10, 20, 33, 40])
    let nullShare = pick([0, 30, 100])
    func isNull() -> Bool { Int.random(in: 0..<100, using: &generator) < nullShare }
    let rows = (0..<count).map { _ in
      let event = pick(EventKind.allCases)
      let hasSession = event.isVisit && Int.random(in: 0..<100, using: &generator) < sessionShare
      return Row(
        ts: base + Int64.random(in: 0..<width, using: &generator), event: event,
        process: pick(processes), authority: pick(authorities),
        session: hasSession
          ? Int64.random(in: 0..<sessionCount, using: &generator) &* 0x9E37_79B9_7F4A_7C1 : nil,
        channel: pick(Channel.allCases),
        duration: isNull() ? nil : Int64.random(in: 0...(1 << durationWidth), using: &generator),
        step: isNull() ? nil : Int64.random(in: 0...12, using: &generator),
        rating: event == .feedback && !isNull() ? Int64.random(in: 1...5, using: &generator) : nil)
    }
    return Bool.random(using: &generator) ? rows.sorted { $0.ts < $1.ts } : rows
  }

  /// Visits one after the other, some of which go on later, in another process or load; between
  /// them case events, or none at all.
  private static func visits(_ count: Int, using generator: inout SeededGenerator) -> [Row] {
    func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &generator) < percent }
    func pick<Value>(_ values: [Value]) -> Value { values.randomElement(using: &generator)! }
    let processes = ["p1", "p2", "sp-17", "99108008026000"]
    let authorities = ["08111", "08115003", "081155001001", "08416041"]
    let visitEvents = EventKind.allCases.filter(\.isVisit)
    let caseShare = pick([0, 0, 15])
    let returnShare = pick([0, 3, 30])
    let obedience = pick([0, 70, 100])
    let step = pick([2_000, 90_000, 900_000] as [Int64])
    var now = BerlinTime.start(of: Day(pick(["2024-03-30", "2024-10-26", "2024-12-30"]))!)
    var rows: [Row] = []
    var begun: Int64 = 0
    while rows.count < count {
      let isReturn = begun > 0 && chance(returnShare)
      let visit = isReturn ? Int64.random(in: 0..<begun, using: &generator) : begun
      if !isReturn { begun += 1 }
      let (process, authority, channel) = (
        pick(processes), pick(authorities), pick(Channel.allCases)
      )
      let start = now
      for _ in 0..<Int.random(in: 1...12, using: &generator) {
        let pause = Int64.random(in: 0...step, using: &generator)
        now += pause
        let isCase = chance(caseShare)
        let event = isCase ? pick([.handedOver, .completed]) : pick(visitEvents)
        rows.append(
          Row(
            ts: now, event: event, process: chance(3) ? pick(processes) : process,
            authority: chance(3) ? pick(authorities) : authority,
            session: isCase ? nil : (visit + 1) &* 0x9E37_79B9_7F4A_7C1,
            channel: chance(5) ? pick(Channel.allCases) : channel,
            duration: chance(20)
              ? nil
              : chance(obedience)
                ? (event == .submitted ? now - start : pause)
                : Int64.random(in: 0...5_000_000, using: &generator),
            step: event == .stepCompleted ? Int64.random(in: 1...5, using: &generator) : nil,
            rating: event == .feedback ? Int64.random(in: 1...5, using: &generator) : nil))
      }
    }
    return Array(rows.prefix(count))
  }

  private static func column(_ cells: [Cell], _ type: PhysicalType) -> ColumnVector {
    var builder = ColumnBuilder(type)
    for cell in cells { builder.append(cell) }
    return builder.finish()
  }

  private static func store(
    _ rows: ArraySlice<Row>, as name: String, _ resolution: Resolution, _ marts: [any Mart],
    into store: ProjectStore
  ) throws {
    let columns = FeedSchema.events.columns.map { column in
      self.column(
        rows.map { row -> Cell in
          switch column.name {
          case "ts": .integer(row.ts)
          case "event": .text(row.event.rawValue)
          case "process": .text(row.process)
          case "authority": .text(row.authority)
          case "session": row.session.map(Cell.integer) ?? .null
          case "channel": .text(row.channel.rawValue)
          case "duration_ms": row.duration.map(Cell.integer) ?? .null
          case "step": row.step.map(Cell.integer) ?? .null
          case "rating": row.rating.map(Cell.integer) ?? .null
          default: .null
          }
        }, column.type.physical)
    }
    let delivery = Delivery(
      feed: .events, source: "test", file: name, sha256: SHA256.digest(Array(name.utf8)), bytes: 1)
    _ = try store.load(delivery, resolution: resolution, marts: marts, now: 1_767_225_600_000) {
      try $0.append(
        ColumnBatch(names: FeedSchema.events.columns.map(\.name), columns: columns))
    }
  }

  /// The time keys are made with Foundation's calendar, which knows nothing of `BerlinTime`.
  private func fillOracle(_ rows: [Row], _ resolution: Resolution) throws {
    var calendar = Calendar(identifier: .iso8601)
    calendar.timeZone = TimeZone(identifier: "Europe/Berlin")!
    let parts = rows.map { row in
      calendar.dateComponents(
        [.year, .month, .day, .hour, .quarter, .weekday, .weekOfYear, .yearForWeekOfYear],
        from: Date(timeIntervalSince1970: Double(row.ts) / 1_000))
    }
    func text(_ make: (DateComponents) -> String) -> ColumnVector {
      Self.column(parts.map { .text(make($0)) }, .text)
    }
    func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
    func text(_ make: (Row) -> String?) -> ColumnVector {
      Self.column(rows.map { make($0).map(Cell.text) ?? .null }, .text)
    }
    func number(_ make: (Row) -> Int64?) -> ColumnVector {
      Self.column(rows.map { make($0).map(Cell.integer) ?? .null }, .integer)
    }
    let columns: [(String, ColumnVector)] = [
      (
        "day",
        text { (part: DateComponents) in "\(part.year!)-\(two(part.month!))-\(two(part.day!))" }
      ),
      (
        "week",
        text { (part: DateComponents) in "\(part.yearForWeekOfYear!)-W\(two(part.weekOfYear!))" }
      ),
      ("month", text { (part: DateComponents) in "\(part.year!)-\(two(part.month!))" }),
      ("quarter", text { (part: DateComponents) in "\(part.year!)-Q\((part.month! + 2) / 3)" }),
      ("year", text { (part: DateComponents) in "\(part.year!)" }),
      ("hour", Self.column(parts.map { .integer(Int64($0.hour!)) }, .integer)),
      ("weekday", Self.column(parts.map { .integer(Int64(($0.weekday! + 5) % 7 + 1)) }, .integer)),
      ("event", text { (row: Row) in row.event.rawValue }),
      ("process", text { (row: Row) in row.process }),
      ("authority", text { (row: Row) in row.authority }),
      ("channel", text { (row: Row) in row.channel.rawValue }),
      ("session", number { $0.session }), ("step", number { $0.step }),
      ("rating", number { $0.rating }),
      ("duration_ms", number { $0.duration.map(resolution.duration.round) }),
    ]
    let declared = columns.map { "\"\($0.0)\"" }.joined(separator: ", ")
    try oracle.execute("CREATE TABLE e (\(declared))")
    try oracle.insert(table: "e", columns: columns)
  }
}
