import Domain

/// Rows of text → candidates: the UAG's own list, `id,value,cost_eur` and, if it has them,
/// `depends_on` (ids, separated by blanks), `alternative_group`, `themenfeld`, `care_eur_a_year`.
public enum CandidateTable {
  private static let needed = ["id", "value", "cost_eur"]
  private static let further = ["depends_on", "alternative_group", "themenfeld", "care_eur_a_year"]

  /// - Parameters:
  ///   - file: its name, for messages.
  ///   - names: columns of the header.
  /// - Throws: ``Fault`` (bad data) with file, line and column of the first cell that cannot be
  ///   read. What candidates say together is checked by ``Portfolio``.
  public static func candidates(
    file: String, names: [String], rows: [(line: Int, cells: [String: String])]
  ) throws -> [PortfolioCandidate] {
    for name in needed where !names.contains(name) {
      throw Fault(
        .badData, at: "\(file), line 1", "the column \(name) is missing",
        remedy: "Give the columns \(needed.joined(separator: ", "))")
    }
    for name in names where !(needed + further).contains(name) {
      throw Fault(
        .badData, at: "\(file), line 1", "the column \"\(name)\" is not known",
        remedy: Suggestion.hint(for: name, among: needed + further))
    }
    guard !rows.isEmpty else {
      throw Fault(
        .badData, at: file, "it lists no candidate", remedy: "Give a line for each candidate")
    }
    return try rows.map { line, cells in
      let row = Row(place: "\(file), line \(line)", cells: cells)
      return PortfolioCandidate(
        id: try row.id(), value: try row.value(), costCents: try row.cents("cost_eur")!,
        careCents: try row.cents("care_eur_a_year") ?? 0,
        dependsOn: row.text("depends_on")?.split(separator: " ").map(String.init) ?? [],
        alternativeGroup: row.text("alternative_group"), themenfeld: row.text("themenfeld"),
        source: row.place)
    }
  }

  private struct Row {
    let place: String
    let cells: [String: String]

    /// `nil`: empty, or no such column.
    func text(_ column: String) -> String? {
      guard let text = cells[column], !text.isEmpty else { return nil }
      return text
    }

    func id() throws -> String {
      guard let id = text("id"), !id.contains(where: \.isWhitespace) else {
        throw fault("id", "an id is one word, so that others can depend on it", "Give it one")
      }
      return id
    }

    func value() throws -> ExactDecimal {
      guard let text = text("value"), let value = ExactDecimal(text) else {
        throw fault("value", "\"\(cells["value"]!)\" is no number", Self.asNumber)
      }
      return value
    }

    /// EUR with at most two decimal places; `nil` for an empty cell of a column that is not needed.
    func cents(_ column: String) throws -> Int64? {
      guard let text = text(column) else {
        if !CandidateTable.needed.contains(column) { return nil }
        throw fault(column, "it is empty", Self.asNumber)
      }
      do { return try EuroText.cents(text) } catch {
        throw fault(column, error.problem, error.remedy)
      }
    }

    private static let asNumber =
      "Write digits, with a decimal point where needed and no thousands separator"

    private func fault(_ column: String, _ problem: String, _ remedy: String) -> Fault {
      Fault(.badData, at: "\(place), column \(column)", problem, remedy: remedy)
    }
  }
}

/// Amounts of EUR as people write them to a program: `[-]digits[.digits]`, whole cents.
public enum EuroText {
  /// What is wrong with a text.
  public struct Problem: Error {
    public let problem: String
    public let remedy: String
  }

  public static func cents(_ text: some StringProtocol) throws(Problem) -> Int64 {
    guard let euros = ExactDecimal(text), euros.digits.magnitude < 1_000_000_000_000_000 else {
      throw Problem(
        problem: "\"\(text)\" is no amount in EUR",
        remedy: "Write digits, with a decimal point where needed and no thousands separator")
    }
    guard euros.scale <= 2 else {
      throw Problem(problem: "\(text) EUR are no whole cents", remedy: "Round it to cents")
    }
    return euros.digits * [100, 10, 1][euros.scale]
  }

  /// With both cents, always.
  public static func text(_ cents: Int64) -> String {
    ExactDecimal(digits: cents, scale: 2).description
  }
}
