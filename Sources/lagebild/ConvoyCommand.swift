import ArgumentParser
import Domain
import Ingest
import Planning

extension ConvoyEffect.Outcome: ExpressibleByArgument {}

/// `lagebild convoy list|show|uniformity|adopters|effect|spillover`
struct ConvoyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convoy",
    abstract: "Convoys (INDILAKO): roadmap against actual, and what membership goes along with.",
    subcommands: [
      List.self, Show.self, Uniformity.self, Adopters.self, Effect.self, SpilloverCommand.self,
    ])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "Each convoy with its standing: milestones done, slip, uniformity, adopters.",
      discussion: "Without --on, as of the last day of the data.")

    @OptionGroup var project: ProjectOptions
    @OptionGroup var date: DateOption
    @OptionGroup var format: FormatOption

    func run() throws {
      try format.print(project) { try Convoys.table($0, on: date.day, today: .today) }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "The roadmap of a convoy: milestones by members, with the delay in words.",
      discussion: "Without --on, as of the last day of the data.")

    @OptionGroup var project: ProjectOptions
    @Argument(help: "Id of the convoy.")
    var id: String
    @OptionGroup var date: DateOption
    @OptionGroup var format: FormatOption

    func run() throws {
      try format.print(project) {
        try ConvoyRoadmap.table($0, convoy: id, on: date.day, today: .today)
      }
    }
  }

  struct Uniformity: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "uniformity",
      abstract: "Month by month, how many members' authorities use the process in the same way.")

    @OptionGroup var project: ProjectOptions
    @Argument(help: "Id of the convoy; otherwise all.")
    var id: String?
    @OptionGroup var format: FormatOption

    func run() throws {
      try format.print(project) { try ConvoyUniformity.table($0, convoy: id) }
    }
  }

  struct Adopters: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "adopters",
      abstract: "Kreise outside a convoy that took over its process, and after how long.",
      discussion: "Without --on, as of the last day of the data.")

    @OptionGroup var project: ProjectOptions
    @Argument(help: "Id of the convoy; otherwise all.")
    var id: String?
    @OptionGroup var date: DateOption
    @OptionGroup var format: FormatOption

    func run() throws {
      try format.print(project) {
        try BlueprintAdopters.table($0, convoy: id, on: date.day, today: .today)
      }
    }
  }

  struct Effect: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "effect",
      abstract: "Event study: members against other Landkreise, month by month since joining.",
      discussion: """
        What membership is associated with, not what it causes: Landkreise choose themselves. \
        p-values and the interval come from assignments of the same members drawn by lot among the \
        Landkreise; the same seed gives the same figures.
        """)

    @OptionGroup var project: ProjectOptions
    @Argument(help: "Id of the convoy; otherwise all.")
    var id: String?
    @Option(help: "share: of active authorities; adoption: those that switch on in a month.")
    var outcome: ConvoyEffect.Outcome = .share
    @OptionGroup var chance: PermutationsOption
    @OptionGroup var format: FormatOption

    func run() throws {
      try format.print(project) {
        try ConvoyEffect.table(
          $0, convoy: id, outcome: outcome, permutations: chance.permutations, seed: chance.seed)
      }
    }
  }

  struct SpilloverCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "spillover",
      abstract: "Whether neighbours are alike, and begin sooner where neighbours have begun.",
      discussion: """
        Which Kreise share a border stands in Data/reference/nachbarn.csv of the project. \
        own_kreis and neighbours are log odds per share; odds_ratio is for ten percentage points.
        """)

    @OptionGroup var project: ProjectOptions
    @Option(help: "Id of a process; otherwise all Standardprozesse.")
    var process: String?
    @OptionGroup var chance: PermutationsOption
    @OptionGroup var format: FormatOption

    func run() throws {
      let neighbours = try KreisNeighbours(dataFolder: project.dataFolder())
      try format.print(project) {
        try Spillover.table(
          $0, neighbours: neighbours, process: process, permutations: chance.permutations,
          seed: chance.seed)
      }
    }
  }
}

/// `--permutations N --seed N`
struct PermutationsOption: ParsableArguments {
  @Option(help: "Number of assignments drawn by lot, 19 to 100000.")
  var permutations = ConvoyEffect.defaultPermutations
  @Option(help: "Seed of all random numbers.")
  var seed = ConvoyEffect.defaultSeed

  func validate() throws {
    guard (19...100_000).contains(permutations) else {
      throw ValidationError(
        "--permutations \(permutations): take 19 (the fewest for a p-value of 5 %) to 100000.")
    }
  }
}

extension KreisNeighbours {
  /// Which Kreise share a border, as `Data/reference` of a project says.
  /// - Throws: ``Fault`` where the file is missing or does not read.
  init(dataFolder: String) throws {
    let path = dataFolder + "/reference/nachbarn.csv"
    self = try KreisNeighbours(file: path, rows: TextTable.rows(path: path))
  }
}
