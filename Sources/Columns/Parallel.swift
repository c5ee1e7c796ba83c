import Dispatch
import Foundation
import Synchronization

/// Independent pieces of work, spread over the cores.
public enum Parallel {
  public static let cores = ProcessInfo.processInfo.activeProcessorCount

  /// Results in the order of the indices.
  /// - Parameter threads: how many at the same time at most; `nil`: as many as there are cores.
  public static func map<Value: Sendable>(
    _ count: Int, threads: Int? = nil, _ body: @Sendable (Int) -> Value
  ) -> [Value] {
    let next = Atomic(0)
    let results = Mutex([Value?](repeating: nil, count: count))
    let workers = min(count, threads ?? .max)
    guard workers > 1 else { return (0..<count).map(body) }
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        let value = body(index)
        results.withLock { $0[index] = value }
      }
    }
    return results.withLock { $0.map { $0! } }
  }

  /// The same where pieces may fail: throws what the first of them in order has thrown.
  public static func map<Item: Sendable, Value: Sendable>(
    _ items: [Item], threads: Int? = nil, _ body: @Sendable (Item) throws -> Value
  ) throws -> [Value] {
    try map(items.count, threads: threads) { index in Result { try body(items[index]) } }
      .map { try $0.get() }
  }

  /// `body` by several workers: all but worker 0 begin at once, worker 0 on this thread after
  /// `first`.
  /// - Throws: what `first` has thrown, or the first worker in order; after all have ended.
  public static func run<Value>(
    _ workers: Int, first: () throws -> Value, _ body: @Sendable (Int) throws -> Void
  ) throws -> Value {
    let failures = Mutex([(any Error)?](repeating: nil, count: workers))
    let value = withoutActuallyEscaping(body) { body in
      @Sendable func work(_ worker: Int) {
        do { try body(worker) } catch { failures.withLock { $0[worker] = error } }
      }
      let group = DispatchGroup()
      for worker in 1..<max(workers, 1) {
        DispatchQueue.global().async(group: group) { work(worker) }
      }
      let value = Result { try first() }
      if case .success = value { work(0) }
      group.wait()
      return value
    }
    let failure = failures.withLock { $0.lazy.compactMap(\.self).first }
    if let failure { throw failure }
    return try value.get()
  }
}
