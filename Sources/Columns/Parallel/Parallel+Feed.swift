import Dispatch
import Foundation
import Synchronization

extension Parallel {
  /// Hands items that only this thread can make to several workers, each as soon as one is free.
  /// This thread is worker 0: where enough items wait for the others, it takes one itself.
  /// - Parameters:
  ///   - limit: how many items wait at most.
  ///   - next: makes the next item; `nil`: there are no more.
  ///   - body: what a worker does with an item.
  /// - Throws: what `next` has thrown, or the first worker in order; after all have ended. After a
  ///   failure no further item is handed out.
  public static func feed<Item: Sendable>(
    _ workers: Int, limit: Int, next: () throws -> Item?,
    _ body: @Sendable (Int, Item) throws -> Void
  ) throws {
    let queue = FeedQueue<Item>()
    let failures = Mutex([(any Error)?](repeating: nil, count: max(workers, 1)))
    try withoutActuallyEscaping(body) { body in
      @Sendable func work(_ worker: Int, _ item: Item) {
        do {
          try body(worker, item)
        } catch {
          failures.withLock { $0[worker] = $0[worker] ?? error }
          queue.close()
        }
      }
      let group = DispatchGroup()
      for worker in 1..<max(workers, 1) {
        DispatchQueue.global().async(group: group) {
          while let item = queue.wait() { work(worker, item) }
        }
      }
      defer { group.wait() }
      // Also after an error: the others have to learn that nothing more will come.
      defer { queue.finish() }
      do {
        while !queue.isFinished, let item = try next() {
          if queue.add(item) >= limit, let item = queue.take() { work(0, item) }
        }
      } catch {
        queue.close()
        throw error
      }
      queue.finish()
      while let item = queue.take() { work(0, item) }
    }
    let failure = failures.withLock { $0.lazy.compactMap(\.self).first }
    if let failure { throw failure }
  }
}

/// Items that wait, first in, first out.
private final class FeedQueue<Item: Sendable>: @unchecked Sendable {
  // Unchecked: everything below is looked at under the lock only.
  private let condition = NSCondition()
  private var items: [Item] = []
  private var isDone = false

  var isFinished: Bool { condition.withLock { isDone } }

  /// - Returns: how many items wait now; one that comes after the end is dropped.
  func add(_ item: Item) -> Int {
    condition.withLock {
      if isDone { return 0 }
      items.append(item)
      condition.signal()
      return items.count
    }
  }

  /// The next item, if one waits.
  func take() -> Item? { condition.withLock { items.isEmpty ? nil : items.removeFirst() } }

  /// The next item as soon as there is one; `nil`: no more will come.
  func wait() -> Item? {
    condition.withLock {
      while items.isEmpty, !isDone { condition.wait() }
      return items.isEmpty ? nil : items.removeFirst()
    }
  }

  /// No more items will come.
  func finish() {
    condition.withLock {
      isDone = true
      condition.broadcast()
    }
  }

  /// The same, and those that wait are dropped.
  func close() {
    condition.withLock { items = [] }
    finish()
  }
}
