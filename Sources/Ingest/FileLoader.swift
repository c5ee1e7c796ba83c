import Columns
import Cryptography
import Declarations
import Domain
import Foundation
import Store

/// One file → one load. Never moves or changes the file.
public struct FileLoader {
  public let store: ProjectStore
  public let settings: ProjectSettings
  public let marts: [any Mart]
  public let options: ReadOptions

  public init(
    store: ProjectStore, settings: ProjectSettings = .standard, marts: [any Mart],
    options: ReadOptions
  ) {
    self.store = store
    self.settings = settings
    self.marts = marts
    self.options = options
  }

  /// - Parameters:
  ///   - feedName: `nil` to tell the feed from manifest, mapping, or the file's name or content.
  ///   - manifest: what the producer says; the file has to be what it says.
  ///   - mapping: for a file with columns of its own.
  /// - Throws: ``Fault`` where the file is refused; nothing of it is stored then.
  public func load(
    _ path: String, feedName: String?, manifest: Manifest? = nil, mapping: Mapping? = nil
  ) throws -> LoadOutcome {
    let file = URL(fileURLWithPath: path).lastPathComponent
    let bytes = try Self.content(path)
    let feed = settings.applied(
      to: try manifest?.feed ?? mapping?.feed ?? feed(named: feedName, file: file, bytes: bytes))
    let digest = SHA256.digest(bytes)
    if let manifest { try Self.compare(manifest, file: file, bytes: bytes, digest: digest) }
    let delivery = Delivery(
      feed: feed, source: manifest?.source ?? "file", file: file, sha256: digest,
      bytes: Int64(bytes.count), period: manifest?.period, sequence: manifest?.sequence,
      producedAt: manifest?.producedAt,
      catalogueVersion: manifest?.catalogueVersion ?? mapping?.catalogueVersion,
      catalogueDate: manifest?.catalogueDate ?? mapping?.catalogueDate)
    return try store.load(
      delivery, resolution: settings.resolution, marts: marts, now: options.now
    ) {
      let rows = try FeedReader.read(
        bytes, file: file, feed: feed, options: options, mapping: mapping, into: $0)
      if let manifest, manifest.rows != Int64(rows) {
        throw Fault(
          .badData, at: file, "it has \(rows) rows, its manifest says \(manifest.rows)",
          remedy: "Deliver file and manifest again; nothing was stored")
      }
    }
  }

  private static func content(_ path: String) throws -> [UInt8] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue
    else {
      throw Fault(.inputMissing, at: path, "there is no such file", remedy: "Check the path")
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Fault(
        .inputOutput, at: path, "the file cannot be read", remedy: "Check its permissions")
    }
    return [UInt8](data)
  }

  private static func compare(
    _ manifest: Manifest, file: String, bytes: [UInt8], digest: [UInt8]
  ) throws {
    if manifest.bytes != Int64(bytes.count) {
      throw Fault(
        .badData, at: file, "it has \(bytes.count) bytes, its manifest says \(manifest.bytes)",
        remedy: "Deliver it again: it may be cut off")
    }
    if manifest.sha256 != Hex.encode(digest) {
      throw Fault(
        .badData, at: file, "its SHA-256 is not the one in its manifest",
        remedy: "Deliver file and manifest again: one of them was changed")
    }
  }

  private func feed(named name: String?, file: String, bytes: [UInt8]) throws -> FeedSchema {
    let names = FeedCatalogue.all.map(\.name)
    if let name {
      if let feed = FeedCatalogue.feed(named: name) { return feed }
      throw Fault(
        .usage, at: "--feed \(name)", "there is no such feed",
        remedy: Suggestion.hint(for: name, among: names))
    }
    if file.hasPrefix("GV100AD") || GV100AD.recognises(bytes) { return .areas }
    let matches = FeedCatalogue.all.filter { feed in
      file == feed.name || file.hasPrefix(feed.name + "-") || file.hasPrefix(feed.name + ".")
        || file.hasPrefix(feed.name + "_")
    }
    guard let feed = matches.first else {
      throw Fault(
        .usage, at: file, "the file's name does not begin with the name of a feed",
        remedy: "Say which feed it is with --feed: \(names.joined(separator: ", "))")
    }
    return feed
  }
}
