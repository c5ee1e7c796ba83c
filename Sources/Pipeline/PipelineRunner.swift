import Domain
import Store

/// A step of a plan.
public struct PlannedStep: Sendable {
  public let step: StepDeclaration
  public let state: StepState
}

/// What a run came to.
public struct RunOutcome: Sendable {
  /// Phrases by step id, in running order; only of steps that did something.
  public internal(set) var did: [(step: String, what: String)] = []
  /// What was refused; decides the exit code.
  public internal(set) var faults: [Fault] = []
  /// Loads with warnings or rows in quarantine.
  public internal(set) var doubtfulLoads = 0
  /// Files that were loaded.
  var loads = 0
  /// Small segments have been looked at.
  var isCompacted = false
  /// Set where the run was published.
  public internal(set) var record: RunRecord?
}

/// Runs what is stale of a pipeline, each step after those whose writing it reads.
public struct PipelineRunner {
  public let pipeline: PipelineDeclaration
  public let context: PipelineContext

  public init(_ pipeline: PipelineDeclaration, context: PipelineContext) {
    self.pipeline = pipeline
    self.context = context
  }

  /// The steps in running order with what would happen now. Changes nothing.
  public func plan() throws -> [PlannedStep] {
    let assessor = StepAssessor(
      context: context, pipeline: pipeline, memory: .read(dataFolder: context.dataFolder))
    let edges = StepGraph.edges(of: pipeline.steps)
    var stale: Set<Int> = []
    return try order.map { index in
      let step = pipeline.steps[index]
      var state = try assessor.state(of: step)
      if let first = edges[index].intersection(stale).min(), !state.isStale,
        step.verb != .compute
      {
        state = StepState(
          isStale: true, reason: "follows \(pipeline.steps[first].id)", inputs: state.inputs,
          fingerprint: state.fingerprint)
      }
      if state.isStale { stale.insert(index) }
      return PlannedStep(step: step, state: state)
    }
  }

  /// - Throws: ``Fault`` where a step cannot be done; what the steps before it did stands. Of kind
  ///   `tryAgain` where another run is at work.
  public func run() throws -> RunOutcome {
    let started = context.clock()
    // One run at a time also writes exports and memory; where nothing is stale nobody has to wait.
    if try plan().contains(where: \.state.isStale) { _ = try context.writing() }
    var memory = PipelineMemory.read(dataFolder: context.dataFolder)
    var outcome = RunOutcome()
    var steps: [RunRecord.Step] = []
    for index in order {
      let step = pipeline.steps[index]
      // The record of a run tells all that the run did.
      if step.verb == .publish { compact(&outcome, &steps) }
      let begun = context.clock()
      let state = try StepAssessor(context: context, pipeline: pipeline, memory: memory)
        .state(of: step)
      guard state.isStale else {
        context.say("\(step.id): fresh, \(state.reason)")
        steps.append(RunRecord.Step(id: step.id, did: nil, milliseconds: 0))
        continue
      }
      context.say("\(step.id): \(state.reason)")
      let result = try perform(step, memory, &outcome, steps, started)
      outcome.did.append((step.id, result.did))
      outcome.faults += result.faults
      outcome.doubtfulLoads += result.doubtfulLoads
      outcome.loads += result.loads
      context.say("  \(result.did)")
      let milliseconds = context.clock() - begun
      steps.append(RunRecord.Step(id: step.id, did: result.did, milliseconds: milliseconds))
      if step.verb == .export || step.verb == .publish {
        memory[pipeline.name, step.id] = PipelineMemory.Step(
          declaration: step.fingerprint, inputs: state.fingerprint, outputs: result.outputs)
        try memory.write(dataFolder: context.dataFolder)
      }
    }
    compact(&outcome, &steps)
    return outcome
  }

  /// Merges small segments, once, where the run has loaded something and it pays. Only saves room
  /// and time: where it fails, the run goes on.
  private func compact(_ outcome: inout RunOutcome, _ steps: inout [RunRecord.Step]) {
    guard outcome.loads > 0, !outcome.isCompacted else { return }
    outcome.isCompacted = true
    let begun = context.clock()
    do {
      let report = try context.writing().compact(.whatPays)
      guard report.changedSomething else { return }
      let did = report.description
      context.say("compact: \(did)")
      steps.append(
        RunRecord.Step(id: "compact", did: did, milliseconds: context.clock() - begun))
    } catch {
      context.say("compact: put off. \(error)")
    }
  }

  private func perform(
    _ step: StepDeclaration, _ memory: PipelineMemory, _ outcome: inout RunOutcome,
    _ steps: [RunRecord.Step], _ started: Int64
  ) throws -> StepResult {
    let work = StepWork(context: context)
    switch step.verb {
    case .ingest: return try work.ingest(step)
    case .compute: return try work.compute(step)
    case .export: return try work.export(step, last: memory[pipeline.name, step.id])
    case .publish:
      let exports = pipeline.steps.filter { other in
        other.verb == .export && (step.subjects == ["all"] || step.subjects.contains(other.id))
      }
      let files = exports.flatMap { memory[pipeline.name, $0.id]?.outputs.map { $0 } ?? [] }
      let record = try context.reading().read { reader in
        try RunRecord(
          pipeline: pipeline.name, started: started, milliseconds: context.clock() - started,
          dataState: reader.dataState(), stateHash: context.stateHash(reader),
          steps: steps,
          exports: Dictionary(uniqueKeysWithValues: files))
      }
      try record.write(dataFolder: context.dataFolder)
      outcome.record = record
      return StepResult(did: "run \(record.id)")
    }
  }

  private var order: [Int] {
    guard let order = StepGraph.order(pipeline.steps) else {
      preconditionFailure("a pipeline with a circle was refused when it was read")
    }
    return order
  }
}
