import Domain
import Indicators
import TestSupport
import Testing

@Suite struct ChangeTests {
  private static let day = Day("2025-03-01")!
  /// Forty days after the first deliveries.
  private static let later = SmallWorld.now + 40 * BerlinTime.millisecondsPerDay

  @Test func `what happened and what was only delivered late are told apart`() throws {
    let world = try SmallWorld()
    let header = """
      snapshot_on,authority_ars,process_id,state,environment,maturity_model,maturity_level

      """
    // Bstadt was active in February already, but said so only now. Ddorf is new.
    try world.load(
      header + """
        2025-02-28,081150002002,p1,active,prod,1.1,3
        2025-03-31,081165001002,p1,active,prod,1.1,3

        """, as: "activations-9.csv", now: Self.later)
    let changes = try world.store.read { try Changes.since(Self.day, $0) }
    let found = changes.map { "\($0.kind) \($0.subject) \($0.count ?? 0)" }
    #expect(found == ["real p1 1", "late p1 1"])
    // Nothing is new for one who asks after the last delivery.
    #expect(try world.store.read { try Changes.since(Day("2025-04-30")!, $0) }.isEmpty)
  }

  @Test func `a register that says something else is no change of reality`() throws {
    let world = try SmallWorld()
    try world.load(
      """
      leika,name,themenfeld,leika_typ
      99001001001000,Eins neu,Bauen & Wohnen,5
      99001001009000,Neun,Gesundheit,2/3

      """, as: "catalogue-9.csv", now: Self.later)
    let changes = try world.store.read { try Changes.since(Self.day, $0) }
    #expect(changes.allSatisfy { $0.kind == .catalogue && $0.subject == "catalogue" })
    #expect(changes.map { "\($0.what.en) \($0.count!)" } == ["rows added 1", "rows changed 1"])
  }

  @Test func `milestones, releases and decisions are named with their day`() throws {
    let world = try SmallWorld()
    try world.load(
      """
      decision_id,body,decided_on,subject,refers_to,result
      lk-1,lenkungskreis,2025-01-15,Jahresplanung,,angenommen
      lk-2,lenkungskreis,2025-04-02,Reihenfolge,,angenommen

      """, as: "decisions-0.csv")
    try world.load(
      """
      convoy_id,order_id,milestone_id,name,planned_on,revised_on,done_on,kreis_ags5
      k1,,m1,Auftakt,2025-01-10,,2025-02-20,08115
      k1,,m2,Start,2025-04-10,,2025-03-20,08115

      """, as: "milestones-0.csv")
    let (day, changes) = try world.store.read { reader in
      let day = try Changes.day("lk-1", reader)
      return (day, try Changes.since(day, reader))
    }
    #expect(day == Day("2025-01-15"))
    let dated = changes.filter { $0.day != nil }.map { "\($0.day!) \($0.subject)" }
    #expect(dated == ["2025-02-20 k1", "2025-03-20 k1", "2025-04-02 lk-2"])
    #expect(throws: Fault.self) {
      try world.store.read { try Changes.day("lk-3", $0) }
    }
  }

  @Test func `a definition that changes is noted once, and the first ones are no change`() throws {
    var log = try DefinitionLog("", at: "log")
    let (first, second, third) = (Day("2025-01-01")!, Day("2025-02-01")!, Day("2025-03-01")!)
    var noted = [log.note([("a", "1"), ("b", "1")], on: first)]
    noted.append(log.note([("a", "1"), ("b", "1")], on: second))
    #expect(noted == [true, false])
    #expect(log.changes(since: Day("2024-01-01")!).isEmpty)
    _ = log.note([("a", "2"), ("c", "1")], on: second)
    _ = log.note([("a", "2"), ("b", "1"), ("c", "1")], on: third)
    let read = try DefinitionLog(log.text, at: "log")
    #expect(read == log)
    let changes = read.changes(since: first).map { "\($0.day!) \($0.subject) \($0.what.en)" }
    #expect(
      changes == [
        "2025-02-01 a definition changed", "2025-02-01 c indicator new",
        "2025-02-01 b indicator gone", "2025-03-01 b definition changed",
      ])
    #expect(read.changes(since: second).count == 1)
    #expect(throws: Fault.self) { try DefinitionLog("day,x,y\nyesterday,a,1\n", at: "log") }
  }
}
