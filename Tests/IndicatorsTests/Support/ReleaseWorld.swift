import Cryptography
import Domain
import Foundation
import Indicators
import Store
import TestSupport

/// The small world with acts of citizens over fourteen months, and its public cube worked out a
/// second time: by the words of the method, cell by cell, from a list of acts.
struct ReleaseWorld {
  /// One event that counts.
  struct Act: Hashable {
    var measure: PublicMeasure
    var authority: String
    var process: String
    var day: Day
    var second: Int
    var session: UInt64?
  }

  /// Months are closed up to February 2025; 2024 is a whole year.
  static let today = Day("2025-03-12")!
  static let sensitiveLeistung = "99001001002000"

  /// Any key of an authority → the Behörde, and the finest area of its records.
  static let authorities: [String: (behoerde: String, area: String)] = [
    "08111": ("Stadt", "08111000"), "08111000": ("Stadt", "08111000"),
    "081110000000": ("Stadt", "08111000"), "08115001": ("Adorf", "08115001"),
    "081150001001": ("Adorf", "08115001"), "08115002": ("Bstadt", "08115002"),
    "08116001": ("Cdorf", "08116001"), "081165001002": ("Ddorf", "08116002"),
    // Landkreis and Verwaltungsgemeinschaft are no Gemeinde; the last one is nowhere registered.
    "08115": ("Ost", "08115"), "081165001000": ("VG West", "08116"), "09999999": ("fern", "08"),
  ]
  static let leistungen = [
    "p1": "99001001001000", "p2": sensitiveLeistung, "p3": "99001001003000",
    // A process that nobody registered, and a Leistung that is delivered as such.
    "p9": nil, "99001001001000": "99001001001000",
    // Individual processes: one whose Kommune keeps its usage to itself, one seen from a day on.
    "p4": "99001001001000", "p5": "99001001001000",
  ]
  static let usageOfP5 = Day("2024-09-15")!
  static let areas = [
    "08": ["08"], "08111": ["08", "08111"], "08115": ["08", "08115"], "08116": ["08", "08116"],
    "08111000": ["08", "08111", "08111000"], "08115001": ["08", "08115", "08115001"],
    "08115002": ["08", "08115", "08115002"], "08116001": ["08", "08116", "08116001"],
    "08116002": ["08", "08116", "08116002"],
  ]

  let world: SmallWorld
  let acts: [Act]

  /// - Parameter loads: into how many files the acts are split, in random order.
  init(_ acts: [Act], loads: Int = 1, shuffled seed: UInt64? = nil) throws {
    self.acts = acts
    world = try SmallWorld(order: ["areas", "processes"])
    try world.load(
      """
      leika,name,themenfeld,leika_typ,sensitive
      99001001001000,Eins,Bauen & Wohnen,5,no
      \(Self.sensitiveLeistung),Zwei,Gesundheit,2/3,yes
      99001001003000,Drei,Gesundheit,2/3,no

      """, as: "catalogue.csv")
    try world.load(
      """
      process_id,name,kind,leika,released_on,customer,usage_public_from
      p4,Vier,individual,99001001001000,2023-06-01,citizen,
      p5,Fünf,individual,99001001001000,2023-06-01,citizen,\(Self.usageOfP5)

      """, as: "processes-own.csv")
    var order = acts
    if let seed {
      var generator = SeededGenerator(seed: seed)
      order.shuffle(using: &generator)
    }
    let size = (order.count + loads - 1) / loads
    for load in 0..<loads {
      try deliver(Array(order.dropFirst(load * size).prefix(size)), as: "events-\(load).csv")
    }
  }

  func deliver(_ acts: [Act], as name: String) throws {
    let kinds: [PublicMeasure: String] = [
      .submissions: "submitted", .started: "process_started", .completed: "completed",
    ]
    let lines = acts.map { act in
      let ts = BerlinTime.start(of: act.day) + Int64(act.second) * 1_000
      let session = act.session.map { String($0 | 1 << 63, radix: 16) } ?? ""
      return "\(ts),\(kinds[act.measure]!),\(act.process),\(act.authority),\(session),online"
    }
    try world.load(
      "ts,event,process,authority,session,channel\n" + lines.joined(separator: "\n") + "\n",
      as: name)
  }

  static func randomActs(_ count: Int, seed: UInt64) -> [Act] {
    var generator = SeededGenerator(seed: seed)
    func pick<Value>(_ values: some Collection<Value>) -> Value {
      values.randomElement(using: &generator)!
    }
    var acts: [Act] = []
    let first = Day("2024-01-01")!
    while acts.count < count {
      // One visit does the same again and again, in one place or several.
      var act = Act(
        measure: pick(PublicMeasure.allCases), authority: pick(authorities.keys.sorted()),
        process: pick(leistungen.keys.sorted()),
        day: first + Int.random(in: 0..<415, using: &generator), second: 40_000,
        session: nil)
      let isVisit = act.measure != .completed && Int.random(in: 0..<4, using: &generator) > 0
      if isVisit { act.session = UInt64.random(in: 1..<1 << 62, using: &generator) }
      for _ in 0..<pick([1, 1, 1, 2, 3, 4, 6]) {
        act.second += 60
        if pick([true, false, false, false, false]) {
          act.authority = pick(authorities.keys.sorted())
        }
        if pick([true, false, false, false, false]) { act.day = act.day + pick([0, 1]) }
        acts.append(act)
      }
    }
    return acts
  }

