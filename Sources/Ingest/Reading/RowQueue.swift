import Columns
import Domain
import Foundation

/// What a reader has to say, in its order: rejections and warnings, then the rows of a batch.
struct RowUnit: Sendable {
  enum Note: Sendable {
    case rejected(Rejection)
    case warned(ReasonCode, line: Int, column: String?, excerpt: String)
  }

  /// A file of bad rows only gives units without batch, of this many notes.
  static let noteLimit = 1_024

  var notes: [Note] = []
  var batch: ColumnBatch?
  var lines: [Int] = []
  /// Bytes of the file that were read up to here.
  var bytesRead: Int64 = 0
}

/// Between the thread that reads and the one that stores: at most three units wait, so that memory
/// is bounded whoever is faster.
final class RowQueue: @unchecked Sendable {
  /// Thrown to the reading side once nobody takes units any more.
  struct Abandoned: Error {}

  private static let capacity = 3

  // All of it is guarded by the condition's lock.
  private let condition = NSCondition()
  private var units: [RowUnit] = []
  private var outcome: Result<Int, any Error>?
  private var isAbandoned = false

  /// Waits until there is room.
  func put(_ unit: RowUnit) throws(Abandoned) {
    condition.lock()
    defer { condition.unlock() }
    while units.count >= Self.capacity, !isAbandoned { condition.wait() }
    guard !isAbandoned else { throw Abandoned() }
    units.append(unit)
    condition.broadcast()
  }

  /// Ends the reading side: with the number of rows, or with what went wrong behind the last unit.
  func finish(_ outcome: Result<Int, any Error>) {
    condition.lock()
    defer { condition.unlock() }
    self.outcome = outcome
    condition.broadcast()
  }

  /// Waits for the next unit; `nil` where there are no more.
  func take() -> RowUnit? {
    condition.lock()
    defer { condition.unlock() }
    while units.isEmpty, outcome == nil { condition.wait() }
    guard !units.isEmpty else { return nil }
    condition.broadcast()
    return units.removeFirst()
  }

  /// Lets go of what waits, and waits for the reading side to end.
  func close() -> Result<Int, any Error> {
    condition.lock()
    defer { condition.unlock() }
    isAbandoned = true
    units = []
    condition.broadcast()
    while true {
      if let outcome { return outcome }
      condition.wait()
    }
  }
}
