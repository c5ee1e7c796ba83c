import Columns
import Domain
import Store

/// Event batches → cells of the usage cube.
///
/// Rows come in the order of the store (process, authority, session, time), so most rows fall into
/// the cell of the row before them: the look-up is paid once a run.
struct UsageCellTally {
  /// Which sessions are counted; rows are counted in any case but `.only`.
  enum Sessions {
    case all
    /// Those of visits that an earlier load began: they are counted apart, by `.only`.
    case except(SessionSet)
    case only(SessionSet)
  }

  /// Columns of the feed `events` that the cells need.
  static let columns = ["ts", "event", "process", "authority", "session", "channel", "rating"]

  private let sessions: Sessions
  private var cells = UsageCells()
  private var processes = TextDictionary()
  private var authorities = TextDictionary()
  private var cellOfKey: [UInt64: Int] = [:]
  private var month = MonthOfInstant()
  private var visits: VisitTable
  private static let kinds = EventKind.allCases
  private static let channels = Channel.allCases

  /// - Parameter numbers: smallest and largest session number among the rows to come.
  init(sessions: Sessions, numbers: ClosedRange<Int64>?) {
    self.sessions = sessions
    visits = VisitTable(numbers: numbers)
  }

  mutating func add(_ batch: ColumnBatch) {
    guard case .integers(let instants, _)? = batch["ts"],
      case .texts(let eventCodes, let eventTexts, _)? = batch["event"],
      case .texts(let processCodes, let processTexts, _)? = batch["process"],
      case .texts(let authorityCodes, let authorityTexts, _)? = batch["authority"],
      case .texts(let channelCodes, let channelTexts, _)? = batch["channel"],
      case .integers(let numbers, let hasSession)? = batch["session"],
      case .integers(let ratings, let hasRating)? = batch["rating"]
    else { preconditionFailure("events without a column of the usage cube") }
    let kindOf = eventTexts.map { text in Self.kinds.firstIndex { $0.rawValue == text }! }
    let channelOf = channelTexts.map { text in
      UInt64(Self.channels.firstIndex { $0.rawValue == text }!)
    }
    let processOf = processTexts.map { UInt64(processes.code(of: $0)) }
    let authorityOf = authorityTexts.map { UInt64(authorities.code(of: $0)) }
    let countsRows = if case .only = sessions { false } else { true }

    var lastKey: UInt64 = .max
    var cell = 0
    for row in instants.indices {
      let session = hasSession?[row] ?? true ? numbers[row] : nil
      let isCounted = session.map(counts) ?? false
      guard countsRows || isCounted else { continue }
      let key =
        UInt64(month.number(of: instants[row])) << 48 | processOf[Int(processCodes[row])] << 28
        | authorityOf[Int(authorityCodes[row])] << 4 | channelOf[Int(channelCodes[row])]
      if key != lastKey {
        cell = cellOfKey[key] ?? appendCell(key)
        lastKey = key
      }
      let kind = kindOf[Int(eventCodes[row])]
      if countsRows {
        cells.counts[kind][cell] += 1
        if let hasRating, !hasRating[row] {
        } else {
          cells.ratingSum[cell] += ratings[row]
          cells.ratingCount[cell] += 1
        }
      }
      if isCounted, Self.flags[kind] != 0 {
        visits.note(session!, cell: cell, flags: Self.flags[kind])
      }
    }
  }

  /// The cells, with the sessions that lie in one of them and the list of those that do not.
  consuming func finish() -> UsageCells {
    cells.processes = processes.texts
    cells.authorities = authorities.texts
    visits.forEachSingle { cell, flags in
      cells.sessions[cell] += 1
      if flags & UsageCells.started != 0 { cells.sessionsStarted[cell] += 1 }
      if flags & UsageCells.submitted != 0 { cells.sessionsSubmitted[cell] += 1 }
    }
    cells.spanning = visits.spanningVisits
    return cells
  }

  /// `[kind]`: what a visit has done with an event of the kind; 0 for events that are no part of one.
  static let flags: [UInt8] = kinds.map { kind in
    switch kind {
    case .processStarted: UsageCells.visited | UsageCells.started
    case .submitted: UsageCells.visited | UsageCells.submitted
    default: kind.isVisit ? UsageCells.visited : 0
    }
  }

  private func counts(_ session: Int64) -> Bool {
    switch sessions {
    case .all: true
    case .except(let others): !others.contains(session)
    case .only(let these): these.contains(session)
    }
  }

  private mutating func appendCell(_ key: UInt64) -> Int {
    precondition(processes.count < 1 << 20, "more than a million processes in one load")
    precondition(authorities.count < 1 << 24, "more than 16 million authorities in one load")
    let cell = cells.append(
      month: Int32(key >> 48), process: UInt32(key >> 28 & 0xF_FFFF),
      authority: UInt32(key >> 4 & 0xFF_FFFF), channel: UInt8(key & 0xF))
    cellOfKey[key] = cell
    return cell
  }
}

/// Berlin months of instants; instants of the same month in a row cost two comparisons.
struct MonthOfInstant {
  private var first: Int64 = 1
  private var last: Int64 = 0
  private var number: Int32 = 0

  /// `year × 12 + month − 1` of the Berlin month.
  mutating func number(of instant: Int64) -> Int32 {
    if instant < first || instant > last {
      let month = BerlinTime.day(ofInstant: instant).month
      first = BerlinTime.start(of: month.firstDay)
      last = BerlinTime.start(of: (month + 1).firstDay) - 1
      number = month.number
    }
    return number
  }
}
