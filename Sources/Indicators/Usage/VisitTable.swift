/// Sessions → the groups or cells that they touch. Session numbers are dense, so what most sessions
/// need, one cell and what was done there, lies in two arrays; the few that touch several cells go
/// into a dictionary.
struct VisitTable {
  private struct Place: Hashable {
    let session: Int64
    let cell: Int
  }

  private let base: Int64
  /// `[session − base]`: its only cell so far, or one of the marks.
  private var cellOf: [Int32]
  private var flagsOf: [UInt8]
  private var spanning: [Place: UInt8] = [:]
  private static let unseen: Int32 = -1
  private static let several: Int32 = -2

  /// - Parameter numbers: smallest and largest session number; `nil`: there are no sessions.
  init(numbers: ClosedRange<Int64>?) {
    base = numbers?.lowerBound ?? 0
    let count = numbers.map { Int($0.upperBound - $0.lowerBound) + 1 } ?? 0
    cellOf = [Int32](repeating: Self.unseen, count: count)
    flagsOf = [UInt8](repeating: 0, count: count)
  }

  mutating func note(_ session: Int64, cell: Int, flags: UInt8) {
    note(position: Int(session - base), cell: cell, flags: flags)
  }

  /// - Parameter position: the session's distance to the smallest.
  mutating func note(position: Int, cell: Int, flags: UInt8) {
    switch cellOf[position] {
    case Int32(cell):
      flagsOf[position] |= flags
    case Self.unseen:
      cellOf[position] = Int32(cell)
      flagsOf[position] = flags
    case Self.several:
      spanning[Place(session: base + Int64(position), cell: cell), default: 0] |= flags
    case let first:
      let session = base + Int64(position)
      spanning[Place(session: session, cell: Int(first))] = flagsOf[position]
      spanning[Place(session: session, cell: cell)] = flags
      cellOf[position] = Self.several
    }
  }

  /// Takes in what another table of the same sessions has seen.
  /// - Parameter place: `[cell of the other]`: the cell here.
  mutating func merge(_ other: VisitTable, placing place: [UInt32]) {
    precondition(
      base == other.base && cellOf.count == other.cellOf.count, "another table's sessions")
    for position in other.cellOf.indices where other.cellOf[position] >= 0 {
      note(
        position: position, cell: Int(place[Int(other.cellOf[position])]),
        flags: other.flagsOf[position])
    }
    for (visit, flags) in other.spanning {
      note(visit.session, cell: Int(place[visit.cell]), flags: flags)
    }
  }

  /// Calls `body` with cell and flags of each session that lies in one cell.
  func forEachSingle(_ body: (Int, UInt8) -> Void) {
    for index in cellOf.indices where cellOf[index] >= 0 {
      body(Int(cellOf[index]), flagsOf[index])
    }
  }

  /// Sessions that touch several cells, sorted by session, then cell.
  var spanningVisits: [SpanningVisit] {
    spanning.map { SpanningVisit(session: $0.key.session, cell: $0.key.cell, flags: $0.value) }
      .sorted { ($0.session, $0.cell) < ($1.session, $1.cell) }
  }

  /// Distinct sessions of each group: all, with a start, with a submission.
  func counts(groups: Int) -> VisitCounts {
    var counts = VisitCounts(groups: groups)
    forEachSingle { cell, flags in counts.add(flags, to: cell) }
    for (visit, flags) in spanning { counts.add(flags, to: visit.cell) }
    return counts
  }
}

/// `[group]`: distinct sessions.
struct VisitCounts {
  private(set) var all: [UInt32]
  private(set) var started: [UInt32]
  private(set) var submitted: [UInt32]

  init(groups: Int) {
    all = [UInt32](repeating: 0, count: groups)
    started = all
    submitted = all
  }

  mutating func add(_ flags: UInt8, to group: Int) {
    all[group] += 1
    if flags & UsageCells.started != 0 { started[group] += 1 }
    if flags & UsageCells.submitted != 0 { submitted[group] += 1 }
  }
}
