/// What the searches of one table share: a reader waits for all of them. None alone takes more than
/// its part, so that a hard one leaves something to the others.
package struct SearchTime {
  /// Since any moment.
  private let clock: () -> Duration
  private let end: Duration
  private let each: Duration

  /// - Parameter clock: `nil`: real time.
  package init(
    all: Duration = .seconds(20), each: Duration = .seconds(2), clock: (() -> Duration)? = nil
  ) {
    let start = ContinuousClock.now
    self.clock = clock ?? { ContinuousClock.now - start }
    end = self.clock() + all
    self.each = each
  }

  /// Ends the search that begins now.
  package func next() -> () -> Bool {
    let (clock, end) = (clock, min(end, clock() + each))
    return { clock() > end }
  }
}
