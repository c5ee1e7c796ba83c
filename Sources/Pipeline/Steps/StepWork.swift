import Cryptography
import Domain
import Formats
import Foundation
import Indicators
import Store

/// What a step did.
struct StepResult {
  /// As a phrase: `3 files loaded`.
  var did: String
  /// File below `Data` → SHA-256 of its bytes.
  var outputs: [String: String] = [:]
  /// Files that were refused; the others are loaded all the same.
  var faults: [Fault] = []
  /// Files that were loaded.
  var loads = 0
  /// Loads with warnings or rows in quarantine.
  var doubtfulLoads = 0
}

/// A step → its effect. Each verb is a function; publishing stands in `RunRecord`.
struct StepWork {
  let context: PipelineContext

  /// Files of a folder → facts, one load a file.
  func ingest(_ step: StepDeclaration) throws -> StepResult {
    let landing = context.source(of: step)
    var loaded = 0
    var repeated = 0
    var rows = 0
    var doubtful = 0
    var faults: [Fault] = []
    for file in try InboxFile.of(step, in: landing.files()) {
      if let reason = file.waitsFor {
        context.say("  \(file.name) waits: \(reason)")
        continue
      }
      switch try landing.load(file) {
      case .loaded(let report):
        loaded += 1
        rows += report.rowsLoaded
        if report.rowsQuarantined > 0 || !report.warnings.isEmpty { doubtful += 1 }
        context.say(
          "  \(file.name): \(report.rowsLoaded) rows loaded, \(report.rowsDuplicate) duplicate,"
            + " \(report.rowsQuarantined) in quarantine")
      case .repeated(let id):
        repeated += 1
        context.say("  \(file.name): already there as load \(id)")
      case .refused(let fault):
        faults.append(fault)
        context.say("  \(file.name) refused: \(fault)")
      }
    }
    var did = "\(loaded) \(loaded == 1 ? "file" : "files") loaded, \(rows) rows"
    if repeated > 0 { did += ", \(repeated) repeated" }
    if !faults.isEmpty { did += ", \(faults.count) refused" }
    return StepResult(did: did, faults: faults, loads: loaded, doubtfulLoads: doubtful)
  }

  /// Facts → derived tables, where they are missing or out of date.
  func compute(_ step: StepDeclaration) throws -> StepResult {
    let store = try context.writing()
    let stale = try store.read { try context.staleMarts(among: step.subjects, $0) }
    try store.rebuild(stale.map(\.mart))
    return StepResult(did: "rebuilt \(stale.map(\.name).joined(separator: ", "))")
  }

  /// A figure → files in `Data/outbox`, and away with those of its last run that bear other names.
  func export(_ step: StepDeclaration, last: PipelineMemory.Step?) throws -> StepResult {
    guard let figure = step.figure else { preconditionFailure("an export shows a figure") }
    let table = try context.figures().table(figure.request)
    var result = StepResult(did: "")
    for form in figure.forms {
      let name = FileName.name(step.id, of: table, extension: form.rawValue)
      let text =
        switch form {
        case .csv: CSVWriter.text(table)
        case .json: TableJSON.json(table).pretty
        }
      try DurableFile.write(Array(text.utf8), to: context.dataFolder + "/outbox/" + name)
      result.outputs["outbox/" + name] = Hex.encode(SHA256.digest(Array(text.utf8)))
    }
    for (file, digest) in last?.outputs ?? [:] where result.outputs[file] == nil {
      let path = context.dataFolder + "/" + file
      // What somebody else has written under that name is not ours to remove.
      if Fingerprint.ofFile(path) == digest { try? FileManager.default.removeItem(atPath: path) }
    }
    result.did =
      "\(table.rows.count) rows in "
      + result.outputs.keys.sorted().map { "Data/" + $0 }.joined(separator: ", ")
    return result
  }
}
