import ArgumentParser
import Domain
import Foundation
import Indicators
import Ingest
import Store

/// `lagebild ingest FILE…`
struct Ingest: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Loads files now. The same file again changes nothing.")

  @OptionGroup var project: ProjectOptions
  @Option(help: "Feed of the files; otherwise told from name or content.")
  var feed: String?
  @Argument(help: "Files: CSV or NDJSON, plain, .gz or .zst; GV100AD for areas.")
  var files: [String]

  func run() throws {
    let store = try ProjectStore.writing(dataFolder: try project.dataFolder(creating: true))
    let now = Int64(Date().timeIntervalSince1970 * 1000)
    let loader = FileLoader(
      store: store, resolution: .standard, marts: Marts.all, options: ReadOptions(now: now))
    var firstFault: Fault?
    for file in files {
      do {
        report(file, try loader.load(file, feedName: feed))
      } catch let fault as Fault {
        // The other files are not to blame.
        Message.write("lagebild: \(fault)")
        firstFault = firstFault ?? fault
      }
    }
    if let firstFault { throw ExitCode(firstFault.kind.rawValue) }
  }

  private func report(_ file: String, _ outcome: LoadOutcome) {
    switch outcome {
    case .repeated(let id): Message.write("\(file): already there as load \(id), nothing changed")
    case .loaded(let report):
      Message.write(
        "\(file): load \(report.loadID), \(report.rowsIn) rows: \(report.rowsLoaded) loaded,"
          + " \(report.rowsDuplicate) duplicate, \(report.rowsQuarantined) in quarantine")
      for warning in report.warnings {
        let column = warning.column.map { " in \($0)" } ?? ""
        Message.write(
          "  warning \(warning.reason.rawValue)\(column), \(warning.rows) times,"
            + " first in line \(warning.firstLine): \(warning.reason.meaning.en)")
      }
    }
  }
}
