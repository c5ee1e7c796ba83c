import Cryptography
import Domain
import Foundation
import Ingest
import Store
import TestSupport

/// A data folder with an inbox, and a delivery of three events.
struct InboxProject {
  static let text = """
    ts,event,process,authority,session,channel,duration_ms
    2025-03-04T10:11:12.345+01:00,process_started,p1,08115003,f3a91c20d4e87b66,online,
    2025-03-04T10:12:12.345+01:00,submitted,p1,08115003,f3a91c20d4e87b66,online,60000
    2025-03-09T10:12:12.345+01:00,completed,p1,08115003,,online,432000000

    """

  /// The manifest of a text, with entries changed.
  static func manifest(_ changes: [String: String] = [:], of text: String = text) -> String {
    let bytes = Array(text.utf8)
    var entries = [
      "feed": "\"events\"", "source": "\"test\"",
      "sha256": "\"\(Hex.encode(SHA256.digest(bytes)))\"", "bytes": "\(bytes.count)",
      "rows": "\(text.split(separator: "\n").count - 1)", "schema_version": "1", "seq": "1",
      "produced_at": "\"2025-04-01T04:00:00+02:00\"",
    ]
    entries.merge(changes) { $1 }
    return "{" + entries.map { "\"\($0.key)\": \($0.value)" }.joined(separator: ", ") + "}"
  }

  let folder: String
  let store: ProjectStore
  let loader: FileLoader
  let now: Int64 = 1_767_225_600_000
  var inbox: LandingFolder { LandingFolder(dataFolder: folder) { loader } }

  init() throws {
    folder = try SmallWorld.temporaryFolder()
    store = try ProjectStore.writing(dataFolder: folder)
    loader = FileLoader(store: store, marts: [], options: ReadOptions(now: 1_767_225_600_000))
    try FileManager.default.createDirectory(
      atPath: folder + "/inbox", withIntermediateDirectories: true)
  }

  func put(_ text: String, _ name: String, manifest: String?) throws {
    let path = folder + "/inbox/" + name
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    if let manifest {
      try Data(manifest.utf8).write(to: URL(fileURLWithPath: path + Manifest.suffix))
    }
  }

  func names(_ name: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder + "/" + name)) ?? []).sorted()
  }

  func hash() throws -> String { try store.read { try StateHash.facts($0) } }
}
