import ArgumentParser
import Declarations
import Domain
import Foundation
import Indicators
import Pipeline
import Site
import Store

/// `lagebild check`: exit code 0, 65 (data) or 78 (declarations).
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Checks settings, pipelines, dashboards and every byte of the database.")

  @OptionGroup var project: ProjectOptions

  func run() throws {
    var kinds: [Fault.Kind] = []
    func check(_ name: String, _ body: () throws -> String) throws {
      do {
        Swift.print("\(Style.good("ok")) \(name): \(try body())")
      } catch let faults as Faults {
        kinds += faults.all.map(\.kind)
        report(name, faults.all)
      } catch let fault as Fault {
        kinds.append(fault.kind)
        report(name, [fault])
      }
    }
    let folder = try project.dataFolder()
    try check("settings") {
      _ = try project.settings()
      return ProjectSettings.fileName
    }
    let vocabulary = PipelineVocabulary(marts: Marts.named)
    for name in PipelineFolder.names(project: project.project) {
      try check("pipeline \(name)") {
        let pipeline = try PipelineFolder.pipeline(
          name, project: project.project, vocabulary: vocabulary)
        return "\(pipeline.steps.count) steps"
      }
    }
    try check("database") { try database(folder) }
    try check("runs") { "\(try RunRecord.all(dataFolder: folder).count) published" }
    let dashboards = project.project + "/Dashboards"
    if FileManager.default.fileExists(atPath: dashboards), !kinds.contains(.badData) {
      try check("dashboards") {
        let figures = try project.read { try ProjectFigures(reading: $0) }
        _ = try Website(
          dashboardsPath: dashboards, assetsPath: dashboards + "/assets", isPublic: false,
          provider: SiteProvider { figures })
        return "every name is known"
      }
    }
    // Damaged data outweighs a misspelt name.
    if let kind = kinds.contains(.badData) ? .badData : kinds.first {
      throw ExitCode(kind.rawValue)
    }
  }

  private func database(_ folder: String) throws -> String {
    let report = try ProjectStore.reading(dataFolder: folder).read { try $0.integrity() }
    guard report.faults.isEmpty else { throw Faults(report.faults) }
    return "\(report.loadsChecked) loads, \(report.chunksRead) chunks read"
  }

  private func report(_ name: String, _ faults: [Fault]) {
    for fault in faults { Swift.print("\(Style.bad("fault")) \(name): \(fault)") }
  }
}
