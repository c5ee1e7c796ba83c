import Synchronization

/// Answers by question, each made once, for any number of threads; who asks for what another one
/// computes waits for it. As many as a site asks for are kept; when readers have made up more, the
/// memory is cleared, since nobody can tell which of them will come again.
final class KeptAnswers<Question: Hashable & Sendable, Answer: Sendable>: Sendable {
  private final class Entry: Sendable {
    let answer = Mutex<Answer?>(nil)
  }

  private let limit: Int
  private let entries = Mutex<[Question: Entry]>([:])

  init(limit: Int) { self.limit = limit }

  /// What `make` throws is not kept.
  func answer(_ question: Question, _ make: () throws -> Answer) throws -> Answer {
    let entry = entries.withLock { entries in
      if let known = entries[question] { return known }
      if entries.count >= limit { entries.removeAll() }
      let new = Entry()
      entries[question] = new
      return new
    }
    return try entry.answer.withLock { answer in
      if let answer { return answer }
      let made = try make()
      answer = made
      return made
    }
  }
}
