import Domain
import Formats
import Indicators
import Ingest
import Planning

/// A decision that a reader writes down in a form → a row of the feed `decisions`, checked as a load
/// would check it. The site keeps nothing of it: it stands in the URL, and in the file that the
/// reader saves.
struct DecisionSlip {
  static let feed = FeedSchema.decisions
  /// Sent by the button of the form, not by links that fill in the form beforehand.
  static let sentName = "geprueft"
  /// Parameters of the form and of its file.
  static let parameters =
    feed.columns.map {
      RouteParameter(
        name: $0.name, place: .query, kind: .text(maximumLength: 1_600), summary: $0.meaning.en)
    } + [
      RouteParameter(
        name: sentName, place: .query, kind: .choice(["1"]), summary: "sent by its button")
    ]

  /// What is wrong with a cell, in words; `column` is `nil` where it is the row.
  struct Objection {
    let column: String?
    let text: Text
  }

  /// Whether a reader has asked for the row.
  let isSent: Bool
  /// Column → text; without those that are empty.
  private let cells: [String: String]
  private let today: Day

  init(_ call: Call, today: Day) {
    self.today = today
    isSent = call.value(Self.sentName) != nil
    var cells: [String: String] = [:]
    for column in Self.feed.columns {
      let text = (call.value(column.name) ?? "").split(separator: " ").joined(separator: " ")
      if !text.isEmpty { cells[column.name] = text }
    }
    if !isSent, cells["decided_on"] == nil { cells["decided_on"] = today.description }
    if isSent, cells["decision_id"] == nil, let body = cells["body"], let day = cells["decided_on"]
    {
      cells["decision_id"] = "\(body)-\(day)"
    }
    self.cells = cells
  }

  subscript(column: String) -> String { cells[column] ?? "" }

  /// `decisions-uag-2026-03-14.csv`: a file whose name begins with that of the feed is known by it.
  var fileName: String {
    let id = self["decision_id"].map { $0 == "/" || $0 == ":" ? "-" : $0 }
    return "\(Self.feed.name)-\(String(id)).csv"
  }

  /// Header and row, as the feed's reader takes them (RFC 4180).
  var csv: String {
    [Self.feed.columns.map(\.name), Self.feed.columns.map { self[$0.name] }].map { line in
      line.map { CSVWriter.field($0) }.joined(separator: ",") + "\n"
    }.joined()
  }

  /// Everything that is missing, else the first thing that a load would refuse.
  func objections() throws -> [Objection] {
    let missing = Self.feed.columns.filter { !$0.isOptional && self[$0.name].isEmpty }
    guard missing.isEmpty else {
      return missing.map { Objection(column: $0.name, text: ReasonCode.missingValue.meaning) }
    }
    let noon = (Int64(today.number) * 24 + 12) * 3_600_000
    return try TrialReading.rejections(
      of: Array(csv.utf8), file: fileName, feed: Self.feed, options: ReadOptions(now: noon)
    ).map { Objection(column: $0.column, text: $0.reason.meaning) }
  }

  /// What is not wrong, but should be known before the row is handed on.
  func remarks(_ decisions: Table<Released>) -> [Text] {
    var remarks: [Text] = []
    let same = decisions.rows.first { decisions.text($0, "decision_id") == self["decision_id"] }
    if let same {
      let subject = decisions.text(same, "subject")
      remarks.append(
        Text(
          de:
            "Die Kennung \(self["decision_id"]) hat schon „\(subject)“: die neue Zeile ersetzt ihn.",
          en: "The id \(self["decision_id"]) belongs to “\(subject)”: the new row replaces it."))
    }
    guard self["body"] == DecidingBody.lenkungskreis.rawValue else { return remarks }
    let votes = ["votes_for", "votes_against", "abstentions"].compactMap { Int64(self[$0]) }
    if votes.reduce(0, +) > Decisions.seatsOfLenkungskreis {
      remarks.append(
        Text(
          de: "Der Lenkungskreis hat \(Decisions.seatsOfLenkungskreis) Sitze; genannt sind mehr"
            + " Stimmen.",
          en: "The Lenkungskreis has \(Decisions.seatsOfLenkungskreis) seats; more votes are named."
        ))
    }
    if let votesFor = Int64(self["votes_for"]), votesFor < Decisions.majorityOfLenkungskreis {
      remarks.append(
        Text(
          de: "Das sind weniger als die \(Decisions.majorityOfLenkungskreis) Stimmen der Mehrheit"
            + " (§ 2 Abs. 3).",
          en: "These are fewer than the \(Decisions.majorityOfLenkungskreis) votes of a majority"
            + " (§ 2 (3))."))
    }
    return remarks
  }
}
