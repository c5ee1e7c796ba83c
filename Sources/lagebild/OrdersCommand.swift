import ArgumentParser
import Domain
import Planning

/// `lagebild orders list|summary`
struct OrdersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "orders", abstract: "Leistungsaufträge and their Erfüllungsgrad.",
    subcommands: [List.self, Summary.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "Each order: accepted of what is owed, milestones, and what was spent beside it.",
      discussion: """
        What is owed is what the Jahresplanung said when the order was first delivered. Milestones \
        are due by their first plan.
        """)

    @OptionGroup var project: ProjectOptions
    @OptionGroup var date: DateOption
    @Option(help: "Only orders of that year.")
    var year: Int?
    @OptionGroup var format: FormatOption

    func run() throws {
      let day = date.day ?? .today
      try format.print(project) { try OrderFulfilment.table($0, on: day, year: year) }
    }
  }

  struct Summary: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "summary",
      abstract: "The same figures a year, and in all.")

    @OptionGroup var project: ProjectOptions
    @OptionGroup var date: DateOption
    @OptionGroup var format: FormatOption

    func run() throws {
      let day = date.day ?? .today
      try format.print(project) { try OrderFulfilment.summary($0, on: day) }
    }
  }
}
