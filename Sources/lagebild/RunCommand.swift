import ArgumentParser
import Domain
import Foundation
import Indicators
import Ingest
import Pipeline
import Store

/// `lagebild run [PIPELINE] [--explain]`
struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Runs what is stale of a pipeline; of all, where none is named.")

  @OptionGroup var project: ProjectOptions
  @Argument(help: "Name of a file in Pipelines, without .toml.")
  var pipeline: String?
  @Flag(help: "Only tell what would happen, and why.")
  var explain = false
  @Flag(help: "Exit code 2 where a load had warnings or refused rows.")
  var strict = false

  func run() throws {
    let context = try project.pipelineContext(creating: !explain)
    let pipelines = try named().map { name in
      try PipelineFolder.pipeline(
        name, project: project.project, vocabulary: context.vocabulary)
    }
    if explain {
      for pipeline in pipelines { try tell(pipeline, context) }
      return
    }
    var faults: [Fault] = []
    var doubtfulLoads = 0
    for pipeline in pipelines {
      let outcome = try PipelineRunner(pipeline, context: context).run()
      faults += outcome.faults
      doubtfulLoads += outcome.doubtfulLoads
      if outcome.did.isEmpty { context.say("\(pipeline.name): nothing to do") }
    }
    try DefinitionFile(dataFolder: try project.dataFolder()).update(on: .today)
    if let first = faults.first { throw ExitCode(first.kind.rawValue) }
    if strict && doubtfulLoads > 0 { throw ExitCode(2) }
  }

  private func named() throws -> [String] {
    if let pipeline { return [pipeline] }
    let names = PipelineFolder.names(project: project.project)
    guard !names.isEmpty else {
      throw Fault(
        .configuration, at: "\(project.project)/Pipelines", "there is no pipeline",
        remedy: "Write one, or copy Pipelines/tageslauf.toml of the distribution")
    }
    return names
  }

  /// The plan on stdout: a line a step, its inputs below it.
  private func tell(_ pipeline: PipelineDeclaration, _ context: PipelineContext) throws {
    Swift.print("\(pipeline.name): \(pipeline.title.en)")
    for planned in try PipelineRunner(pipeline, context: context).plan() {
      let state = planned.state
      let word = state.isStale ? Style.bold("stale") : "fresh"
      let id = planned.step.id
      let name = planned.step.verb == .export ? "export \(id)" : id
      Swift.print("  \(planned.step.number). \(name): \(word), \(state.reason)")
      let shown = state.inputs.prefix(5)
      if !shown.isEmpty {
        let rest = state.inputs.count - shown.count
        let more = rest > 0 ? " and \(rest) more" : ""
        Swift.print("     from \(shown.joined(separator: ", "))\(more)")
      }
    }
  }
}

/// `lagebild runs list|freeze`
struct RunsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs", abstract: "The published runs.", subcommands: [List.self, Freeze.self])

  struct Freeze: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "freeze",
      abstract: "Keeps the state of a run ready for its pages and papers, and checks it.",
      discussion: """
        Pages and papers of a run are those with ?run=ID. Its state is made from the database \
        without the loads that came later, and compared with the hash in the record of the run. \
        An internal server makes it itself when it is asked for; a public one shows only runs that \
        are kept ready. Of more than \(FrozenRuns.limit) the one that was asked for longest ago \
        goes; retention takes those away that hold what has to go.
        """)

    @OptionGroup var project: ProjectOptions
    @Argument(help: "Its name, see: lagebild runs list.")
    var id: String

    func run() throws {
      let data = try project.dataFolder()
      let runs = FrozenRuns(dataFolder: data, marts: Marts.all)
      let record = try runs.record(id)
      let isVerified = try runs.verify(record)
      Message.write(
        "run \(record.id), revision \(record.revision): kept ready, "
          + (isVerified
            ? "its facts are those of the run"
            : "not comparable with the run, since retention has deleted events"))
    }
  }

  struct List: ParsableCommand {
    @OptionGroup var project: ProjectOptions
    @OptionGroup var format: FormatOption

    func run() throws {
      let records = try RunRecord.all(dataFolder: try project.dataFolder())
      try format.print(project) { try RunRecord.listing(records, $0) }
    }
  }
}

extension ProjectOptions {
  /// What the steps of a pipeline need, joined.
  /// - Parameter creating: whether a missing `Data` folder is created.
  func pipelineContext(creating: Bool) throws -> PipelineContext {
    let folder = try dataFolder(creating: creating)
    let settings = try settings()
    var opened: ProjectStore?
    let writing = {
      if let opened { return opened }
      let store = try ProjectStore.writing(dataFolder: folder)
      opened = store
      return store
    }
    let clock = { Int64(Date().timeIntervalSince1970 * 1000) }
    let reading = { try ProjectStore.reading(dataFolder: folder) }
    let loader = {
      FileLoader(
        store: try writing(), settings: settings, marts: Marts.all,
        options: ReadOptions(now: clock()))
    }
    return PipelineContext(
      project: project, clock: clock, marts: Marts.named,
      landing: InboxLanding(
        dataFolder: folder, settings: settings, clock: clock, loader: loader),
      reference: ReferenceFolder(path: folder + "/reference", reading: reading) { path, feed in
        try loader().load(path, feedName: feed)
      },
      reading: reading, writing: writing,
      figures: {
        try reading().read { try ProjectFigures(reading: $0) }
      },
      say: { Message.write($0) })
  }
}

extension Marts {
  /// The derived tables under the names by which pipelines call them.
  static let named = [NamedMart("usage", UsageCube()), NamedMart("coverage", CoverageMart())]
}
