import Domain
import Foundation
import Ingest
import Pipeline
import Store

/// `Data/inbox` for pipelines: a delivery is ready once its manifest is there.
struct InboxLanding: Landing {
  let dataFolder: String
  let loader: () throws -> FileLoader

  private var inbox: String { dataFolder + "/inbox" }
  private static let manifestSuffix = ".manifest.json"

  func files() throws -> [InboxFile] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: inbox)) ?? []
    return names.sorted().compactMap { name in
      guard !name.hasPrefix("."), !name.hasSuffix(".tmp"), !name.hasSuffix(Self.manifestSuffix)
      else { return nil }
      let path = inbox + "/" + name
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
        !isFolder.boolValue
      else { return nil }
      let feed = FeedCatalogue.all.first { name.hasPrefix($0.name) }?.name
      let hasManifest = names.contains(name + Self.manifestSuffix)
      return InboxFile(
        path: path, feed: feed,
        waitsFor: hasManifest ? nil : "its manifest \(name)\(Self.manifestSuffix) is not there")
    }
  }

  func load(_ file: InboxFile) throws -> LandedFile {
    do {
      let landed: LandedFile =
        switch try loader().load(file.path, feedName: file.feed) {
        case .loaded(let report): .loaded(report)
        case .repeated(let id): .repeated(loadID: id)
        }
      try clear(file, to: nil)
      return landed
    } catch let fault as Fault where fault.kind == .badData || fault.kind == .usage {
      try clear(file, to: dataFolder + "/rejected")
      try Data((fault.description + "\n").utf8).write(
        to: URL(fileURLWithPath: "\(dataFolder)/rejected/\(file.name).reason.txt"))
      return .refused(fault)
    }
  }

  private func clear(_ file: InboxFile, to folder: String?) throws {
    let manager = FileManager.default
    for path in [file.path, file.path + Self.manifestSuffix] where manager.fileExists(atPath: path)
    {
      guard let folder else {
        try manager.removeItem(atPath: path)
        continue
      }
      try manager.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let target = folder + "/" + URL(fileURLWithPath: path).lastPathComponent
      if manager.fileExists(atPath: target) { try manager.removeItem(atPath: target) }
      try manager.moveItem(atPath: path, toPath: target)
    }
  }
}