  // MARK: - The twin

  static func key(_ year: Int) -> ReleaseKey {
    ReleaseKey(year: year, bytes: secret(year))
  }

  private static func secret(_ year: Int) -> [UInt8] {
    SHA256.digest(Array("secret of \(year)".utf8))
  }

  struct Sum {
    var count = 0
    var key: UInt64 = 0
    var isSensitive = true

    var value: Int {
      (isSensitive && count > 0 ? PerturbationTable.sensitive : .standard)
        .value(of: count, cellKey: key)
    }
  }

  /// Every cell with records.
  static func cells(of acts: [Act]) -> [CellName: Sum] {
    struct Visit: Hashable {
      let session: UInt64
      let measure: PublicMeasure
      let leistung: String?
      let behoerde: String
      let day: Day
    }
    struct Finest: Hashable {
      let measure: PublicMeasure
      let area: String
      let leistung: String?
      let month: Month
    }
    var seen: [Visit: Int] = [:]
    var finest: [Finest: Int] = [:]
    for act in acts where act.process != "p4" && (act.process != "p5" || act.day >= usageOfP5) {
      let (behoerde, area) = authorities[act.authority]!
      let leistung = leistungen[act.process]!
      if let session = act.session, act.measure != .completed {
        let visit = Visit(
          session: session, measure: act.measure, leistung: leistung, behoerde: behoerde,
          day: act.day)
        seen[visit, default: 0] += 1
        if seen[visit]! > 3 { continue }
      }
      let isBelowKreis = area.count == 8 && area != "08111000"
      let place =
        leistung == sensitiveLeistung && isBelowKreis ? String(area.prefix(5)) : area
      finest[
        Finest(measure: act.measure, area: place, leistung: leistung, month: act.day.month),
        default: 0] += 1
    }
    var cells: [CellName: Sum] = [:]
    for (cell, count) in finest {
      let codes = HMACSHA256(key: secret(cell.month.year))
      let coordinates = [
        cell.measure.rawValue, cell.area, cell.leistung ?? "-", cell.month.description,
      ].joined(separator: "|")
      for number in 1...count {
        let record = codes.word(
          of: Array("ozg-bw/ckm/v1/agg\0\(coordinates)".utf8) + [0, 0, 0, 0, 0, 0]
            + [UInt8(number >> 8), UInt8(number & 255)])
        for area in areas[cell.area]! {
          for leistung in Set([nil, cell.leistung]) {
            for period in [PublicPeriod.month(cell.month), .year(cell.month.year)] {
              if area.count == 8, case .month = period { continue }
              if period == .year(2025) { continue }
              let name = CellName(
                measure: cell.measure, area: area, leistung: leistung, period: period)
              cells[name, default: Sum()].count += 1
              cells[name]!.key &+= record
              if cell.leistung != sensitiveLeistung { cells[name]!.isSensitive = false }
            }
          }
        }
      }
    }
    return cells
  }

  /// All names of the public cube.
  static let names: [CellName] = PublicMeasure.allCases.flatMap { measure in
    areas.keys.sorted().flatMap { area in
      [nil, "99001001001000", sensitiveLeistung, "99001001003000"].flatMap { leistung in
        let months = (0..<14).map { PublicPeriod.month(Month("2024-01")! + $0) }
        return ((area.count == 8 ? [] : months) + [.year(2024)]).map {
          CellName(measure: measure, area: area, leistung: leistung, period: $0)
        }
      }
    }
  }

  // MARK: - Releases

  func release(
    today: Day = ReleaseWorld.today, until: Month? = nil, revising: Bool = false
  ) throws -> Release? {
    try world.store.read {
      try Release(
        reading: $0, keys: Self.key, today: today, until: until, revising: revising)
    }
  }

  @discardableResult
  func publish(
    today: Day = ReleaseWorld.today, until: Month? = nil, revising: Bool = false
  ) throws -> Release {
    let release = try release(today: today, until: until, revising: revising)!
    try release.publish(in: world.store)
    return release
  }

  func published() throws -> PublishedCells {
    try world.store.read { try PublishedCells(reading: $0) }
  }

  func checks(release: Int? = nil) throws -> [ReleaseCheck] {
    try world.store.read {
      try ReleaseChecks(reading: $0, release: release, keys: Self.key).run()
    }
  }
}
