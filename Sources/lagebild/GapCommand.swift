import ArgumentParser
import Domain
import Indicators

/// `lagebild gap list --kreis KREIS`
struct GapCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gap", abstract: "What is missing in a Kreis, and who acts next.",
    subcommands: [List.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "Released Standard- and EfA-Prozesse that competent authorities do not use.",
      discussion: """
        One line an authority of the Kreis and process, what is nearest to being done first: the \
        state in which it is stuck, since when, who acts next, and the function mailbox from the \
        feed contacts. What is online elsewhere \
        and what was decided against (a decision whose refers_to is PROCESS/ARS and whose result \
        begins with "bewusst nicht") are states of their own, not gaps to be closed.
        """)

    @OptionGroup var project: ProjectOptions
    @Option(help: "Key of the Kreis, five digits.")
    var kreis: String
    @OptionGroup var date: DateOption
    @OptionGroup var format: FormatOption

    func run() throws {
      try format.print(project) { try GapListing(reading: $0).table(kreis: kreis, on: date.day) }
    }
  }
}
