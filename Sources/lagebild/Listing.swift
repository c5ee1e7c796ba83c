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
      try format.print(
        project, header: ["ars", "ags", "name", "kind", "parent_ars", "population", "area_km2"]
      ) { try Listings.areas($0, level: level) }
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
      try format.print(
        project,
        header: ["process_id", "name", "kind", "leika", "released_on", "provider", "customer"]
      ) { try Listings.processes($0) }
    }
  }
}

/// `lagebild load list`
struct LoadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "load", abstract: "The ledger of loads.", subcommands: [List.self])

  struct List: ParsableCommand {
    @OptionGroup var project: ProjectOptions
    @OptionGroup var format: FormatOption

    func run() throws {
      try format.print(
        project,
        header: [
          "load_id", "feed", "source", "file", "sha256", "rows_in", "rows_loaded",
          "rows_duplicate", "rows_quarantined", "warnings",
        ]
      ) { try Listings.loads($0) }
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
      try format.print(
        project, header: ["load_id", "file", "line", "column", "reason", "excerpt"]
      ) { try Listings.quarantine($0) }
    }
  }
}

/// `lagebild feed list`
struct FeedCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "feed", abstract: "The feeds that Lagebild takes.", subcommands: [List.self])

  struct List: ParsableCommand {
    func run() {
      for feed in FeedCatalogue.all { Swift.print("\(feed.name): \(feed.row.en)") }
    }
  }
}
