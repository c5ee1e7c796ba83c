import Columns
import Domain
import Foundation
import Indicators
import Store
import TestSupport
import Testing

@Suite struct ReleaseTests {
  @Test(arguments: UInt64(1)...6)
  func `every cell is what the method says, coarser ones the sums of the finest`(seed: UInt64)
    throws
  {
    let acts = ReleaseWorld.randomActs(seed % 2 == 0 ? 150 : 3_000, seed: seed)
    let world = try ReleaseWorld(acts, loads: 3, shuffled: seed)
    try world.publish()
    let published = try world.published()
    let cells = ReleaseWorld.cells(of: acts)
    for name in ReleaseWorld.names {
      #expect(
        published.count(name)?.value == cells[name]?.value ?? 0, "seed \(seed): \(name)")
    }
    // The Stadtkreis is its Gemeinde.
    for measure in PublicMeasure.allCases {
      let values = ["08111", "08111000"].map {
        published.count(
          CellName(measure: measure, area: $0, leistung: nil, period: .year(2024)))
      }
      #expect(values[0] == values[1])
    }
  }

  @Test func `the same records have the same noise, whatever the order and number of loads`()
    throws
  {
    let acts = ReleaseWorld.randomActs(1_500, seed: 11)
    let worlds = [
      try ReleaseWorld(acts), try ReleaseWorld(acts, loads: 4, shuffled: 3),
      try ReleaseWorld(acts.reversed(), loads: 2),
    ]
    try worlds[1].world.store.rebuild([UsageCube(), CoverageMart()])
    let all = try worlds.map { world in
      try world.publish()
      let published = try world.published()
      return ReleaseWorld.names.map { published.count($0)!.value }
    }
    #expect(all[0] == all[1] && all[0] == all[2])
    #expect(all[0].contains { $0 > 5 })
  }

  @Test func `one more record changes the cells that hold it and no other`() throws {
    let acts = ReleaseWorld.randomActs(800, seed: 12)
    let late = ReleaseWorld.Act(
      measure: .submissions, authority: "08115001", process: "p1", day: Day("2024-07-03")!,
      second: 100, session: nil)
    let worlds = [try ReleaseWorld(acts), try ReleaseWorld(acts + [late])]
    for world in worlds { try world.publish() }
    let (before, after) = (try worlds[0].published(), try worlds[1].published())
    let holders = Set(ReleaseWorld.cells(of: [late]).keys)
    for name in ReleaseWorld.names where before.count(name) != after.count(name) {
      #expect(holders.contains(name), "\(name)")
    }
  }

  @Test func `what a Kommune keeps to itself is in no published figure`() throws {
    let acts = ReleaseWorld.randomActs(600, seed: 14).map { act in
      var act = act
      act.process = "p4"
      return act
    }
    let world = try ReleaseWorld(acts)
    try world.publish()
    let published = try world.published()
    #expect(ReleaseWorld.names.allSatisfy { published.count($0)?.value == 0 })
  }

  @Test func `a month is public ten days after its end, and never without its key`() throws {
    let world = try ReleaseWorld(ReleaseWorld.randomActs(200, seed: 13))
    #expect(try world.release(today: Day("2025-03-10")!)?.record.until == Month("2025-02"))
    #expect(try world.release(today: Day("2025-03-09")!)?.record.until == Month("2025-01"))
    let early = #expect(throws: Fault.self) {
      try world.release(today: Day("2025-03-09")!, until: Month("2025-02")!)
    }
    #expect(early?.description.contains("2025-03-10") == true)
    let folder = ReleaseKeyFolder(dataFolder: world.world.folder)
    _ = try folder.create(year: 2024)
    let missing = #expect(throws: Fault.self) {
      try world.world.store.read {
        _ = try Release(
          reading: $0, keys: folder.key, today: ReleaseWorld.today, until: nil, revising: false)
      }
    }
    #expect(missing?.remedy.contains("lagebild key create --year 2025") == true)
  }

  @Test func `late records change a published cell once, and only where that is asked for`() throws
  {
    let world = try ReleaseWorld(ReleaseWorld.randomActs(400, seed: 14))
    let facts = try world.world.store.read { try StateHash.facts($0) }
    try world.publish()
    #expect(try world.world.store.read { try StateHash.facts($0) } == facts, "no fact has changed")
    let first = try world.published()
    func deliverLate(_ number: Int) throws {
      let late = (0..<30).map { index in
        ReleaseWorld.Act(
          measure: .started, authority: "08115002", process: "p3", day: Day("2024-05-05")!,
          second: 3_600 * number + 60 * index, session: nil)
      }
      try world.deliver(late, as: "events-late-\(number).csv")
    }
    try deliverLate(1)
    #expect(try world.release() == nil, "nothing new without --revise")
    try world.publish(revising: true)
    let second = try world.published()
    let cell = CellName(
      measure: .started, area: "08115002", leistung: "99001001003000", period: .year(2024))
    #expect(second.count(cell)!.value >= first.count(cell)!.value + 20)
    try deliverLate(2)
    #expect(try world.release(revising: true) == nil, "each cell has had its revision")
    #expect(try world.published().count(cell) == second.count(cell))
    #expect(try world.checks().allSatisfy { $0.isKept || $0.number == 9 })
  }

  @Test func `a key is made once, for its owner only; figures cannot change theirs`() throws {
    let folder = ReleaseKeyFolder(dataFolder: try SmallWorld.temporaryFolder())
    let file = try folder.create(year: 2025)
    let attributes = try FileManager.default.attributesOfItem(atPath: file)
    #expect(attributes[.posixPermissions] as? Int == 0o400 && attributes[.size] as? Int == 32)
    let before = FileManager.default.contents(atPath: file)
    #expect(throws: Fault.self) { try folder.create(year: 2025) }
    #expect(FileManager.default.contents(atPath: file) == before)
    try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: file)
    #expect(throws: Fault.self) { try folder.key(of: 2025) }

    let world = try ReleaseWorld(ReleaseWorld.randomActs(200, seed: 15))
    try world.publish(until: Month("2024-11")!)
    // Also where nothing new has closed.
    for until in [nil, Month("2024-11")] {
      let another = #expect(throws: Fault.self) {
        try world.world.store.read {
          _ = try Release(
            reading: $0,
            keys: { ReleaseKey(year: $0, bytes: [UInt8](repeating: UInt8($0 & 255), count: 32)) },
            today: ReleaseWorld.today, until: until, revising: false)
        }
      }
      #expect(another?.problem.contains("another key") == true)
    }
  }

  // MARK: - Checks

  @Test func `a fair release keeps the checks; of a small world only too few categories are left`()
    throws
  {
    let world = try ReleaseWorld(ReleaseWorld.randomActs(4_000, seed: 16))
    let release = try world.release()!
    let drafted = try world.world.store.read { try ReleaseChecks(release, reader: $0).run() }
    try release.publish(in: world.world.store)
    for checks in [drafted, try world.checks()] {
      #expect(checks.map(\.number) == Array(1...9))
      for check in checks where check.number != 9 {
        #expect(check.isKept, "\(check.number): \(check.finding)")
      }
      #expect(checks[8].finding.contains("kreis 3, gemeinde 2, leistung 3, month 12"))
      #expect(!checks[8].isKept)
    }
  }

  /// What a careless hand would write behind the program's back, and the check that finds it.
  @Test(arguments: [
    (1, "08115", "99001001001000", "2024-04", 2 as Int64, 0),
    (2, "08111000", "", "2024", 700, 0), (6, "08115", "", "2024-04", 900, 0),
    (7, "08115", "99001001001000", "2024-04", 40, 2),
    (9, "08115001", ReleaseWorld.sensitiveLeistung, "2024", 9, 0),
  ])
  func `what is broken is found`(
    check: Int, area: String, leistung: String, period: String, value: Int64, revision: Int
  ) throws {
    let world = try ReleaseWorld(ReleaseWorld.randomActs(3_000, seed: 17))
    try world.publish()
    func text(_ value: String) -> ColumnVector {
      .texts(codes: [0], dictionary: [value], validity: nil)
    }
    let row = ColumnBatch(
      names: [
        "release", "measure", "area", "leistung", "period", "revision", "sensitive", "value",
      ],
      columns: [
        .integers([1], validity: nil), text("submissions"), text(area), text(leistung),
        text(period), .integers([Int64(revision)], validity: nil), .integers([0], validity: nil),
        .integers([value], validity: nil),
      ])
    try world.world.store.publish(
      [(PublishedCells.cellSeries, row)] + (revision > 0 ? [(PublishedCells.cellSeries, row)] : []))
    let found = try world.checks()[check - 1]
    #expect(!found.isKept, "\(found.finding)")
    if check == 9 { #expect(found.finding.contains("1 sensitive cells below")) }
  }

  @Test func `attacks on skewed records find nothing that guessing would not`() throws {
    let world = try ReleaseWorld(ReleaseWorld.randomActs(3_000, seed: 18))
    let audits = try world.world.store.read { try ReleaseAudit.all(reading: $0, seed: 5) }
    #expect(audits.map(\.name) == ["project", "dominated", "ones", "pairs"])
    for audit in audits {
      func figure(_ attack: String, _ name: String) -> Double? {
        audit.attacks.first { $0.name == attack }?.figures.first { $0.name == name }?.value
      }
      #expect(figure("bounds", "determined_small_cells") == 0, "\(audit.name)")
      for attack in ["kreis_less_gemeinden", "land_less_kreise", "year_less_months"] {
        let (hit, guess) = (figure(attack, "hit_rate")!, figure(attack, "guess_rate")!)
        #expect(hit <= guess, "\(audit.name) \(attack): \(hit) \(guess)")
      }
      #expect(figure("noise", "mean_z")!.magnitude < 4)
    }
    // Without noise the same attack hits every time.
    var attack = SubtractionAttack()
    for _ in 0..<20 { attack.attack(total: 7, parts: [(1, 1, 2), (2, 2, 2), (4, 4, 2)]) }
    #expect(attack.targets == 40 && attack.hits == 40 && !attack.isNoBetterThanGuessing)
  }
}
