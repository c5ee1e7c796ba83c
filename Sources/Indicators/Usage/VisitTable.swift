/// Sessions → the groups or cells that they touch. Session numbers are dense, so what most sessions
/// need, one cell and what was done there, lies in two arrays; the few that touch several cells go
/// into a dictionary.
struct VisitTable {
  private let base: Int64
  /// `[session − base]`: its only cell so far, or one of the marks.
  private var cellOf: [Int32]
  private var flagsOf: [UInt8]
  private var spanning = SpanningTable()
  private static let unseen: Int32 = -1
  private static let several: Int32 = -2

  /// - Parameters:
  ///   - numbers: smallest and largest session number; `nil`: there are no sessions.
  ///   - isSparse: few of them will come, so that the dictionary is enough for all.
  init(numbers: ClosedRange<Int64>?, isSparse: Bool = false) {
    base = numbers?.lowerBound ?? 0
    let count = isSparse ? 0 : numbers.map { Int($0.upperBound - $0.lowerBound) + 1 } ?? 0
    cellOf = [Int32](repeating: Self.unseen, count: count)
    flagsOf = [UInt8](repeating: 0, count: count)
  }

  mutating func note(_ session: Int64, cell: Int, flags: UInt8) {
    note(position: Int(session - base), cell: cell, flags: flags)
  }

  /// - Parameter position: the session's distance to the smallest.
  mutating func note(position: Int, cell: Int, flags: UInt8) {
    if cellOf.isEmpty { return spanning.note(position: position, cell: cell, flags: flags) }
    switch cellOf[position] {
    case Int32(cell):
      flagsOf[position] |= flags
    case Self.unseen:
      cellOf[position] = Int32(cell)
      flagsOf[position] = flags
    case Self.several:
      spanning.note(position: position, cell: cell, flags: flags)
    case let first:
      spanning.note(position: position, cell: Int(first), flags: flagsOf[position])
      spanning.note(position: position, cell: cell, flags: flags)
      cellOf[position] = Self.several
    }
  }

  /// Takes in what another table of the same sessions has seen.
  /// - Parameter place: `[cell of the other]`: the cell here.
  mutating func merge(_ other: VisitTable, placing place: [UInt32]) {
    precondition(
      base == other.base && cellOf.count == other.cellOf.count, "another table's sessions")
    for position in other.cellOf.indices {
      let cell = other.cellOf[position]
      guard cell >= 0 else { continue }
      let placed = Int32(bitPattern: place[Int(cell)])
      if cellOf[position] == Self.unseen {
        (cellOf[position], flagsOf[position]) = (placed, other.flagsOf[position])
      } else {
        note(position: position, cell: Int(placed), flags: other.flagsOf[position])
      }
    }
    other.spanning.forEach { position, cell, flags in
      note(position: position, cell: Int(place[cell]), flags: flags)
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
    var visits: [SpanningVisit] = []
    spanning.forEach { position, cell, flags in
      visits.append(SpanningVisit(session: base + Int64(position), cell: cell, flags: flags))
    }
    return visits.sorted { ($0.session, $0.cell) < ($1.session, $1.cell) }
  }

  /// Distinct sessions of each group: all, with a start, with a submission.
  func counts(groups: Int) -> VisitCounts {
    let counts = VisitCounts(groups: groups)
    for session in cellOf.indices where cellOf[session] >= 0 {
      counts.add(flagsOf[session], to: Int(cellOf[session]))
    }
    spanning.forEach { _, cell, flags in counts.add(flags, to: cell) }
    return counts
  }
}
