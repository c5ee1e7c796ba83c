import ArgumentParser
import Domain
import Planning

extension DecidingBody: ExpressibleByArgument {}

/// `lagebild decision list`
struct DecisionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decision", abstract: "What the bodies decided.", subcommands: [List.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "Decisions with paper, run, votes, owner and due date, the latest first.")

    @OptionGroup var project: ProjectOptions
    @Option(help: "Only decisions of that body.")
    var body: DecidingBody?
    @OptionGroup var format: FormatOption

    func run() throws {
      try format.print(project) { try Decisions.table($0, body: body) }
    }
  }
}
