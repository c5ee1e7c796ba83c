import ArgumentParser
import Domain
import Foundation
import Indicators

/// `lagebild changes --since DATE|DECISION`
struct ChangesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "changes",
    abstract: "What changed since a day: in reality, by late delivery, catalogue, definition.")

  @OptionGroup var project: ProjectOptions
  @OptionGroup var format: FormatOption
  @Option(help: "A day, or the id of a decision: then the day of its meeting.")
  var since: String

  func run() throws {
    let log = try DefinitionFile(dataFolder: try project.dataFolder()).log()
    try format.print(project) { reader in
      let day = try Changes.day(since, reader)
      return try Changes.table(since: day, reader, definitions: log.changes(since: day))
    }
  }
}

/// `Data/definitions.csv`: since when which definition holds in the project.
struct DefinitionFile {
  private let path: String

  init(dataFolder: String) { path = dataFolder + "/definitions.csv" }

  func log() throws -> DefinitionLog {
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    return try DefinitionLog(text, at: path)
  }

  /// Notes the definitions of this version of the program.
  func update(on day: Day) throws {
    var log = try log()
    let definitions = IndicatorRegistry.all.map { ($0.id, $0.definitionHash) }
    guard log.note(definitions, on: day) else { return }
    do {
      try log.text.write(toFile: path, atomically: true, encoding: .utf8)
    } catch {
      throw Fault(
        .inputOutput, at: path, "the log of definitions cannot be written",
        remedy: "Check permissions and free space of the folder")
    }
  }
}
