import ArgumentParser
import Declarations
import Domain
import Formats
import Foundation
import Indicators
import Ingest
import Store

/// `--project DIR`, and what follows from it.
struct ProjectOptions: ParsableArguments {
  @Option(
    help: "Project folder with Pipelines, Dashboards and Data; otherwise LAGEBILD_PROJECT, or here."
  )
  var project = ProcessInfo.processInfo.environment["LAGEBILD_PROJECT"] ?? "."

  /// The project's `Data` folder.
  /// - Throws: ``Fault`` where the project folder is missing.
  func dataFolder(creating: Bool = false) throws -> String {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: project, isDirectory: &isFolder),
      isFolder.boolValue
    else {
      throw Fault(
        .inputMissing, at: "--project \(project)", "there is no such folder",
        remedy: "Create it, or name another one")
    }
    let folder = project + "/Data"
    if creating {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }
    return folder
  }

  /// What `lagebild.toml` in the project folder says.
  /// - Throws: ``Fault`` or ``Faults`` for a file that does not read.
  func settings() throws -> ProjectSettings {
    try ProjectSettings.read(projectFolder: project)
  }

  /// The last committed state.
  func read<Value>(_ body: (StoreReader) throws -> Value) throws -> Value {
    try ProjectStore.reading(dataFolder: try dataFolder()).read(body)
  }
}

/// `--format csv|json`
struct FormatOption: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable { case csv, json }

  @Option(help: "Form of the listing.")
  var format: Format = .csv

  func print<Scope>(_ table: Table<Scope>) { Self.print(table, as: format) }

  static func print<Scope>(_ table: Table<Scope>, as format: Format) {
    let text = format == .csv ? CSVWriter.text(table) : TableJSON.json(table).pretty + "\n"
    FileHandle.standardOutput.write(Data(text.utf8))
  }

  /// Prints a table of the project's last committed state.
  func print<Scope>(
    _ project: ProjectOptions, _ body: (StoreReader) throws -> Table<Scope>
  ) throws {
    print(try project.read(body))
  }
}
