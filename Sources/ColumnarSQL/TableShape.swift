import Domain

/// A feed as an SQL table: the feed's columns under their names, in their order.
struct TableShape {
  /// How a stored value looks in SQL.
  enum Presentation {
    case integer
    case real
    /// Stored in cents; `amount_eur` in SQL is euros, as the name says.
    case euros
    case text
    /// `YYYY-MM-DD`
    case day
    /// `YYYY-MM`
    case month
    /// Stored in milliseconds; `YYYY-MM-DD HH:MM:SS` on a Berlin wall clock.
    case localTime
  }

  struct Column {
    let name: String
    /// Name of the chunk that holds the values.
    let stored: String
    let presentation: Presentation
    var isHidden = false

    /// Decides, with SQLite's rules of affinity, how values are compared.
    var sqlType: String {
      switch presentation {
      case .integer: "INTEGER"
      case .real, .euros: "REAL"
      case .text, .day, .month, .localTime: "TEXT"
      }
    }
  }

  let feed: FeedSchema
  let columns: [Column]

  init(_ feed: FeedSchema) {
    self.feed = feed
    // Event numbers serve deduplication only and are not stored.
    var columns = feed.columns.filter { $0.type != .eventID }.map { column in
      Column(
        name: column.name, stored: column.name, presentation: Self.presentation(of: column.type))
    }
    // SQLite knows no time zones, and Lagebild's days are Berlin days. Hidden, so that SELECT *
    // gives the feed.
    for column in feed.columns where column.type == .timestamp {
      columns.append(
        Column(
          name: column.name + "_local", stored: column.name, presentation: .localTime,
          isHidden: true))
    }
    self.columns = columns
  }

  /// What SQLite is told of the table.
  var declaration: String {
    let list = columns.map { "\"\($0.name)\" \($0.sqlType)\($0.isHidden ? " HIDDEN" : "")" }
    return "CREATE TABLE x (\(list.joined(separator: ", ")))"
  }

  /// The column by which a condition on a column is decided: for a local time its instant.
  func decidingColumn(_ index: Int) -> Int {
    guard columns[index].presentation == .localTime else { return index }
    return columns.firstIndex { $0.stored == columns[index].stored && !$0.isHidden } ?? index
  }

  private static func presentation(of type: ColumnType) -> Presentation {
    switch type {
    case .text, .key, .keys, .choice, .eventID: .text
    case .integer, .flag, .session, .timestamp: .integer
    case .decimal: .real
    case .money: .euros
    case .day: .day
    case .month: .month
    }
  }
}
