import Columns
import Cryptography
import Domain
import Foundation
import Ingest
import Simulation
import Store
import TestSupport
import Testing

/// What is used, paid and embedded in the simulated Land.
extension SimulationTests {
  @Test func `applications are of the order that the platform reports`() throws {
    let project = try Self.first.get()
    let cases = try TextTable.rows(path: project.inbox + "/areas.csv")
    let people = Double(cases.first { $0["kind"] == "Land" }!["population"]!)!
    let text = try Zstd.decompressFrames(
      project.bytes("events-2026-06.ndjson.zst"), limit: 1 << 30)
    let submitted = text.split(separator: 0x0A).count {
      $0.firstRange(of: Array("\"event\":\"submitted\"".utf8)) != nil
    }
    // About 8 for 1,000 inhabitants a month; the small scale is a tenth of it.
    let per1000 = Double(submitted) / people * 1_000 / 0.1
    #expect((6...10).contains(per1000), "\(per1000)")
  }

  @Test func `the Kommunen never pay more than 200,000 EUR a year for operation`() throws {
    let project = try Self.first.get()
    var years: [String: Double] = [:]
    for row in try TextTable.rows(path: project.inbox + "/costs.csv")
    where row["kind"] == "operation" && row["paid_by"] == "kommunen" {
      // Plan and actual are never both there for a month of operation.
      years[String(row["month"]!.prefix(4)), default: 0] += Double(row["amount_eur"]!)!
    }
    #expect(!years.isEmpty && years.values.allSatisfy { $0 <= 200_000.001 })
  }

  @Test func `684 Kommunen embed on 22 February 2019, among them 27 Landkreise`() throws {
    let project = try Self.first.get()
    let rows = try TextTable.rows(path: project.inbox + "/embedding.csv").filter {
      $0["snapshot_on"] == "2019-02-22" && $0["embeds"] == "yes"
    }
    #expect(rows.count == 684)
    let landkreise = rows.filter {
      let key = $0["authority_ars"]!
      return key.hasSuffix("0000000") && !AuthorityKey.isStadtkreis(String(key.prefix(5)))
    }
    #expect(landkreise.count == 27)
  }

  @Test func `each visit is a coherent funnel, and each application comes in after its start`()
    throws
  {
    let project = try Self.first.get()
    var visits: [String: [[String: Any]]] = [:]
    // One month is enough: visits over its end have their rest in the next file.
    for name in ["events-2026-01.ndjson.zst", "events-2026-02.ndjson.zst"] {
      let text = try Zstd.decompressFrames(project.bytes(name), limit: 1 << 30)
      for line in text.split(separator: 0x0A) {
        let event = try JSONSerialization.jsonObject(with: Data(line)) as! [String: Any]
        if let session = event["session"] as? String { visits[session, default: []].append(event) }
      }
    }
    #expect(visits.count > 10_000)
    for events in visits.values {
      let ordered = events.sorted { ($0["ts"] as! String) < ($1["ts"] as! String) }
      let kinds = ordered.map { $0["event"] as! String }
      #expect(kinds.first == "page_view")
      #expect(Set(ordered.map { $0["process"] as! String }).count == 1)
      if let sent = kinds.firstIndex(of: "submitted") {
        #expect(kinds[..<sent].contains("process_started"))
        #expect(!kinds.contains("abandoned"))
      }
      #expect(!kinds.contains("completed") && !kinds.contains("handed_over"))
    }
  }

  @Test func `neighbours are mutual and every Kreis has one`() throws {
    let pairs = try TextTable.rows(path: Self.root + "/Data/reference/nachbarn.csv")
    let keys = try TextTable.rows(path: Self.root + "/Data/reference/kreise.csv").map {
      $0["ags5"]!
    }
    #expect(pairs.allSatisfy { $0["ags5_a"]! < $0["ags5_b"]! })
    #expect(Set(pairs.flatMap { [$0["ags5_a"]!, $0["ags5_b"]!] }) == Set(keys))
  }
}
