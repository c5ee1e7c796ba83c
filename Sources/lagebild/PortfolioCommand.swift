import ArgumentParser
import Domain
import Foundation
import Planning

/// `lagebild portfolio solve|frontier|regret`
struct PortfolioCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "portfolio",
    abstract: "Which processes in which year, within the money rules of § 5.",
    subcommands: [Solve.self, Frontier.self, Regret.self])

  struct Solve: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "solve",
      abstract: "The selection that is worth most, with the proof that none is worth more.",
      discussion: """
        Where the time limit or the size of its tables ends the search, optimal is false and gap \
        says how much more a selection could be worth at most. relaxed_bound is the bound from \
        prices alone, before any search. Of selections that are worth the same, the first one \
        found counts; the order of the lines in the file changes nothing. Where --draws is given, \
        each draw is searched with the same effort on any machine; draws that ten times the time \
        limit did not reach are counted as skipped.
        """)

    @OptionGroup var question: PortfolioQuestion
    @Option(
      help: """
        Of the project's candidates: in so many draws of what they are worth, which selection is \
        best? Then selected_share says how often each is part of it.
        """)
    var draws: Int?
    @Flag(help: "The candidates of the project with their fate, instead of the plan.")
    var items = false
    @Option(help: "Form of the answer.")
    var format: FormatOption.Format = .json

    func run() throws {
      let asked = try question.asked()
      if let fault = misused(asked) { throw fault }
      let plan = try Portfolio.solve(asked.problem, expired: question.deadline())
      let frequency = try draws.map { count in
        try Portfolio.frequency(
          asked.problem, draws: asked.project!.draws(count), effort: PortfolioQuestion.effort,
          isOver: question.deadline(times: 10))
      }
      if items {
        FormatOption.print(
          asked.project!.table(
            plan, frequency: frequency, money: asked.money, asked.dataState), as: format)
      } else if format == .csv {
        PortfolioAnswer.write(PortfolioAnswer.csv(plan))
      } else {
        PortfolioAnswer.write(PortfolioAnswer.json(plan, asked, frequency).pretty)
      }
    }

    private func misused(_ asked: PortfolioQuestion.Asked) -> Fault? {
      if let draws, !(1...10_000).contains(draws) {
        return Fault(
          .usage, at: "--draws \(draws)", "that is no number of draws from 1 to 10,000",
          remedy: "For example --draws 200")
      }
      guard asked.project == nil, items || draws != nil else { return nil }
      return Fault(
        .usage, at: items ? "--items" : "--draws",
        "a list of candidates has one value each, and its order is its own",
        remedy: "Leave it out, or leave --candidates out")
    }
  }

  struct Frontier: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "frontier",
      abstract: "What less or more money is worth: the optimum at parts of the budgets.",
      discussion: "The time limit holds for each part.")

    @OptionGroup var question: PortfolioQuestion
    @Option(help: "Percent of the budgets, separated by commas.")
    var percent = "50,60,70,80,90,100,110,120,130,140,150"

    func run() throws {
      let parts = try percent.split(separator: ",", omittingEmptySubsequences: false).map { text in
        guard let part = ExactDecimal(text), part.scale == 0, (1...1_000).contains(part.digits)
        else {
          throw Fault(
            .usage, at: "--percent \(percent)", "\"\(text)\" is no whole percent from 1 to 1000",
            remedy: "For example --percent 50,100,150")
        }
        return part.digits
      }
      let problem = try question.asked().problem
      var lines = ["percent,budget_eur,value,bound,optimal,spent_eur,chosen"]
      for part in parts {
        let budgets = problem.money.budgetsCents.map { $0 / 100 * part + $0 % 100 * part / 100 }
        let plan = try Portfolio.frontier(
          problem, budgetsCents: [budgets], expired: question.deadline())[0]
        let spent = plan.years.reduce(0) { $0 + $1.spentCents }
        lines.append(
          "\(part),\(EuroText.text(budgets.reduce(0, +))),\(plan.value),\(plan.bound),"
            + "\(plan.optimal),\(EuroText.text(spent)),\(plan.chosen.count)")
      }
      PortfolioAnswer.write(lines.joined(separator: "\n") + "\n")
    }
  }

  struct Regret: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "regret",
      abstract: "What the plan loses if one candidate has the opposite fate.",
      discussion: """
        lost is empty where no selection keeps the rules then; exact is false where the time limit, \
        which holds for each candidate, ended a search.
        """)

    @OptionGroup var question: PortfolioQuestion

    func run() throws {
      let problem = try question.asked().problem
      let plan = try Portfolio.solve(problem, expired: question.deadline())
      var lines = ["id,chosen,lost,exact"]
      for candidate in problem.candidates {
        let regret = try Portfolio.regrets(
          problem, plan: plan, ids: [candidate.id], expired: question.deadline())[0]
        lines.append(
          "\(PortfolioAnswer.field(regret.id)),\(regret.isChosen),"
            + "\(regret.lost?.description ?? ""),\(regret.isExact)")
      }
      PortfolioAnswer.write(lines.joined(separator: "\n") + "\n")
    }
  }
}
