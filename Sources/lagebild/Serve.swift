import ArgumentParser
import Domain
import Foundation
import Indicators
import Pipeline
import Planning
import Site
import Store
import Synchronization

/// `lagebild serve`
struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serves the dashboards until it is interrupted.")

  @OptionGroup var project: ProjectOptions
  @Option(help: "Address and port, e.g. 127.0.0.1:8080; otherwise what lagebild.toml says.")
  var listen: String?
  @Option(
    help:
      "internal: exact figures, marked; public: only what has been released. Otherwise internal, where only this machine can reach the address."
  )
  var scope: Scope?
  @Flag(name: .customLong("public"), help: "The same as --scope public.")
  var isPublic = false

  enum Scope: String, ExpressibleByArgument, CaseIterable {
    case `internal`, `public`
  }

  func validate() throws {
    if isPublic, scope == .internal {
      throw ValidationError("--public and --scope internal contradict each other: take one out")
    }
  }

  func run() async throws {
    let address = try listen ?? project.settings().listen
    guard let colon = address.lastIndex(of: ":"),
      let port = UInt16(address[address.index(after: colon)...]), colon > address.startIndex
    else {
      throw Fault(
        .usage, at: "--listen \(address)", "that is no address and port",
        remedy: "Write it as 127.0.0.1:8080")
    }
    let host = String(address[..<colon])
    let scope = try scope(at: host)
    let figures = CurrentFigures(dataFolder: try project.dataFolder())
    try await SiteServer.run(
      provider: SiteProvider(
        figures: { try figures.latest() }, runs: { try figures.runs() },
        published: { try figures.released() }, plans: { try figures.plans() },
        events: { try figures.usage($0, $1) }),
      dashboardsPath: project.project + "/Dashboards",
      assetsPath: project.project + "/Dashboards/assets", host: host, port: Int(port),
      isPublic: scope == .public
    ) { port in
      let pages = ["/", "/kreise", "/prozesse", "/finanzierung", "/indikatoren", "/openapi.json"]
      Message.write("Lagebild serves on http://\(host):\(port)")
      for page in pages { Message.write("  http://\(host):\(port)\(page)") }
      Message.write("Stop it with Ctrl-C.")
    }
  }

  /// What is said, else internal; but exact figures go to others only where somebody says so.
  private func scope(at host: String) throws(Fault) -> Scope {
    if isPublic { return .public }
    if let scope { return scope }
    guard host == "localhost" || host == "[::1]" || host.hasPrefix("127.") else {
      throw Fault(
        .usage, at: "--listen \(host)",
        "others can reach that address, and nothing says what they may see",
        remedy: "Add --scope public, or --scope internal for exact figures")
    }
    return .internal
  }
}

/// The runs and the figures of the last committed load: read anew only when the data has changed.
private final class CurrentFigures: Sendable {
  private let dataFolder: String
  private let kept = Mutex<ProjectFigures?>(nil)
  private let keptPlans = Mutex<ProjectPlans?>(nil)
  private let keptReleases = Mutex<(state: String, figures: PublicFigures)?>(nil)
  private let keptStore = Mutex<(file: Int, store: ProjectStore)?>(nil)

  init(dataFolder: String) { self.dataFolder = dataFolder }

  func runs() throws -> Table<Released>? {
    let records = try RunRecord.all(dataFolder: dataFolder)
    return try ProjectStore.reading(dataFolder: dataFolder).read {
      try RunRecord.listing(records, $0)
    }
  }

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

  /// The planning tables: another day or another state of the data makes them anew.
  func plans() throws -> ProjectPlans {
    let figures = try latest()
    let plans = ProjectPlans(
      dataFolder: dataFolder, revision: figures.dataState.revision, today: .today,
      cutOff: figures.cutOff,
      definitions: try DefinitionFile(dataFolder: dataFolder).log())
    return keptPlans.withLock { kept in
      if let kept, kept.state == plans.state { return kept }
      kept = plans
      return plans
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
