import Synchronization

/// Values that are computed once and kept, for any number of threads. A thread that asks for what
/// another one computes waits for it. What making a value throws is not kept.
/// - Precondition: making a value does not ask for the same key.
package final class Memo<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private final class Entry: Sendable {
    let value = Mutex<Value?>(nil)
  }

  private let limit: Int
  private let entries = Mutex<[Key: Entry]>([:])

  /// - Parameter limit: how many values are kept. When more have been asked for, all are forgotten:
  ///   nobody can tell which of them will be asked for again.
  package init(limit: Int = .max) { self.limit = limit }

  package func value<Failure: Error>(
    _ key: Key, _ make: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    let entry = entries.withLock { entries in
      if let known = entries[key] { return known }
      if entries.count >= limit { entries.removeAll() }
      let new = Entry()
      entries[key] = new
      return new
    }
    return try entry.value.withLock { value throws(Failure) in
      if let value { return value }
      let made = try make()
      value = made
      return made
    }
  }
}
