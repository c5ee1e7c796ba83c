import ArgumentParser
import Domain
import Formats
import Foundation
import Planning

/// `lagebild forecast show|list|backtest|study`
struct ForecastCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forecast", abstract: "How far a process will have spread, and when.",
    subcommands: [Show.self, List.self, Backtest.self, Study.self])

  /// `--horizon --draws --seed`
  struct Drawing: ParsableArguments {
    @Option(help: "Months after the last observed one.")
    var horizon = 24
    @Option(help: "Futures that are drawn.")
    var draws = 500
    @Option(help: "The same seed draws the same futures.")
    var seed: UInt64 = 1

    func validate() throws {
      guard (1...240).contains(horizon) else {
        throw ValidationError("--horizon \(horizon) is not between 1 and 240 months.")
      }
      guard (10...100_000).contains(draws) else {
        throw ValidationError("--draws \(draws) is not between 10 and 100000.")
      }
    }

    var settings: AdoptionForecast.Settings {
      AdoptionForecast.Settings(horizon: horizon, draws: draws, seed: seed)
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "The observed months of a process and its forecast with 80 and 95 % bands.",
      discussion: """
        Bass, logistic and Gompertz curves are fitted to the months that are known; the one that \
        would have forecast best so far is drawn from the state of today on, with other Kreise in \
        each draw. Where none does better than the line through the last six months, there is \
        that line and no band. With --format json the note says which, and when the target (feed \
        targets, indicator activation_rate; otherwise 80 % to read by) is reached.
        """)

    @Argument(help: "Key of the process.")
    var process: String
    @OptionGroup var project: ProjectOptions
    @OptionGroup var drawing: Drawing
    @Option(help: "Only the authorities of this Kreis (five digits), where at least 20 are.")
    var kreis: String?
    @OptionGroup var format: FormatOption

    func run() throws {
      try format.print(project) {
        try AdoptionForecasts.table($0, process: process, kreis: kreis, drawing.settings)
      }
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "A row a released process: model, error, share today, when the target is reached.",
      discussion: """
        forecast is bass, logistic or gompertz; naive, where no curve does better than the line \
        through the last six months; or why no curve can be fitted. A month beyond the horizon is \
        "beyond".
        """)

    @OptionGroup var project: ProjectOptions
    @OptionGroup var drawing: Drawing
    @OptionGroup var format: FormatOption

    func run() throws {
      try format.print(project) { try AdoptionForecasts.listing($0, drawing.settings) }
    }
  }

  struct Backtest: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "backtest",
      abstract: "Earlier forecasts, what came, and how far each model and the naive line were off.")

    @Argument(help: "Key of the process; otherwise all released ones.")
    var process: String?
    @OptionGroup var project: ProjectOptions
    @OptionGroup var format: FormatOption

    func run() throws {
      try format.print(project) { try AdoptionForecasts.backtest($0, process: process) }
    }
  }

  struct Study: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "study",
      abstract: "How often the bands hold, on simulated spreads whose future is known.",
      discussion: "Needs no project. Ends with an error where the 80 % band holds in less than "
        + "70 % or more than 90 % of the forecasts.")

    @Option(help: "Simulated spreads.")
    var curves = 500
    @Option(help: "Futures that are drawn for each.")
    var draws = 200
    @Option(help: "The same seed makes the same spreads.")
    var seed: UInt64 = 1

    func validate() throws {
      guard curves > 0, draws >= 10 else {
        throw ValidationError("A study needs at least one spread and ten draws.")
      }
    }

    func run() throws {
      let study = ForecastStudy(curves: curves, draws: draws, seed: seed)
      FileHandle.standardOutput.write(Data(study.text.utf8))
      guard study.isSound else {
        throw Fault(
          .internal, at: "forecast study",
          "the 80 % band does not hold in 70 to 90 % of the forecasts",
          remedy: "Do not publish bands before the cause is known")
      }
    }
  }
}
