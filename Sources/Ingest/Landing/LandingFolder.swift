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
    /// What is wrong with the manifest, if anything.
    public let fault: Fault?
    /// When the file last changed, milliseconds since 1970-01-01T00:00Z.
    let changedAt: Int64
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
  private let loader: () throws -> FileLoader

  /// - Parameter loader: made when the first file is loaded, so that listing needs no lock.
  public init(dataFolder: String, loader: @escaping () throws -> FileLoader) {
    self.dataFolder = dataFolder
    self.loader = loader
  }

  public var path: String { dataFolder + "/inbox" }

  /// Whether a path lies in this folder.
  public func contains(_ file: String) -> Bool {
    let folder = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    let parent = URL(fileURLWithPath: file).resolvingSymlinksInPath().deletingLastPathComponent()
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
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
      attributes[.type] as? FileAttributeType == .typeRegular
    else { return nil }
    let changed = (attributes[.modificationDate] as? Date) ?? .distantPast
    var manifest: Manifest?
    var fault: Fault?
    if let data = FileManager.default.contents(atPath: path + Manifest.suffix) {
      do {
        manifest = try Manifest([UInt8](data), file: name + Manifest.suffix)
      } catch {
        fault = error
      }
    }
    return Entry(
      name: name, path: path, manifest: manifest, fault: fault,
      changedAt: Int64(changed.timeIntervalSince1970 * 1000))
  }

  /// Why a file cannot be loaded yet, as a sentence without full stop; `nil`: it is ready.
  public func waitsFor(_ entry: Entry, withoutManifest: Bool, now: Int64) -> String? {
    if entry.manifest != nil || entry.fault != nil { return nil }
    if !withoutManifest { return "its manifest \(entry.name)\(Manifest.suffix) is not there" }
    let age = now - entry.changedAt
    return age < Self.settlingMilliseconds
      ? "it has no manifest and changed less than a minute ago" : nil
  }

  /// Loads a file and clears it away.
  /// - Throws: ``Fault`` where going on makes no sense: disk full, database locked.
  public func load(_ entry: Entry, feedName: String? = nil, mapping: Mapping? = nil) throws
    -> Outcome
  {
    do {
      if let fault = entry.fault { throw fault }
      let loader = try loader()
      let outcome = try loader.load(
        entry.path, feedName: feedName, manifest: entry.manifest, mapping: mapping)
      switch outcome {
      case .loaded(let report):
        try archive(report.loadID, entry, loader.store)
        try remove(entry)
        return .loaded(report)
      case .repeated(let id):
        try archive(id, entry, loader.store)
        try remove(entry)
        return .repeated(loadID: id)
      }
    } catch let fault as Fault where fault.kind == .badData || fault.kind == .usage {
      try reject(entry, fault)
      return .refused(fault)
    }
  }

  private func archive(_ loadID: Int64, _ entry: Entry, _ store: ProjectStore) throws {
    let folder = dataFolder + "/archive"
    let target = folder + "/" + Archive.name(of: loadID, file: entry.name)
    guard !FileManager.default.fileExists(atPath: target) else { return }
    try create(folder)
    let bytes = try store.read { try Archive.bytes(of: loadID, $0) }
    let temporary = target + ".tmp"
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: temporary))
      try FileManager.default.moveItem(atPath: temporary, toPath: target)
    } catch {
      throw Fault(
        .inputOutput, at: target, "the archive cannot be written",
        remedy: "Free space or correct the permissions, and run again")
    }
  }

  private func remove(_ entry: Entry) throws {
    for path in [entry.path + Manifest.suffix, entry.path]
    where FileManager.default.fileExists(atPath: path) {
      do {
        try FileManager.default.removeItem(atPath: path)
      } catch {
        throw Fault(
          .inputOutput, at: path, "the loaded file cannot be removed",
          remedy: "Correct the permissions of Data/inbox")
      }
    }
  }

  private func reject(_ entry: Entry, _ fault: Fault) throws {
    let folder = dataFolder + "/rejected"
    try create(folder)
    let target = folder + "/" + entry.name
    do {
      try Data((fault.description + "\n").utf8).write(
        to: URL(fileURLWithPath: target + ".reason.txt"))
      for suffix in [Manifest.suffix, ""] {
        guard FileManager.default.fileExists(atPath: entry.path + suffix) else { continue }
        if FileManager.default.fileExists(atPath: target + suffix) {
          try FileManager.default.removeItem(atPath: target + suffix)
        }
        try FileManager.default.moveItem(atPath: entry.path + suffix, toPath: target + suffix)
      }
    } catch {
      throw Fault(
        .inputOutput, at: folder, "the refused file cannot be put there",
        remedy: "Free space or correct the permissions, and run again")
    }
  }

  private func create(_ folder: String) throws {
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw Fault(
        .inputOutput, at: folder, "the folder cannot be created",
        remedy: "Correct the permissions of Data")
    }
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
