import Indicators
import Synchronization

/// Rendered answers by (revision, path, query, language), bounded in bytes. Oldest go first.
final class ResponseCache: Sendable {
  struct Key: Hashable, Sendable {
    let revision: String
    let target: String
    let language: String
  }

  private struct State {
    var answers: [Key: SiteResponse] = [:]
    var order: [Key] = []
    var bytes = 0
  }

  private let limitBytes: Int
  private let state = Mutex(State())

  init(limitBytes: Int = 64 << 20) { self.limitBytes = limitBytes }

  var bytes: Int { state.withLock { $0.bytes } }

  func answer(_ key: Key) -> SiteResponse? { state.withLock { $0.answers[key] } }

  /// Keeps an answer unless it alone is larger than a sixteenth of the limit.
  func keep(_ answer: SiteResponse, for key: Key) {
    let size = answer.body.count + 512
    guard size <= limitBytes / 16 else { return }
    state.withLock { state in
      guard state.answers[key] == nil else { return }
      state.answers[key] = answer
      state.order.append(key)
      state.bytes += size
      var dropped = 0
      while state.bytes > limitBytes, dropped < state.order.count {
        if let old = state.answers.removeValue(forKey: state.order[dropped]) {
          state.bytes -= old.body.count + 512
        }
        dropped += 1
      }
      state.order.removeFirst(dropped)
    }
  }
}

/// Holds one consistent source and asks for a new one when the old is more than a second old.
final class SourceKeeper: Sendable {
  struct Desks: Sendable {
    let revision: String
    let released: ReleasedDesk
    /// `nil` in the public scope.
    let exact: ExactDesk?
  }

  private let provider: @Sendable () throws -> any FigureSource
  private let isPublic: Bool
  private let lifetime: Duration
  private let state = Mutex<(desks: Desks, taken: ContinuousClock.Instant)?>(nil)

  init(
    isPublic: Bool, lifetime: Duration = .seconds(1),
    provider: @escaping @Sendable () throws -> any FigureSource
  ) {
    self.isPublic = isPublic
    self.lifetime = lifetime
    self.provider = provider
  }

  /// - Throws: what the provider throws; the old source is not used on, because a page must not
  ///   look fresh when its source is gone.
  func desks() throws -> Desks {
    try state.withLock { state in
      if let state, state.taken.duration(to: .now) < lifetime { return state.desks }
      let source = try provider()
      if let old = state, old.desks.revision == source.revision {
        state = (old.desks, .now)
        return old.desks
      }
      let desks = Desks(
        revision: source.revision, released: ReleasedDesk(source),
        exact: isPublic ? nil : ExactDesk(source))
      state = (desks, .now)
      return desks
    }
  }
}
