import ArgumentParser
import Domain
import Formats
import Foundation
import Planning
import Store

/// `lagebild benefit show|list`
struct BenefitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "benefit", abstract: "What candidates and processes cost and bring.",
    subcommands: [Show.self, List.self])

  /// Options of every reckoning.
  struct Reckoning: ParsableArguments {
    @OptionGroup var drawn: DrawOptions
    @Option(help: "Discount rate as a share, as in 0.03; otherwise that of the day.")
    var rate: String?
    @OptionGroup var date: DateOption

    /// - Throws: ``Fault`` (usage).
    func checkedRate() throws -> Double? {
      guard let text = rate else { return nil }
      guard let number = ExactDecimal(text)?.double, (0...1).contains(number) else {
        throw Fault(
          .usage, at: "--rate \(text)", "that is no discount rate",
          remedy: "Write 3 % as 0.03")
      }
      return number
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "One candidate or running process, with the source of every input.",
      discussion: """
        Capital value (WiBe) with P5, P50, P95 and the probability that it is above zero, payback, \
        what the administration saves in EUR and citizens in hours a year, by bearer, by year, \
        inputs with their sources, and which of them matters most. What lacks data is not \
        assessable: the answer says what is missing.
        """)

    @Argument(help: "A candidate or a process.")
    var id: String
    @OptionGroup var project: ProjectOptions
    @OptionGroup var format: FormatOption
    @OptionGroup var reckoning: Reckoning

    func run() throws {
      let rate = try reckoning.checkedRate()
      let sheet = try project.read {
        try CostBenefit.sheet(
          $0, id: id, count: reckoning.drawn.draws, seed: reckoning.drawn.seed,
          on: reckoning.date.day, rate: rate)
      }
      switch format.format {
      case .csv: format.print(sheet.table)
      case .json:
        let text = BenefitAnswer.json(sheet).pretty
        FileHandle.standardOutput.write(Data(text.utf8))
      }
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "All candidates; those that cannot be assessed with what they lack.")

    @OptionGroup var project: ProjectOptions
    @OptionGroup var format: FormatOption
    @OptionGroup var reckoning: Reckoning

    func run() throws {
      let rate = try reckoning.checkedRate()
      try format.print(project) {
        try CostBenefit.table(
          $0, count: reckoning.drawn.draws, seed: reckoning.drawn.seed,
          on: reckoning.date.day, rate: rate)
      }
    }
  }
}

/// `lagebild assumptions list`
struct AssumptionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assumptions", abstract: "The figures on which every EUR rests.",
    subcommands: [List.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "Every figure in force with its source, and what the project has put in its place.")

    @OptionGroup var project: ProjectOptions
    @OptionGroup var format: FormatOption
    @OptionGroup var date: DateOption

    func run() throws {
      try format.print(project) { try Assumptions.table($0, on: date.day) }
    }
  }
}
