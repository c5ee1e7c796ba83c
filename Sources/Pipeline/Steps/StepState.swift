import Cryptography
import Domain
import Store

/// What a step starts from, as the world stands now.
public struct StepState: Sendable, Equatable {
  public let isStale: Bool
  /// Why, as a phrase: `the data changed`, `nothing waits`.
  public let reason: String
  /// Files that the step would take, or names that it reads.
  public let inputs: [String]
  /// Digest of what the step reads; compared with the one of its last run.
  let fingerprint: String
}

/// World and memory → is a step stale, and why.
struct StepAssessor {
  let context: PipelineContext
  let pipeline: PipelineDeclaration
  let memory: PipelineMemory

  func state(of step: StepDeclaration) throws -> StepState {
    switch step.verb {
    case .ingest: try ingest(step)
    case .compute: try compute(step)
    case .export: try remembered(step, inputs: exportInputs(step), names: ["last committed state"])
    case .publish: try remembered(step, inputs: publishInputs(step), names: step.subjects)
    }
  }

  /// Stale while a file is ready: what was loaded is cleared away, so nothing is remembered.
  private func ingest(_ step: StepDeclaration) throws -> StepState {
    let files = try InboxFile.of(step, in: context.source(of: step).files())
    let ready = files.filter { $0.waitsFor == nil }
    let waiting = files.compactMap { file in file.waitsFor.map { "\(file.name): \($0)" } }
    let place = "Data/\(step.folder?.rawValue ?? "")"
    let reason =
      ready.isEmpty
      ? waiting.isEmpty ? "nothing new in \(place)" : "only waiting files in \(place)"
      : "\(ready.count) \(ready.count == 1 ? "file" : "files") in \(place)"
    return StepState(
      isStale: !ready.isEmpty, reason: reason, inputs: ready.map(\.name) + waiting,
      fingerprint: "")
  }

  /// Loads keep derived tables up to date by themselves: stale is one that has not seen them all.
  private func compute(_ step: StepDeclaration) throws -> StepState {
    let stale = try context.reading().read { reader in
      try context.staleMarts(among: step.subjects, reader).map(\.name)
    }
    return StepState(
      isStale: !stale.isEmpty,
      reason: stale.isEmpty
        ? "the loads keep it up to date"
        : "has not seen all loads: \(stale.joined(separator: ", "))",
      inputs: step.reads, fingerprint: "")
  }

  private func remembered(
    _ step: StepDeclaration, inputs: String, names: [String]
  ) throws -> StepState {
    let reason = reason(step, inputs)
    return StepState(
      isStale: reason != nil, reason: reason ?? "nothing changed", inputs: names,
      fingerprint: inputs)
  }

  private func reason(_ step: StepDeclaration, _ inputs: String) -> String? {
    guard let last = memory[pipeline.name, step.id] else { return "never done before" }
    if last.declaration != step.fingerprint { return "the declaration changed" }
    if last.inputs != inputs { return "the data changed" }
    for (file, digest) in last.outputs.sorted(by: { $0.key < $1.key }) {
      let path = context.dataFolder + "/" + file
      guard let found = Fingerprint.ofFile(path) else { return "Data/\(file) is missing" }
      if found != digest { return "Data/\(file) was changed by another hand" }
    }
    return nil
  }

  private func exportInputs(_ step: StepDeclaration) throws -> String {
    let definition = context.vocabulary.indicators
      .first { $0.id == step.figure?.request.indicator }?.definitionHash
    return Fingerprint.of([definition ?? ""] + (try context.reading().read(Self.deliveries)))
  }

  /// A run is worth publishing when facts or exports differ from those of the last one.
  private func publishInputs(_ step: StepDeclaration) throws -> String {
    let exports = pipeline.steps.filter { other in
      other.verb == .export && (step.subjects == ["all"] || step.subjects.contains(other.id))
    }
    let outputs = exports.flatMap { other in
      memory[pipeline.name, other.id].map { step in
        step.outputs.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
      } ?? []
    }
    return Fingerprint.of(outputs + (try context.reading().read(Self.deliveries)))
  }

  /// The ledger as content: which bytes were loaded as what.
  private static func deliveries(_ reader: StoreReader) throws -> [String] {
    [try reader.revision()]
      + (try reader.loads().map { "\($0.feed) \(Hex.encode($0.sha256))" }.sorted())
  }
}

extension InboxFile {
  /// The files that an ingest step takes. A file of no known feed goes with the step that takes
  /// all feeds, so that somebody tells why it cannot be loaded.
  static func of(_ step: StepDeclaration, in files: [InboxFile]) -> [InboxFile] {
    let takesAll = step.subjects.count == FeedCatalogue.all.count
    return files.filter { $0.feed.map(step.subjects.contains) ?? takesAll }
  }
}

extension PipelineContext {
  /// Derived tables that are missing or out of date.
  public func staleMarts(among names: [String], _ reader: StoreReader) throws -> [NamedMart] {
    try marts.filter { try names.contains($0.name) && !$0.mart.isUpToDate(reader) }
  }
}
