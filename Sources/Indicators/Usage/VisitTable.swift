/// Sessions → the cells that they touch. Session numbers are dense, so what most sessions need,
/// one cell and what was done there, lies in two arrays; the few that touch several cells go into
/// a dictionary.
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
    let index = Int(session - base)
    switch cellOf[index] {
    case Int32(cell):
      flagsOf[index] |= flags
    case Self.unseen:
      cellOf[index] = Int32(cell)
      flagsOf[index] = flags
    case Self.several:
      spanning[Place(session: session, cell: cell), default: 0] |= flags
    case let first:
      spanning[Place(session: session, cell: Int(first))] = flagsOf[index]
      spanning[Place(session: session, cell: cell)] = flags
      cellOf[index] = Self.several
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
}
