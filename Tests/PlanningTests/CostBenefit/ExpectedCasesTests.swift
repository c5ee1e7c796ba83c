import Domain
import Indicators
import Planning
import TestSupport
import Testing

/// How many cases a year a Leistung has in the Land is reckoned twice: in the frames of coverage and
/// in cost-benefit. A reader finds one number.
@Suite struct ExpectedCasesTests {
  @Test func `coverage and cost-benefit expect the same cases, among those who are served`() throws
  {
    let world = try SmallWorld()
    try world.load(BenefitWorld.parameters, as: "parameters-0.csv")
    // The Große Kreisstadt does Leistung 3 herself: its Landkreis reports for Adorf alone. Two
    // months of twelve have been reported.
    try world.load(
      """
      month,authority_ars,leika,channel,cases
      2025-01,081150000000,99001001003000,counter,10
      2025-02,081150000000,99001001003000,counter,15
      2025-02,081150000000,99001001003000,online,5
      2025-01,081150001001,99001001001000,counter,7
      2025-01,081150002002,99001001001000,counter,9

      """, as: "cases-0.csv")
    let figures = try world.figures()
    let facts = try world.store.read { try BenefitFacts(reading: $0) }
    // 30 cases of 1,000 inhabitants in two months, among 15,000 for a year; 16 of 4,000.
    for (leika, cases) in [("99001001003000", 2_700.0), ("99001001001000", 360.0)] {
      let table = try figures.table(
        FigureRequest("coverage_share_cases", filter: ["leistung": [leika]]))
      let place = try #require(table.columns.firstIndex { $0.name == "denominator" })
      #expect(table.rows[0][place] == .figure(.value(cases)))
      #expect(facts.cases[leika]?.total == cases)
    }
    #expect(facts.cases["99001001002000"] == nil)
  }
}
