import Domain

/// The rows of a table that people keep → raw rows of a feed. Each repair is a warning with what
/// was read and what it was made into; blank rows and columns without a name are no rows and no
/// columns.
struct HandTable {
  private let file: String
  private let feed: FeedSchema
  /// By column of the feed: where it stands in the table.
  private let positions: [Int?]
  private let repairs: [HandRepairs]
  /// Where unnamed or unknown columns stand.
  private let width: Int

  /// - Parameters:
  ///   - header: the first row that is not blank: the feed's names, or its German or English titles.
  ///   - line: where it stands.
  /// - Throws: ``Fault`` where a required column is missing, or a column stands there twice.
  init(
    header: [HandCell], line: Int, file: String, feed: FeedSchema,
    into collector: inout BatchCollector<some RowSink>
  ) throws {
    self.file = file
    self.feed = feed
    repairs = feed.columns.map(HandRepairs.init)
    width = (header.lastIndex { !$0.isBlank } ?? -1) + 1
    var positions = [Int?](repeating: nil, count: feed.columns.count)
    for (position, cell) in header[..<width].enumerated() where !cell.isBlank {
      guard let (index, isExact) = Self.column(of: cell.shown, in: feed) else {
        try collector.warnUnknown(HandText.trimmed(cell.shown), line: line)
        continue
      }
      let name = feed.columns[index].name
      guard positions[index] == nil else {
        throw Fault(
          .badData, at: "\(file), line \(line)", "the column \(name) stands there twice",
          remedy: "Leave one of them out")
      }
      positions[index] = position
      if !isExact {
        try collector.warn(
          .repairedByHand, line: line, column: name, excerpt: "\(cell.shown) → \(name)")
      }
    }
    self.positions = positions
    let missing = zip(feed.columns, positions).filter { $1 == nil && !$0.isOptional }.map(\.0.name)
    guard missing.isEmpty else {
      let found = header[..<width].map(\.shown).joined(separator: ", ")
      throw Fault(
        .badData, at: "\(file), line \(line)",
        "the header lacks \(missing.joined(separator: ", ")); it has \(found)",
        remedy: width == 1
          ? "Separate columns by ; or ,"
          : "Start from the template: lagebild feed template \(feed.name)")
    }
  }

  /// The column that a header means, and whether it is written as the feed declares it.
  private static func column(of header: String, in feed: FeedSchema) -> (Int, isExact: Bool)? {
    if let index = feed.index(of: header) { return (index, true) }
    let name = HandText.trimmed(header)
    let titles: [(Int, String)] = feed.columns.enumerated().flatMap { index, column in
      [column.name, column.meaning.de, column.meaning.en].map { (index, $0) }
    }
    if let exact = titles.first(where: { $0.1 == name }) { return (exact.0, name == header) }
    return titles.first { $0.1.lowercased() == name.lowercased() }.map { ($0.0, false) }
  }

  /// - Throws: ``Fault`` where the spreadsheet has destroyed a key: then the whole column is
  ///   doubtful, and nothing of the file is taken.
  func take(
    _ cells: [HandCell], line: Int, into collector: inout BatchCollector<some RowSink>
  ) throws {
    guard !cells.allSatisfy(\.isBlank) else { return }
    if cells.count > width, let surplus = cells[width...].first(where: { !$0.isBlank }) {
      return try collector.reject(
        RowDamage(
          line: line, reason: .fieldCount, column: nil,
          excerpt: "\(surplus.shown) stands beside the table"))
    }
    var row = RawRow(line: line, cells: [])
    for (index, column) in feed.columns.enumerated() {
      let cell = positions[index].flatMap { $0 < cells.count ? cells[$0] : nil } ?? .empty
      do {
        let (text, isRepaired) = try repairs[index].text(cell)
        row.cells.append(text.isEmpty ? nil : Array(text.utf8)[...])
        if isRepaired {
          row.warnings.append(
            (.repairedByHand, column.name, Self.excerpt("\(cell.shown) → \(text)")))
        }
      } catch let refusal as HandRepairs.Refusal {
        return try collector.reject(
          RowDamage(line: line, reason: refusal.reason, column: column.name, excerpt: cell.shown))
      } catch is HandRepairs.LostDigits {
        throw Fault(
          .badData, at: "\(file), line \(line), column \(column.name)",
          "\"\(cell.shown)\" is a key that the spreadsheet took for a number; its digits are lost",
          remedy: "Format the column as text, enter the keys again and save; the template of the"
            + " feed has such columns")
      }
    }
    try collector.take(row)
  }

  /// What is kept of a repair: enough to find the cell again.
  private static func excerpt(_ text: String) -> String {
    String(PersonalData.masked(text.replacing("\n", with: " ")).prefix(160))
  }
}
