import Domain

/// The usage cube as columns: one cell a month × process × authority × channel.
///
/// A session that lies in one cell is counted in that cell; a session that touches several is in
/// no cell's session counts, but listed in ``spanning`` once for each cell. So the sessions of any
/// group of cells are the sum of their counts plus the distinct spanning sessions of the group.
public struct UsageCells: Sendable {
  /// `year × 12 + month − 1`
  public var month: [Int32] = []
  /// Position in ``processes``.
  public var process: [UInt32] = []
  /// Position in ``authorities``.
  public var authority: [UInt32] = []
  /// Position in `Channel.allCases`.
  public var channel: [UInt8] = []
  /// `[event kind][cell]`, kinds in the order of `EventKind.allCases`.
  public var counts: [[Int64]] = EventKind.allCases.map { _ in [] }
  /// Sessions that lie in this one cell only: with a visit event, with a start, with a submission.
  public var sessions: [Int64] = []
  public var sessionsStarted: [Int64] = []
  public var sessionsSubmitted: [Int64] = []
  public var ratingSum: [Int64] = []
  public var ratingCount: [Int64] = []
  /// Applications outside Monday to Friday, 8 to 16 o'clock in Berlin.
  public var submittedOffHours: [Int64] = []
  /// Hand-overs into a post box.
  public var handedOverPostbox: [Int64] = []
  /// Keys as delivered: process ids or LeiKa keys.
  public var processes: [String] = []
  /// Keys as delivered: AGS with 5 or 8 digits, ARS with 12.
  public var authorities: [String] = []
  public var spanning: [SpanningVisit] = []

  public init() {}

  public var cellCount: Int { month.count }

  /// What a session did in a cell, as flags.
  static let visited: UInt8 = 1
  static let started: UInt8 = 2
  static let submitted: UInt8 = 4
  static let stepped: UInt8 = 8
}

/// A session in one of the several cells that it touches.
public struct SpanningVisit: Sendable, Hashable {
  public var session: Int64
  /// Position of the cell.
  public var cell: Int
  /// What the session did in this cell: 1 visit, 2 started, 4 submitted, added up.
  public var flags: UInt8

  public init(session: Int64, cell: Int, flags: UInt8) {
    self.session = session
    self.cell = cell
    self.flags = flags
  }
}
