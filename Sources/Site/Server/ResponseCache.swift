import Indicators
import Synchronization

/// Rendered answers by (state of the source, path, query, language), bounded in bytes. Oldest go first.
final class ResponseCache: Sendable {
  struct Key: Hashable, Sendable {
    let state: String
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
