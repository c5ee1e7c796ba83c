import Columns
import Domain
import Store

/// What the cubes know of events that retention has deleted: the cells of months before the first
/// that is kept, and the visits that began there, with all their cells. Nothing can be added to it
/// any more, since events of those months are no longer loaded.
struct CubeRemains {
  /// The visits that remain; they are counted, also where they go on after that day.
  private(set) var sessions = SessionSet()
  /// Where they had begun an application by then: how far they came in it is counted too.
  private(set) var funnels: Set<FunnelVisit.Place> = []

  static let none = CubeRemains()

  private init() {}

  /// Clears the cubes but for that.
  /// - Parameter day: the first whose events are kept, the first of a month.
  /// - Throws: ``Fault`` where the cells lack what is counted now: it can no longer be counted.
  static func keep(
    before day: Day, in transaction: MartTransaction
  ) throws -> CubeRemains {
    let reader = transaction.reader
    let remains = try CubeRemains(before: day, reader)
    let counted = remains.sessions
    guard try UsageCube.isOfThisVersion(reader) else {
      throw Fault(
        .configuration, at: "mart usage",
        "an earlier version counted less, and events before \(day) were deleted by retention",
        remedy: "Go on with the version that made it")
    }
    for grain in CubeGrain.all {
      try keepCells(grain.cells, grain.time, before: day, transaction)
      for part in try reader.segments(of: grain.visits.series) {
        try transaction.keep(of: part) { batch in
          let times = integers(batch, grain.time.rawValue)
          let sessions = integers(batch, "session")
          return times.indices.filter {
            grain.time.day(of: times[$0]) < day || counted.contains(sessions[$0])
          }
        }
      }
    }
    try keepCells(.durations, .monthOfDuration, before: day, transaction)
    try keepCells(.funnel, .monthOfFunnel, before: day, transaction)
    // The cubes have seen what is deleted.
    let deleted = try reader.rowsDeleted().values.reduce(0, +)
    try UsageCube.writeExtent(Int64(deleted), in: transaction)
    return remains
  }

  private static func keepCells(
    _ layout: CubeLayout, _ time: CubeAxis, before day: Day, _ transaction: MartTransaction
  ) throws {
    for part in try transaction.reader.segments(of: layout.series) {
      try transaction.keep(of: part) { batch in
        let times = integers(batch, time.rawValue)
        return times.indices.filter { time.day(of: times[$0]) < day }
      }
    }
  }

  /// Visits with a cell before the day. Those that go on after it touch two months, so that each
  /// grain lists them; the finest one by month, whose rows stay for good, knows them all.
  private init(before day: Day, _ reader: StoreReader) throws {
    let layout = CubeGrain.monthAuthority.visits
    let texts = try CubeTexts(reader)
    let inFunnel = UsageCells.started | UsageCells.stepped | UsageCells.submitted
    for part in try reader.batches(of: layout.series, columns: layout.columns) {
      var visits = CubeVisits()
      visits.append(part, layout, texts)
      for row in 0..<visits.rowCount {
        let key = visits.keys[row]
        let month = Int64(CubeAxis.month.code(in: key))
        guard CubeAxis.month.day(of: month) < day else { continue }
        sessions.insert(Int64(visits.sessions[row]))
        if visits.flags[row] & inFunnel != 0 {
          funnels.insert(FunnelVisit.Place(session: visits.sessions[row], cell: key))
        }
      }
    }
  }

  private static func integers(_ batch: ColumnBatch, _ column: String) -> [Int64] {
    guard case .integers(let values, _)? = batch[column] else {
      preconditionFailure("a part of a cube lost its column \(column)")
    }
    return values
  }
}
