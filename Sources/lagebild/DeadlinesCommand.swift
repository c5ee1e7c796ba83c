import ArgumentParser
import Domain
import Formats
import Foundation
import Planning

/// `lagebild deadlines`
struct DeadlinesCommand: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable { case csv, json, ics }

  static let configuration = CommandConfiguration(
    commandName: "deadlines",
    abstract: "What is due: yearly report, 30 June, decisions, targets, promises, laws.")

  @OptionGroup var project: ProjectOptions
  @OptionGroup var date: DateOption
  @Option(help: "Form of the listing; ics is a calendar.")
  var format: Format = .csv

  func run() throws {
    let today = date.day ?? .today
    let table = try project.read { try Deadlines.table($0, on: today) }
    let text =
      switch format {
      case .csv: CSVWriter.text(table)
      case .json: TableJSON.json(table).pretty + "\n"
      case .ics: CalendarText.text(table, madeOn: today)
      }
    FileHandle.standardOutput.write(Data(text.utf8))
  }
}
