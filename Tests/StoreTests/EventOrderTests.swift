import Columns
import Store
import Testing

/// The order of events in a segment against what it says of itself: sorted by place, beginning of
/// the visit, and time.
@Suite struct EventOrderTests {
  private struct Event {
    var process: UInt32
    var authority: UInt32
    var ts: Int64
    var session: Int64?
  }

  @Test(arguments: 0..<20)
  func `events stand in the order that a plain sort gives`(_ part: Int) {
    for seed in UInt64(part * 40)..<UInt64(part * 40 + 40) {
      var random = SeededRandom(seed: seed)
      let events = Self.events(&random)
      let order = EventOrder(
        process: events.map(\.process), authority: events.map(\.authority), ts: events.map(\.ts),
        session: events.map { $0.session ?? 0 },
        hasSession: events.allSatisfy { $0.session != nil }
          ? nil : Validity(events.map { $0.session != nil }))
      let rows = Self.plainOrder(events)
      #expect(order.rows == rows, "seed \(seed)")
      // Visits are numbered as they are met.
      var sessions: [Int64] = []
      var instants: [Int64] = []
      let visits = rows.map { row -> Int32 in
        guard let session = events[Int(row)].session else { return -1 }
        if let known = sessions.firstIndex(of: session) { return Int32(known) }
        sessions.append(session)
        instants.append(events[Int(row)].ts)
        return Int32(sessions.count - 1)
      }
      #expect(order.visits == visits, "seed \(seed)")
      #expect(order.sessions == sessions.map { UInt64(bitPattern: $0) }, "seed \(seed)")
      #expect(order.instants == instants, "seed \(seed)")
    }
  }

  private static func events(_ random: inout SeededRandom) -> [Event] {
    let (places, sessions) = (random.number(1...5), random.number(1...40))
    let isInTime = random.isOneIn(2)
    var now: Int64 = 0
    return (0..<random.number(0...random.number(0...3_000))).map { _ in
      now += Int64(random.number(0...2))
      return Event(
        process: UInt32(random.number(0...places)), authority: UInt32(random.number(0...places)),
        ts: isInTime ? now : Int64(random.number(0...50)),
        session: random.isOneIn(5) ? nil : Int64(random.number(-sessions...sessions)))
    }
  }

  /// Rows by process, authority, the first row of the visit in time, then time.
  private static func plainOrder(_ events: [Event]) -> [UInt32] {
    let byTime = events.indices.sorted { (events[$0].ts, $0) < (events[$1].ts, $1) }
    var beginnings: [Int64: Int] = [:]
    var keys = [[Int]](repeating: [], count: events.count)
    for (place, row) in byTime.enumerated() {
      let event = events[row]
      let beginning = event.session.map { session in
        if let known = beginnings[session] { return known }
        beginnings[session] = place
        return place
      }
      keys[row] = [Int(event.process), Int(event.authority), beginning ?? place, place]
    }
    return events.indices.sorted { keys[$0].lexicographicallyPrecedes(keys[$1]) }
      .map { UInt32($0) }
  }
}
