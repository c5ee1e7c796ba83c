import ArgumentParser
import Planning

extension ActivationGrouping: ExpressibleByArgument {}

/// `lagebild activation time`
struct ActivationCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "activation", abstract: "From the release of a process to its activation.",
    subcommands: [Time.self])

  struct Time: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "time",
      abstract: "How many days authorities take to activate a process.",
      discussion: """
        Kaplan–Meier with those who have not activated yet as censored, and those who became \
        competent later as entering late. Between two snapshots the day is open: where that moves \
        the median by more than a month, method is turnbull, and the median lies between \
        median_low_days and median_high_days. log_rank_p compares each group with all others.
        """)

    @Argument(help: "Key of the process; otherwise all released ones together.")
    var process: String?
    @OptionGroup var project: ProjectOptions
    @Option(
      help: ArgumentHelp(
        "One row a group.",
        valueName: ActivationGrouping.allCases.map(\.rawValue).joined(separator: "|")))
    var by: ActivationGrouping?
    @Option(help: "Days since the release up to which the mean counts.")
    var within = ActivationTimes.defaultDays
    @OptionGroup var format: FormatOption

    func validate() throws {
      guard (1...36_500).contains(within) else {
        throw ValidationError("--within \(within) is not between 1 and 36500 days.")
      }
    }

    func run() throws {
      try format.print(project) {
        try ActivationTimes.table($0, process: process, by: by, days: within)
      }
    }
  }
}
