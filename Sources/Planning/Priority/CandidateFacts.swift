import Columns
import Domain
import Indicators
import Store

/// A row of the feed `candidates`, with what the other feeds tell of its Leistungen.
public struct CandidateFacts: Sendable, Hashable {
  public let id: String
  public let name: String
  /// LeiKa keys.
  public let leika: [String]
  public let themenfeld: String?
  public let dependsOn: [String]
  public let alternativeGroup: String?
  public let costCents: Int64
  public let careCents: Int64
  /// In the unit of the criterion; what no feed tells is absent. Capital value and hours are not
  /// here: they are drawn.
  public fileprivate(set) var measured: [Criterion: Double] = [:]

  /// The feed `candidates` by id, without anything measured.
  /// - Throws: ``Fault`` (input missing) without that feed.
  public static func list(_ reader: StoreReader) throws -> [CandidateFacts] {
    try rows(reader).map(\.facts)
  }

  fileprivate struct Row {
    var facts: CandidateFacts
    let interested: Int64?
    let deadline: Day?
    let hasEfA: Bool?
  }

  fileprivate static func rows(_ reader: StoreReader) throws -> [Row] {
    guard let batch = try reader.current(.candidates), batch.rowCount > 0 else {
      throw Fault(
        .inputMissing, at: "feed candidates", "the project has no candidates",
        remedy: "Fill in lagebild feed template candidates and load it")
    }
    let (id, name, leika) = (
      batch.texts("candidate_id"), batch.texts("name"), batch.texts("leika")
    )
    let (needs, groups, fields) = (
      batch.texts("depends_on"), batch.texts("alternative_group"), batch.texts("themenfeld")
    )
    let (costs, cares) = (batch.integers("cost_eur"), batch.integers("care_eur_a_year"))
    let interested = batch.integers("kommunen_interested")
    let (deadlines, efa) = (batch.days("legal_deadline"), batch.integers("efa_available"))
    func words(_ text: String?) -> [String] { text?.split(separator: " ").map(String.init) ?? [] }
    return (0..<batch.rowCount).map { row in
      Row(
        facts: CandidateFacts(
          id: id[row]!, name: name[row]!, leika: words(leika[row]), themenfeld: fields[row],
          dependsOn: words(needs[row]), alternativeGroup: groups[row], costCents: costs[row]!,
          careCents: cares[row]!),
        interested: interested[row], deadline: deadlines[row], hasEfA: efa[row].map { $0 != 0 })
    }.sorted { $0.facts.id < $1.facts.id }
  }
}

extension CandidateFacts {
  /// The candidates with all that is measured, as of the last day of the data.
  /// - Throws: ``Fault`` (input missing) without candidates.
  public static func measured(_ reader: StoreReader) throws -> [CandidateFacts] {
    let rows = try rows(reader)
    let figures = try ProjectFigures(reading: reader)
    let coverage = try LeistungCounts(figures.table(FigureRequest("coverage_share", by: leistung)))
    let volume = try figures.cutOff.map { try CaseVolume(reader, until: $0) }
    let processes = try ProcessFacts(reader, on: figures.cutOff)
    let steps = try workSteps(reader)
    return rows.map { row in
      var facts = row.facts
      var measured: [Criterion: Double] = [:]
      measured[.volume] = volume?.casesAYear(facts.leika)
      measured[.coverageGap] = coverage.share(facts.leika).map { 1 - $0 }
      measured[.endToEnd] = processes.connectable(facts.leika)
      measured[.demand] = row.interested.map(Double.init)
      measured[.noEfA] = row.hasEfA.map { $0 ? 0 : 1 }
      measured[.deadline] = days(to: row.deadline, from: figures.cutOff)
      let points = facts.leika.compactMap { steps[$0] }
      if !points.isEmpty {
        measured[.simplicity] = points.reduce(Double(facts.dependsOn.count), +)
      }
      let field = facts.themenfeld ?? facts.leika.lazy.compactMap { processes.themenfeld[$0] }.first
      measured[.balance] = field.map { Double(processes.standard[$0] ?? 0) }
      facts.measured = measured
      return facts
    }
  }

  private static let leistung = ["leistung"]

  /// A candidate without deadline has all the time that is looked ahead: that is a fact, not a gap.
  private static func days(to deadline: Day?, from day: Day?) -> Double? {
    guard let deadline else { return CriterionScale.deadlineDays }
    return day.map { Double(max(0, deadline - $0)) }
  }

  /// LeiKa key → points of the administration's present work steps.
  private static func workSteps(_ reader: StoreReader) throws -> [String: Double] {
    guard let batch = try reader.current(.effort) else { return [:] }
    let (leika, side, mode) = (batch.texts("leika"), batch.texts("side"), batch.texts("mode"))
    let complexity = batch.texts("complexity")
    var points: [String: Double] = [:]
    for row in 0..<batch.rowCount where side[row] == "administration" && mode[row] == "before" {
      let point: Double =
        switch complexity[row] {
        case "medium": 2
        case "high": 3
        default: 1
        }
      points[leika[row]!, default: 0] += point
    }
    return points
  }
}
