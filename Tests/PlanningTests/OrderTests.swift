import Domain
import Foundation
import Indicators
import Planning
import TestSupport
import Testing

@Suite struct OrderTests {
  private static let header = """
    order_id,title,kind,year,planned_units,unit,delivered_units,budget_eur,spent_eur,\
    share_kommunen_eur,status,reservation

    """

  private func world() throws -> SmallWorld {
    let world = try SmallWorld(order: [])
    try world.load(
      Self.header + """
        la-1,Eins,Entwicklung,2024,8,Stück,0,1000.00,0.00,0.00,ordered,yes
        la-2,Zwei,Pflege,2025,4,Stück,1,500.00,0.00,0.00,in_progress,no
        la-3,Drei,Pflege,2025,0,Stück,0,0.00,0.00,0.00,planned,no

        """, as: "orders-0.csv", now: SmallWorld.now)
    // Later the plan of the first order is smaller, and the second delivers more than it owes.
    try world.load(
      Self.header + """
        la-1,Eins,Entwicklung,2024,4,Stück,4,1000.00,900.00,450.00,in_progress,yes
        la-2,Zwei,Pflege,2025,4,Stück,6,500.00,600.01,300.00,accepted,no

        """, as: "orders-1.csv", now: SmallWorld.now + 1_000)
    try world.load(
      """
      order_id,milestone_id,name,planned_on,revised_on,done_on
      la-1,m1,Start,2024-02-01,,2024-02-10
      la-1,m2,Ende,2024-12-01,2025-06-01,2025-02-20
      la-2,m1,Start,2025-02-28,,
      la-2,m2,Ende,2025-09-01,,

      """, as: "milestones-0.csv")
    return world
  }

  @Test func `what is owed is what the plan first said, and spending is no part of it`() throws {
    let world = try world()
    let orders = try world.store.read { try OrderFulfilment.list($0, on: Day("2025-03-01")!) }
    #expect(orders.map(\.id) == ["la-1", "la-2", "la-3"])
    #expect(orders.map(\.owedUnits) == [8, 4, 0])
    #expect(orders.map(\.acceptedUnits) == [4, 4, 0])
    #expect(orders.map { OrderFulfilment.Sum([$0]).fulfilment } == [0.5, 1, nil])
    #expect(orders.map { OrderFulfilment.Sum([$0]).spending } == [0.9, 1.20002, nil])
    #expect(orders.map(\.dueMilestones) == [2, 1, 0])
    #expect(orders.map(\.doneMilestones) == [2, 0, 0])
    // The second milestone of la-1 was due and not yet done at the end of 2024.
    let earlier = try world.store.read { try OrderFulfilment.list($0, on: Day("2024-12-31")!) }
    #expect(earlier.map(\.doneMilestones) == [1, 0, 0])
  }

  @Test func `what is planned for a year that has not begun is not owed yet`() throws {
    let world = try world()
    try world.load(
      Self.header + "la-4,Vier,Pflege,2026,4,Stück,0,500.00,0.00,0.00,planned,no\n",
      as: "orders-2.csv")
    func summary(_ day: String) throws -> [[TableCell]] {
      let table = try world.store.read { try OrderFulfilment.summary($0, on: Day(day)!) }
      let columns = ["year", "orders", "fulfilment"].map { name in
        table.columns.firstIndex { $0.name == name }!
      }
      return table.rows.map { row in columns.map { row[$0] } }
    }
    let early = try summary("2025-12-31")
    #expect(early.map { $0[1] } == [1, 2, 1, 3].map { .figure(.value($0)) })
    let fulfilment: [Figure] = [.value(0.5), .value(1), .notApplicable, .value(8.0 / 12)]
    #expect(early.map { $0[2] } == fulfilment.map { .figure($0) })
    #expect(
      early[3][0]
        == .key("all", label: Text(de: "alle Jahre bis 2025", en: "all years up to 2025")))
    // Once its year has begun it is owed.
    let later = try summary("2026-01-01")
    #expect(later.map { $0[2] } == [0.5, 1, 0, 0.5].map { .figure(.value($0)) })
    #expect(later[3][0] == .key("all", label: Text(de: "alle Jahre", en: "all years")))
  }

  @Test func `the table of orders begins with the latest year`() throws {
    let world = try world()
    let table = try world.store.read { try OrderFulfilment.table($0, on: Day("2025-03-01")!) }
    #expect(
      table.listed("order_id", "year", "status") == [
        "la-2 2025 accepted", "la-3 2025 planned", "la-1 2024 in_progress",
      ])
  }

  @Test func `the years and their sum agree with the indicator`() throws {
    let world = try world()
    let table = try world.store.read { try OrderFulfilment.summary($0, on: Day("2025-03-01")!) }
    func column(_ name: String) -> [Double?] {
      let index = table.index(of: name)!
      return table.rows.map {
        if case .figure(let figure) = $0[index] { figure.number } else { nil }
      }
    }
    #expect(column("owed_units") == [8, 4, 12])
    #expect(column("accepted_units") == [4, 4, 8])
    #expect(column("fulfilment") == [0.5, 1, 8.0 / 12])
    #expect(column("spent_eur") == [900, 600.01, 1500.01])
    let figures = try world.figures()
    let whole = try figures.table(FigureRequest("fulfilment"))
    let value = whole.rows.compactMap { row -> Double? in
      if case .figure(let figure) = row[whole.index(of: "value")!] { figure.number } else { nil }
    }
    #expect(value == [8.0 / 12])
  }

  @Test func `an empty project has no orders, and no row of sums`() throws {
    let world = try SmallWorld(order: [])
    let day = Day("2025-03-01")!
    #expect(try world.store.read { try OrderFulfilment.table($0, on: day) }.rows.isEmpty)
    #expect(try world.store.read { try OrderFulfilment.summary($0, on: day) }.rows.isEmpty)
    #expect(try world.store.read { try Decisions.table($0) }.rows.isEmpty)
  }

  @Test func `decisions stand the latest first, and four votes are the majority`() throws {
    let world = try SmallWorld(order: [])
    try world.load(
      """
      decision_id,body,decided_on,subject,votes_for,votes_against,result,owner,due_on
      lk-1,lenkungskreis,2025-01-15,Auftrag,4,2,angenommen,UAG,2025-06-30
      lk-2,lenkungskreis,2025-02-15,Plan,3,2,abgelehnt,,
      lk-3,lenkungskreis,2025-02-15,Bericht,,,zur Kenntnis genommen,,
      uag-1,uag,2025-02-01,Vorschlag,5,0,angenommen,,

      """, as: "decisions-0.csv")
    func texts(_ body: DecidingBody?, _ names: [String]) throws -> [[String]] {
      let table = try world.store.read { try Decisions.table($0, body: body) }
      return table.rows.map { row in
        names.map { name in
          switch row[table.index(of: name)!] {
          case .key(let text, _), .text(let text): text
          case .figure(let figure): figure.number.map { String(Int($0)) } ?? figure.status
          }
        }
      }
    }
    #expect(
      try texts(nil, ["decision_id", "votes_for", "majority"]) == [
        ["lk-2", "3", "no"], ["lk-3", "missing", ""], ["uag-1", "5", ""], ["lk-1", "4", "yes"],
      ])
    #expect(try texts(.uag, ["decision_id", "owner", "due_on"]) == [["uag-1", "", ""]])
  }
}
