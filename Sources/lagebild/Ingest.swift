import ArgumentParser
import Declarations
import Domain
import Foundation
import Ingest
import Store

/// `lagebild ingest FILE…`
struct Ingest: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Loads files now. The same file again changes nothing.",
    discussion: """
      A file in Data/inbox follows the landing protocol: it needs its manifest, and goes to \
      Data/archive or Data/rejected. A file elsewhere stays as it is.
      """)

  @OptionGroup var project: ProjectOptions
  @Option(help: "Feed of the files; otherwise told from manifest, name or content.")
  var feed: String?
  @Flag(help: "Load files of Data/inbox that have no manifest and have settled for a minute.")
  var withoutManifest = false
  @Option(help: "Mapping file for tables with columns of their own.")
  var mapping: String?
  @Argument(help: "Files: CSV or NDJSON, plain, .gz or .zst; GV100AD for areas.")
  var files: [String]

  func run() throws {
    let data = try project.dataFolder(creating: true)
    let now = Int64(Date().timeIntervalSince1970 * 1000)
    let mapping = try mapping.map(Self.mapping)
    let loader = FileLoader(
      store: try ProjectStore.writing(dataFolder: data), settings: try project.settings(),
      marts: Marts.all, options: ReadOptions(now: now), progress: ProgressBar.onTerminal())
    let inbox = LandingFolder(dataFolder: data) { loader }
    var firstFault: Fault?
    for file in files {
      do {
        if inbox.contains(file) {
          try land(file, in: inbox, mapping, now: now)
        } else {
          report(file, try loader.load(file, feedName: feed, mapping: mapping))
        }
      } catch let fault as Fault {
        // The other files are not to blame.
        Message.write("lagebild: \(fault)")
        firstFault = firstFault ?? fault
      }
    }
    if let firstFault { throw ExitCode(firstFault.kind.rawValue) }
  }

  private func land(
    _ file: String, in inbox: LandingFolder, _ mapping: Mapping?, now: Int64
  ) throws {
    guard let entry = inbox.entry(URL(fileURLWithPath: file).lastPathComponent) else {
      throw Fault(.inputMissing, at: file, "there is no such file", remedy: "Check the path")
    }
    if let reason = inbox.waitsFor(entry, withoutManifest: withoutManifest, now: now) {
      throw Fault(
        .tryAgain, at: file, "it is not loaded yet: \(reason)",
        remedy: "Wait for the producer, or use --without-manifest")
    }
    switch try inbox.load(entry, feedName: feed, mapping: mapping) {
    case .loaded(let loaded): report(file, .loaded(loaded))
    case .repeated(let id): report(file, .repeated(loadID: id))
    case .refused(let fault): throw fault
    }
  }

  private static func mapping(_ path: String) throws -> Mapping {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Fault(
        .inputMissing, at: "--mapping \(path)", "there is no such file", remedy: "Check the path")
    }
    return try Mapping.parse(String(decoding: data, as: UTF8.self), file: path)
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
