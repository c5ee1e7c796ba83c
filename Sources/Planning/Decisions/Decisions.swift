import Columns
import Domain
import Indicators
import Store

/// The bodies of the agreement that decide (§ 2).
public enum DecidingBody: String, Sendable, CaseIterable {
  case lenkungskreis, uag
  case itKooperationsrat = "it_kooperationsrat"

  public var name: Text { FeedSchema.decisions["body"]?.name(of: rawValue) ?? .same(rawValue) }
}

/// The feed `decisions` → a table: what was decided, on which paper, with which votes, and who acts
/// by when.
public enum Decisions {
  /// § 2 (3): the Lenkungskreis has six seats and decides by the majority of its members.
  public static let seatsOfLenkungskreis: Int64 = 6
  public static let majorityOfLenkungskreis: Int64 = 4

  private static let texts = ["subject", "refers_to", "paper", "run_id", "weights"]
  private static let votes = ["votes_for", "votes_against", "abstentions", "transferred_votes"]

  /// `decision_id, body, decided_on, subject, refers_to, paper, run_id, weights, votes_for,
  /// votes_against, abstentions, transferred_votes, majority, result, owner, due_on`; the
  /// latest first.
  ///
  /// `majority` is `yes` or `no` where the Lenkungskreis voted, else empty.
  /// - Parameter body: only its decisions.
  public static func table(
    _ reader: StoreReader, body: DecidingBody? = nil
  ) throws -> Table<Released> {
    let rows = try reader.current(.decisions).map { cells($0, of: body) } ?? []
    return Disclosure.withoutCountsOfCitizens(
      columns: columns, rows: rows,
      provenance: Provenance(
        title: Text(de: "Beschlüsse", en: "Decisions"),
        source: Text(de: "Beschlüsse der Gremien", en: "decisions of the bodies"),
        caveat: Text(
          de: "Die Mehrheit im Lenkungskreis sind vier der sechs Stimmen (§ 2 Abs. 3).",
          en: "A majority in the Lenkungskreis is four of the six votes (§ 2 (3))."),
        dataState: try reader.dataState()))
  }

  private static func cells(_ batch: ColumnBatch, of wanted: DecidingBody?) -> [[TableCell]] {
    let (ids, bodies, days) = (
      batch.texts("decision_id"), batch.texts("body"), batch.days("decided_on")
    )
    let (results, owners, due) = (
      batch.texts("result"), batch.texts("owner"), batch.days("due_on")
    )
    let texts = Self.texts.map { batch.texts($0) }
    let votes = Self.votes.map { batch.integers($0) }
    let order = (0..<batch.rowCount).filter { wanted == nil || bodies[$0] == wanted!.rawValue }
      .sorted { (days[$1]!, ids[$0]!) < (days[$0]!, ids[$1]!) }
    return order.map { row -> [TableCell] in
      let body = DecidingBody(rawValue: bodies[row]!)
      var cells: [TableCell] = [
        .key(ids[row]!, label: nil), .key(bodies[row]!, label: body?.name),
        .text(days[row]!.description),
      ]
      cells += texts.map { .text($0[row] ?? "") }
      // Only the Lenkungskreis has to vote; what another body took note of has no votes to report.
      let hasVotes = body == .lenkungskreis || votes.contains { $0[row] != nil }
      cells += votes.map { votes in
        hasVotes ? .number(votes[row].map(Double.init)) : .figure(.notApplicable)
      }
      let majority =
        body == .lenkungskreis
        ? votes[0][row].map { $0 >= majorityOfLenkungskreis ? "yes" : "no" } : nil
      return cells + [
        .text(majority ?? ""), .text(results[row]!), .text(owners[row] ?? ""),
        .text(due[row]?.description ?? ""),
      ]
    }
  }

  private static let columns: [TableColumn] = {
    var columns = ["decision_id", "body", "decided_on"] + texts + votes
    columns += ["majority", "result", "owner", "due_on"]
    return columns.map { name in
      TableColumn(
        name: name,
        title: FeedSchema.decisions[name]?.meaning ?? Text(de: "Mehrheit", en: "Majority"),
        role: votes.contains(name) ? .measure : .dimension,
        unit: votes.contains(name) ? .count : nil)
    }
  }()
}
