import Columns
import Domain

/// The facts that coverage, adoption and use need: one consistent state of the project.
///
/// Batches have the columns of their feed and one row a key (the latest delivery wins).
public struct FactSet: Sendable {
  public var areas: ColumnBatch?
  public var catalogue: ColumnBatch?
  public var competence: ColumnBatch?
  public var processes: ColumnBatch?
  /// What was switched on where and when.
  public var coverage: KeyedCoverage
  public var cases: ColumnBatch?
  public var backlog: ColumnBatch?
  public var lists: ColumnBatch?
  public var embedding: ColumnBatch?
  public var elsewhere: ColumnBatch?
  public var usage: UsageCells
  public var durations: DurationCells
  public var funnel: FunnelCells
  public var plans: PlanFacts
  /// Version and date of the catalogue as its manifest names them.
  public var catalogueVersion: String?
  public var dataState: DataState
  /// The last day of the data; `nil` for an empty project.
  public var cutOff: Day?

  public init(
    areas: ColumnBatch? = nil, catalogue: ColumnBatch? = nil, competence: ColumnBatch? = nil,
    processes: ColumnBatch? = nil, coverage: KeyedCoverage, cases: ColumnBatch? = nil,
    backlog: ColumnBatch? = nil, lists: ColumnBatch? = nil, embedding: ColumnBatch? = nil,
    elsewhere: ColumnBatch? = nil, usage: UsageCells = UsageCells(),
    durations: DurationCells = DurationCells(), funnel: FunnelCells = FunnelCells(),
    plans: PlanFacts = PlanFacts(), catalogueVersion: String? = nil, dataState: DataState,
    cutOff: Day? = nil
  ) {
    self.areas = areas
    self.catalogue = catalogue
    self.competence = competence
    self.processes = processes
    self.coverage = coverage
    self.cases = cases
    self.backlog = backlog
    self.lists = lists
    self.embedding = embedding
    self.elsewhere = elsewhere
    self.usage = usage
    self.durations = durations
    self.funnel = funnel
    self.plans = plans
    self.catalogueVersion = catalogueVersion
    self.dataState = dataState
    self.cutOff = cutOff
  }
}
