import Columns
import Dispatch
import Synchronization
import Testing

@Suite struct ParallelTests {
  private struct Failure: Error, Equatable {
    let number: Int
  }

  @Test(arguments: [1, 2, 5], [0, 1, 7, 1_000])
  func `each piece is worked once, and its result stands in its place`(threads: Int, count: Int) {
    let worked = Mutex([Int](repeating: 0, count: count))
    let results = Parallel.map(count, threads: threads) { index in
      worked.withLock { $0[index] += 1 }
      return index * index
    }
    #expect(results == (0..<count).map { $0 * $0 })
    #expect(worked.withLock { $0.allSatisfy { $0 == 1 } })
  }

  @Test func `of several failures the first in order is thrown`() {
    #expect(throws: Failure(number: 3)) {
      try Parallel.map(Array(0..<20), threads: 4) { number in
        if number >= 3 { throw Failure(number: number) }
        return number
      }
    }
  }

  @Test(arguments: 1...4)
  func `all workers run beside what comes first, worker 0 after it`(workers: Int) throws {
    let began = DispatchSemaphore(value: 0)
    let log = Mutex([Int]())
    let value = try Parallel.run(
      workers,
      first: {
        // The others do not wait for this.
        for _ in 1..<workers { began.wait() }
        log.withLock { $0.append(-1) }
        return "first"
      },
      { worker in
        if worker > 0 { began.signal() }
        log.withLock { $0.append(worker) }
      })
    let order = log.withLock { $0 }
    #expect(value == "first" && Set(order) == Set(-1..<workers))
    #expect(order.firstIndex(of: -1)! < order.firstIndex(of: 0)!)
  }

  @Test func `a worker's failure is thrown after all have ended`() {
    let ended = Atomic(0)
    #expect(throws: Failure(number: 1)) {
      try Parallel.run(3, first: {}) { worker in
        ended.add(1, ordering: .relaxed)
        if worker > 0 { throw Failure(number: worker) }
      }
    }
    #expect(ended.load(ordering: .relaxed) == 3)
  }

  @Test func `where the first part fails, worker 0 does not begin`() {
    let began = Mutex(Set<Int>())
    #expect(throws: Failure(number: 9)) {
      try Parallel.run(2, first: { throw Failure(number: 9) }) { worker in
        _ = began.withLock { $0.insert(worker) }
      }
    }
    #expect(began.withLock { $0 } == [1])
  }
}
