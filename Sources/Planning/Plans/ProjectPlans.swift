import Domain
import Indicators
import Store

/// The planning tables of one state of the project: questions in, tables out. Each is computed when
/// it is first asked for and kept (``Memo``).
public final class ProjectPlans: Sendable {
  /// Of the data that the tables are made from.
  public let revision: String
  /// The day that "until now" means where a question names none.
  public let today: Day
  /// The last day of the data, without data today: what came after it nobody has told yet.
  let stand: Day
  /// Changes whenever an answer may change; part of every ETag.
  public var state: String { "\(revision) \(today)" }

  let definitions: DefinitionLog
  /// Which Kreise share a border.
  let neighbours: @Sendable () throws -> KreisNeighbours
  /// What ranking, selection and costs and benefits rest on.
  let drawn = Memo<Int, DrawnCandidates>(limit: 1)
  let portfolio = Memo<Int, ProjectPortfolio>(limit: 1)
  /// By the weights and the order that were sent.
  let rankings = Memo<[String?], Priority>(limit: 4)
  /// How far targets are, by the month from whose end one looks: their figures are made from the
  /// facts of the whole project.
  let standings = Memo<Month, TargetStandings>(limit: 24)
  /// What all Kreise lack is read once.
  let gaps = Memo<Int, GapListing>()
  /// By the budget and the reading of § 5 that were sent.
  let selections = Memo<[String?], SolvedPortfolio>(limit: 16)
  private let usual = Memo<Int, [Int64]>(limit: 1)
  private let dataFolder: String
  private let released = Memo<PlanQuestion, Table<Released>>(limit: 256)
  private let exact = Memo<PlanQuestion, Table<Exact>>(limit: 64)

  /// - Parameters:
  ///   - revision: state of the data; once it has changed, questions that are not answered yet are
  ///     refused, so that one page never shows two states.
  ///   - cutOff: the last day of the data; `nil`: there is none yet.
  ///   - neighbours: which Kreise share a border; asked when it is needed.
  ///   - definitions: since when which definition of an indicator holds.
  public init(
    dataFolder: String, revision: String, today: Day, cutOff: Day?, definitions: DefinitionLog,
    neighbours: @escaping @Sendable () throws -> KreisNeighbours = { throw KreisNeighbours.missing }
  ) {
    self.neighbours = neighbours
    self.dataFolder = dataFolder
    self.revision = revision
    self.today = today
    stand = cutOff ?? today
    self.definitions = definitions
  }

  /// - Throws: ``NotPublic`` with the reason for a table made from counts of citizens' actions;
  ///   ``Fault`` (usage) for a choice that does not read, (bad data, input missing) for plans that
  ///   contradict themselves or are not there, (try again) where the data changed.
  public func released(_ question: PlanQuestion) throws -> Table<Released> {
    if let refusal = question.listing.refusal { throw NotPublic(refusal.en) }
    try check(question)
    return try released.value(question) {
      try read { try self.releasedTable(question, $0) }
    }
  }

  /// Every table, for internal eyes.
  /// - Throws: ``Fault`` as of a released one.
  public func exact(_ question: PlanQuestion) throws -> Table<Exact> {
    guard question.listing.refusal != nil else { return try released(question).asExact }
    try check(question)
    return try exact.value(question) {
      try read { try self.exactTable(question, $0) }
    }
  }

  /// What a question that leaves a parameter open means by it, as text; `nil`: nothing.
  public func standard(_ parameter: PlanListing.Parameter) -> String? {
    switch parameter {
    case .since: lastQuarter.description
    case .on: today.description
    case .convoy, .process, .kreis, .budget, .policy, .minimum, .weights, .order: nil
    }
  }

  /// Cents that each budget year has for new processes, with what is carried into the first; `nil`
  /// where the project has no budget years, or they cannot be read.
  public var usualBudgets: [Int64]? {
    try? usual.value(0) {
      try read { reader in
        let money = try ProjectMoney(reader, ProjectMoney.Wish(firstYear: self.today.year)).money
        var budgets = money.budgetsCents
        budgets[0] = Int64(money.greatestLimits[0])
        return budgets
      }
    }
  }

  /// Three months before the last day of the data, as between two meetings.
  var lastQuarter: Day { (stand.month + -3).firstDay }

  private func check(_ question: PlanQuestion) throws(Fault) {
    if let wanted = question.listing.wanted, question.choices[wanted] == nil {
      throw Fault(
        .usage, at: question.listing.rawValue, "it needs to be said of which \(wanted.rawValue)",
        remedy: "Give \(wanted.rawValue)=ID")
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
}
