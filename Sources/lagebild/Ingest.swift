import ArgumentParser
import Declarations
import Domain
import Foundation
import Ingest
import Planning
import Store

extension FeedProfile: ExpressibleByArgument {}
extension TextEncoding: ExpressibleByArgument {}

/// `lagebild ingest FILE…`
struct Ingest: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ingest",
    abstract: "Loads files now. The same file again changes nothing.",
    discussion: """
      A file in Data/inbox follows the landing protocol: it needs its manifest, and goes to \
      Data/archive or Data/rejected. A file elsewhere stays as it is.
      """)

  /// Warnings of a file that are told at once.
  private static let warningsTold = 40

  @OptionGroup var project: ProjectOptions
  @Option(help: "Feed of the files; otherwise told from manifest, name or content.")
  var feed: String?
  @Flag(help: "Load files of Data/inbox that have no manifest and have settled for a minute.")
  var withoutManifest = false
  @Option(help: "Mapping file for tables with columns of their own.")
  var mapping: String?
  @Option(
    help: "hand: repair, aloud, what people saved as CSV or XLSX; else as lagebild.toml says.")
  var profile: FeedProfile?
  @Option(help: "Encoding of a CSV file of profile hand: utf-8 or windows-1252.")
  var encoding: TextEncoding?
  @Argument(help: "Files: CSV or NDJSON, plain, .gz or .zst; GV100AD for areas; XLSX by hand.")
  var files: [String]

  func run() throws {
    let data = try project.dataFolder(creating: true)
    let now = Int64(Date().timeIntervalSince1970 * 1000)
    let mapping = try mapping.map(Self.mapping)
    let settings = try project.settings()
    let store = try ProjectStore.writing(dataFolder: data)
    let loader = FileLoader(
      store: store, settings: settings, marts: Marts.all,
      options: ReadOptions(now: now, profile: profile, encoding: encoding),
      progress: ProgressBar.onTerminal())
    let inbox = LandingFolder(dataFolder: data, settings: settings) { loader }
    var firstFault: Fault?
    for file in files {
      do {
        if inbox.contains(file) {
          try land(file, in: inbox, mapping, now: now, store)
        } else {
          try report(file, loader.load(file, feedName: feed, mapping: mapping), store)
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
    _ file: String, in inbox: LandingFolder, _ mapping: Mapping?, now: Int64, _ store: ProjectStore
  ) throws {
    guard let entry = inbox.entry(URL(fileURLWithPath: file).lastPathComponent) else {
      throw Fault(.inputMissing, at: file, "there is no such file", remedy: "Check the path")
    }
    let isReadyAlone = withoutManifest || profile == .hand
    if let reason = inbox.waitsFor(entry, withoutManifest: isReadyAlone, now: now) {
      throw Fault(
        .tryAgain, at: file, "it is not loaded yet: \(reason)",
        remedy: "Wait for the producer, or use --without-manifest")
    }
    switch try inbox.load(entry, feedName: feed, mapping: mapping) {
    case .loaded(let loaded): try report(file, .loaded(loaded), store)
    case .repeated(let id): try report(file, .repeated(loadID: id), store)
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

  private func report(_ file: String, _ outcome: LoadOutcome, _ store: ProjectStore) throws {
    switch outcome {
    case .repeated(let id):
      Message.write("\(file): already there as load \(id), nothing changed")
      // Whoever goes back to an earlier list would believe that it counts now.
      if let later = try store.read({ try $0.load(above: id) }) {
        Message.write(
          "  load \(later.loadID) (\(later.file)) came later and counts where both tell of the same;"
            + " for this file to count again, load it with an empty line at its end")
      }
    case .loaded(let report):
      Message.write(
        "\(file): load \(report.loadID), \(report.rowsIn) rows: \(report.rowsLoaded) loaded,"
          + " \(report.rowsDuplicate) duplicate, \(report.rowsQuarantined) in quarantine")
      for warning in report.warnings.prefix(Self.warningsTold) {
        let column = warning.column.map { " in \($0)" } ?? ""
        Message.write(
          warning.reason == .repairedByHand && warning.rows == 1
            ? "  repaired\(column), line \(warning.firstLine): \(warning.excerpt)"
            : "  warning \(warning.reason.rawValue)\(column), \(warning.rows) times,"
              + " first in line \(warning.firstLine): \(warning.reason.meaning.en)")
      }
      let rest = report.warnings.count - Self.warningsTold
      if rest > 0 {
        Message.write("  and \(rest) more: lagebild load warnings --load \(report.loadID)")
      }
      for name in try unknownNames(report, store).prefix(Self.warningsTold) {
        Message.write("  note: \(name.sentence). \(name.remedy)")
      }
    }
  }

  /// What people may have misspelt in the list that was loaded, or in what it goes on.
  private func unknownNames(_ report: LoadReport, _ store: ProjectStore) throws -> [UnknownName] {
    try store.read { reader in
      guard let load = try reader.loads().last(where: { $0.loadID == report.loadID }),
        FeedCatalogue.handKept.contains(load.feed)
      else { return [] }
      return try UnknownName.all(reader, in: load.feed)
    }
  }
}
