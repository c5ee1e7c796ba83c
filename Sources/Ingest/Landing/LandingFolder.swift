import Declarations
import Domain
import Foundation
import Store

/// `Data/inbox`: where producers put files (`NAME.tmp`, renamed to `NAME`, then the manifest).
///
/// A file that is in the database goes from here: its cleaned rows to `Data/archive`, the original
/// away. A refused one goes to `Data/rejected` with the reason beside it. Each step can be
/// interrupted: the next run finds the file again, sees that its rows are there, and tidies up.
public struct LandingFolder {
  /// A file of the inbox.
  public struct Entry {
    public let name: String
    public let path: String
    /// `nil` while the producer has not written it.
    public let manifest: Manifest?
    /// Why the file is refused before it is opened: an odd thing, or a manifest that is none.
    public let fault: Fault?
    let identity: FileIdentity
  }

  public enum Outcome {
    case loaded(LoadReport)
    /// The same bytes were there already, as this load.
    case repeated(loadID: Int64)
    /// Moved to `Data/rejected`.
    case refused(Fault)
  }

  /// How long the size of a file without manifest has to be stable, in milliseconds.
  public static let settlingMilliseconds: Int64 = 60_000

  private let dataFolder: String
  private let settings: ProjectSettings
  private let loader: () throws -> FileLoader
  private let clearing: LandingClearing

  /// - Parameters:
  ///   - settings: say which feeds people keep by hand; their files need no manifest.
  ///   - loader: made when the first file is loaded, so that listing needs no lock.
  public init(
    dataFolder: String, settings: ProjectSettings = .standard,
    loader: @escaping () throws -> FileLoader
  ) {
    self.dataFolder = dataFolder
    self.settings = settings
    self.loader = loader
    clearing = LandingClearing(dataFolder: dataFolder)
  }

  public var path: String { dataFolder + "/inbox" }

  /// Whether a path lies in this folder.
  public func contains(_ file: String) -> Bool {
    let folder = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    let parent = URL(fileURLWithPath: file).deletingLastPathComponent().resolvingSymlinksInPath()
    return parent.path == folder
  }

  /// The files, registers first, then in the order in which they were produced.
  public func entries() -> [Entry] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.compactMap(entry).sorted { Self.precedes($0, $1) }
  }

  /// The file of that name; `nil` where it is none that waits to be loaded.
  public func entry(_ name: String) -> Entry? {
    guard !name.hasPrefix("."), !name.hasSuffix(".tmp"), !name.hasSuffix(Manifest.suffix) else {
      return nil
    }
    let path = self.path + "/" + name
    guard let identity = FileIdentity(path), identity.kind != .folder else { return nil }
    var manifest: Manifest?
    var fault = identity.objection(name: name, path: path)
    let beside = path + Manifest.suffix
    if fault == nil, FileIdentity(beside)?.kind == .file,
      let data = FileManager.default.contents(atPath: beside)
    {
      do {
        manifest = try Manifest([UInt8](data), file: name + Manifest.suffix)
      } catch {
        fault = error
      }
    }
    return Entry(
      name: name, path: path, manifest: manifest, fault: fault,
      identity: identity)
  }

  /// Why a file cannot be loaded yet, as a sentence without full stop; `nil`: it is ready.
  public func waitsFor(_ entry: Entry, withoutManifest: Bool, now: Int64) -> String? {
    if entry.manifest != nil || entry.fault != nil { return nil }
    if !withoutManifest, handKeptFeed(of: entry) == nil {
      return "its manifest \(entry.name)\(Manifest.suffix) is not there"
    }
    let age = now - entry.identity.changedAt
    return age < Self.settlingMilliseconds
      ? "it has no manifest and changed less than a minute ago" : nil
  }

  /// The feed of a file without manifest that a person has put there, told by its name; `nil` where
  /// the feed is not of profile `hand`.
  public func handKeptFeed(of entry: Entry) -> FeedSchema? {
    guard entry.manifest == nil, let feed = FeedCatalogue.feed(ofFile: entry.name),
      settings.feeds[feed.name]?.profile == .hand
    else { return nil }
    return feed
  }

  /// Loads a file and clears it away.
  /// - Throws: ``Fault`` where going on makes no sense (disk full, database locked) and where the
  ///   caller's options do not fit the file, which stays then.
  public func load(_ entry: Entry, feedName: String? = nil, mapping: Mapping? = nil) throws
    -> Outcome
  {
    let loader = try loader()
    try clearing.removeLeftovers(loader.store)
    let loadID: Int64
    let outcome: Outcome
    do {
      if let fault = entry.fault { throw fault }
      switch try loader.load(
        entry.path, feedName: feedName, manifest: entry.manifest, mapping: mapping)
      {
      case .loaded(let report): (loadID, outcome) = (report.loadID, .loaded(report))
      case .repeated(let id): (loadID, outcome) = (id, .repeated(loadID: id))
      }
    } catch let fault as Fault where fault.kind == .badData && fault.place != loader.store.path {
      if let manifest = entry.manifest, try clearing.isLeftover(manifest, entry, loader.store) {
        return .refused(
          Fault(
            .tryAgain, at: entry.name, "the manifest beside it belongs to an earlier delivery",
            remedy: "Wait for the producer to write its manifest"))
      }
      try clearing.reject(entry, fault)
      return .refused(fault)
    }
    try clearing.archive(loadID, loader.store)
    try clearing.remove(entry)
    return outcome
  }

  private static func precedes(_ a: Entry, _ b: Entry) -> Bool {
    func rank(_ entry: Entry) -> Int {
      let order = ["areas", "catalogue", "competence", "processes"]
      return order.firstIndex(of: entry.manifest?.feed.name ?? "") ?? order.count
    }
    if rank(a) != rank(b) { return rank(a) < rank(b) }
    let (x, y) = (a.manifest?.producedAt ?? .max, b.manifest?.producedAt ?? .max)
    if x != y { return x < y }
    let (i, j) = (a.manifest?.sequence ?? .max, b.manifest?.sequence ?? .max)
    return i == j ? a.name < b.name : i < j
  }
}
