import Domain
import Foundation
import Ingest
import Store
import TestSupport
import Testing

/// What the store tells of rows: keys that no register knows yet, keys that contradict each other.
@Suite struct RowReportTests {
  @Test func `an event that comes before its registers is loaded and counted`() throws {
    let world = try SmallWorld(order: [])
    let early = try report(world.load(Self.events, as: "events-early.csv"))
    #expect(early.rowsLoaded == 2)
    #expect(Self.warnings(early) == ["authority 2 from 2: 081150001001", "process 2 from 2: p1"])
    _ = try world.load(Self.areas, as: "areas-1.csv")
    _ = try world.load(Self.processes, as: "processes-1.csv")
    let late = try report(
      world.load(Self.events.replacing("00:00", with: "00:01"), as: "events-late.csv"))
    #expect(Self.warnings(late) == ["process 1 from 3: p9"])
  }

  @Test func `a Behörde is known under its AGS and under its ARS`() throws {
    let world = try SmallWorld(order: [])
    _ = try world.load(Self.areas, as: "areas-1.csv")
    _ = try world.load(Self.processes, as: "processes-1.csv")
    for (key, isKnown) in [
      ("08115", true), ("08115001", true), ("081150001001", true), ("081150000000", true),
      ("08116", false), ("08115002", false), ("081150001002", false),
    ] {
      let text =
        "ts,event,process,authority,channel\n2025-02-01T00:00:00Z,submitted,p1,\(key),online\n"
      let report = try report(world.load(text, as: "events-\(key).csv"))
      #expect(report.warnings.isEmpty == isKnown, "\(key)")
    }
  }

  @Test func `a contradicting row is quarantined with its line`() throws {
    let world = try SmallWorld(order: [])
    let report = try report(
      world.load(
        """
        leika,name,leika_typ
        99108008026000,Fischereischein,5
        99108008026000,Fischereischein,5

        99108008026000,Angelschein,5

        """, as: "catalogue-1.csv"))
    #expect((report.rowsLoaded, report.rowsDuplicate, report.rowsQuarantined) == (1, 1, 1))
    let rejections = try world.store.read { try $0.quarantine().map(\.rejection) }
    #expect(rejections.map(\.line) == [5])
    #expect(rejections.map(\.reason) == [.duplicateKey])
  }

  // MARK: - Helpers

  private static let events = """
    ts,event,process,authority,channel
    2025-02-01T00:00:00Z,submitted,p1,081150001001,online
    2025-02-01T00:00:00Z,submitted,p9,08115001,online

    """
  private static let areas = """
    ars,name,kind,parent_ars,population,area_km2,valid_from
    081150000000,Ost,Landkreis,081000000000,4000,20.00,2018-01-01
    081150001001,Adorf,Gemeinde,081150000000,1000,10.00,2018-01-01

    """
  private static let processes = """
    process_id,name,kind,leika,customer
    p1,Fischereischein,standard,99108008026000,citizen

    """

  private static func warnings(_ report: LoadReport) -> [String] {
    report.warnings.filter { $0.reason == .notRegistered }
      .map { "\($0.column ?? "") \($0.rows) from \($0.firstLine): \($0.excerpt)" }.sorted()
  }

  private func report(_ outcome: LoadOutcome) throws -> LoadReport {
    guard case .loaded(let report) = outcome else { preconditionFailure("a repeat") }
    return report
  }
}
