import Columns
import Domain
import Foundation
import Ingest
import Store
import TestSupport
import Testing

/// The archive of cleaned rows is a delivery again: what it holds loads to the same state.
@Suite struct ArchiveTests {
  @Test func `cells that are hard to write are read back as they were`() throws {
    let project = try InboxProject()
    for (feed, text) in Self.files {
      try project.put(
        text, "\(feed)-1.csv", manifest: InboxProject.manifest(["feed": "\"\(feed)\""], of: text))
    }
    let inbox = project.inbox
    for entry in inbox.entries() {
      guard case .loaded(let report) = try inbox.load(entry) else {
        Issue.record("\(entry.name) was not loaded")
        continue
      }
      #expect(report.rowsQuarantined == 0, "\(entry.name)")
    }
    let again = try InboxProject()
    for name in project.names("archive") {
      let feed = name.split(separator: "-")[1]
      _ = try again.loader.load(project.folder + "/archive/" + name, feedName: String(feed))
    }
    #expect(try project.hash() == again.hash())
    #expect(try again.store.read { try $0.loads().count } == Self.files.count)
  }

  @Test func `neither session values nor event numbers nor unknown columns are archived`() throws {
    let project = try InboxProject()
    let text = """
      ts,event,process,authority,session,channel,id,login
      2025-03-04T10:11:12Z,submitted,p1,08115003,f3a91c20d4e87b66,online,canary-id,canary-login

      """
    try project.put(text, "events-1.csv", manifest: InboxProject.manifest(of: text))
    _ = try project.inbox.load(project.inbox.entries()[0])
    let data = try Data(
      contentsOf: URL(fileURLWithPath: project.folder + "/archive/1-events-1.csv.zst"))
    let archived = String(
      decoding: try Zstd.decompressFrames([UInt8](data), limit: 1 << 20), as: UTF8.self)
    #expect(
      archived == """
        ts,event,process,authority,session,channel,duration_ms,step,rating,target
        1741083060000,submitted,p1,08115003,0000000000000001,online,,,,

        """)
  }

  private static let files = [
    (
      "parameters",
      """
      id,value,unit,valid_from,valid_to,source
      small,0.000000001,EUR,2025-01-01,,"a ""quoted"", long; source"
      large,123456789.5,EUR,2025-01-01,2025-12-31,Ümläute
      whole,20,EUR,2025-01-01,,x

      """
    ),
    (
      "costs",
      """
      item_id,process_id,kind,month,amount_eur,paid_by,budget_effective,plan_or_actual
      1,p1,development,2025-01,-0.05,land,yes,actual
      2,p1,operation,2025-02,1234.5,kommunen,no,plan

      """
    ),
    ("events", InboxProject.text),
  ]
}
