import Domain
import Indicators
import Store
import Synchronization

/// The planning tables of one state of the project: questions in, tables out. Each is computed when
/// it is first asked for and kept, for any number of threads; a thread that asks for what another
/// one computes waits for it.
public final class ProjectPlans: Sendable {
  /// Of the data that the tables are made from.
  public let revision: String
  /// The day that "until now" means where a question names none.
  public let today: Day

  /// Changes whenever an answer may change; part of every ETag.
  public var state: String { "\(revision) \(today)" }

  private let dataFolder: String
  private let definitions: DefinitionLog
  private let released = KeptAnswers<Table<Released>>()
  private let exact = KeptAnswers<Table<Exact>>()

  /// - Parameters:
  ///   - revision: state of the data; once it has changed, questions that are not answered yet are
  ///     refused, so that one page never shows two states.
  ///   - definitions: since when which definition of an indicator holds.
  public init(dataFolder: String, revision: String, today: Day, definitions: DefinitionLog) {
    self.dataFolder = dataFolder
    self.revision = revision
    self.today = today
    self.definitions = definitions
  }

  /// - Throws: ``NotPublic`` with the reason for a table made from counts of citizens' actions;
  ///   ``Fault`` (usage) for a choice that does not read, (bad data) for plans that contradict
  ///   themselves, (try again) where the data changed.
  public func released(_ question: PlanQuestion) throws -> Table<Released> {
    if let refusal = question.listing.refusal { throw NotPublic(refusal.en) }
    return try released.answer(question) {
      try read { try self.releasedTable(question, $0) }
    }
  }

  /// Every table, for internal eyes.
  /// - Throws: ``Fault`` as of a released one.
  public func exact(_ question: PlanQuestion) throws -> Table<Exact> {
    guard question.listing.refusal != nil else { return try released(question).asExact }
    return try exact.answer(question) {
      try read { try self.exactTable(question, $0) }
    }
  }

  /// What a question that leaves a parameter open means by it, as text.
  public func standard(_ parameter: PlanListing.Parameter) -> String {
    switch parameter {
    case .since: Self.quarter(before: today).description
    case .on: today.description
    }
  }

  private func read<Value>(_ body: (StoreReader) throws -> Value) throws -> Value {
    try ProjectStore.reading(dataFolder: dataFolder).read { reader in
      guard try reader.revision() == revision else {
        throw Fault(
          .tryAgain, at: dataFolder, "the data has changed while the answer was being made",
          remedy: "Ask again")
      }
      return try body(reader)
    }
  }

  private func releasedTable(
    _ question: PlanQuestion, _ reader: StoreReader
  ) throws -> Table<Released> {
    switch question.listing {
    case .financing: return try Financing.table(reader)
    case .decisions:
      return try PlanRegister.table(.decisions, title: question.listing.title, reader)
    case .deadlines: return try Deadlines.table(reader, on: try day(question, .on) ?? today)
    case .changes:
      let since = try question.choices[.since].map { try Changes.day($0, reader) }
      let day = since ?? Self.quarter(before: today)
      return try Changes.table(
        since: day, reader, definitions: definitions.changes(since: day))
    }
  }

  private func exactTable(_ question: PlanQuestion, _ reader: StoreReader) throws -> Table<Exact> {
    preconditionFailure("\(question.listing) is public")
  }

  /// Three months before, as between two meetings.
  private static func quarter(before day: Day) -> Day { (day.month + -3).firstDay }

  private func day(_ question: PlanQuestion, _ parameter: PlanListing.Parameter) throws -> Day? {
    guard let text = question.choices[parameter] else { return nil }
    guard let day = Day(text) else {
      throw Fault(
        .usage, at: "\(parameter.rawValue) \(text)", "that is no day",
        remedy: "Write it as 2026-03-31")
    }
    return day
  }
}

/// Answers by question, each made once. As many as a site asks for are kept; when readers have made
/// up more, the memory is cleared, since nobody can tell which of them will come again.
private final class KeptAnswers<Answer: Sendable>: Sendable {
  private final class Entry: Sendable {
    let answer = Mutex<Answer?>(nil)
  }

  private static var limit: Int { 256 }
  private let entries = Mutex<[PlanQuestion: Entry]>([:])

  /// What `make` throws is not kept.
  func answer(_ question: PlanQuestion, _ make: () throws -> Answer) throws -> Answer {
    let entry = entries.withLock { entries in
      if let known = entries[question] { return known }
      if entries.count >= Self.limit { entries.removeAll() }
      let new = Entry()
      entries[question] = new
      return new
    }
    return try entry.answer.withLock { answer in
      if let answer { return answer }
      let made = try make()
      answer = made
      return made
    }
  }
}
