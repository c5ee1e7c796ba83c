import Domain
import Indicators
import Planning
import TestSupport
import Testing

@Suite struct QualitativeScoreTests {
  private static let weights = """
    wibe_weight/Q1,60,points,2024-01-01,UAG
    wibe_weight/E1,40,points,2024-01-01,UAG

    """

  private func world(_ rows: String) throws -> BenefitWorld {
    let world = try BenefitWorld()
    try world.world.load("id,value,unit,valid_from,source\n" + rows, as: "parameters-1.csv")
    return world
  }

  @Test func `points count by their weight, and name who gave them`() throws {
    let sheet = try world(
      Self.weights + "wibe_points/k1/Q1,8,points,2024-01-01,Sitzung\n"
        + "wibe_points/k1/E1,2,points,2024-01-01,Sitzung\n"
    ).sheet("k1")
    let score = try #require(sheet.qualitative)
    // 60 · 8 / 10 + 40 · 2 / 10
    #expect(score.total == 56)
    #expect(score.ratings.map(\.criterion) == ["E1", "Q1"])
    #expect(score.ratings.map(\.source) == ["Sitzung", "Sitzung"])
  }

  @Test func `what nobody has rated is not nothing`() throws {
    let world = try world(Self.weights + "wibe_points/k1/Q1,10,points,2024-01-01,UAG\n")
    #expect(try world.sheet("k1").qualitative?.total == nil)
    #expect(try BenefitWorld().sheet("k1").qualitative == nil)
    let table = try world.world.store.read { try CostBenefit.table($0, count: 10) }
    #expect(table.rows.allSatisfy { $0[5] == .figure(.missing) })
  }

  @Test(
    arguments: [
      (1.0, nil, nil, BenefitAdvice.pays), (0, 50, nil, .ratedHigh), (0, 49.9, nil, .notAdvised),
      (0, nil, nil, .open), (nil, 50, true, .ratedHigh), (nil, 49, true, .open),
      (1, 100, false, .notUrgent),
    ] as [(Double?, Double?, Bool?, BenefitAdvice)])
  func `what pays or is rated high is advised, unless it has time`(
    value: Double?, score: Double?, isUrgent: Bool?, advice: BenefitAdvice
  ) {
    #expect(BenefitAdvice(capitalValue: value, score: score, isUrgent: isUrgent) == advice)
  }

  @Test func `what is not urgent is not advised, however well it pays`() throws {
    let world = try world("wibe_urgent/k1,0,flag,2024-01-01,UAG\n")
    #expect(try world.sheet("k1").advice == .notUrgent && world.sheet("k2").advice == .pays)
  }

  @Test(arguments: [
    ("wibe_weight/Q1,90,points,2024-01-01,UAG\n", "rows wibe_weight/…"),
    (weights + "wibe_points/k1/Q1,7,points,2024-01-01,UAG\n", "wibe_points/k1/Q1 from 2024-01-01"),
    (weights + "wibe_points/k1/Q2,8,points,2024-01-01,UAG\n", "wibe_points/k1/Q2 from 2024-01-01"),
    ("wibe_urgent/k1,2,flag,2024-01-01,UAG\n", "wibe_urgent/k1 from 2024-01-01"),
  ])
  func `ratings that make no sense are a fault that names the row`(rows: String, place: String)
    throws
  {
    let world = try world(rows)
    let fault = try #require(throws: Fault.self) { try world.sheet("k1") }
    #expect(fault.kind == .badData && fault.place.contains(place))
  }
}
