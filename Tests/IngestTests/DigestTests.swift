import Cryptography
import Domain
import Foundation
import Ingest
import Store
import TestSupport
import Testing

/// The digest of a file is taken while its rows are read, unless it has to be known before.
@Suite struct DigestTests {
  @Test(arguments: [1, 40_000])
  func `the ledger holds the digest of a file however it was taken`(rows: Int) throws {
    let project = try InboxProject()
    // Smaller and larger than a piece; the second file is as long and says something else.
    let text = Self.text(rows: rows, authority: "08115003")
    let other = Self.text(rows: rows, authority: "08115004")
    let first = try Self.write(text, "events-1.csv", in: project.folder)
    let second = try Self.write(other, "events-2.csv", in: project.folder)
    let copy = try Self.write(text, "events-3.csv", in: project.folder)

    for path in [first, second] {
      guard case .loaded(let report) = try project.loader.load(path, feedName: "events") else {
        Issue.record("\(path) was taken for a repeat")
        return
      }
      #expect(report.rowsLoaded == rows)
    }
    guard case .repeated(loadID: 1) = try project.loader.load(copy, feedName: "events") else {
      Issue.record("the copy was loaded again")
      return
    }
    let digests = try project.store.read { try $0.loads().map(\.sha256) }
    #expect(digests == [text, other].map { SHA256.digest(Array($0.utf8)) })
  }

  private static func text(rows: Int, authority: String) -> String {
    "ts,event,process,authority,channel\n"
      + String(
        repeating: "2025-03-04T10:11:12.345+01:00,page_view,p1,\(authority),online\n", count: rows)
  }

  private static func write(_ text: String, _ name: String, in folder: String) throws -> String {
    let path = folder + "/" + name
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return path
  }
}
