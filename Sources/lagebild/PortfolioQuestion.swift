import ArgumentParser
import Domain
import Ingest
import Planning
import Store

/// The options of `lagebild portfolio` → a problem.
struct PortfolioQuestion: ParsableArguments {
  @Option(
    help: """
      EUR that may be spent on new processes in each budget year, one to five, separated by commas: \
      3000000,3000000. Otherwise what commitments leave of the project's budget years, and what the \
      Kommunen carry over.
      """)
  var budget: String?
  @Option(help: "How many of the project's budget years; otherwise as many as it has, up to five.")
  var years: Int?
  @Option(name: .customLong("first-year"), help: "The first budget year; otherwise this year.")
  var firstYear: Int?
  @Option(
    help: """
      Reading of § 5 (2): A, the Kommunen pay first up to their cap, or B, half and half. Otherwise \
      the one of the project's budget year, or A.
      """)
  var policy: String?
  @Option(
    help: """
      CSV file with id, value, cost_eur and, if wanted, depends_on (ids, separated by blanks), \
      alternative_group, themenfeld, care_eur_a_year. Otherwise the project's candidates, each \
      worth its median capital value.
      """)
  var candidates: String?
  @Option(help: "At least so many of a Themenfeld, as Bauen=2; again for each Themenfeld.")
  var minimum: [String] = []
  @Option(
    name: .customLong("carry-in"),
    help: """
      EUR that the Kommunen bring over into the first year. Otherwise, with the project's budget \
      years, what its account of § 5 says; with --budget that account only bounds their share.
      """)
  var carryIn: String?
  @Flag(
    name: .customLong("carry-budget"),
    help: "All that a year does not spend moves into the next, not only the Kommunen's share.")
  var carryBudget = false
  @Option(name: .customLong("time-limit"), help: "Seconds after which the search ends.")
  var timeLimit = "10"
  @Option(help: "Seed of the draws of what the project's candidates are worth.")
  var seed: UInt64 = 1
  @OptionGroup var project: ProjectOptions

  /// Of the search in one draw: how often it asks whether to go on.
  static let effort = 2_000

  /// What is asked: a problem, and where it comes from the project, what the project knows of it.
  struct Asked {
    let problem: PortfolioProblem
    /// `nil`: a list of candidates was given.
    let project: ProjectPortfolio?
    let money: ProjectMoney
    let dataState: DataState
  }

  /// - Throws: ``Fault`` for an option or a file that cannot be read.
  func asked() throws -> Asked {
    let minimums = try MinimumText.minimums(minimum, at: "--minimum")
    return try project.read { reader in
      let money = try self.money(reader)
      var projectPortfolio: ProjectPortfolio?
      let list: [PortfolioCandidate]
      if let candidates {
        let table = try TextTable.table(path: candidates, missing: "Name another one")
        list = try CandidateTable.candidates(
          file: candidates, names: table.names, rows: table.rows)
      } else {
        guard try reader.rowsLoaded(of: FeedSchema.candidates.name) > 0 else {
          throw Fault(
            .usage, at: "--candidates", "the project has no candidates of its own",
            remedy: "Give --candidates FILE.csv with id,value,cost_eur, or load the feed candidates"
          )
        }
        let portfolio = try ProjectPortfolio(reader: reader, seed: seed)
        projectPortfolio = portfolio
        list = portfolio.candidates
      }
      return Asked(
        problem: PortfolioProblem(candidates: list, money: money.money, minimums: minimums),
        project: projectPortfolio, money: money, dataState: try reader.dataState())
    }
  }

  private func money(_ reader: StoreReader) throws -> ProjectMoney {
    var wish = ProjectMoney.Wish(
      firstYear: try year(), years: years,
      carryOver: carryBudget ? .wholeBudget : .municipalShare,
      carryInCents: try carryIn.map { try cents($0, "--carry-in \($0)") },
      // A list and budgets of one's own are a question of their own.
      isBesideCommitments: candidates == nil)
    if let policy { wish.policy = try SharePolicy(named: policy) }
    if let budget {
      guard years == nil else {
        throw Fault(
          .usage, at: "--years", "the budgets given say how many years there are",
          remedy: "Leave it out")
      }
      wish.budgetsCents = try budgets(budget)
    } else if let years, !(1...5).contains(years) {
      throw Fault(
        .usage, at: "--years \(years)", "a portfolio runs over one to five years",
        remedy: "For example --years 3")
    }
    return try ProjectMoney(reader, wish)
  }

  /// Starts the clock.
  /// - Throws: ``Fault`` (usage).
  func deadline(times: Double = 1) throws -> @Sendable () -> Bool {
    guard let limit = ExactDecimal(timeLimit), limit.digits > 0, limit.double <= 86_400 else {
      throw Fault(
        .usage, at: "--time-limit \(timeLimit)", "that is no number of seconds up to a day",
        remedy: "For example --time-limit 10")
    }
    let clock = ContinuousClock()
    let end = clock.now + .seconds(limit.double * times)
    return { clock.now > end }
  }

  private func year() throws -> Int {
    let year = firstYear ?? Day.today.year
    guard (2000...2199).contains(year) else {
      throw Fault(
        .usage, at: "--first-year \(year)", "that is no budget year", remedy: "Write it as 2027")
    }
    return year
  }

  private func budgets(_ budget: String) throws -> [Int64] {
    let texts = budget.split(separator: ",", omittingEmptySubsequences: false)
    guard texts.count <= 5 else {
      throw Fault(
        .usage, at: "--budget", "\(texts.count) budget years are too many",
        remedy: "Give one to five, separated by commas")
    }
    let amounts = try texts.map { try cents($0, "--budget \(budget)") }
    if let (text, _) = zip(texts, amounts).first(where: { $0.1 < 0 }) {
      throw Fault(
        .usage, at: "--budget \(budget)", "\(text) EUR is no budget", remedy: "Give 0 EUR or more")
    }
    // A year without money may stand among others: something may be carried over into it.
    guard amounts.contains(where: { $0 > 0 }) else {
      throw Fault(
        .usage, at: "--budget \(budget)", "a budget of 0 EUR leaves nothing to choose",
        remedy: "Give more than 0 EUR for one year at least")
    }
    return amounts
  }

  private func cents(_ text: some StringProtocol, _ place: String) throws -> Int64 {
    do { return try EuroText.cents(text) } catch {
      throw Fault(.usage, at: place, error.problem, remedy: error.remedy)
    }
  }
}
