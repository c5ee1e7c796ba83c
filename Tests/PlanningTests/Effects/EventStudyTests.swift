import Domain
import Foundation
import Planning
import TestSupport
import Testing

@Suite struct EventStudyTests {
  /// Shares of four Landkreise in three months. The first is a member from the second month on, the
  /// last takes the blueprint over in the third.
  private let example = StudyPanel(
    outcomes: [
      0.2, 0.5, 0.8,
      0.1, 0.2, 0.3,
      0.3, 0.3, 0.4,
      0.2, 0.2, 0.9,
    ],
    treatments: [.init(start: 1), nil, nil, nil], censoredFrom: [nil, nil, nil, 2])

  @Test func `an effect is the change of members less the change of the others`() {
    let effects = GroupTimeEffects(example)
    #expect(effects.cells.map(\.period) == [1, 2])
    // 0.3 less the mean of 0.1, 0 and 0; 0.6 less the mean of 0.2 and 0.1.
    #expect(effects.cells.map { hundredths($0.estimate) } == [27, 45])
    #expect(effects.cells.map(\.controlCount) == [3, 2])
    #expect(hundredths(effects.profile.overall!) == 36)
    // 0.6 less the mean of 0.2, 0.1 and 0.7: who copies the blueprint hides its effect.
    let all = GroupTimeEffects(example.withoutCensoring)
    #expect(all.cells.map { hundredths($0.estimate) } == [27, 27])
  }

  private func hundredths(_ value: Double) -> Int { Int((value * 100).rounded()) }

  @Test func `the p-value is that of all assignments, as far as draws go`() throws {
    // Of four, each may be the member: the effects are counted by hand.
    let panel = example.withoutCensoring
    let observed = GroupTimeEffects(panel).profile.overall!
    let all = (0..<4).map { member in
      GroupTimeEffects(
        StudyPanel(
          outcomes: panel.outcomes,
          treatments: (0..<4).map { $0 == member ? .init(start: 1) : nil },
          censoredFrom: panel.censoredFrom)
      ).profile.overall!
    }
    let exact = Double(all.count { abs($0) >= abs(observed) - 1e-12 }) / 4
    let study = try EventStudy(panel, permutations: 4_000, seed: 1)
    #expect(abs(study.pValue - exact) < 0.03)
    let again = try EventStudy(panel, permutations: 4_000, seed: 1)
    #expect(study == again)
    // With four assignments nothing can be refused at 5 %.
    #expect(study.low == nil && study.high == nil)
  }

  @Test(arguments: UInt64(1)...10)
  func `the interval holds just the effects that the test does not refuse`(seed: UInt64) throws {
    let panel = SimulatedPanel.panel(seed: seed, effect: 0.1)
    let study = try EventStudy(panel, window: SimulatedPanel.window, permutations: 199, seed: seed)
    let (low, high) = (try #require(study.low), try #require(study.high))
    #expect(low < study.overall && study.overall < high)
    for (effect, isKept) in [
      (low - 1e-6, false), (low + 1e-6, true), (high - 1e-6, true), (high + 1e-6, false),
    ] {
      let less = zip(panel.outcomes, dose(panel)).map { $0 - effect * $1 }
      let shifted = StudyPanel(
        outcomes: less, treatments: panel.treatments, censoredFrom: panel.censoredFrom)
      let p = try EventStudy(
        shifted, window: SimulatedPanel.window, permutations: 199, seed: seed
      ).pValue
      #expect((p > 0.05) == isKept, "seed \(seed): effect \(effect), p \(p)")
    }
  }

  private func dose(_ panel: StudyPanel) -> [Double] {
    panel.treatments.flatMap { treatment in
      (0..<panel.periodCount).map { period in
        treatment.map { $0.start <= period } ?? false ? 1.0 : 0
      }
    }
  }

  /// `make soak` studies 500 seeds, each test run 60; the bounds are passed by chance about once in
  /// two hundred runs.
  private static let isLong = ProcessInfo.processInfo.environment["LAGEBILD_STUDIES"] == "long"
  private static let seeds: ClosedRange<UInt64> = isLong ? 1...500 : 1...60
  private static let bound = isLong ? 38 : 8

  @Test func `without an effect the test seldom finds one`() throws {
    let found = try Self.seeds.filter { seed in
      try EventStudy(
        SimulatedPanel.panel(seed: seed, effect: 0), window: SimulatedPanel.window,
        permutations: 199, seed: seed
      ).pValue <= 0.05
    }
    #expect(found.count <= Self.bound, "seeds \(found)")
  }

  @Test func `the interval covers a known effect`() throws {
    var missed: [UInt64] = []
    var found = 0
    for seed in Self.seeds {
      let study = try EventStudy(
        SimulatedPanel.panel(seed: seed, effect: 0.1), window: SimulatedPanel.window,
        permutations: 199, seed: seed)
      let (low, high) = (study.low ?? -.infinity, study.high ?? .infinity)
      if low > 0.1 || high < 0.1 { missed.append(seed) }
      if study.pValue <= 0.05 { found += 1 }
    }
    #expect(missed.count <= Self.bound, "seeds \(missed)")
    // An interval that is everything covers everything.
    #expect(found * 2 > Self.seeds.count, "\(found) of \(Self.seeds.count) found")
  }

  @Test func `any panel has an answer`() throws {
    for seed in UInt64(1)...300 {
      do throws(NotEstimable) {
        let study = try EventStudy(
          SimulatedPanel.anything(seed: seed), permutations: 19, seed: seed)
        #expect(study.overall.isFinite && study.pValue >= 0.05, "seed \(seed)")
      } catch {
        #expect(error.sentence.de.hasPrefix("nicht schätzbar: "), "seed \(seed)")
      }
    }
  }
}
