import Domain
import Foundation
import Ingest
import Pipeline

/// `Data/inbox` for pipelines: a delivery is ready once its manifest is there.
struct InboxLanding: Landing {
  private let folder: LandingFolder

  init(dataFolder: String, loader: @escaping () throws -> FileLoader) {
    folder = LandingFolder(dataFolder: dataFolder, loader: loader)
  }

  func files() throws -> [InboxFile] {
    folder.entries().map { entry in
      InboxFile(
        path: entry.path, feed: entry.manifest?.feed.name,
        waitsFor: folder.waitsFor(entry, withoutManifest: false, now: 0))
    }
  }

  func load(_ file: InboxFile) throws -> LandedFile {
    guard let entry = folder.entry(file.name) else {
      throw Fault(
        .tryAgain, at: file.path, "the file has gone since the plan was made",
        remedy: "Run again")
    }
    return switch try folder.load(entry) {
    case .loaded(let report): .loaded(report)
    case .repeated(let id): .repeated(loadID: id)
    case .refused(let fault): .refused(fault)
    }
  }
}
