import TestSupport
import Testing

/// Each statistic on random numbers, beside what scipy, lifelines and statsmodels say.
@Suite(
  .enabled(
    if: PythonJudge.python != nil,
    "the libraries that judge the statistics cannot be had (Scripts/judges)"))
struct JudgedStatisticsTests {
  /// All cases at once: Python starts slowly.
  private static let judged = Result {
    let cases = StatisticsCase.Kind.random.flatMap { kind in
      (1...kind.count).map { StatisticsCase(kind, seed: UInt64($0)) }
    }
    return Array(zip(cases, try Judges.answers(cases)))
  }

  @Test(arguments: StatisticsCase.Kind.random)
  func `an independent implementation says the same`(kind: StatisticsCase.Kind) throws {
    let cases = try Self.judged.get().filter { $0.0.kind == kind }
    #expect(cases.count == kind.count)
    for (own, other) in cases {
      let difference = own.difference(other)
      #expect(difference == nil, "\(kind), seed \(own.seed)")
    }
  }
}
