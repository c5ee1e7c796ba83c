/// How far a visit came in one process at one Behörde: start, steps, submission. What several
/// deliveries tell of it may be put together in any order, and twice.
struct FunnelVisit: Sendable {
  struct Place: Hashable, Comparable {
    let session: UInt64
    /// Process and authority, where they stand in the key of a cell.
    let cell: UInt64

    /// - Parameter cell: any key that holds both.
    init(session: UInt64, cell: UInt64) {
      self.session = session
      self.cell = cell & (CubeAxis.process.mask | CubeAxis.authority.mask)
    }

    static func < (first: Place, second: Place) -> Bool {
      (first.session, first.cell) < (second.session, second.cell)
    }
  }

  let place: Place
  /// Month of its first event of the funnel, `year × 12 + month − 1`.
  private(set) var month: UInt64
  /// The furthest step that was completed; 0: none.
  private(set) var step: UInt64
  private(set) var isSubmitted: Bool

  /// Steps from here on count as this one.
  static let lastStep: Int64 = 255

  init(_ place: Place, month: UInt64, step: UInt64, isSubmitted: Bool) {
    self.place = place
    self.month = month
    self.step = step
    self.isSubmitted = isSubmitted
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
    guard !indices.dropFirst().allSatisfy({ self[$0 - 1].place < self[$0].place }) else {
      return self
    }
    sort { $0.place < $1.place }
    var merged: [FunnelVisit] = []
    for visit in self {
      if let last = merged.last, last.place == visit.place {
        merged[merged.count - 1].add(visit)
      } else {
        merged.append(visit)
      }
    }
    return merged
  }
}
