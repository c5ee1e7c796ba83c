/// How far a visit came in one process at one Behörde: start, steps, submission. What several
/// deliveries tell of it may be put together in any order, and twice.
struct FunnelVisit: Sendable {
  let session: UInt64
  /// Process and authority, where they stand in the key of a cell.
  let place: UInt64
  /// Month of its first event of the funnel, `year × 12 + month − 1`.
  private(set) var month: UInt64
  /// The furthest step that was completed; 0: none.
  private(set) var step: UInt64
  private(set) var isSubmitted: Bool

  /// Steps from here on count as this one.
  static let lastStep: Int64 = 255

  init(session: UInt64, place: UInt64, month: UInt64, step: UInt64, isSubmitted: Bool) {
    self.session = session
    self.place = place
    self.month = month
    self.step = step
    self.isSubmitted = isSubmitted
  }

  func isSameVisit(as other: FunnelVisit) -> Bool {
    session == other.session && place == other.place
  }

  /// - Precondition: it is the same visit.
  mutating func add(_ more: FunnelVisit) {
    month = min(month, more.month)
    step = max(step, more.step)
    isSubmitted = isSubmitted || more.isSubmitted
  }
}

extension [FunnelVisit] {
  /// What is told of the same visit and place as one.
  consuming func merged() -> [FunnelVisit] {
    // In a segment as it was delivered each visit stands once, numbered as it comes.
    guard !indices.dropFirst().allSatisfy({ self[$0 - 1].session < self[$0].session }) else {
      return self
    }
    sort { ($0.session, $0.place) < ($1.session, $1.place) }
    var merged: [FunnelVisit] = []
    for visit in self {
      if let last = merged.last, last.isSameVisit(as: visit) {
        merged[merged.count - 1].add(visit)
      } else {
        merged.append(visit)
      }
    }
    return merged
  }
}
