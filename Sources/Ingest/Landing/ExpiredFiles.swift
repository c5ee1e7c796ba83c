import Domain
import Foundation
import Store

/// Files of `Data/archive` and `Data/rejected` that are older than retention wants.
///
/// An archived file is as old as its load, another one of that folder as its last change; a refused
/// file is as old as the reason that was written beside it when it was refused.
public struct ExpiredFiles {
  private struct File {
    let folder: String
    let name: String
    let rows: Int?
    let bytes: Int
  }

  private let before: Day
  private let archived: [File]
  private let refused: [File]

  /// - Parameter limits: ``RetentionLimits/filesBefore`` decides.
  public init(dataFolder: String, _ reader: StoreReader, _ limits: RetentionLimits) throws {
    let loads = Dictionary(
      uniqueKeysWithValues: try reader.loads().map { (Archive.name(of: $0), $0) })
    let limit = limits.filesBefore
    before = BerlinTime.day(ofInstant: limit)
    archived = Self.files(dataFolder + "/archive") { name, identity in
      guard let load = loads[name] else { return (identity.changedAt < limit, nil) }
      return (load.loadedAt < limit, load.rowsLoaded)
    }
    let folder = dataFolder + "/rejected"
    refused = Self.files(folder) { name, identity in
      var base = name
      for suffix in [LandingClearing.reasonSuffix, Manifest.suffix] where name.hasSuffix(suffix) {
        base = String(name.dropLast(suffix.count))
      }
      let reason = FileIdentity(folder + "/" + base + LandingClearing.reasonSuffix)
      return ((reason ?? identity).changedAt < limit, nil)
    }
  }

  /// One of each kind of which there are files.
  public var items: [RetentionItem] {
    [(RetentionKind.deliveries, archived), (.refusedFiles, refused)].compactMap { kind, files in
      files.isEmpty
        ? nil
        : RetentionItem(
          kind: kind, before: before, items: files.count,
          rows: kind == .deliveries ? files.reduce(0) { $0 + ($1.rows ?? 0) } : nil,
          bytes: files.reduce(0) { $0 + $1.bytes })
    }
  }

  /// Removes them, for good once it returns.
  public func remove() throws {
    for file in archived + refused { try DurableFile.remove(file.folder + "/" + file.name) }
    for folder in Set((archived + refused).map(\.folder)) { DurableFile.sync(folder) }
  }

  private static func files(
    _ folder: String, _ judge: (String, FileIdentity) -> (isExpired: Bool, rows: Int?)
  ) -> [File] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().compactMap { name in
      guard let identity = FileIdentity(folder + "/" + name), identity.kind == .file else {
        return nil
      }
      let (isExpired, rows) = judge(name, identity)
      return isExpired
        ? File(folder: folder, name: name, rows: rows, bytes: Int(identity.bytes)) : nil
    }
  }
}
