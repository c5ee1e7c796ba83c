import Domain
import Indicators
import Store

/// The order of the Standardprozesse (§ 2 (2) b) as far as it can be known: how the candidates rank
/// under the user's weights, and beside it under no opinion about weights at all.
public struct Priority: Sendable {
  /// The ranked candidates, by id.
  public let candidates: [Candidate]
  public let notAssessable: [NotAssessable]
  public let scores: CriteriaScores
  /// Criteria of which no candidate has data: left out.
  public let withoutData: [Criterion]
  public let rules: WeightRules
  public let seed: UInt64
  public let weights: WeightDraws
  public let ranks: RankAcceptability
  /// With every weighting equally likely, but for the least weight of cost and benefit.
  public let equalWeights: WeightDraws
  public let equalRanks: RankAcceptability

  /// - Parameters:
  ///   - facts: by id.
  ///   - benefit: draws of at least the candidates that can be ranked; others in it are left aside.
  ///   - pairs: whether to count P(i better than j).
  /// - Throws: ``Fault`` (input missing) where nothing can be ranked; those of ``WeightDraws``.
  public init(
    facts: [CandidateFacts], benefit: BenefitDraws, notAssessable: [NotAssessable],
    rules: WeightRules, seed: UInt64, pairs: Bool = false, threads: Int? = nil
  ) throws(Fault) {
    let place = Dictionary(uniqueKeysWithValues: benefit.ids.enumerated().map { ($1, $0) })
    let ranked = facts.filter { place[$0.candidate.id] != nil }
    self.notAssessable = NotAssessable.among(
      facts.map(\.candidate), without: benefit, notAssessable)
    guard !ranked.isEmpty, benefit.count > 0 else {
      throw Fault(
        .inputMissing, at: "feed candidates",
        Self.nobody(of: facts.count, self.notAssessable.first),
        remedy: Text(
          de: "Liefern Sie es; lagebild benefit list sagt, was welchem Kandidaten fehlt",
          en: "Deliver it; lagebild benefit list says what is missing for which candidate"))
    }
    candidates = ranked.map(\.candidate)
    (scores, withoutData) = Self.scores(
      ranked, benefit, places: candidates.map { place[$0.id]! }, seed: seed, threads: threads)
    self.rules = rules
    self.seed = seed
    weights = try WeightDraws(
      rules, criteria: scores.criteria, count: benefit.count, seed: seed, threads: threads)
    ranks = RankAcceptability(scores, weights, pairs: pairs, threads: threads)
    if rules.choice == .ignorance {
      (equalWeights, equalRanks) = (weights, ranks)
    } else {
      equalWeights = try WeightDraws(
        WeightRules(.ignorance, minimumBenefit: rules.minimumBenefit), criteria: scores.criteria,
        count: benefit.count, seed: seed, threads: threads)
      equalRanks = RankAcceptability(scores, equalWeights, pairs: pairs, threads: threads)
    }
  }

  private static func nobody(of count: Int, _ first: NotAssessable?) -> Text {
    let example =
      first.map { first in
        let missing = NotAssessable.words(first.missing)
        return Text(
          de: "; \(first.id) fehlt: \(missing.de)", en: "; \(first.id) lacks \(missing.en)")
      } ?? .same("")
    return Text(
      de: "Von \(count) Kandidaten lässt sich keiner beurteilen\(example.de)",
      en: "none of the \(count) candidates can be assessed\(example.en)")
  }

  private static func scores(
    _ ranked: [CandidateFacts], _ benefit: BenefitDraws, places: [Int], seed: UInt64, threads: Int?
  ) -> (CriteriaScores, [Criterion]) {
    var columns: [CriteriaScores.Column] = []
    var withoutData: [Criterion] = []
    for criterion in Criterion.allCases {
      switch criterion {
      case .netValue, .hours:
        let all = criterion == .netValue ? benefit.capitalValues : benefit.citizenHours
        let isWhole = places == Array(benefit.ids.indices)
        let draws =
          isWhole
          ? all
          : places.flatMap { all[$0 * benefit.count..<($0 + 1) * benefit.count] }
        let ends = DrawQuantiles([0.05, 0.95], of: draws, count: benefit.count, threads: threads)
        columns.append(
          CriteriaScores.Column(
            criterion, scale: CriterionScale(criterion, ends.values.flatMap { $0 }),
            values: .drawn(draws)))
      default:
        let values = ranked.map { $0.measured[criterion] }
        guard values.contains(where: { $0 != nil }) else {
          withoutData.append(criterion)
          continue
        }
        columns.append(
          CriteriaScores.Column(
            criterion, scale: CriterionScale(criterion, values.compactMap { $0 }),
            values: .known(values)))
      }
    }
    let scores = CriteriaScores(
      ids: ranked.map(\.candidate.id), drawCount: benefit.count, columns: columns, seed: seed)
    return (scores, withoutData)
  }
}

extension Priority {
  /// The candidates of the project, with draws of their cost and benefit.
  /// - Throws: ``Fault`` (input missing) without candidates, or where none can be assessed; those of
  ///   ``WeightDraws`` and ``CostBenefit``.
  public init(
    reader: StoreReader, rules: WeightRules, draws: Int = 10_000, seed: UInt64 = 1,
    pairs: Bool = false
  ) throws {
    try self.init(
      reader, DrawnCandidates(BenefitFacts(reading: reader), count: draws, seed: seed),
      rules: rules, pairs: pairs)
  }

  /// - Parameter drawn: from the same state of the data.
  /// - Throws: as ``init(reader:rules:draws:seed:pairs:)``.
  init(
    _ reader: StoreReader, _ drawn: DrawnCandidates, rules: WeightRules, pairs: Bool = false
  ) throws {
    try drawn.mustHaveCandidates()
    try self.init(
      facts: CandidateFacts.measured(reader, drawn.facts), benefit: drawn.draws,
      notAssessable: drawn.notAssessable, rules: rules, seed: drawn.seed, pairs: pairs)
  }
}
