import Declarations
import Domain
import Foundation
import Ingest
import Pipeline

/// `Data/inbox` for pipelines: a delivery is ready once its manifest is there, a file of a hand-kept
/// feed once it has settled.
struct InboxLanding: Landing {
  private let folder: LandingFolder
  private let clock: () -> Int64

  init(
    dataFolder: String, settings: ProjectSettings, clock: @escaping () -> Int64,
    loader: @escaping () throws -> FileLoader
  ) {
    folder = LandingFolder(dataFolder: dataFolder, settings: settings, loader: loader)
    self.clock = clock
  }

  func files() throws -> [InboxFile] {
    folder.entries().map { entry in
      InboxFile(
        path: entry.path,
        feed: entry.manifest?.feed.name ?? folder.handKeptFeed(of: entry)?.name,
        waitsFor: folder.waitsFor(entry, withoutManifest: false, now: clock()))
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
