import ArgumentParser
import Domain
import Indicators
import Planning

/// `lagebild priority rank|criteria`
struct PriorityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "priority",
    abstract: "In which order the candidates should become Standardprozesse, and how sure that is.",
    subcommands: [Rank.self, CriteriaList.self])

  struct Rank: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "rank",
      abstract: "Rank intervals of the candidates under the weights given, and without opinion.",
      discussion: """
        Weights and values are drawn many times (SMAA-2). rank_from and rank_to hold in nine of ten \
        draws; the columns that begin with equal_ are the result without any opinion about weights. \
        Candidates without cost data are listed as not assessable, with what is missing. What is \
        not known of a candidate under another criterion is drawn anew in each draw, which widens \
        its ranks. Criteria: \(Criterion.allCases.map(\.rawValue).joined(separator: ", ")); the \
        first three form the group \(Criterion.benefitName).
        """)

    enum Part: String, EnumerableFlag {
      case pairwise, acceptability, centralWeights, values
    }

    @OptionGroup var question: PriorityQuestion
    @Flag(
      help: """
        Instead of the ranks: how often each is better than each other; how often each has which \
        rank; the weights that favour each; what was measured of each.
        """)
    var part: Part?
    @OptionGroup var format: FormatOption

    func run() throws {
      let (priority, state) = try question.priority(pairs: part == .pairwise)
      switch part {
      case nil: format.print(priority.rankTable(state))
      case .pairwise: format.print(priority.pairTable(state))
      case .acceptability: format.print(priority.acceptabilityTable(state))
      case .centralWeights: format.print(priority.centralWeightTable(state))
      case .values: format.print(priority.valueTable(state))
      }
    }
  }

  struct CriteriaList: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "criteria",
      abstract: "How each criterion is measured, brought to 0…1, and what it weighs on average.")

    @OptionGroup var question: PriorityQuestion
    @OptionGroup var format: FormatOption

    func run() throws {
      let (priority, state) = try question.priority()
      format.print(priority.criteriaTable(state))
    }
  }
}

/// The options of `lagebild priority` → a ranking.
struct PriorityQuestion: ParsableArguments {
  @OptionGroup var project: ProjectOptions
  @Option(
    help: """
      Fixed weights, as net_value=30,hours=20,demand=50; brought to 100 %. What is not named weighs \
      nothing.
      """)
  var weights: String?
  @Option(
    help: """
      What weighs more than what, as "net_value>hours>demand,benefit>balance"; may be given again.
      """)
  var order: [String] = []
  @Option(
    name: .customLong("minimum-benefit"),
    help: "Per cent that cost and benefit weigh together at least (§ 1 (6)); 30 otherwise.")
  var minimumBenefit: String?
  @OptionGroup var drawn: DrawOptions

  func priority(pairs: Bool = false) throws -> (Priority, DataState) {
    let rules = try WeightRules(weights: weights, orders: order, minimumBenefit: minimumBenefit)
    return try project.read { reader in
      (
        try Priority(
          reader: reader, rules: rules, draws: drawn.draws, seed: drawn.seed, pairs: pairs),
        try reader.dataState()
      )
    }
  }
}
