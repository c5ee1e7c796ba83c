import Domain
import Foundation
import Indicators
import Ingest
import Pipeline
import Store

/// A project folder of its own, with deliveries of submitted applications.
struct Project {
  var text: String
  var martsOfLoads: [any Mart] = [UsageCube()]
  let folder: String
  let store: ProjectStore
  var data: String { folder + "/Data" }

  init(_ text: String) throws {
    self.text = text
    folder =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("lagebild-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(
      atPath: folder + "/Data/inbox", withIntermediateDirectories: true)
    store = try ProjectStore.writing(dataFolder: folder + "/Data")
  }

  struct File: Equatable {
    let name: String
    let bytes: Data
  }

  /// A file of submissions at the given times.
  func deliver(_ name: String, _ times: [String]) throws {
    let rows = times.map { "\($0),submitted,p1,08115003,online\n" }.joined()
    try write("inbox/" + name, "ts,event,process,authority,channel\n\(rows)")
  }

  /// A file below `Data`.
  func write(_ name: String, _ text: String) throws {
    let url = URL(fileURLWithPath: data + "/" + name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  func plan() throws -> [PlannedStep] { try runner().plan() }

  @discardableResult func run() throws -> RunOutcome { try runner().run() }

  func reason(of step: String) throws -> String? {
    try plan().first { $0.step.id == step }?.state.reason
  }

  func outbox() throws -> [File] { try files(in: data + "/outbox") }

  /// Everything but the database.
  func files() throws -> [File] {
    try ["", "/outbox", "/runs", "/inbox"].flatMap { try files(in: data + $0) }
      .filter { !$0.name.hasPrefix("lagebild.") }
  }

  private func files(in folder: String) throws -> [File] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return try names.sorted().compactMap { name in
      let url = URL(fileURLWithPath: folder + "/" + name)
      if try url.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true { return nil }
      return File(name: name, bytes: try Data(contentsOf: url))
    }
  }

  private func runner() throws -> PipelineRunner {
    let loader = FileLoader(
      store: store, marts: martsOfLoads,
      options: ReadOptions(now: 1_800_000_000_000))
    let context = PipelineContext(
      project: folder, clock: { 1_000 }, marts: [NamedMart("usage", UsageCube())],
      landing: Inbox(folder: data + "/inbox", loader: loader),
      reference: ReferenceFolder(path: data + "/reference", reading: { store }) { path, feed in
        try loader.load(path, feedName: feed)
      },
      reading: { store }, writing: { store },
      figures: { try store.read { try ProjectFigures(reading: $0) } }, say: { _ in })
    return PipelineRunner(
      try PipelineDeclaration.parse(
        text, file: "Pipelines/probe.toml", vocabulary: context.vocabulary),
      context: context)
  }
}

/// Loads what lies there and clears it away.
private struct Inbox: Landing {
  let folder: String
  let loader: FileLoader

  func files() throws -> [InboxFile] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map {
      InboxFile(path: folder + "/" + $0, feed: "events")
    }
  }

  func load(_ file: InboxFile) throws -> LandedFile {
    defer { try? FileManager.default.removeItem(atPath: file.path) }
    do {
      switch try loader.load(file.path, feedName: file.feed) {
      case .loaded(let report): return .loaded(report)
      case .repeated(let id): return .repeated(loadID: id)
      }
    } catch let fault as Fault {
      return .refused(fault)
    }
  }
}
