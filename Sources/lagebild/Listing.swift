import ArgumentParser
import Domain
import Formats
import Foundation
import Indicators

extension AreaLevel: ExpressibleByArgument {}

/// `lagebild area list`
struct AreaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "area", abstract: "The register of areas.", subcommands: [List.self])

  struct List: ParsableCommand {
    @OptionGroup var project: ProjectOptions
    @OptionGroup var format: FormatOption
    @Option(help: "Only areas of this level.")
    var level: AreaLevel?

    func run() throws {
      try format.print(project) { try Listings.areas($0, level: level) }
    }
  }
}

/// `lagebild process list`
struct ProcessCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "process", abstract: "The processes on service-bw.", subcommands: [List.self])

  struct List: ParsableCommand {
    @OptionGroup var project: ProjectOptions
    @OptionGroup var format: FormatOption

    func run() throws {
      try format.print(project) { try Listings.processes($0) }
    }
  }
}

/// `lagebild load list`
struct LoadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "load", abstract: "The ledger of loads.", subcommands: [List.self, Warnings.self])

  struct List: ParsableCommand {
    @OptionGroup var project: ProjectOptions
    @OptionGroup var format: FormatOption

    func run() throws {
      try format.print(project) { try Listings.loads($0) }
    }
  }

  struct Warnings: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "warnings",
      abstract: "What was odd about loaded rows, and each repair of a hand-kept cell.")

    @OptionGroup var project: ProjectOptions
    @OptionGroup var format: FormatOption
    @Option(help: "Number of a load; otherwise all.")
    var load: Int64?

    func run() throws {
      try format.print(project) { try Listings.warnings($0, load: load) }
    }
  }
}

/// `lagebild quarantine list`
struct QuarantineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quarantine", abstract: "The refused rows.", subcommands: [List.self])

  struct List: ParsableCommand {
    @OptionGroup var project: ProjectOptions
    @OptionGroup var format: FormatOption

    func run() throws {
      try format.print(project) { try Listings.quarantine($0) }
    }
  }
}
