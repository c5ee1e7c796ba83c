import Columns
import Domain
import Indicators
import TestSupport
import Testing

/// Every kind of formula, with more stages than the catalogue needs today, against SQLite.
@Suite struct FormulaTests {
  private static let formulas: [(String, Formula)] = [
    (
      "distinct processes of a Leistung, at least two",
      .total(
        sum("active", in: .processPairs).collapsed(by: .max, over: "leistung", "process")
          .collapsed(by: .atLeast(2), over: "leistung"))
    ),
    (
      "largest of the Kreise, then of the Themenfelder",
      .share(
        sum("pairs", in: .authorityPairs).collapsed(by: .sum, over: "leistung")
          .collapsed(by: .max, over: "kreis").collapsed(by: .min, over: "themenfeld"),
        of: sum("active", in: .authorityPairs))
    ),
    (
      "mean of shares",
      .meanShare(.column("active"), of: .column("pairs"), over: "process", in: .processPairs)
    ),
    (
      "weighted mean of shares",
      .meanShare(
        .column("active"), of: .column("pairs"), weight: .column("expected_cases"),
        over: "leistung", in: .competentPairs)
    ),
    (
      "gap",
      .gap(
        .share(
          sum("active", in: .competentPairs, where: Predicate("size_class", in: ["siz0"])),
          of: sum("pairs", in: .competentPairs, where: Predicate("size_class", in: ["siz0"]))),
        less: .share(
          sum("active", in: .competentPairs, where: Predicate("size_class", in: ["siz1", "siz2"])),
          of: sum("pairs", in: .competentPairs, where: Predicate("size_class", in: ["siz1"]))))
    ),
    (
      "quantile",
      .quantile(
        percent: 90, of: "population", weight: "pairs", in: .competentPairs,
        where: Predicate("kreis", in: ["kre0", "kre1"]), minimumCount: 3)
    ),
    ("median", .quantile(percent: 50, of: "cases", weight: "cases", in: .caseCounts)),
    (
      "median in parts of one",
      .quantile(percent: 50, of: "cases", weight: "digital", in: .caseCounts, parts: 86_400_000)
    ),
    ("gini", .gini(of: sum("cases", in: .caseCounts).collapsed(by: .sum, over: "gemeinde"))),
    (
      "deviation",
      .deviation(
        ofShare: sum("active", in: .competentPairs)
          .collapsed(by: .share(of: .column("pairs")), over: "gemeinde"))
    ),
    (
      "slope",
      .slope(
        of: sum("active", in: .competentPairs)
          .collapsed(by: .share(of: .column("pairs")), over: "gemeinde"),
        over: sum("not_applicable", in: .competentPairs)
          .collapsed(by: .share(of: .column("pairs")), over: "gemeinde"))
    ),
    (
      "survival",
      .survivalMedian(time: "population", event: "active", in: .competentPairs)
    ),
    ("amount", .amount(sum("cases", in: .caseCounts), parts: 100)),
  ]

  @Test(arguments: formulas.map(\.0))
  func `every kind of formula means in the engine what its SQL says`(_ name: String) throws {
    let formula = try #require(Self.formulas.first { $0.0 == name }).1
    try OracleTrial.run(formula, named: name, seeds: 1...60)
  }

  @Test func `the median survival of a small table is the one by hand`() throws {
    // 5 at risk: one event at 2 (4/5), a censored 3, one event at 4 (4/5 × 2/3 = .533),
    // one at 6 (.267 ≤ .5).
    let example = WorkedExample(
      title: .same(""), columns: ["population", "active"],
      rows: [["2", "1"], ["3", "0"], ["4", "1"], ["6", "1"], ["9", "0"]], numerator: 0,
      denominator: 5, figure: .value(6))
    let formula = Formula.survivalMedian(
      time: "population", event: "active", in: .competentPairs)
    let groups = Evaluator.evaluate(formula, over: FrameSet(example: example, for: formula))
    #expect(groups.map(\.row.value) == [.value(6)])
  }

  @Test func `the Gini of one owner of everything is 1 − 1/n`() {
    let example = WorkedExample(
      title: .same(""), columns: ["gemeinde", "cases"],
      rows: [["A", "0"], ["B", "0"], ["C", "0"], ["D", "8"]], numerator: 0, denominator: 4,
      figure: .value(0.75))
    let formula = Formula.gini(
      of: sum("cases", in: .caseCounts).collapsed(by: .sum, over: "gemeinde"))
    let groups = Evaluator.evaluate(formula, over: FrameSet(example: example, for: formula))
    #expect(groups.map(\.row.value) == [.value(0.75)])
  }
}
