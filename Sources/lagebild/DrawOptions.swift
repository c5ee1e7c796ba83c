import ArgumentParser
import Planning

/// How a Monte Carlo simulation of cost and benefit is drawn.
struct DrawOptions: ParsableArguments {
  @Option(help: "Draws of the Monte Carlo simulation.")
  var draws = CostBenefit.standardDraws
  @Option(help: "Seed of the draws; the same seed gives the same figures.")
  var seed = CostBenefit.standardSeed

  func validate() throws {
    guard (1...1_000_000).contains(draws) else {
      throw ValidationError("--draws \(draws) is not between 1 and 1000000.")
    }
  }
}
