import Synchronization

/// Values that are computed once and kept, for any number of threads. A thread that asks for what
/// another one computes waits for it.
/// - Precondition: making a value does not ask for the same key.
final class Memo<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private final class Entry: Sendable {
    let value = Mutex<Value?>(nil)
  }

  private let entries = Mutex<[Key: Entry]>([:])

  func value(_ key: Key, _ make: () -> Value) -> Value {
    let entry = entries.withLock { entries in
      if let known = entries[key] { return known }
      let new = Entry()
      entries[key] = new
      return new
    }
    return entry.value.withLock { value in
      if let value { return value }
      let made = make()
      value = made
      return made
    }
  }
}
