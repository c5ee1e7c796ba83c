import Columns
import Cryptography
import Domain
import Foundation
import Store

/// One file → one load. Never moves or changes the file.
public struct FileLoader {
  public let store: ProjectStore
  public let resolution: Resolution
  public let marts: [any Mart]
  public let options: ReadOptions

  public init(
    store: ProjectStore, resolution: Resolution, marts: [any Mart], options: ReadOptions
  ) {
    self.store = store
    self.resolution = resolution
    self.marts = marts
    self.options = options
  }

  /// - Parameter feedName: `nil` to tell the feed from the file's name or content.
  public func load(_ path: String, feedName: String?) throws -> LoadOutcome {
    let file = URL(fileURLWithPath: path).lastPathComponent
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue
    else {
      throw Fault(
        .inputMissing, at: path, "there is no such file", remedy: "Check the path")
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Fault(
        .inputOutput, at: path, "the file cannot be read", remedy: "Check its permissions")
    }
    let bytes = [UInt8](data)
    let feed = try feed(named: feedName, file: file, bytes: bytes)
    let delivery = Delivery(
      feed: feed, source: "file", file: file, sha256: SHA256.digest(bytes),
      bytes: Int64(bytes.count))
    return try store.load(delivery, resolution: resolution, marts: marts, now: options.now) {
      try FeedReader.read(bytes, file: file, feed: feed, options: options, into: $0)
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
