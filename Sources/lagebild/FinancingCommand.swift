import ArgumentParser
import Domain
import Planning

extension SharePolicy: ExpressibleByArgument {}

/// `lagebild financing list`
struct FinancingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "financing", abstract: "Budget years under § 5 of the agreement.",
    subcommands: [List.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "What was spent, who bears it, what the Kommunen carry over.")

    @OptionGroup var project: ProjectOptions
    @OptionGroup var format: FormatOption
    @Option(help: "Reading of § 5 (2) for all years; otherwise the one each budget year names.")
    var policy: SharePolicy?

    func run() throws {
      try format.print(project) { try Financing.table($0, policy: policy) }
    }
  }
}
