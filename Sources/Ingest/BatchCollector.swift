import Columns
import Domain

/// Checked rows → batches of 65,536, and the verdict on the file as a whole.
struct BatchCollector<Sink: RowSink> {
  private let file: String
  private let feed: FeedSchema
  private let checks: RowChecks
  private let threshold: Double
  private let sink: Sink
  private var builders: [ColumnBuilder]
  private var lines: [Int] = []
  private var rowsIn = 0
  private var rejected = 0
  private var reasons: [ReasonCode: (rows: Int, firstLine: Int)] = [:]
  private var unknownColumns: Set<String> = []

  /// With fewer rejected rows than this a file is never refused: small files have coarse shares.
  private static var alwaysTolerated: Int { 4 }

  init(file: String, feed: FeedSchema, options: ReadOptions, sink: Sink) {
    self.file = file
    self.feed = feed
    self.sink = sink
    checks = RowChecks(
      feed: feed, earliest: options.earliest ?? feed.earliest, now: options.now)
    threshold = options.rejectionThreshold ?? feed.rejectionThreshold
    builders = feed.columns.map { ColumnBuilder($0.type.physical) }
  }

  mutating func take(_ row: RawRow) throws {
    switch checks.check(row, file: file) {
    case .failure(let refused): try reject(refused.rejection)
    case .success(let passed):
      rowsIn += 1
      for (index, cell) in passed.cells.enumerated() { builders[index].append(cell) }
      lines.append(row.line)
      for warning in row.warnings {
        try sink.warn(warning.reason, line: row.line, column: warning.column, excerpt: "")
      }
      for warning in passed.warnings {
        try sink.warn(
          warning.reason, line: row.line, column: warning.column, excerpt: warning.excerpt)
      }
      if builders[0].rowCount == ColumnBatch.standardRowCount { try flush() }
    }
  }

  mutating func reject(_ damage: RowDamage) throws {
    try reject(
      Rejection(
        file: file, line: damage.line, column: damage.column, reason: damage.reason,
        excerpt: String(PersonalData.masked(damage.excerpt).prefix(64))))
  }

  private mutating func reject(_ rejection: Rejection) throws {
    rowsIn += 1
    rejected += 1
    reasons[rejection.reason, default: (0, rejection.line)].rows += 1
    try sink.reject(rejection)
  }

  /// Once a column: it is left out before anything is written.
  mutating func warnUnknown(_ name: String, line: Int) throws {
    guard unknownColumns.insert(name).inserted else { return }
    try sink.warn(.unknownColumn, line: line, column: String(name.prefix(64)), excerpt: "")
  }

  /// Ends the file; returns the number of its rows.
  mutating func finish() throws -> Int {
    try flush()
    guard rejected > Self.alwaysTolerated, Double(rejected) > threshold * Double(rowsIn) else {
      return rowsIn
    }
    let worst = reasons.sorted {
      ($0.value.rows, $1.key.rawValue) > ($1.value.rows, $0.key.rawValue)
    }
    .prefix(3).map {
      "\($0.key.rawValue) \($0.value.rows) times, first in line \($0.value.firstLine)"
    }
    throw Fault(
      .badData, at: file,
      "\(rejected) of \(rowsIn) rows are bad (\(worst.joined(separator: "; "))), more than the"
        + " \(Int((threshold * 100).rounded())) % that feed \(feed.name) tolerates",
      remedy: "Have the producer correct the file; nothing of it was stored")
  }

  private mutating func flush() throws {
    guard builders[0].rowCount > 0 else { return }
    let columns = builders.map { $0.finish() }
    builders = feed.columns.map { ColumnBuilder($0.type.physical) }
    defer { lines = [] }
    try sink.append(
      ColumnBatch(names: feed.columns.map(\.name), columns: columns), lines: lines)
  }
}
