import Domain

/// What the measures of a question are computed from.
struct CubeNeeds {
  /// Whether rows are counted; otherwise it is enough that a cell is there.
  let countsRows: Bool
  private let isOfAllKinds: Bool
  /// Kinds of event that are counted for themselves.
  let kinds: Set<EventKind>
  let digital: Bool
  let ratings: Bool
  let visits: Bool
  /// Columns of sessions that lie in one cell, and what they are summed up to.
  let sessionColumns: [(String, CubeSums.Sum)]
  /// The same for sessions with several cells: which flag counts.
  let visitFlags: [(CubeSums.Sum, UInt8)]
  /// Number columns to be read.
  let columns: [String]
  let sums: Set<CubeSums.Sum>

  init(_ query: UsageQuery) {
    let admitted = query.admittedKinds
    var kinds: Set<EventKind> = []
    for measure in query.measures {
      switch measure {
      case .pageViews: kinds.insert(.pageView)
      case .started: kinds.insert(.processStarted)
      case .submissions, .takeUp: kinds.insert(.submitted)
      case .completed: kinds.insert(.completed)
      default: break
      }
    }
    self.kinds = kinds
    let isByEvent = query.dimensions.contains(.event)
    isOfAllKinds = admitted.count == EventKind.allCases.count && !isByEvent
    countsRows = !isOfAllKinds || query.measures.contains(.events)
    digital = query.measures.contains(.takeUp)
    ratings =
      query.measures.contains(.ratingMean) || query.measures.contains(.ratingCount)

    var sessionColumns: [(String, CubeSums.Sum)] = []
    var visitFlags: [(CubeSums.Sum, UInt8)] = []
    let visitKinds = admitted.filter(\.isVisit)
    if query.measures.contains(.sessions) {
      switch visitKinds {
      case []: break
      case [.submitted]:
        sessionColumns.append(("sessions_submitted", .sessions))
        visitFlags.append((.sessions, UsageCells.submitted))
      case [.processStarted]:
        sessionColumns.append(("sessions_started", .sessions))
        visitFlags.append((.sessions, UsageCells.started))
      default:
        sessionColumns.append(("sessions", .sessions))
        visitFlags.append((.sessions, UsageCells.visited))
      }
    }
    if query.measures.contains(.completionRate) {
      if admitted.contains(.processStarted) {
        sessionColumns.append(("sessions_started", .started))
        visitFlags.append((.started, UsageCells.started))
      }
      if admitted.contains(.submitted) {
        sessionColumns.append(("sessions_submitted", .submitted))
        visitFlags.append((.submitted, UsageCells.submitted))
      }
    }
    self.sessionColumns = sessionColumns
    self.visitFlags = visitFlags
    visits = !visitFlags.isEmpty

    var columns = Set(kinds.intersection(admitted).map(\.rawValue))
    if countsRows {
      columns.formUnion(isOfAllKinds ? ["events"] : admitted.map(\.rawValue))
    }
    if ratings, admitted.contains(.feedback) {
      columns.formUnion(["rating_sum", "rating_count"])
    }
    if digital, admitted.contains(.submitted) { columns.insert("submitted_digital") }
    columns.formUnion(sessionColumns.map(\.0))
    self.columns = columns.sorted()
    var sums: Set<CubeSums.Sum> = [.rows]
    sums.formUnion(kinds.map { .kind($0) })
    if digital { sums.insert(.digital) }
    if ratings { sums.formUnion([.ratingSum, .ratingCount]) }
    if query.measures.contains(.sessions) { sums.insert(.sessions) }
    if query.measures.contains(.completionRate) { sums.formUnion([.started, .submitted]) }
    self.sums = sums
  }

  /// The columns whose sum is the number of rows of some kinds.
  func rowColumns(of kinds: Set<EventKind>) -> [String] {
    isOfAllKinds ? ["events"] : kinds.map(\.rawValue)
  }
}
