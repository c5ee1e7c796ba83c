import ArgumentParser
import Domain
import Indicators

/// `lagebild coverage state AREA`
struct CoverageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverage", abstract: "What is switched on where.", subcommands: [State.self])

  struct State: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "state",
      abstract: "The state of each Leistung in each Gemeinde of an area.",
      discussion: """
        One line a Gemeinde, Leistung and process: the competent authority, the state of the \
        process there, since when, and whether the last snapshot still mentions the authority \
        (stale: it does not, so the state may be out of date). Without --on, as of the last \
        snapshot.
        """)

    @OptionGroup var project: ProjectOptions
    @Argument(help: "AGS with 2, 3, 5 or 8 digits, or ARS with 12.")
    var area: String
    @OptionGroup var date: DateOption
    @OptionGroup var format: FormatOption

    func run() throws {
      try format.print(project) {
        try CoverageListing(reading: $0).table(area, on: date.day, today: .today)
      }
    }
  }
}
