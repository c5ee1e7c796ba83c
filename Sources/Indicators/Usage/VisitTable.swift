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

  /// - Parameter numbers: smallest and largest session number.
  init(numbers: ClosedRange<Int64>) {
    base = numbers.lowerBound
    let count = Int(numbers.upperBound - numbers.lowerBound) + 1
    cellOf = [Int32](repeating: Self.unseen, count: count)
    flagsOf = [UInt8](repeating: 0, count: count)
  }

  mutating func note(_ session: Int64, cell: Int, flags: UInt8) {
    let position = Int(session - base)
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
}
