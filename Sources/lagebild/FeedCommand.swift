import ArgumentParser
import Domain
import Formats
import Foundation

/// `lagebild feed list|schema|template`
struct FeedCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "feed", abstract: "The feeds that Lagebild takes.",
    subcommands: [List.self, Schema.self, FeedTemplateCommand.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Name and meaning of each feed.")

    func run() {
      for feed in FeedCatalogue.all { Swift.print("\(feed.name): \(feed.row.en)") }
    }
  }

  struct Schema: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "schema",
      abstract: "The feed's columns as a Frictionless Table Schema (JSON).")

    @Argument(help: "Name of the feed.")
    var feed: String

    func run() throws {
      let schema = try FeedCommand.feed(feed, for: "feed schema")
      FileHandle.standardOutput.write(Data(TableSchema.json(schema).pretty.utf8))
    }
  }

  /// - Throws: ``Fault`` with a suggestion for a name that no feed has.
  static func feed(_ name: String, for command: String) throws(Fault) -> FeedSchema {
    if let feed = FeedCatalogue.feed(named: name) { return feed }
    throw Fault(
      .usage, at: "\(command) \(name)", "there is no such feed",
      remedy: Suggestion.hint(for: name, among: FeedCatalogue.all.map(\.name)))
  }
}

/// `lagebild feed template FEED`
struct FeedTemplateCommand: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable { case csv, xlsx }

  static let configuration = CommandConfiguration(
    commandName: "template",
    abstract: "An empty table to fill in: CSV, or XLSX with explanations and drop-downs.",
    discussion: """
      The explanation of the columns is the second sheet of the XLSX file; beside a CSV file \
      NAME.csv it is written to NAME.erlaeuterung.csv. What people save is loaded with \
      lagebild ingest --profile hand.
      """)

  @Argument(help: "Name of the feed.")
  var feed: String
  @Option(help: "csv or xlsx; otherwise as the name of the output ends, else csv.")
  var format: Format?
  @Option(help: "File to write; otherwise stdout.")
  var output: String?

  func run() throws {
    let schema = try FeedCommand.feed(feed, for: "feed template")
    let isWorkbook = (format ?? (output?.hasSuffix(".xlsx") == true ? .xlsx : .csv)) == .xlsx
    guard isWorkbook else {
      let text = FeedTemplate.csv(schema)
      guard let output else { return FileHandle.standardOutput.write(Data(text.utf8)) }
      try write(Data(text.utf8), to: output)
      let name = output.hasSuffix(".csv") ? String(output.dropLast(4)) : output
      try write(Data(FeedTemplate.explanation(schema).utf8), to: name + ".erlaeuterung.csv")
      return
    }
    guard output != nil || isatty(STDOUT_FILENO) == 0 else {
      throw Fault(
        .usage, at: "feed template", "a workbook is no text for a terminal",
        remedy: "Name a file with --output \(feed).xlsx")
    }
    let bytes = Data(try WorkbookWriter.bytes(FeedTemplate.workbook(schema)))
    guard let output else { return FileHandle.standardOutput.write(bytes) }
    try write(bytes, to: output)
  }

  /// Never writes over what people may have filled in.
  private func write(_ data: Data, to path: String) throws {
    guard FileManager.default.contents(atPath: path) != data else { return }
    do {
      try data.write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
    } catch let error as CocoaError where error.code == .fileWriteFileExists {
      throw Fault(
        .usage, at: "--output \(path)", "there is a file of that name already",
        remedy: "Name another one, or remove it first")
    }
    Message.write("wrote \(path)")
  }
}
