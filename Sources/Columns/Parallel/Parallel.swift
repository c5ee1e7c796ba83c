import Dispatch
import Foundation
import Synchronization

/// Independent pieces of work, spread over the cores.
public enum Parallel {
  /// Those that this process may run on: all, or fewer where a container or `taskset` says so.
  public static let cores: Int = {
    let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let mask = status?.split(separator: "\n").first { $0.hasPrefix("Cpus_allowed:") }
    let allowed = mask?.dropFirst("Cpus_allowed:".count).reduce(0) {
      $0 + ($1.hexDigitValue?.nonzeroBitCount ?? 0)
    }
    return allowed.flatMap { $0 > 0 ? $0 : nil } ?? ProcessInfo.processInfo.activeProcessorCount
  }()

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

  /// Two pieces of work at the same time: `there` on a thread of its own, `here` on this one.
  /// - Throws: what `here` has thrown, else what `there` has; after both have ended.
  public static func both<There: Sendable, Here>(
    there: @Sendable () throws -> There, here: () throws -> Here
  ) throws -> (there: There, here: Here) {
    let result = Mutex<Result<There, any Error>?>(nil)
    let own = withoutActuallyEscaping(there) { there in
      let group = DispatchGroup()
      DispatchQueue.global().async(group: group) {
        let done = Result { try there() }
        result.withLock { $0 = done }
      }
      defer { group.wait() }
      return Result { try here() }
    }
    let here = try own.get()
    return (try result.withLock { $0! }.get(), here)
  }
}
