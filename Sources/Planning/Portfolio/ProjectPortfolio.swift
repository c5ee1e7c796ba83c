import Domain
import Store

/// The project's own candidates as a portfolio: what each is worth is its median capital value over
/// the draws, in whole EUR; what it costs and its care come from the feed `candidates`.
///
/// A negative value is never worth choosing for its own sake. Such a candidate is listed all the
/// same, and chosen only where something that needs it is worth more than both cost, or where a
/// minimum of a Themenfeld asks for it.
public struct ProjectPortfolio: Sendable {
  /// By id.
  public let candidates: [PortfolioCandidate]
  /// Of all candidates.
  public let names: [String: String]
  /// Also those that need a candidate which cannot be assessed.
  public let notAssessable: [NotAssessable]
  private let benefit: BenefitDraws
  private let places: [Int]

  /// - Parameters:
  ///   - all: by id.
  ///   - benefit: draws of those that can be assessed.
  /// - Throws: ``Fault`` (input missing) where no candidate can be assessed.
  public init(
    _ all: [Candidate], benefit: BenefitDraws, notAssessable: [NotAssessable]
  ) throws(Fault) {
    let place = Dictionary(uniqueKeysWithValues: benefit.ids.enumerated().map { ($1, $0) })
    var others = NotAssessable.among(all, without: benefit, notAssessable)
    var open = all.filter { place[$0.id] != nil }
    let known = Set(all.map(\.id))
    while true {
      let ids = Set(open.map(\.id))
      let stuck = open.filter { !$0.dependsOn.allSatisfy(ids.contains) }
      if stuck.isEmpty { break }
      others += stuck.map { candidate in
        NotAssessable(
          id: candidate.id, name: candidate.name,
          missing: candidate.dependsOn.filter { !ids.contains($0) }.map {
            known.contains($0)
              ? Text(
                de: "setzt \($0) voraus, das nicht bewertbar ist",
                en: "needs \($0), which cannot be assessed")
              : Text(
                de: "setzt \($0) voraus, das kein Kandidat (mehr) ist",
                en: "needs \($0), which is no candidate (any more)")
          })
      }
      let gone = Set(stuck.map(\.id))
      open.removeAll { gone.contains($0.id) }
    }
    self.notAssessable = others.sorted { $0.id < $1.id }
    guard !open.isEmpty, benefit.count > 0 else {
      throw Fault(
        .inputMissing, at: "feed candidates",
        Text(
          de: "Von \(all.count) Kandidaten lässt sich keiner beurteilen",
          en: "none of the \(all.count) candidates can be assessed"),
        remedy: Text(
          de: "lagebild benefit list sagt, was welchem fehlt",
          en: "lagebild benefit list says what is missing for which, or give --candidates FILE.csv")
      )
    }
    self.benefit = benefit
    places = open.map { place[$0.id]! }
    let draws = places.flatMap {
      benefit.capitalValues[$0 * benefit.count..<($0 + 1) * benefit.count]
    }
    let medians = DrawQuantiles([0.5], of: draws, count: benefit.count).values
    names = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0.name) })
    candidates = zip(open, medians).map { candidate, median in
      PortfolioCandidate(
        id: candidate.id, value: Self.euros(median[0]), costCents: candidate.cost.cents,
        careCents: candidate.careCents, dependsOn: candidate.dependsOn,
        alternativeGroup: candidate.alternativeGroup, themenfeld: candidate.themenfeld,
        source: "feed candidates, row \(candidate.id)")
    }
  }

  private static func euros(_ value: Double) -> ExactDecimal {
    guard let euros = ExactDecimal(value, scale: 0) else {
      preconditionFailure("a capital value of \(value) EUR")
    }
    return euros
  }

  /// The first draws of the candidates' values, in their order; costs are those of the feed.
  /// - Parameter count: as many as there are at most.
  public func draws(_ count: Int) -> [Portfolio.Draw] {
    let costs = candidates.map(\.costCents)
    return (0..<min(count, benefit.count)).map { draw in
      Portfolio.Draw(
        values: places.map { Self.euros(benefit.capitalValues[$0 * benefit.count + draw]) },
        costsCents: costs)
    }
  }
}

extension ProjectPortfolio {
  /// The feed `candidates` with ``CostBenefit/standardDraws``.
  /// - Throws: ``Fault`` (input missing) without candidates, or where none can be assessed; those of
  ///   ``CostBenefit``.
  public init(reader: StoreReader, seed: UInt64 = 1) throws {
    try self.init(DrawnCandidates(BenefitFacts(reading: reader), seed: seed))
  }

  /// - Throws: ``Fault`` (input missing) without candidates, or where none can be assessed.
  init(_ drawn: DrawnCandidates) throws(Fault) {
    try drawn.mustHaveCandidates()
    try self.init(
      drawn.facts.candidates, benefit: drawn.draws, notAssessable: drawn.notAssessable)
  }
}
