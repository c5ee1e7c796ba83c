import Domain
import Foundation
import Store

/// What becomes of a file of the inbox once it is judged. Every step may be the last one before a
/// power cut: the file itself goes last but its manifest, so that the next run finds it, sees
/// that its rows are there, and goes on. A manifest that is left alone is removed then.
final class LandingClearing {
  private let dataFolder: String
  private var isSwept = false
  private var inbox: String { dataFolder + "/inbox" }

  /// Of the file beside a refused one that says why.
  static let reasonSuffix = ".reason.txt"

  init(dataFolder: String) { self.dataFolder = dataFolder }

  /// Writes the cleaned rows of a load, unless they are there or retention has deleted them.
  func archive(_ loadID: Int64, _ store: ProjectStore) throws {
    let folder = dataFolder + "/archive"
    try store.read { reader in
      guard let load = try reader.loads().first(where: { $0.loadID == loadID }) else {
        preconditionFailure("a load that is not in the ledger")
      }
      if let first = try reader.retention().filesFrom, load.loadedAt < first { return }
      let target = folder + "/" + Archive.name(of: load)
      guard FileIdentity(target) == nil else { return }
      try DurableFile.write(to: target) { try Archive.write(load, reader, to: $0) }
    }
  }

  /// Removes a file that is in the database, and then its manifest. A file that took its place in
  /// the meantime stays.
  func remove(_ entry: LandingFolder.Entry) throws {
    guard FileIdentity(entry.path) == entry.identity else { return }
    try DurableFile.remove(entry.path)
    DurableFile.sync(inbox)
    try DurableFile.remove(entry.path + Manifest.suffix)
  }

  /// Moves a refused file to `Data/rejected`, with the reason beside it. Nothing that was refused
  /// before is overwritten.
  func reject(_ entry: LandingFolder.Entry, _ fault: Fault) throws {
    let target = freeName(entry.name)
    let manifest = entry.path + Manifest.suffix
    try DurableFile.write(Array((fault.description + "\n").utf8), to: target + Self.reasonSuffix)
    if FileIdentity(manifest)?.kind == .file,
      let bytes = FileManager.default.contents(atPath: manifest)
    {
      try DurableFile.write([UInt8](bytes), to: target + Manifest.suffix)
    }
    guard FileIdentity(entry.path) == entry.identity else { return }
    try DurableFile.move(entry.path, to: target)
    DurableFile.sync(dataFolder + "/rejected")
    DurableFile.sync(inbox)
    try DurableFile.remove(manifest)
  }

  /// `NAME`, or `NAME.2` and so on where a refused file bears that name.
  private func freeName(_ name: String) -> String {
    let target = dataFolder + "/rejected/" + name
    if FileIdentity(target) == nil { return target }
    var number = 2
    while FileIdentity("\(target).\(number)") != nil { number += 1 }
    return "\(target).\(number)"
  }

  /// Removes manifests without a file whose file was cleared away before an interruption. Once a
  /// run: it lists the whole folder.
  func removeLeftovers(_ store: ProjectStore) throws {
    guard !isSwept else { return }
    isSwept = true
    let names = (try? FileManager.default.contentsOfDirectory(atPath: inbox)) ?? []
    for name in names where name.hasSuffix(Manifest.suffix) {
      let path = inbox + "/" + name
      guard FileIdentity(String(path.dropLast(Manifest.suffix.count))) == nil,
        let bytes = FileManager.default.contents(atPath: path)
      else { continue }
      let isRefused =
        FileManager.default.contents(atPath: dataFolder + "/rejected/" + name) == bytes
      let manifest = try? Manifest([UInt8](bytes), file: name)
      if try isRefused || manifest.map({ try isLoaded($0, store) }) == true {
        try DurableFile.remove(path)
      }
    }
  }

  /// Whether a manifest belongs to a file that was loaded before the one that lies beside it now.
  /// Removes it then, so that the new file waits for its own.
  func isLeftover(
    _ manifest: Manifest, _ entry: LandingFolder.Entry, _ store: ProjectStore
  ) throws -> Bool {
    guard try isLoaded(manifest, store) else { return false }
    try DurableFile.remove(entry.path + Manifest.suffix)
    return true
  }

  private func isLoaded(_ manifest: Manifest, _ store: ProjectStore) throws -> Bool {
    try store.read { try $0.isLoaded(feed: manifest.feed.name, sha256: manifest.sha256) }
  }
}
