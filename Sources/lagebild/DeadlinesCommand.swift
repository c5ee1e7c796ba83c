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
  @Option(help: "Seen from this day, e.g. 2026-06-30; otherwise today.")
  var on: String?
  @Option(help: "Form of the listing; ics is a calendar.")
  var format: Format = .csv

  func run() throws {
    let today = try Clock.day(on, option: "--on")
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

/// What day it is.
enum Clock {
  static var today: Day { BerlinTime.day(ofInstant: Int64(Date().timeIntervalSince1970 * 1000)) }

  /// A day as it is written, or today.
  static func day(_ text: String?, option: String) throws -> Day {
    guard let text else { return today }
    guard let day = Day(text) else {
      throw Fault(
        .usage, at: "\(option) \(text)", "that is no day", remedy: "Write it as 2026-06-30")
    }
    return day
  }
}
