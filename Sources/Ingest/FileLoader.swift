import Cryptography
import Declarations
import Domain
import Store

/// One file → one load. Never moves or changes the file.
public struct FileLoader {
  public let store: ProjectStore
  public let settings: ProjectSettings
  public let marts: [any Mart]
  public let options: ReadOptions
  /// Called now and then while a file is read: bytes read so far, bytes of the file.
  public let progress: ((Int64, Int64) -> Void)?

  public init(
    store: ProjectStore, settings: ProjectSettings = .standard, marts: [any Mart],
    options: ReadOptions, progress: ((Int64, Int64) -> Void)? = nil
  ) {
    self.store = store
    self.settings = settings
    self.marts = marts
    self.options = options
    self.progress = progress
  }

  /// - Parameters:
  ///   - feedName: `nil` to tell the feed from manifest, mapping, or the file's name or content.
  ///   - manifest: what the producer says; the file has to be what it says.
  ///   - mapping: for a file with columns of its own.
  /// - Throws: ``Fault`` where the file is refused; nothing of it is stored then.
  public func load(
    _ path: String, feedName: String?, manifest: Manifest? = nil, mapping: Mapping? = nil
  ) throws -> LoadOutcome {
    let file = try DeliveredFile(path)
    if let manifest, manifest.bytes != file.bytes {
      throw Fault(
        .badData, at: file.name, "it has \(file.bytes) bytes, its manifest says \(manifest.bytes)",
        remedy: "Deliver it again: it may be cut off")
    }
    let feed = settings.applied(
      to: try manifest?.feed ?? mapping?.feed
        ?? feed(named: feedName, file: file.name, head: file.head()))
    var options = try reading(feed, mapping)
    if feed.name == FeedSchema.events.name,
      let from = try store.read({ try $0.retention().eventsFrom })
    {
      // What retention would delete at once is not stored at all.
      options.earliest = max(options.earliest ?? feed.earliest ?? from, from)
    }
    // A first reading for the digest alone is spared where it can tell nothing: then the file is
    // judged by the digest of what was read, and what was stored is undone.
    let isNew =
      try manifest.map { manifest in
        try store.read { try !$0.isLoaded(feed: feed.name, sha256: manifest.sha256) }
      } ?? !store.mayHold(feed: feed.name, bytes: file.bytes)
    let digest = isNew ? [] : try file.digest()
    if !isNew { try Self.check(digest, of: file, manifest) }
    let delivery = Delivery(
      feed: feed, source: manifest?.source ?? "file", file: file.name, sha256: digest,
      bytes: file.bytes, period: manifest?.period, sequence: manifest?.sequence,
      producedAt: manifest?.producedAt,
      catalogueVersion: manifest?.catalogueVersion ?? mapping?.catalogueVersion,
      catalogueDate: manifest?.catalogueDate ?? mapping?.catalogueDate)
    do {
      return try store.load(
        delivery, resolution: settings.resolution, marts: marts, now: options.now
      ) {
        let rows = try read(file, feed, options, mapping, isCounted: manifest != nil, into: $0)
        if isNew {
          let digest = try file.digestOfRead()
          try Self.check(digest, of: file, manifest)
          $0.identify(sha256: digest)
        }
        progress?(file.bytes, file.bytes)
        if let manifest, manifest.rows != Int64(rows) {
          throw Fault(
            .badData, at: file.name, "it has \(rows) rows, its manifest says \(manifest.rows)",
            remedy: "Deliver file and manifest again; nothing was stored")
        }
      }
    } catch let fault as Fault where isNew && manifest != nil && fault.kind == .badData {
      // Bytes that nobody vouches for are no reason to speak of what is wrong inside.
      try Self.check(try file.digest(), of: file, manifest)
      throw fault
    }
  }

  /// - Throws: ``Fault`` where the bytes are not those of the manifest.
  private static func check(
    _ digest: [UInt8], of file: DeliveredFile, _ manifest: Manifest?
  ) throws {
    guard let manifest, manifest.sha256 != Hex.encode(digest) else { return }
    throw Fault(
      .badData, at: file.name, "its SHA-256 is not the one in its manifest",
      remedy: "Deliver file and manifest again: one of them was changed")
  }

  /// Reads ahead of the store where there is more than a piece to read; a thread for less would cost
  /// more than it gives.
  private func read(
    _ file: DeliveredFile, _ feed: FeedSchema, _ options: ReadOptions, _ mapping: Mapping?,
    isCounted: Bool, into transaction: LoadTransaction
  ) throws -> Int {
    let content = try Content(file: file.name, source: file.source())
    guard file.bytes > Int64(DeliveredFile.pieceBytes) else {
      return try FeedReader.read(
        content, feed: feed, options: options, mapping: mapping, isCounted: isCounted,
        into: transaction
      ).rows
    }
    return try ReadAhead.read(
      content, feed: feed, options: options, mapping: mapping, isCounted: isCounted,
      progress: { progress?($0, file.bytes) }, into: transaction)
  }

  /// How a file of the feed is read: as asked for, else as the project's settings say.
  private func reading(_ feed: FeedSchema, _ mapping: Mapping?) throws(Fault) -> ReadOptions {
    var options = options
    if mapping != nil, options.profile == .hand {
      throw Fault(
        .usage, at: "--profile hand", "a mapping says already how the file is read",
        remedy: "Leave one of the two out")
    }
    let settings = settings.feeds[feed.name]
    options.profile = options.profile ?? settings?.profile
    options.encoding = options.encoding ?? settings?.encoding
    if options.profile != .hand, let encoding = options.encoding, encoding != .utf8 {
      throw Fault(
        .usage, at: "--encoding \(encoding.rawValue)", "only files of profile hand may be that",
        remedy: "Leave it out, or say --profile hand")
    }
    guard options.profile != .hand || feed.isHandKept else {
      throw Fault(
        .usage, at: "--profile hand", "feed \(feed.name) comes from programs",
        remedy: "Leave it out; kept by hand are \(FeedCatalogue.handKept.joined(separator: ", "))")
    }
    return options
  }

  private func feed(named name: String?, file: String, head: [UInt8]) throws -> FeedSchema {
    let names = FeedCatalogue.all.map(\.name)
    if let name {
      if let feed = FeedCatalogue.feed(named: name) { return feed }
      throw Fault(
        .usage, at: "--feed \(name)", "there is no such feed",
        remedy: Suggestion.hint(for: name, among: names))
    }
    if file.hasPrefix("GV100AD") || GV100AD.recognises(head) { return .areas }
    guard let feed = FeedCatalogue.feed(ofFile: file) else {
      throw Fault(
        .usage, at: file, "the file's name does not begin with the name of a feed",
        remedy: "Say which feed it is with --feed: \(names.joined(separator: ", "))")
    }
    return feed
  }
}
