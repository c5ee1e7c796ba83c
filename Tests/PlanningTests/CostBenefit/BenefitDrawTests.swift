import Domain
import Planning
import TestSupport
import Testing

@Suite struct BenefitDrawTests {
  @Test func `the same seed gives the same draws, another seed others`() throws {
    let world = try BenefitWorld()
    let (first, _) = try world.draws(500)
    #expect(try world.draws(500).0 == first)
    #expect(try world.draws(500, seed: 2).0 != first)
    #expect(first.capitalValues.count == 1_000)
  }

  @Test(arguments: 1...5)
  func `neither the number of threads nor the company changes a draw`(seed: UInt64) throws {
    let random = try RandomBenefit(seed: seed, cases: 7)
    let together = random.draws(threads: 2)
    let alone = random.draws(threads: 1)
    for (index, benefit) in random.cases.enumerated() {
      let values = together[index].capitalValues
      #expect(values == alone[index].capitalValues, "seed \(seed)")
      let single = random.draws([benefit], threads: 1)[0].capitalValues
      #expect(values == single, "seed \(seed), \(benefit.id)")
    }
  }

  @Test func `certain inputs draw the figure itself`() throws {
    let world = try BenefitWorld()
    try world.world.load(
      "id,value,unit,valid_from,source\n"
        + ["minutes", "wage", "take_up", "care"].map {
          """
          \($0)_factor_min,1,factor,2024-01-01,Beschluss
          \($0)_factor_max,1,factor,2024-01-01,Beschluss

          """
        }.joined() + """
          cases_spread_reported,0,coefficient,2024-01-01,Beschluss
          cases_spread_estimated,0,coefficient,2024-01-01,Beschluss

          """, as: "parameters-1.csv")
    try world.world.load(
      """
      candidate_id,name,leika,cost_eur_min,cost_eur,cost_eur_max,care_eur_a_year
      k1,Eins,99001001001000,3000.00,3000.00,3000.00,600.00

      """, as: "candidates-1.csv", now: SmallWorld.now + 1_000)
    let worth = try #require(try world.sheet("k1", draws: 50).worth)
    for draw in [worth.capitalValues.p5, worth.capitalValues.p50, worth.capitalValues.p95] {
      #expect(abs(draw - 1_320) < 1e-9)
    }
    #expect(worth.capitalValues.positive == 1)
    #expect(abs(worth.citizenHours.p95 - 315) < 1e-9)
    #expect(abs(worth.administration.p5 - 3_780) < 1e-9)
    #expect(worth.tornado.isEmpty)
  }

  @Test func `the tornado points where it should`() throws {
    let worth = try #require(try BenefitWorld().sheet("k1").worth)
    let influence = Dictionary(
      uniqueKeysWithValues: worth.tornado.map { ($0.key, $0.correlation) })
    #expect(influence["take_up"]! > 0.3 && influence["minutes_before"]! > 0.3)
    #expect(influence["minutes_digital"]! < -0.05 && influence["making"]! < -0.05)
    let sizes = worth.tornado.map { abs($0.correlation) }
    #expect(sizes == sizes.sorted(by: >))
  }

  @Test func `quantiles are values that were drawn`() {
    let summary = DrawSummary((1...100).map { Double($0) - 50 })
    #expect((summary.p5, summary.p50, summary.p95) == (-45, 0, 45))
    #expect(summary.positive == 0.5)
    #expect(DrawSummary([-1]).p5 == -1)
  }
}
