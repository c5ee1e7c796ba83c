import Domain

/// One segment of events → how far its visits came.
struct FunnelTally: Sendable {
  /// Visits that lie in this segment only.
  private(set) var own: [FunnelVisit] = []
  /// What this segment tells of visits that other segments of the load hold too.
  private(set) var shared: [FunnelVisit] = []
  /// The same of visits that an earlier load began.
  private(set) var continued: [FunnelVisit] = []

  /// `[kind]`: whether an event is a place in the funnel. Who looks at a page has not begun, and
  /// who says that he gives up gets no further by it.
  private static let isPlace: [Bool] = EventKind.allCases.map {
    [.processStarted, .stepCompleted, .submitted].contains($0)
  }
  private static let stepCompleted = EventKind.allCases.firstIndex(of: .stepCompleted)!
  private static let submitted = EventKind.allCases.firstIndex(of: .submitted)!

  init(_ events: borrowing SegmentNumbers, rowCount: Int, _ scope: UsageCellTally.Scope) {
    var visit: FunnelVisit?
    let (isPlace, stepCompleted, submitted) = (Self.isPlace, Self.stepCompleted, Self.submitted)
    for row in 0..<rowCount {
      let kind = events.kind(row)
      guard isPlace[kind] else { continue }
      let session = events.session(row)
      guard session != 0 else { continue }
      let found = FunnelVisit(
        FunnelVisit.Place(session: session, cell: events.keys[row]), month: events.month(row),
        step: kind == stepCompleted ? events.step(row) : 0,
        isSubmitted: kind == submitted)
      // Rows of a visit to a process stand together.
      if visit?.place == found.place {
        visit!.add(found)
      } else {
        if let visit { add(visit, scope) }
        visit = found
      }
    }
    if let visit { add(visit, scope) }
    own = own.merged()
  }

  private mutating func add(_ visit: FunnelVisit, _ scope: UsageCellTally.Scope) {
    let session = Int64(visit.place.session)
    if scope.continued.contains(session) {
      continued.append(visit)
    } else if scope.shared.contains(session) {
      shared.append(visit)
    } else if scope.countsEvents {
      own.append(visit)
    }
  }
}
