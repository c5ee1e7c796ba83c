import Domain
import Planning
import TestSupport

/// The small Land with one candidate whose worth a clerk can reckon on paper (docs/planning.md).
struct BenefitWorld {
  let world: SmallWorld

  init(leaving out: Set<String> = []) throws {
    world = try SmallWorld()
    for (name, text) in Self.files where !out.contains(name) {
      try world.load(text, as: name + "-0.csv")
    }
  }

  static let parameters = BenefitFeeds.parameters
  static let files = BenefitFeeds.files

  func sheet(_ id: String, draws: Int = 2_000, rate: Double? = nil) throws -> BenefitSheet {
    try world.store.read { try CostBenefit.sheet($0, id: id, count: draws, rate: rate) }
  }

  func draws(_ count: Int, seed: UInt64 = 1) throws -> (BenefitDraws, [NotAssessable]) {
    try world.store.read {
      let drawn = try DrawnCandidates(BenefitFacts(reading: $0), count: count, seed: seed)
      try drawn.mustHaveCandidates()
      return (drawn.draws, drawn.notAssessable)
    }
  }
}
