import Domain

/// A question to an indicator: which one, by what, over which months, under which rule.
public struct FigureRequest: Sendable, Hashable {
  public var indicator: String
  /// Dimension names in the order of the columns, e.g. `["kreis", "month"]`. Known: `land`,
  /// `regierungsbezirk`, `kreis`, `gemeinde`, `size_class`, `themenfeld`, `leistung`, `process`,
  /// `process_kind`, `month`. Without `month` the figure is that of the last month (states) or of
  /// all months together (flows).
  public var by: [String]
  /// First and last month, inclusive; `nil`: as far as the data goes.
  public var from: Month?
  public var to: Month?
  /// `active` (default), or `maturity=1.1:3`.
  public var rule: String?
  /// Dimension name → admitted keys.
  public var filter: [String: [String]]

  public init(
    _ indicator: String, by: [String] = [], from: Month? = nil, to: Month? = nil,
    rule: String? = nil, filter: [String: [String]] = [:]
  ) {
    self.indicator = indicator
    self.by = by
    self.from = from
    self.to = to
    self.rule = rule
    self.filter = filter
  }
}

/// What an indicator says about itself to pages and API; follows from its one declaration.
public struct IndicatorDescription: Sendable, Hashable {
  public enum Direction: String, Sendable { case higherIsBetter, lowerIsBetter, neutral }

  public let id: String
  public let name: Text
  /// The question it answers, as a sentence.
  public let question: Text
  public let unit: Unit
  public let direction: Direction
  public let source: Text
  /// One plain sentence that says what the figure does not say.
  public let caveat: Text
  /// `coverage`, `adoption`, `use`, …
  public let group: String
  /// The SQL text that the oracle runs.
  public let sql: String
  /// Dimensions by which it can be grouped.
  public let dimensions: [String]
  /// Months are states (`true`: the last month stands) or flows (`false`: months add up).
  public let isState: Bool
  /// A share of things that are counted one by one, so that a binomial interval says how sure it
  /// is. Shares weighted by inhabitants or cases, and means of ratings, have none.
  public let hasInterval: Bool
  /// Whether the figure is a numerator, or one divided by a denominator: differences and statistics
  /// of units are not, and their examples show the figure alone.
  public let isQuotient: Bool
  /// The counting rule that belongs to the definition, or `nil`.
  public let fixedRule: String?
  /// 64 hexadecimal digits over the definition.
  public let definitionHash: String
  /// Worked examples, printed on the definition page and run by the tests.
  public let examples: [WorkedExample]

  public init(
    id: String, name: Text, question: Text, unit: Unit, direction: Direction, source: Text,
    caveat: Text, group: String, sql: String, dimensions: [String], isState: Bool,
    hasInterval: Bool, isQuotient: Bool = true, fixedRule: String? = nil, definitionHash: String,
    examples: [WorkedExample]
  ) {
    self.id = id
    self.name = name
    self.question = question
    self.unit = unit
    self.direction = direction
    self.source = source
    self.caveat = caveat
    self.group = group
    self.sql = sql
    self.dimensions = dimensions
    self.isState = isState
    self.hasInterval = hasInterval
    self.isQuotient = isQuotient
    self.fixedRule = fixedRule
    self.definitionHash = definitionHash
    self.examples = examples
  }
}

/// A small table that a clerk can check by hand: rows of the relation and the figure they give.
public struct WorkedExample: Sendable, Hashable {
  public let title: Text
  /// Column names of the relation, then rows as text (empty = no value).
  public let columns: [String]
  public let rows: [[String]]
  public let numerator: Double
  public let denominator: Double?
  public let figure: Figure

  public init(
    title: Text, columns: [String], rows: [[String]], numerator: Double, denominator: Double?,
    figure: Figure
  ) {
    self.title = title
    self.columns = columns
    self.rows = rows
    self.numerator = numerator
    self.denominator = denominator
    self.figure = figure
  }
}

/// Where pages, API and exports get their tables from: one consistent state of the project.
///
/// Tables of figures have the dimensions asked for, then `value`, `numerator`, `denominator` as
/// figures and `status` as text; then, for shares that count things one by one, `low` and `high`
/// (Wilson, 95 %), by Kreis `rank_from` and `rank_to` (Landkreise and Stadtkreise apart), and by
/// Gemeinde `shrunken` (empirical Bayes), also for rates per inhabitant.
public protocol FigureSource: Sendable {
  /// Its revision is part of every ETag.
  var dataState: DataState { get }
  /// The last day of the data; `nil` for an empty project.
  var cutOff: Day? { get }
  /// First and last month with data; `nil` for an empty project.
  var months: ClosedRange<Month>? { get }
  /// All areas of the register, sorted by level, then ARS. Empty without a register.
  var areas: [Area] { get }
  var indicators: [IndicatorDescription] { get }

  /// - Throws: ``Fault`` for an unknown indicator, dimension, rule or key.
  func table(_ request: FigureRequest) throws -> Table<Exact>
  /// `ars, ags, name, kind, parent_ars, population, area_km2`
  func areaListing(level: AreaLevel?) throws -> Table<Released>
  /// One row a process: `process_id, name, kind, leika, released_on, provider, customer,
  /// authorities_active`.
  func processListing() throws -> Table<Released>
  /// One row a load, newest last: `load_id, feed, source, file, sha256, rows_in, rows_loaded,
  /// rows_duplicate, rows_quarantined, warnings, period, loaded_on`.
  func loadListing() throws -> Table<Released>
  /// One row a rejected row: `load_id, file, line, column, reason, excerpt`.
  func quarantineListing() throws -> Table<Released>
  /// Who is competent for a Leistung in an area, as ``CompetenceDirectory/table(_:)``.
  /// - Parameter day: `nil`: the last day of the data, or of the register.
  /// - Throws: ``Fault`` as ``CompetenceDirectory/explain(_:in:on:)``.
  func competence(_ leika: String, in area: String, on day: Day?) throws -> Table<Released>
  /// Number of active Behörden by month for one process: `month, active, competent`.
  func adoptionCurve(process: String) throws -> Table<Released>
}
