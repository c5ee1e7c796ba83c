import Domain
import Indicators
import Planning
import TestSupport
import Testing

@Suite struct ActivationTimeTests {
  /// Released on 1 June; the three Kreise are competent for p2.
  private func world(_ snapshots: String, competentSince: String = "2018-01-01") throws
    -> SmallWorld
  {
    let world = try SmallWorld(order: ["areas", "catalogue", "processes"])
    try world.load(
      """
      leika,leika_prefix,authority_kind,authority_ars,valid_from,valid_to,source
      99001001002000,,kreis,,\(competentSince),,§ 2

      """, as: "competence-0.csv")
    try world.load(
      """
      snapshot_on,authority_ars,process_id,state,environment,maturity_model,maturity_level
      \(snapshots)

      """, as: "activations-0.csv")
    return world
  }

  private func row(
    _ world: SmallWorld, by grouping: ActivationGrouping? = nil, days: Int = 200, at index: Int = 0
  ) throws -> [String: String] {
    let table = try world.store.read {
      try ActivationTimes.table($0, process: "p2", by: grouping, days: days)
    }
    let texts = table.rows[index].map { cell in
      switch cell {
      case .key(let key, _): key
      case .text(let text): text
      case .figure(.value(let number)): "\(number)"
      case .figure(let figure): figure.status
      }
    }
    return Dictionary(uniqueKeysWithValues: zip(table.columns.map(\.name), texts))
  }

  @Test func `between snapshots far apart the median is an interval`() throws {
    // The Stadtkreis was active at first sight, Ost came between the second and third snapshot,
    // West has not.
    let world = try self.world(
      """
      2024-06-30,081110000000,p2,active,prod,1.1,3
      2024-06-30,081150000000,p2,available,prod,1.1,3
      2024-06-30,081160000000,p2,available,prod,1.1,3
      2024-09-30,081110000000,p2,active,prod,1.1,3
      2024-09-30,081150000000,p2,active,prod,1.1,3
      2024-09-30,081160000000,p2,available,prod,1.1,3
      2025-01-31,081110000000,p2,active,prod,1.1,3
      2025-01-31,081150000000,p2,active,prod,1.1,3
      2025-01-31,081160000000,p2,available,prod,1.1,3
      """)
    let row = try self.row(world)
    #expect(row["authorities"] == "3.0")
    #expect(row["activated"] == "2.0")
    #expect(row["method"] == "turnbull")
    // Masses of a third each in (0, 29], (29, 121] and after 244 days.
    #expect(row["median_low_days"] == "29.0")
    #expect(row["median_high_days"] == "121.0")
    #expect(row["first_possible_days"] == "30.0")
    #expect(row["last_possible_days"] == "121.0")
    // Of the two who could be watched one comes on day 121: 121 + 79 / 2.
    #expect(row["mean_days"] == "160.5")
    #expect(row["already_active"] == "1.0")
    #expect(row["log_rank_p"] == "not_applicable")
  }

  @Test func `between snapshots close together the median is a day`() throws {
    let days = (1...8).map { 30 * $0 }.map { (Day("2024-06-01")! + ($0 - 30)) }
    var lines: [String] = []
    for (index, day) in days.enumerated() {
      for (kreis, month) in [("08111", 2), ("08115", 3), ("08116", 5)] {
        let state = index >= month ? "active" : "available"
        lines.append("\(day),\(kreis)0000000,p2,\(state),prod,1.1,3")
      }
    }
    let world = try self.world(lines.joined(separator: "\n"))
    let row = try self.row(world)
    #expect(row["method"] == "kaplan_meier")
    #expect(row["median_days"] == "90.0")
    #expect(row["first_possible_days"] == "61.0")
    // 60 + 2/3 · 30 + 1/3 · 60, then nobody is left.
    #expect(row["mean_days"].flatMap(Double.init).map { abs($0 - 100) < 1e-9 } == true)
    #expect(row["already_active"] == "0.0")
  }

  @Test func `who becomes competent later enters later`() throws {
    let world = try self.world(
      """
      2024-05-31,081110000000,p2,available,prod,1.1,3
      2024-05-31,081150000000,p2,available,prod,1.1,3
      2024-05-31,081160000000,p2,available,prod,1.1,3
      2024-06-11,081110000000,p2,active,prod,1.1,3
      2024-07-01,081150000000,p2,active,prod,1.1,3
      2024-07-01,081160000000,p2,available,prod,1.1,3
      """, competentSince: "2024-06-16")
    let row = try self.row(world, days: 30)
    #expect(row["authorities"] == "3.0")
    // The Stadtkreis had it before it was competent, and says nothing about waiting.
    #expect(row["already_active"] == "1.0")
    #expect(row["median_days"] == "30.0")
    #expect(row["first_possible_days"] == "16.0")
  }

  @Test func `groups are compared with all others`() throws {
    var lines: [String] = []
    for index in 0..<8 {
      let day = Day("2024-06-01")! + 30 * index
      for (kreis, month) in [("08111", 2), ("08115", 3), ("08116", 5)] {
        let state = index >= month ? "active" : "available"
        lines.append("\(day),\(kreis)0000000,p2,\(state),prod,1.1,3")
      }
    }
    let world = try self.world(lines.joined(separator: "\n"))
    try world.load(
      """
      convoy_id,name,task,process_id,field,kreis_ags5,joined_on,left_on,role
      k1,Konvoi,Aufgabe,p2,,08115,2024-06-01,,lead

      """, as: "convoys-0.csv")
    let (member, other) = (
      try row(world, by: .convoy), try row(world, by: .convoy, at: 1)
    )
    #expect(member["convoy"] == "member")
    #expect(member["median_days"] == "90.0")
    #expect(other["median_days"] == "60.0")
    let p = [member, other].map { $0["log_rank_p"].flatMap(Double.init) ?? -1 }
    #expect(p[0] > 0 && abs(p[0] - p[1]) < 1e-9)
    let kreise = try (0..<3).map { try row(world, by: .kreis, at: $0)["kreis"] }
    #expect(kreise == ["08111", "08115", "08116"])
  }
}
