import Domain
import Indicators
import Store

/// A candidate with what the feeds tell of it and its Leistungen.
public struct CandidateFacts: Sendable, Hashable {
  public let candidate: Candidate
  /// In the unit of the criterion; what no feed tells is absent. Capital value and hours are not
  /// here: they are drawn.
  public let measured: [Criterion: Double]

  public init(_ candidate: Candidate, measured: [Criterion: Double] = [:]) {
    self.candidate = candidate
    self.measured = measured
  }

  /// All candidates by id, as of the last day of the data.
  /// - Throws: ``Fault`` for missing or contradictory parameters, for a damaged database.
  public static func measured(_ reader: StoreReader) throws -> [CandidateFacts] {
    try measured(reader, try BenefitFacts(reading: reader))
  }

  static func measured(
    _ reader: StoreReader, _ benefit: BenefitFacts
  ) throws -> [CandidateFacts] {
    let coverage = try CoverageShares(reading: reader)
    let day = try FactSet.cutOff(reader)
    let processes = try ProcessFacts(reader, on: day)
    return benefit.candidates.map { candidate in
      let leistungen = candidate.leistungen
      var measured: [Criterion: Double] = [:]
      let cases = leistungen.compactMap { benefit.cases[$0] }
      if !cases.isEmpty { measured[.volume] = cases.reduce(0) { $0 + $1.total } }
      measured[.coverageGap] = coverage.share(leistungen).map { 1 - $0 }
      measured[.endToEnd] = processes.connectable(leistungen)
      measured[.demand] = candidate.interestedKommunen.map(Double.init)
      measured[.noEfA] = candidate.hasEfA.map { $0 ? 0 : 1 }
      measured[.deadline] = days(to: candidate.legalDeadline, from: day)
      let points = leistungen.compactMap { benefit.effort.stepPoints($0) }
      if !points.isEmpty {
        measured[.simplicity] = points.reduce(Double(candidate.dependsOn.count), +)
      }
      let field =
        candidate.themenfeld ?? leistungen.lazy.compactMap { processes.themenfeld[$0] }.first
      measured[.balance] = field.map { Double(processes.standard[$0] ?? 0) }
      return CandidateFacts(candidate, measured: measured)
    }
  }

  /// A candidate without deadline has all the time that is looked ahead: that is a fact, not a gap.
  private static func days(to deadline: Day?, from day: Day?) -> Double? {
    guard let deadline else { return CriterionScale.deadlineDays }
    return day.map { Double(max(0, deadline - $0)) }
  }
}
