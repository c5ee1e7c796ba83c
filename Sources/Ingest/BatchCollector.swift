import Columns
import Domain

/// Checked rows → batches of 65,536, and the verdict on the file as a whole.
struct BatchCollector<Sink: RowSink>: ~Copyable {
  private let file: String
  private let feed: FeedSchema
  private let checks: RowChecks
  private let threshold: Double
  private let sink: Sink
  /// The rows so far; a quick reader may add to them, and calls ``flushIfFull()`` then.
  var rows: PlainRows
  private var rowsIn = 0
  private var rejected = 0
  private var strictRows = 0
  private var reasons: [ReasonCode: (rows: Int, firstLine: Int)] = [:]
  private var unknownColumns: Set<String> = []

  /// With fewer rejected rows than this a file is never refused: small files have coarse shares.
  private static var alwaysTolerated: Int { 4 }

  init(file: String, feed: FeedSchema, options: ReadOptions, sink: Sink) {
    self.file = file
    self.feed = feed
    self.sink = sink
    let earliest = options.earliest ?? feed.earliest
    checks = RowChecks(feed: feed, earliest: earliest, now: options.now)
    rows = PlainRows(feed, earliest: earliest, now: options.now)
    threshold = options.rejectionThreshold ?? feed.rejectionThreshold
  }

  mutating func take(_ row: RawRow) throws {
    switch checks.check(row, file: file) {
    case .failure(let refused): try reject(refused.rejection)
    case .success(let passed):
      strictRows += 1
      rows.columns.append(passed.cells, line: row.line)
      for warning in row.warnings + passed.warnings {
        try sink.warn(
          warning.reason, line: row.line, column: warning.column, excerpt: warning.excerpt)
      }
      try flushIfFull()
    }
  }

  mutating func flushIfFull() throws {
    if rows.columns.isFull { try flush() }
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

  /// Counts what is odd of the file as a whole, or of its header.
  func warn(_ reason: ReasonCode, line: Int, column: String?, excerpt: String) throws {
    try sink.warn(reason, line: line, column: column, excerpt: excerpt)
  }

  /// Once a column: it is left out before anything is written.
  /// - Returns: whether it was the first time.
  @discardableResult
  mutating func warnUnknown(_ name: String, line: Int) throws -> Bool {
    guard unknownColumns.insert(name).inserted else { return false }
    try sink.warn(.unknownColumn, line: line, column: String(name.prefix(64)), excerpt: "")
    return true
  }

  /// Ends the file; returns the number of its rows, and of those that the quick reader took.
  mutating func finish() throws -> (rows: Int, plain: Int) {
    try flush()
    guard rejected > Self.alwaysTolerated, Double(rejected) > threshold * Double(rowsIn) else {
      return (rowsIn, rowsIn - rejected - strictRows)
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
    guard rows.columns.rowCount > 0 else { return }
    rowsIn += rows.columns.rowCount
    let (batch, lines) = rows.columns.takeBatch()
    try sink.append(batch, lines: lines)
  }
}
