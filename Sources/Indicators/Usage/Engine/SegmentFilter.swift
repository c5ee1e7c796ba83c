import Columns
import Domain

/// Which rows of a segment are looked at: stretches that runs leave, rows of one kind of event, and
/// conditions that each row has to be asked for.
struct SegmentFilter {
  /// Ascending, not touching each other.
  private(set) var stretches: [Range<Int>]
  /// The only kind of event that is admitted, as its number.
  private(set) var kind: Int?
  /// Rows of that kind, at least those in the stretches; how many there are before them.
  private var rowsOfKind: [UInt32] = []
  private var beforeKind = 0
  /// `[number]`: 1 where it is admitted.
  private(set) var rest: [(lane: Lane, column: String, admitted: [UInt8])] = []

  /// - Parameters:
  ///   - onlyInstant: stands for the time stamps of all rows; `nil`: they have a lane.
  ///   - open: opens a lane of a column for stretches of rows.
  /// - Returns: `nil` where no row is admitted.
  init?(
    _ plan: UsagePlan, _ rowCount: Int, _ lanes: [String: Lane], _ onlyInstant: Int64?,
    _ open: (Lane, String, [Range<Int>]) throws(Fault) -> Void,
    rows: (Lane, Int, Range<Int>) throws(Fault) -> (rows: [UInt32], before: Int)
  ) throws(Fault) {
    stretches = [0..<rowCount]
    if let onlyInstant, !Self.admits(plan, onlyInstant) { return nil }
    var decider: Lane?
    for (lane, column, admitted) in Self.conditions(plan, lanes) {
      if admitted.allSatisfy({ $0 == 1 }) { continue }
      guard let first = admitted.firstIndex(of: 1) else { return nil }
      if column == "event", admitted.lastIndex(of: 1) == first, lane.isDecider {
        (decider, kind) = (lane, first)
        continue
      }
      try open(lane, column, stretches)
      if let runs = lane.runs {
        stretches = Self.stretches(stretches, runs, admitted)
        if stretches.isEmpty { return nil }
      } else {
        rest.append((lane, column, admitted))
      }
    }
    if let decider, let kind {
      (rowsOfKind, beforeKind) = try rows(decider, kind, extent)
      if rowsOfKind.isEmpty { return nil }
    }
  }

  /// From the first row that is admitted to the last.
  var extent: Range<Int> { stretches[0].lowerBound..<stretches[stretches.count - 1].upperBound }

  /// Whether the conditions on time admit the rows of a segment that one instant stands for.
  private static func admits(_ plan: UsagePlan, _ instant: Int64) -> Bool {
    plan.instants.map { $0.contains(instant) } ?? true
      && plan.filters.allSatisfy { !$0.space.dimension.isTime || $0.admits(instant) }
  }

  private static func conditions(
    _ plan: UsagePlan, _ lanes: [String: Lane]
  ) -> [(Lane, String, [UInt8])] {
    // A condition on time stamps without a lane has been looked at before.
    var all = plan.filters.compactMap { filter in
      let column = filter.space.dimension.column
      return lanes[column].map { ($0, column, filter.admitted(in: $0)) }
    }
    if let instants = plan.instants, let lane = lanes["ts"] {
      all.append(
        (
          lane, "ts",
          (0..<lane.numberCount).map { number in
            lane.value(of: number).map { instants.contains($0) ? 1 : 0 } ?? 0
          }
        ))
    }
    return all
  }

  /// The parts of the stretches in which runs have an admitted number.
  private static func stretches(
    _ stretches: [Range<Int>], _ runs: RunCursor, _ admitted: [UInt8]
  ) -> [Range<Int>] {
    var kept: [Range<Int>] = []
    var stretch = 0
    var start = runs.start
    for (run, end) in runs.ends.enumerated() {
      let end = Int(end)
      defer { start = end }
      guard admitted[Int(runs.numbers[run])] == 1 else { continue }
      while stretch < stretches.count, stretches[stretch].upperBound <= start { stretch += 1 }
      var next = stretch
      while next < stretches.count, stretches[next].lowerBound < end {
        let part = stretches[next].clamped(to: start..<end)
        next += 1
        if part.isEmpty { continue }
        if let last = kept.last, last.upperBound == part.lowerBound {
          kept[kept.count - 1] = last.lowerBound..<part.upperBound
        } else {
          kept.append(part)
        }
      }
    }
    return kept
  }

  // MARK: - Blocks

  /// - Parameter isGathered: whether rows between those left cost nothing, so that a block may reach
  ///   as far as it takes to fill it.
  func blocks(isGathered: Bool) -> Blocks { Blocks(filter: self, isGathered: isGathered) }

  /// The blocks of the stretches, in ascending order.
  struct Blocks {
    fileprivate let filter: SegmentFilter
    fileprivate let isGathered: Bool
    /// The first stretch that is not done, and the row from which on it is not.
    private var stretch = 0
    private var row = 0
    /// Rows of the kind that lie before ``row``.
    private var ofKind = 0

    fileprivate init(filter: SegmentFilter, isGathered: Bool) {
      self.filter = filter
      self.isGathered = isGathered
    }

    /// Fills in the next block; it may be left without rows. `false`: there is none.
    mutating func next(_ block: RowBlock) -> Bool {
      let stretches = filter.stretches
      while stretch < stretches.count, stretches[stretch].upperBound <= row { stretch += 1 }
      guard stretch < stretches.count else { return false }
      let start = max(row, stretches[stretch].lowerBound)
      guard let kind = filter.kind else {
        let end = min(start + Lane.blockRows, stretches[stretches.count - 1].upperBound)
        block.begin(start..<end, in: touched(start..<end))
        row = end
        return true
      }
      let rows = filter.rowsOfKind
      while ofKind < rows.count, Int(rows[ofKind]) < start { ofKind += 1 }
      let end: Int
      if isGathered {
        let full = ofKind + Lane.blockRows
        let last = stretches[stretches.count - 1].upperBound
        end = full < rows.count ? min(Int(rows[full]), last) : last
      } else {
        end = min(start + Lane.blockRows, stretches[stretches.count - 1].upperBound)
      }
      var behind = ofKind
      while behind < rows.count, Int(rows[behind]) < end { behind += 1 }
      block.begin(
        start..<end, kind: kind, rows: rows[ofKind..<behind], first: filter.beforeKind + ofKind,
        in: touched(start..<end))
      (row, ofKind) = (end, behind)
      return true
    }

    private func touched(_ rows: Range<Int>) -> ArraySlice<Range<Int>> {
      var behind = stretch
      while behind < filter.stretches.count, filter.stretches[behind].lowerBound < rows.upperBound {
        behind += 1
      }
      return filter.stretches[stretch..<behind]
    }
  }
}
