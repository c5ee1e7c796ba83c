/// One column of a feed.
public struct FeedColumn: Sendable, Hashable {
  public let name: String
  public let type: ColumnType
  /// Whether the cell may be empty (CSV), absent or null (NDJSON).
  public let isOptional: Bool
  /// Whether the feed had rows before it had the column: in those it is empty.
  public let isAddition: Bool
  /// Of an addition: whether the hash of a state is that of before where the column is empty. So of
  /// all that is added from now on; the first two additions count as empty cells.
  public let isSilent: Bool
  public let meaning: Text
  /// Of a choice: how people call its words, in their order; empty: by the words themselves.
  public let choiceNames: [Text]

  public init(
    _ name: String, _ type: ColumnType, names: [Text] = [], optional: Bool = false,
    addition: Bool = false, silent: Bool = false, de: String, en: String
  ) {
    precondition(optional || !addition, "\(name): rows from before cannot have it")
    precondition(addition || !silent, "\(name): a column from the start counts")
    if case .choice(let words) = type {
      precondition(names.isEmpty || names.count == words.count, "\(name): a word without name")
    } else {
      precondition(names.isEmpty, "\(name): names of no words")
    }
    self.name = name
    self.type = type
    choiceNames = names
    self.isOptional = optional
    self.isAddition = addition
    isSilent = silent
    self.meaning = Text(de: de, en: en)
  }
}

/// A feed, declared once: name, what one row is, and its columns.
public struct FeedSchema: Sendable, Hashable {
  public let name: String
  /// What people call the feed, whose name in files and commands is English.
  public let title: Text
  /// What one row is.
  public let row: Text
  public let columns: [FeedColumn]
  /// Which columns identify a row; a later delivery of the same key replaces the earlier row.
  /// Empty: every row is a fact of its own (events).
  public let key: [String]
  /// Groups of columns of which exactly one has to be filled (`convoy_id` or `order_id`).
  public let exactlyOneOf: [[String]]
  /// Share of rejected rows above which the whole file is refused, 0…1.
  public let rejectionThreshold: Double
  /// Earliest day that a time stamp, day or month of this feed may have; `nil`: any.
  public let earliest: Day?
  /// Times and snapshot days later than 24 hours after the load are rejected.
  public let refusesFuture: Bool
  /// Kept by people in spreadsheets: profile `hand` is available.
  public let isHandKept: Bool

  public init(
    _ name: String, title: Text, row: Text, key: [String], exactlyOneOf: [[String]] = [],
    rejectionThreshold: Double = 0.2, earliest: Day? = nil, refusesFuture: Bool = false,
    isHandKept: Bool = false, columns: [FeedColumn]
  ) {
    self.name = name
    self.title = title
    self.row = row
    self.columns = columns
    self.key = key
    self.exactlyOneOf = exactlyOneOf
    self.rejectionThreshold = rejectionThreshold
    self.earliest = earliest
    self.refusesFuture = refusesFuture
    self.isHandKept = isHandKept
    for name in key + exactlyOneOf.flatMap({ $0 }) {
      precondition(columns.contains { $0.name == name }, "\(self.name) has no column \(name)")
    }
  }

  /// Position of a column, or `nil` for an unknown name.
  public func index(of name: String) -> Int? { columns.firstIndex { $0.name == name } }

  public subscript(name: String) -> FeedColumn? { columns.first { $0.name == name } }
}

/// All feeds that Lagebild knows, in the order in which a fresh project wants them: registers
/// first, then what refers to them.
public enum FeedCatalogue {
  public static let all: [FeedSchema] = [
    .areas, .catalogue, .competence, .processes, .lists, .parameters, .effort, .activations,
    .events, .cases, .backlog, .costs, .budget, .orders, .convoys, .milestones, .coordination,
    .embedding, .elsewhere, .targets, .promises, .candidates, .roadmap, .contacts, .decisions,
    .federal,
  ]

  public static func feed(named name: String) -> FeedSchema? { all.first { $0.name == name } }

  /// Names of the feeds that people keep in spreadsheets.
  public static var handKept: [String] { all.filter(\.isHandKept).map(\.name) }

  /// The feed that a file's name begins with: `orders.csv`, `orders-2026.xlsx`, `orders_2.csv`.
  public static func feed(ofFile name: String) -> FeedSchema? {
    all.first { feed in
      name == feed.name || ["-", ".", "_"].contains { name.hasPrefix(feed.name + $0) }
    }
  }
}
