import ArgumentParser
import Domain
import Formats
import Foundation
import Indicators
import Store

/// `--project DIR`, and what follows from it.
struct ProjectOptions: ParsableArguments {
  @Option(help: "Project folder with Pipelines, Dashboards and Data.")
  var project = "."

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

  /// The last committed state; `nil` for an empty project.
  func read<Value>(_ body: (StoreReader) throws -> Value) throws -> Value? {
    try ProjectStore.reading(dataFolder: try dataFolder())?.read(body)
  }
}

/// `--format csv|json`
struct FormatOption: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable { case csv, json }

  @Option(help: "Form of the listing.")
  var format: Format = .csv

  func print<Scope>(_ table: Table<Scope>) {
    let text = format == .csv ? CSVWriter.text(table) : TableJSON.json(table).pretty + "\n"
    FileHandle.standardOutput.write(Data(text.utf8))
  }

  /// Prints a listing of the project; an empty project prints what the empty listing prints.
  func print<Scope>(
    _ project: ProjectOptions, header: [String], _ body: (StoreReader) throws -> Table<Scope>
  ) throws {
    if let table = try project.read(body) {
      print(table)
    } else {
      let empty = format == .csv ? header.joined(separator: ",") : "{\n  \"rows\": []\n}"
      FileHandle.standardOutput.write(Data((empty + "\n").utf8))
    }
  }
}
