import Columns
import Cryptography
import Domain
import Foundation
import Ingest
import Simulation
import Store
import TestSupport
import Testing

@Suite struct SimulationTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../..").standardized.path

  @Test func `the same seed gives the same bytes, another seed others`() throws {
    let (first, again, other) = (
      try Self.first.get(), try Self.written(seed: 1), try Self.written(seed: 2)
    )
    for name in first.names {
      #expect(try first.bytes(name) == again.bytes(name), "\(name)")
    }
    #expect(
      try first.bytes("events-2026-06.ndjson.zst") != other.bytes("events-2026-06.ndjson.zst"))
  }

  @Test func `each file is what its manifest says`() throws {
    let project = try Self.first.get()
    for name in project.names {
      let manifest = try Manifest(project.bytes(name + Manifest.suffix), file: name)
      let bytes = try project.bytes(name)
      #expect(manifest.bytes == Int64(bytes.count), "\(name)")
      #expect(manifest.sha256 == Hex.encode(SHA256.digest(bytes)), "\(name)")
      #expect(manifest.source == "simulation")
    }
  }

  @Test func `an order is decided before work on it begins`() throws {
    let project = try Self.first.get()
    func rows(_ feed: String) throws -> [[String: String]] {
      try TextTable.rows(path: project.inbox + "/\(feed).csv")
    }
    let first = Dictionary(
      try rows("milestones").map { ($0["order_id"] ?? "", $0["planned_on"]!) },
      uniquingKeysWith: min)
    let paid = Dictionary(
      try rows("costs").map { ($0["order_id"] ?? "", $0["month"]!) }, uniquingKeysWith: min)
    let decided = try rows("decisions").filter { $0["refers_to"]?.hasPrefix("la-") == true }
    let (planned, ordered) = (
      try rows("orders").filter { $0["status"] == "planned" },
      try rows("orders").filter { $0["status"] != "planned" }
    )
    #expect(decided.count == ordered.count)
    // What the next year's plan proposes is neither decided nor paid.
    #expect(!planned.isEmpty && planned.allSatisfy { $0["year"] == "2027" })
    #expect(planned.allSatisfy { $0["delivered_units"] == "0" && paid[$0["order_id"]!] == nil })
    for decision in decided {
      let (order, day) = (decision["refers_to"]!, decision["decided_on"]!)
      #expect(day < first[order]! && day.prefix(7) <= paid[order]!, "\(order)")
    }
  }

  @Test func `every Kreis is real and has its real number of Gemeinden; no name is a real one`()
    throws
  {
    let project = try Self.first.get()
    let areas = try TextTable.rows(path: project.inbox + "/areas.csv")
    let kreise = try TextTable.rows(path: Self.root + "/Data/reference/kreise.csv")
    #expect(kreise.count == 44)
    for kreis in kreise where kreis["kind"] == "Landkreis" {
      let key = kreis["ags5"]!
      let own = areas.filter {
        $0["parent_ars"] == key + "0000000" && $0["kind"] != "Verwaltungsgemeinschaft"
      }
      #expect(String(own.count) == kreis["gemeinden"], "\(key)")
      let people = own.reduce(0) { $0 + Int($1["population"]!)! }
      #expect(String(people) == kreis["population"], "\(key)")
    }
    let register = Self.root + "/../shared/data/register/bw_gemeinden.csv"
    guard FileManager.default.fileExists(atPath: register) else { return }
    let real = Set(
      try TextTable.rows(path: register).filter { $0["kind"] != "Stadtkreis" }.map { $0["name"]! })
    let invented = areas.filter {
      ["Gemeinde", "Stadt", "Große Kreisstadt"].contains($0["kind"])
    }.map { $0["name"]! }
    #expect(invented.filter(real.contains) == [])
    #expect(Set(invented).count == invented.count)
  }

  @Test func `no seed can draw the name of a real Gemeinde`() throws {
    let register = Self.root + "/../shared/data/register/bw_gemeinden.csv"
    guard FileManager.default.fileExists(atPath: register) else {
      print("skipped: \(register) is not there")
      return
    }
    let real = Set(try TextTable.rows(path: register).map { $0["name"]! })
    let possible = InventedNames.possible
    #expect(possible.count > 2_000)
    #expect(possible.intersection(real) == [])
    // The test can tell: the register has such names.
    #expect(real.contains("Aidlingen"))
  }

  @Test(arguments: 1...5)
  func `every feed is delivered, and the feed reader takes every row`(seed: Int) throws {
    let project = try seed == 1 ? Self.first.get() : Self.written(seed: UInt64(seed))
    let data = try SmallWorld.temporaryFolder()
    let store = try ProjectStore.writing(dataFolder: data)
    let now = BerlinTime.start(of: Day("2026-07-02")!)
    let loader = FileLoader(store: store, marts: [], options: ReadOptions(now: now))
    var feeds: Set<String> = []
    for name in project.names {
      let manifest = try Manifest(project.bytes(name + Manifest.suffix), file: name)
      feeds.insert(manifest.feed.name)
      // One month tells about events and snapshots, the others are made by the same code.
      let isMonthly = name.hasPrefix("events-") || name.hasPrefix("activations-")
      guard !isMonthly || name.contains("2026-06") else { continue }
      guard
        case .loaded(let report) = try loader.load(
          project.inbox + "/" + name, feedName: nil, manifest: manifest)
      else {
        Issue.record("\(name) was there already")
        continue
      }
      #expect(report.rowsLoaded == Int(manifest.rows), "seed \(seed), \(name)")
    }
    #expect(try store.read { try $0.quarantine().count } == 0, "seed \(seed)")
    #expect(
      feeds.symmetricDifference(FeedCatalogue.all.map(\.name)).sorted() == [], "seed \(seed)")
  }

  @Test func `there are as many candidates as announced, and what one needs is one`() throws {
    let project = try Self.first.get()
    let rows = try TextTable.rows(path: project.inbox + "/candidates.csv")
    let ids = Set(rows.map { $0["candidate_id"]! })
    #expect(rows.count == 60 && ids.count == 60)
    let needs = rows.map { $0["depends_on"]! }.filter { !$0.isEmpty }
    #expect(needs.count >= 5 && needs.allSatisfy(ids.contains))
    #expect(rows.contains { !$0["alternative_group"]!.isEmpty && $0["efa_available"] == "yes" })
    for row in rows {
      let costs = ["cost_eur_min", "cost_eur", "cost_eur_max"].map { Double(row[$0]!)! }
      #expect(costs == costs.sorted())
    }
  }

  @Test func `an order is fulfilled as far as its milestones are done`() throws {
    let project = try Self.first.get()
    let milestones = try TextTable.rows(path: project.inbox + "/milestones.csv")
    let costs = try TextTable.rows(path: project.inbox + "/costs.csv")
    for order in try TextTable.rows(path: project.inbox + "/orders.csv") {
      let own = milestones.filter { $0["order_id"] == order["order_id"] }
      #expect(String(own.count) == order["planned_units"])
      #expect(String(own.count { !$0["done_on"]!.isEmpty }) == order["delivered_units"])
      let paid = costs.filter {
        $0["order_id"] == order["order_id"] && $0["plan_or_actual"] == "actual"
      }.reduce(0) { $0 + Double($1["amount_eur"]!)! }
      #expect(abs(paid - Double(order["spent_eur"]!)!) < 0.005, "\(order)")
    }
  }

  @Test func `processes spread from their release on, and snapshots reach back to 2018`() throws {
    let project = try Self.first.get()
    let released = Dictionary(
      uniqueKeysWithValues: try TextTable.rows(path: project.inbox + "/processes.csv").map {
        ($0["process_id"]!, $0["released_on"]!)
      })
    let files = project.names.filter { $0.hasPrefix("activations-") }
    #expect(files.first == "activations-2018-03.csv" && files.count == 32 + 6)
    var active: [Int] = []
    for file in files {
      let rows = try TextTable.rows(path: project.inbox + "/" + file)
      active.append(rows.count { $0["state"] == "active" && $0["environment"] == "prod" })
      // Days in this form sort as text.
      #expect(rows.allSatisfy { released[$0["process_id"]!]! <= $0["snapshot_on"]! }, "\(file)")
    }
    // A Kreis that missed a delivery may hide a little of the growth, never much of it.
    for (before, after) in zip(active, active.dropFirst()) {
      #expect(Double(after) >= 0.8 * Double(before))
    }
    #expect(active[7] < active[19] && active[19] < active.last!)
  }

  @Test func `some Behörden have a process and do not use it, and texts are revised now and then`()
    throws
  {
    let project = try Self.first.get()
    let rows = try TextTable.rows(path: project.inbox + "/activations-2026-06.csv")
    let active = rows.filter { $0["state"] == "active" }
    for state in ["available", "configured"] {
      let stuck = rows.count { $0["state"] == state && $0["environment"] == "prod" }
      #expect(stuck > 100 && stuck < active.count / 4, "\(state): \(stuck)")
    }
    #expect(rows.allSatisfy { ($0["configured"] == "no") == ($0["state"] == "available") })
    // The process is there once for each Behörde, used or not.
    let pairs = rows.map { "\($0["authority_ars"]!) \($0["process_id"]!)" }
    #expect(Set(pairs).count == pairs.count)
    let texts = active.compactMap { $0["text_updated_on"] }.filter { !$0.isEmpty }
    #expect(texts.count > active.count * 8 / 10 && texts.count < active.count)
    #expect(texts.allSatisfy { $0 <= "2026-06-30" } && Set(texts.map { $0.prefix(4) }).count > 2)
  }

  // MARK: - Helpers

  /// The platform of seed 1, simulated once for all tests.
  static let first = Result { try written(seed: 1) }

  private static func written(seed: UInt64) throws -> Written {
    let inbox = try SmallWorld.temporaryFolder()
    let reference = try SimulationReference { name in
      try TextTable.rows(path: Self.root + "/Data/reference/\(name).csv")
    }
    let names = try PlatformSimulation(SimulationSettings(seed: seed), reference: reference)
      .write(into: inbox)
    return Written(inbox: inbox, names: names)
  }
}
