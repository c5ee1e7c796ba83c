import Testing

/// Each statistic on random numbers, beside what scipy, lifelines and statsmodels say.
@Suite(
  .enabled(
    if: Judges.python != nil,
    "the libraries that judge the statistics cannot be had (Scripts/judges)"))
struct JudgedStatisticsTests {
  /// All cases at once: Python starts slowly.
  private static let judged = Result {
    let cases = StatisticsCase.Kind.allCases.flatMap { kind in
      (1...kind.count).map { StatisticsCase(kind, seed: UInt64($0)) }
    }
    return Array(zip(cases, try Judges.answers(cases)))
  }

  @Test(arguments: StatisticsCase.Kind.allCases)
  func `an independent implementation says the same`(kind: StatisticsCase.Kind) throws {
    let cases = try Self.judged.get().filter { $0.0.kind == kind }
    #expect(cases.count == kind.count)
    for (own, other) in cases {
      let difference = Self.difference(own, other)
      #expect(difference == nil, "\(kind), seed \(own.seed)")
    }
  }

  /// The first number that differs, in words.
  private static func difference(_ own: StatisticsCase, _ other: [String: [Double?]]) -> String? {
    guard own.output.keys.sorted() == other.keys.sorted() else {
      return "\(own.output.keys.sorted()), judged \(other.keys.sorted())"
    }
    for name in other.keys.sorted() {
      let (mine, theirs) = (own.output[name]!, other[name]!)
      guard mine.count == theirs.count else {
        return "\(name): \(mine.count) numbers, judged \(theirs.count)"
      }
      for (index, pair) in zip(mine, theirs).enumerated()
      where !agree(pair.0, pair.1, own.kind) {
        return "\(name)[\(index)]: \(pair.0.map { "\($0)" } ?? "none"), "
          + "judged \(pair.1.map { "\($0)" } ?? "none")"
      }
    }
    return nil
  }

  private static func agree(
    _ mine: Double?, _ theirs: Double?, _ kind: StatisticsCase.Kind
  ) -> Bool {
    guard let mine, let theirs else { return mine == nil && theirs == nil }
    return abs(mine - theirs) <= max(kind.zero, kind.tolerance * max(abs(mine), abs(theirs)))
  }
}
