import Domain
import Indicators
import Testing

/// What becomes of a state when snapshots skip, correct, contradict or fail to come: small tables
/// of snapshots in, the state that a Koordinator reads out.
@Suite struct CoverageListingTests {
  private static let leika = "99012008001000"

  /// State lines `process state since level last_snapshot stale` of Adorf.
  private func states(
    _ snapshots: [[String]], on day: String? = nil, of gemeinde: String = Register.adorf,
    areas: [String] = Register.areas, rule: String = "gemeinde"
  ) throws -> [String] {
    let register = try Register(
      areas: areas, rules: ["\(Self.leika),\(rule),2018-01-01,"],
      processes: ["p,standard,\(Self.leika),2024-01-01", "q,universal,\(Self.leika),2024-01-01"],
      snapshots: snapshots)
    let table = try register.world.store.read { reader in
      try CoverageListing(reading: reader).table(
        gemeinde, on: day.map { Day($0)! }, today: Day("2025-03-01")!)
    }
    return Register.lines(table).map { line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      return [cells[6], cells[8], cells[9], cells[10], cells[12], cells[13], "stale:" + cells[14]]
        .filter { !$0.isEmpty }.joined(separator: " ")
    }
  }

  @Test func `a Behörde that a later snapshot does not mention keeps its state, marked stale`()
    throws
  {
    let snapshots = [
      ["2024-10-31,\(Register.adorf),p,active,prod,1.1,3"],
      ["2024-11-30,\(Register.stadt),p,active,prod,1.1,3"],
    ]
    #expect(
      try states(snapshots, on: "2024-11-29")
        == ["p active prod 2024-10-31 3 2024-10-31 stale:no"])
    #expect(
      try states(snapshots, on: "2024-11-30")
        == ["p active prod 2024-10-31 3 2024-10-31 stale:yes"])
    // It is mentioned again: from then on it is not stale, before it stays so.
    let more = snapshots + [["2024-12-31,\(Register.adorf),p,active,prod,1.1,3"]]
    #expect(try states(more) == ["p active prod 2024-10-31 3 2024-12-31 stale:no"])
    #expect(
      try states(more, on: "2024-12-30") == ["p active prod 2024-10-31 3 2024-10-31 stale:yes"])
  }

  @Test
  func `a Behörde that no snapshot mentioned is not reported; one that lists nothing has none`()
    throws
  {
    let snapshots = [
      [
        "2024-10-31,\(Register.stadt),p,active,prod,1.1,3",
        "2024-10-31,\(Register.bstadt),other,active,prod,1.1,3",
      ]
    ]
    #expect(try states(snapshots) == ["not_reported stale:no"])
    #expect(try states(snapshots, of: Register.bstadt) == ["none 2024-10-31 stale:no"])
  }

  @Test func `a process that is no longer listed is gone since that snapshot`() throws {
    let snapshots = [
      ["2024-10-31,\(Register.adorf),p,active,prod,1.1,3"],
      ["2024-11-30,\(Register.adorf),q,available,prod,1.1,0"],
    ]
    #expect(
      try states(snapshots) == [
        "p gone 2024-11-30 2024-11-30 stale:no",
        "q available prod 2024-11-30 0 2024-11-30 stale:no",
      ])
  }

  @Test func `active after deactivated begins anew, a new level does not`() throws {
    let snapshots = [
      ["2024-09-30,\(Register.adorf),p,active,prod,1.1,2"],
      ["2024-10-31,\(Register.adorf),p,deactivated,prod,1.1,2"],
      ["2024-11-30,\(Register.adorf),p,active,prod,1.1,2"],
      ["2024-12-31,\(Register.adorf),p,active,prod,1.1,3"],
    ]
    #expect(
      try states(snapshots, on: "2024-10-31")
        == ["p deactivated prod 2024-10-31 2 2024-10-31 stale:no"])
    #expect(try states(snapshots) == ["p active prod 2024-11-30 3 2024-12-31 stale:no"])
  }

  @Test func `a superseded process counts no longer, the one in its place does`() throws {
    let snapshots = [
      ["2024-10-31,\(Register.adorf),p,active,prod,1.1,3"],
      [
        "2024-11-30,\(Register.adorf),p,superseded,prod,1.1,3",
        "2024-11-30,\(Register.adorf),q,active,prod,1.1,3",
      ],
    ]
    #expect(
      try states(snapshots) == [
        "p superseded prod 2024-11-30 3 2024-11-30 stale:no",
        "q active prod 2024-11-30 3 2024-11-30 stale:no",
      ])
  }

  @Test func `a row of environment test mentions the Behörde and does not hide the one of prod`()
    throws
  {
    #expect(
      try states([["2024-10-31,\(Register.adorf),p,active,test,1.1,3"]])
        == ["p active test 2024-10-31 3 2024-10-31 stale:no"])
    let both = [
      "2024-10-31,\(Register.adorf),p,active,prod,1.1,3",
      "2024-10-31,\(Register.adorf),p,paused,test,1.1,4",
    ]
    #expect(try states([both]) == ["p active prod 2024-10-31 3 2024-10-31 stale:no"])
    #expect(try states([both.reversed()]) == ["p active prod 2024-10-31 3 2024-10-31 stale:no"])
  }

  @Test func `a late snapshot changes the days between, in whatever order it comes`() throws {
    let snapshots = [
      ["2024-10-31,\(Register.adorf),p,active,prod,1.1,3"],
      ["2024-11-30,\(Register.adorf),p,paused,prod,1.1,3"],
      ["2024-12-31,\(Register.adorf),p,active,prod,1.1,3"],
    ]
    for order in [[0, 1, 2], [0, 2, 1], [2, 1, 0]] {
      let delivered = order.map { snapshots[$0] }
      let found = try ["2024-11-29", "2024-11-30", "2024-12-31"].flatMap {
        try states(delivered, on: $0)
      }
      #expect(
        found == [
          "p active prod 2024-10-31 3 2024-10-31 stale:no",
          "p paused prod 2024-11-30 3 2024-11-30 stale:no",
          "p active prod 2024-12-31 3 2024-12-31 stale:no",
        ], "\(order)")
    }
  }

  @Test func `a process that moves to another Behörde is gone here and new there`() throws {
    let snapshots = [
      [
        "2024-10-31,\(Register.adorf),p,active,prod,1.1,3",
        "2024-10-31,\(Register.bstadt),q,active,prod,1.1,3",
      ],
      [
        "2024-11-30,\(Register.adorf),q,active,prod,1.1,3",
        "2024-11-30,\(Register.bstadt),p,active,prod,1.1,3",
      ],
    ]
    #expect(
      try states(snapshots) == [
        "p gone 2024-11-30 2024-11-30 stale:no", "q active prod 2024-11-30 3 2024-11-30 stale:no",
      ])
    #expect(
      try states(snapshots, of: Register.bstadt) == [
        "p active prod 2024-11-30 3 2024-11-30 stale:no", "q gone 2024-11-30 2024-11-30 stale:no",
      ])
  }

  @Test func `a Behörde above serves all its Gemeinden, and only those that exist`() throws {
    let areas =
      Register.areas.filter { !$0.hasPrefix(Register.ddorf) } + [
        "\(Register.ddorf),Ddorf,Gemeinde,500,2018-01-01,2024-10-31"
      ]
    let snapshots = [["2024-10-31,08115,p,active,prod,1.1,3"]]
    let line = "p active prod 2024-10-31 3 2024-10-31 stale:no"
    #expect(
      try states(snapshots, on: "2024-10-31", of: "08115", areas: areas, rule: "kreis")
        == [String](repeating: line, count: 4))
    #expect(
      try states(snapshots, on: "2024-11-01", of: "08115", areas: areas, rule: "kreis")
        == [String](repeating: line, count: 3))
  }
}
