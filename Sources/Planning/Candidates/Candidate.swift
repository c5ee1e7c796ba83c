import Columns
import Domain
import Indicators
import Store

/// A row of the feed `candidates`: what may become a Standardprozess.
public struct Candidate: Sendable, Hashable {
  /// In integer cents, as estimated: at least, most likely, at most.
  public struct Cost: Sendable, Hashable {
    public let lowCents: Int64
    public let cents: Int64
    public let highCents: Int64
  }

  public let id: String
  public let name: String
  /// LeiKa keys.
  public let leistungen: [String]
  public let themenfeld: String?
  public let cost: Cost
  /// Cents a year.
  public let careCents: Int64
  /// Kommunen that want it; `nil`: nobody asked.
  public let interestedKommunen: Int64?
  public let legalDeadline: Day?
  /// Ids of other candidates.
  public let dependsOn: [String]
  public let alternativeGroup: String?
  /// Whether there is a service that one Land has made for all; `nil`: not said.
  public let hasEfA: Bool?

  /// The rows of those that nobody has withdrawn; `nil`: nothing was delivered.
  static func open(_ reader: StoreReader) throws -> ColumnBatch? {
    guard let batch = try reader.current(.candidates) else { return nil }
    let withdrawn = batch.flags("withdrawn")
    return batch.selecting((0..<batch.rowCount).filter { withdrawn[$0] != true })
  }

  /// All candidates that nobody has withdrawn, by id.
  /// - Throws: ``Fault`` (bad data) where the costs of a row are in disorder, for a damaged
  ///   database.
  public static func all(_ reader: StoreReader) throws -> [Candidate] {
    guard let batch = try open(reader) else { return [] }
    let (ids, names) = (batch.texts("candidate_id"), batch.texts("name"))
    let (leistungen, needs) = (batch.words("leika"), batch.words("depends_on"))
    let (groups, fields) = (batch.texts("alternative_group"), batch.texts("themenfeld"))
    let (low, cost) = (batch.integers("cost_eur_min"), batch.integers("cost_eur"))
    let (high, care) = (batch.integers("cost_eur_max"), batch.integers("care_eur_a_year"))
    let interested = batch.integers("kommunen_interested")
    let (deadlines, efa) = (batch.days("legal_deadline"), batch.flags("efa_available"))
    return try (0..<batch.rowCount).map { row in
      Candidate(
        id: ids[row]!, name: names[row]!, leistungen: leistungen[row], themenfeld: fields[row],
        cost: try Cost(low[row]!, cost[row]!, high[row]!, of: ids[row]!), careCents: care[row]!,
        interestedKommunen: interested[row], legalDeadline: deadlines[row], dependsOn: needs[row],
        alternativeGroup: groups[row], hasEfA: efa[row])
    }.sorted { $0.id < $1.id }
  }
}

extension Candidate.Cost {
  fileprivate init(_ low: Int64, _ cents: Int64, _ high: Int64, of id: String) throws(Fault) {
    guard low <= cents, cents <= high else {
      throw Fault(
        .badData, at: "feed candidates, row \(id)",
        "cost_eur \(EuroText.text(cents)) does not lie between cost_eur_min \(EuroText.text(low)) "
          + "and cost_eur_max \(EuroText.text(high))",
        remedy: "Deliver the row anew")
    }
    self.init(lowCents: low, cents: cents, highCents: high)
  }
}
