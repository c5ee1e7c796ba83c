import Domain
import Planning
import TestSupport
import Testing

/// Random panels, maps and hazards beside a twin in numpy and statsmodels.
@Suite(
  .enabled(
    if: PythonJudge.python != nil,
    "the libraries that judge the effects cannot be had (Scripts/judges)"))
struct JudgedEffectTests {
  private func judge(
    _ kind: String, seeds: ClosedRange<UInt64>, tolerance: Double,
    _ make: (UInt64) throws -> (input: EffectJudge.Numbers, output: EffectJudge.Numbers)?
  ) throws {
    let made = try seeds.compactMap { seed in try make(seed).map { (seed, $0) } }
    #expect(made.count * 2 > seeds.count, "most \(kind) cases can be estimated")
    let answers = try EffectJudge.answers(
      made.map { EffectJudge.Case(kind: kind, input: $0.1.input) })
    for ((seed, own), answer) in zip(made, answers) {
      let difference = EffectJudge.difference(own.output, answer, tolerance: tolerance)
      #expect(difference == nil, "\(kind), seed \(seed)")
    }
  }

  @Test func `effects by group and month`() throws {
    try judge("eventStudy", seeds: 1...300, tolerance: 1e-12) { seed in
      let panel = SimulatedPanel.anything(seed: seed)
      let window = GroupTimeEffects.Window(before: 1 + Int(seed % 5), after: Int(seed % 7))
      let effects = GroupTimeEffects(panel, window: window)
      let profile = effects.profile
      let cells = effects.cells
      let input: EffectJudge.Numbers = [
        "outcomes": panel.outcomes.map { $0.isNaN ? nil : $0 },
        "starts": panel.treatments.map { $0.map { Double($0.start) } },
        "ends": panel.treatments.map { treatment in treatment?.end.map { Double($0) } },
        "censored": panel.censoredFrom.map { $0.map { Double($0) } },
        "window": whole([window.before, window.after]),
      ]
      let output: EffectJudge.Numbers = [
        "group": whole(cells.map(\.group)), "period": whole(cells.map(\.period)),
        "att": known(cells.map(\.estimate)), "treated": whole(cells.map(\.treatedCount)),
        "controls": whole(cells.map(\.controlCount)),
        "relative": whole(profile.points.map(\.relative)),
        "profile": known(profile.points.map(\.estimate)), "overall": [profile.overall],
      ]
      return (input, output)
    }
  }

  private func known(_ numbers: [Double]) -> [Double?] { numbers }
  private func whole(_ numbers: [Int]) -> [Double?] { numbers.map { Double($0) } }

  @Test func `likeness of neighbours`() throws {
    try judge("moran", seeds: 1...100, tolerance: 1e-10) { seed in
      var random = Random(seed: seed, "map")
      let count = random.number(3...44)
      var edges: Set<[Int]> = []
      for _ in 0..<random.number(1...100) {
        let (a, b) = (random.index(count), random.index(count))
        if a != b { edges.insert([min(a, b), max(a, b)]) }
      }
      guard !edges.isEmpty else { return nil }
      var neighbours = [[Int]](repeating: [], count: count)
      for edge in edges {
        neighbours[edge[0]].append(edge[1])
        neighbours[edge[1]].append(edge[0])
      }
      let values = (0..<count).map { _ in Double(random.index(5)) / 4 }
      guard
        let moran = try? MoranStatistic(
          values, neighbours: neighbours, permutations: 19, seed: seed)
      else { return nil }
      let pairs = edges.sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }.flatMap { $0 }
      return (
        ["values": known(values), "edges": whole(pairs)],
        ["moran": [moran.value], "expected": [moran.expected]]
      )
    }
  }

  @Test func `hazards with counts, clusters and errors`() throws {
    try judge("hazard", seeds: 1...60, tolerance: 1e-7) { seed in
      var random = Random(seed: seed, "hazard")
      let rows = (0..<random.number(40...120)).map { index in
        let x = [1, Double(index % 12) / 12, random.unit(), random.chance(0.5) ? 1 : 0]
        let trials = random.number(0...9)
        return LogisticRegression.Row(
          events: Double((0..<trials).count { _ in random.chance(0.15 + 0.4 * x[2]) }),
          trials: Double(trials), x: x, cluster: index / 12)
      }
      guard let fit = try? LogisticRegression(rows) else { return nil }
      let input: EffectJudge.Numbers = [
        "events": known(rows.map(\.events)), "trials": known(rows.map(\.trials)),
        "x": known(rows.flatMap(\.x)), "cluster": whole(rows.map(\.cluster)),
      ]
      let output: EffectJudge.Numbers = [
        "coefficients": known(fit.coefficients), "errors": known(fit.standardErrors),
        "clustered": known(fit.clusteredErrors ?? []), "likelihood": [fit.logLikelihood],
      ]
      return (input, output)
    }
  }
}
