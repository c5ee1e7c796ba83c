import Domain

/// Who may see a table; decided by the compiler. A public route takes `Table<Released>` only.
public protocol DisclosureScope: Sendable {
  /// The mark that every page and export of this scope carries, or `nil` for none.
  static var mark: Text? { get }
}

/// Exact figures, for internal eyes only.
public enum Exact: DisclosureScope {
  public static let mark: Text? = Text(de: "nur intern", en: "internal only")
}

/// Figures that went through a release, or that hold no counts of citizens at all.
public enum Released: DisclosureScope {
  public static let mark: Text? = nil
}

/// Everything a reader needs to trust a figure: said once here, printed in every format.
public struct Provenance: Sendable, Hashable {
  public var title: Text
  /// Where the numbers come from.
  public var source: Text
  /// The counting rule, e.g. `active` or `maturity=2.0:4`.
  public var rule: String
  /// The rule as people read it, where it is more than a name.
  public var ruleText: Text?
  /// Version and date of the catalogue of Leistungen; `nil` where no catalogue is involved.
  public var catalogueVersion: String?
  /// The last day that the figures take into account; `nil` for an empty project.
  public var cutOff: Day?
  /// One plain sentence that says what the figure does not say.
  public var caveat: Text?
  /// What has to be known of just these figures, e.g. that other units reported at the end of a
  /// series than at its beginning.
  public var note: Text?
  /// Hash of the indicator's definition, 64 hexadecimal digits; `nil` for listings.
  public var definitionHash: String?
  public var dataState: DataState

  public init(
    title: Text, source: Text, rule: String = "", ruleText: Text? = nil,
    catalogueVersion: String? = nil,
    cutOff: Day? = nil, caveat: Text? = nil, note: Text? = nil, definitionHash: String? = nil,
    dataState: DataState
  ) {
    self.title = title
    self.source = source
    self.rule = rule
    self.ruleText = ruleText
    self.catalogueVersion = catalogueVersion
    self.cutOff = cutOff
    self.caveat = caveat
    self.note = note
    self.definitionHash = definitionHash
    self.dataState = dataState
  }
}

/// What leaves the engine: the only value that formats, pages and the command line can print.
/// Only the gate (`Disclosure`) makes one.
public struct Table<Scope: DisclosureScope>: Sendable, Hashable {
  public let columns: [TableColumn]
  /// `[row][column]`, rows sorted by the dimensions.
  public let rows: TableRows
  public let provenance: Provenance

  init(columns: [TableColumn], rows: TableRows, provenance: Provenance) {
    precondition(rows.isEmpty || rows.width == columns.count, "rows of another width")
    self.columns = columns
    self.rows = rows
    self.provenance = provenance
  }

  /// Position of a column, or `nil` for an unknown name.
  public func index(of name: String) -> Int? { columns.firstIndex { $0.name == name } }
}

/// The gate: the only way from numbers to a ``Table``.
public enum Disclosure {
  /// Exact counts of citizens' actions and what is derived from them, for internal scopes.
  package static func exact(
    columns: [TableColumn], rows: TableRows, provenance: Provenance
  ) -> Table<Exact> {
    Table(columns: columns, rows: rows, provenance: provenance)
  }

  package static func exact(
    columns: [TableColumn], rows: [[TableCell]], provenance: Provenance
  ) -> Table<Exact> {
    exact(columns: columns, rows: TableRows(rows), provenance: provenance)
  }

  /// Facts about Kommunen, registers, plans and listings: they hold no counts of citizens'
  /// actions, so they are published as they are.
  package static func withoutCountsOfCitizens(
    columns: [TableColumn], rows: [[TableCell]], provenance: Provenance
  ) -> Table<Released> {
    Table(columns: columns, rows: TableRows(rows), provenance: provenance)
  }
}

extension Table where Scope == Released {
  /// What is public may be shown inside as well.
  public var asExact: Table<Exact> {
    Table<Exact>(columns: columns, rows: rows, provenance: provenance)
  }
}
