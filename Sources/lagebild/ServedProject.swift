import Domain
import Foundation
import Indicators
import Pipeline
import Planning
import Site
import Store
import Synchronization

/// What the server shows of a project: its current state, and beside it published runs as they were.
final class ServedProject: Sendable {
  fileprivate let dataFolder: String
  fileprivate let isPublic: Bool
  fileprivate let current: FolderFigures
  fileprivate let frozen: FrozenRuns

  init(dataFolder: String, isPublic: Bool) {
    self.dataFolder = dataFolder
    self.isPublic = isPublic
    current = FolderFigures(dataFolder: dataFolder)
    frozen = FrozenRuns(dataFolder: dataFolder, marts: Marts.all)
  }

  var provider: SiteProvider {
    ServedState(self, run: nil).provider { run in
      ServedState(self, run: try self.frozen.record(run)).provider(frozen: nil)
    }
  }
}

/// One state of a project: the current one, or that of a run.
private final class ServedState: Sendable {
  private let project: ServedProject
  private let run: RunRecord?
  private let keptFigures = Mutex<FolderFigures?>(nil)
  private let keptPlans = Mutex<ProjectPlans?>(nil)

  init(_ project: ServedProject, run: RunRecord?) {
    self.project = project
    self.run = run
  }

  func provider(frozen: SiteProvider.Frozen?) -> SiteProvider {
    SiteProvider(
      figures: { try self.figures().latest() }, runs: { try self.runs() },
      published: { try self.figures().released() }, plans: { try self.plans() },
      events: { try self.figures().usage($0, $1) }, frozen: frozen)
  }

  /// Looked up each time, because a run is the current state until something is loaded.
  private func figures() throws -> FolderFigures {
    guard let run else { return project.current }
    if try project.current.latest().dataState.revision == run.revision { return project.current }
    return try keptFigures.withLock { kept in
      // Retention, or whoever wants the room, may have taken it away.
      if let kept, project.frozen.folder(of: run) != nil { return kept }
      let figures = FolderFigures(dataFolder: try folder(of: run))
      kept = figures
      return figures
    }
  }

  /// The state of a run is made when somebody of the house asks for it; others see those that are
  /// there, since making one takes a copy of the database.
  private func folder(of run: RunRecord) throws -> String {
    if let folder = project.frozen.folder(of: run) { return folder }
    guard !project.isPublic else {
      throw Fault(
        .inputMissing, at: "run \(run.id)", "its state is not kept ready on this server",
        remedy: "Ask whoever runs it for: lagebild runs freeze \(run.id)")
    }
    return try project.frozen.freeze(run)
  }

  /// The published runs, of a run those up to it.
  private func runs() throws -> Table<Released>? {
    let records = try RunRecord.all(dataFolder: project.dataFolder)
    let known = run.flatMap { records.firstIndex(of: $0) }.map { Array(records[...$0]) } ?? records
    return try ProjectStore.reading(dataFolder: project.dataFolder).read {
      try RunRecord.listing(known, $0)
    }
  }

  /// The planning tables: another day or another state of the data makes them anew. Those of a run
  /// are seen from its day.
  private func plans() throws -> ProjectPlans {
    let figures = try figures()
    let source = try figures.latest()
    let log = try DefinitionFile(dataFolder: project.dataFolder).log()
    let plans = ProjectPlans(
      dataFolder: figures.dataFolder, revision: source.dataState.revision,
      today: run?.day ?? .today, cutOff: source.cutOff,
      definitions: run.map { log.until($0.day) } ?? log,
      neighbours: { [dataFolder = project.dataFolder] in
        try KreisNeighbours(dataFolder: dataFolder)
      })
    return keptPlans.withLock { kept in
      if let kept, kept.state == plans.state { return kept }
      kept = plans
      return plans
    }
  }
}

/// The figures of the last committed load of a database: read anew only when the data has changed.
private final class FolderFigures: Sendable {
  let dataFolder: String
  private let kept = Mutex<ProjectFigures?>(nil)
  private let keptReleases = Mutex<(state: String, figures: PublicFigures)?>(nil)
  private let keptStore = Mutex<(file: Int, store: ProjectStore)?>(nil)

  init(dataFolder: String) { self.dataFolder = dataFolder }

  /// What is public: read anew with a release, or when a register may have changed.
  func released() throws -> PublicFigures? {
    try ProjectStore.reading(dataFolder: dataFolder).read { reader in
      let number = try PublishedCells.releases(reader).count
      guard number > 0 else { return nil }
      let state = "\(number) \(try reader.revision())"
      if let kept = keptReleases.withLock({ $0 }), kept.state == state { return kept.figures }
      let figures = try PublicFigures(reading: reader)
      keptReleases.withLock { $0 = (state, figures) }
      return figures
    }
  }

  func usage(_ query: UsageQuery, _ source: UsageSource) throws -> Table<Exact> {
    try openStore().read { try UsageEngine.table(query, reader: $0, source: source) }
  }

  /// A store that stays open, so that what one question to the events has read is there for the next.
  private func openStore() throws -> ProjectStore {
    let path = dataFolder + "/" + ProjectStore.fileName
    let file = try? FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int
    return try keptStore.withLock { kept in
      if let kept, kept.file == file { return kept.store }
      let store = try ProjectStore.reading(
        dataFolder: dataFolder, keeping: ChunkMemory.usualLimit)
      kept = file.map { ($0, store) }
      return store
    }
  }

  func latest() throws -> ProjectFigures {
    let store = try ProjectStore.reading(dataFolder: dataFolder)
    return try store.read { reader in
      let revision = try reader.revision()
      if let figures = kept.withLock({ $0 }), figures.dataState.revision == revision {
        return figures
      }
      let figures = try ProjectFigures(reading: reader)
      kept.withLock { $0 = figures }
      return figures
    }
  }
}
