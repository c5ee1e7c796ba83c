import Columns
import Domain

/// What was switched on where and when: the activation snapshots as intervals.
///
/// A snapshot is complete for every Behörde that it mentions: a process that it no longer lists
/// there is gone. A Behörde that it does not mention keeps its last state, marked stale. Rows of
/// environment test mention a Behörde, but only prod rows say anything about a process.
/// Rows come in the order of precedence of their deliveries: of several rows that say different
/// things about the same day the last one counts.
public struct CoverageState: Sendable {
  /// From `from` to the day before `to` the record of (authority, process) was the same.
  public struct Interval: Sendable, Hashable {
    public let authority: Int32
    public let process: Int32
    public let from: Day
    /// `nil`: still so in the last snapshot of the Behörde.
    public let to: Day?
    public let record: ActivationRecord

    @inline(__always)
    func contains(_ day: Day) -> Bool { from <= day && to.map { day < $0 } ?? true }

    /// Available in prod, and nobody has configured it.
    var isWaiting: Bool {
      record.isProd && record.state == .available && record.flag(.configured) != true
    }
  }

  /// Sorted by authority, process, from.
  public let intervals: [Interval]
  /// `[authority]`: last day on which a snapshot mentions it, or `nil`.
  public let lastMention: [Day?]
  /// Days of the first and the last snapshot.
  public let snapshots: ClosedRange<Day>?
  /// Sorted by authority, process, from.
  let texts: [TextState]

  /// From a snapshot on, the texts of (authority, process) are those of a day.
  struct TextState: Sendable, Hashable {
    let authority: Int32
    let process: Int32
    let from: Day
    let updatedOn: Day
  }

  /// First day of the uninterrupted time in which the intervals of a process at a Behörde meet a
  /// condition, up to the interval at `position`, which meets it.
  static func since(
    _ intervals: [Interval], _ position: Int, _ condition: (Interval) -> Bool
  ) -> Day {
    var position = position
    while position > 0 {
      let (earlier, later) = (intervals[position - 1], intervals[position])
      guard earlier.authority == later.authority, earlier.process == later.process,
        earlier.to == later.from, condition(earlier)
      else { break }
      position -= 1
    }
    return intervals[position].from
  }

  /// - Precondition: intervals sorted by authority, process, from.
  init(
    intervals: [Interval], lastMention: [Day?], snapshots: ClosedRange<Day>?,
    texts: [TextState] = []
  ) {
    self.texts = texts
    self.intervals = intervals
    self.lastMention = lastMention
    self.snapshots = snapshots
  }

  /// - Parameters:
  ///   - authorityCode: canonical number of a Behörde for a key as delivered.
  ///   - processCode: number of a process.
  public init(
    _ batches: [ColumnBatch], authorityCount: Int, processCount: Int,
    authorityCode: (String) -> Int, processCode: (String) -> Int
  ) {
    var rows = ActivationRows()
    for batch in batches {
      rows.append(batch, authorityCode: authorityCode, processCode: processCode)
    }
    guard let first = rows.days.min(), let last = rows.days.max() else {
      intervals = []
      texts = []
      lastMention = [Day?](repeating: nil, count: authorityCount)
      snapshots = nil
      return
    }
    snapshots = Day(number: first)...Day(number: last)
    let mentions = Self.mentions(rows, authorityCount: authorityCount)
    lastMention = mentions.map { $0.last.map { Day(number: $0) } }
    let order = rows.sortedByPairAndDay(authorityCount: authorityCount, processCount: processCount)
    intervals = Self.intervals(rows, order: order, mentions: mentions)
    texts = Self.texts(rows, order: order)
  }

  /// `[authority]`: the days on which a snapshot mentions it, ascending.
  private static func mentions(_ rows: ActivationRows, authorityCount: Int) -> [[Int32]] {
    let days = Array(Set(rows.days)).sorted()
    let indexOfDay = Dictionary(uniqueKeysWithValues: days.enumerated().map { ($1, $0) })
    var seen = [Bool](repeating: false, count: authorityCount * days.count)
    var lastDay = Int32.min
    var dayIndex = 0
    for row in rows.days.indices {
      if rows.days[row] != lastDay {
        lastDay = rows.days[row]
        dayIndex = indexOfDay[lastDay]!
      }
      seen[Int(rows.authorities[row]) * days.count + dayIndex] = true
    }
    return (0..<authorityCount).map { authority in
      days.indices.filter { seen[authority * days.count + $0] }.map { days[$0] }
    }
  }

  /// The changes of the texts; what a snapshot does not say stays as it was.
  private static func texts(_ rows: ActivationRows, order: [Int32]) -> [TextState] {
    var texts: [TextState] = []
    for row in order.lazy.map({ Int($0) })
    where rows.texts[row] != ActivationRows.noDay
      && rows.records[row] & ActivationRecord.prodBit != 0
    {
      let text = TextState(
        authority: rows.authorities[row], process: rows.processes[row],
        from: Day(number: rows.days[row]), updatedOn: Day(number: rows.texts[row]))
      let last = texts.last.flatMap {
        $0.authority == text.authority && $0.process == text.process ? $0 : nil
      }
      if last?.updatedOn == text.updatedOn { continue }
      if last?.from == text.from { texts.removeLast() }
      texts.append(text)
    }
    return texts
  }

  /// Walks the rows of each (authority, process) beside the days on which the Behörde is mentioned.
  private static func intervals(
    _ rows: ActivationRows, order: [Int32], mentions: [[Int32]]
  ) -> [Interval] {
    var intervals: [Interval] = []
    var position = 0
    while position < order.count {
      let authority = rows.authorities[Int(order[position])]
      let process = rows.processes[Int(order[position])]
      var open: (from: Int32, record: UInt32)?
      func close(_ to: Int32?) {
        guard let current = open else { return }
        intervals.append(
          Interval(
            authority: authority, process: process, from: Day(number: current.from),
            to: to.map { Day(number: $0) }, record: ActivationRecord(bits: current.record)))
        open = nil
      }
      var day = 0
      let days = mentions[Int(authority)]
      while position < order.count, rows.authorities[Int(order[position])] == authority,
        rows.processes[Int(order[position])] == process
      {
        let snapshot = rows.days[Int(order[position])]
        var prod: UInt32?
        var test: UInt32?
        while position < order.count, rows.days[Int(order[position])] == snapshot,
          rows.authorities[Int(order[position])] == authority,
          rows.processes[Int(order[position])] == process
        {
          let row = rows.records[Int(order[position])]
          if row & ActivationRecord.prodBit != 0 { prod = row } else { test = row }
          position += 1
        }
        let record = prod ?? test!
        // Snapshots of the Behörde before this one did not list the process any more.
        while days[day] < snapshot {
          close(days[day])
          day += 1
        }
        day += 1
        if let current = open, current.record != record { close(snapshot) }
        if open == nil { open = (snapshot, record) }
      }
      if day < days.count { close(days[day]) }
      close(nil)
    }
    return intervals
  }
}
