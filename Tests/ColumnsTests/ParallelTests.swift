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

  @Test func `two pieces run at the same time`() throws {
    let (there, here) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    let both = try Parallel.both(
      there: {
        there.signal()
        here.wait()
        return "there"
      },
      here: {
        here.signal()
        there.wait()
        return "here"
      })
    #expect(both == (there: "there", here: "here"))
  }

  @Test(arguments: [true, false], [true, false])
  func `a failure of one of two is thrown after both have ended`(
    failsThere: Bool, failsHere: Bool
  ) {
    let ended = Atomic(0)
    @Sendable func end(_ number: Int, _ fails: Bool) throws -> Int {
      ended.add(1, ordering: .relaxed)
      if fails { throw Failure(number: number) }
      return number
    }
    do {
      let both = try Parallel.both(
        there: { try end(1, failsThere) }, here: { try end(2, failsHere) })
      #expect(both == (there: 1, here: 2) && !failsThere && !failsHere)
    } catch {
      #expect(error as? Failure == Failure(number: failsHere ? 2 : 1))
      #expect(failsThere || failsHere)
    }
    #expect(ended.load(ordering: .relaxed) == 2)
  }

  @Test(arguments: 1...4, [0, 1, 5, 1_000])
  func `each item that is handed out is worked once`(workers: Int, count: Int) throws {
    let worked = Mutex([Int](repeating: 0, count: count))
    let seen = Mutex(Set<Int>())
    var made = 0
    try Parallel.feed(
      workers, limit: 3,
      next: {
        defer { made += 1 }
        return made < count ? made : nil
      }
    ) { worker, item in
      worked.withLock { $0[item] += 1 }
      seen.withLock { _ = $0.insert(worker) }
    }
    #expect(worked.withLock { $0.allSatisfy { $0 == 1 } })
    #expect(seen.withLock { $0.isSubset(of: 0..<workers) })
  }

  @Test func `items wait no longer than until one of the workers is free`() throws {
    let began = DispatchSemaphore(value: 0)
    var made = 0
    try Parallel.feed(
      2, limit: 10,
      next: {
        // The other worker takes the first item while this thread makes the second.
        if made == 1 { began.wait() }
        defer { made += 1 }
        return made < 2 ? made : nil
      }
    ) { _, item in
      if item == 0 { began.signal() }
    }
    #expect(made == 3)
  }

  @Test(arguments: 1...3)
  func `after a failure no more items are made, and it is thrown`(workers: Int) {
    var made = 0
    #expect(throws: Failure(number: 4)) {
      try Parallel.feed(
        workers, limit: 1,
        next: {
          made += 1
          return made
        }
      ) { _, item in
        if item >= 4 { throw Failure(number: 4) }
      }
    }
    #expect(made >= 4)
  }

  @Test(arguments: 1...3)
  func `where an item cannot be made, all workers end`(workers: Int) {
    var made = 0
    #expect(throws: Failure(number: 9)) {
      try Parallel.feed(
        workers, limit: 2,
        next: { () throws -> Int? in
          made += 1
          if made == 5 { throw Failure(number: 9) }
          return made
        }
      ) { _, _ in }
    }
  }
}
