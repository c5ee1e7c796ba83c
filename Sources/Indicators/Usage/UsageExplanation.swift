import Domain

/// How an answer of `usage query` came about: what was read, what was skipped, what took how long.
public struct UsageExplanation: Sendable {
  /// Where the answer comes from, as a phrase.
  public internal(set) var source = "the segments of events"
  /// Why no cube has answered, as a phrase; `nil`: one has, or none was asked.
  public internal(set) var notFromCube: String?
  /// The first day whose events retention has left, where the question reaches further back and a
  /// cube has answered for them.
  public internal(set) var eventsFrom: Day?
  /// Columns that were read.
  public internal(set) var columns: [String] = []
  /// Segments of `events`, or parts of a cube, in all, and those that zone maps and conditions left
  /// to be read.
  public internal(set) var segments = 0
  public internal(set) var segmentsRead = 0
  /// Rows, or cells, of those that were read.
  public internal(set) var rowsRead = 0
  /// Compressed bytes that were read from the database, and those that had not to be read because
  /// what they hold was still in memory.
  public internal(set) var bytesRead = 0
  public internal(set) var bytesFromMemory = 0
  public internal(set) var threads = 1
  /// Steps in the order of their first occurrence, with their time in milliseconds.
  public private(set) var steps: [(name: String, milliseconds: Double)] = []

  /// Adds the time of a step to what it took before.
  mutating func timing<Value>(_ step: String, _ body: () throws -> Value) rethrows -> Value {
    let start = ContinuousClock.now
    defer { add(step, ContinuousClock.now - start) }
    return try body()
  }

  mutating func add(_ bytes: (read: Int, fromMemory: Int)) {
    bytesRead += bytes.read
    bytesFromMemory += bytes.fromMemory
  }

  mutating func add(_ step: String, _ time: Duration) {
    let (seconds, attoseconds) = time.components
    let milliseconds = Double(seconds) * 1_000 + Double(attoseconds) / 1e15
    if let index = steps.firstIndex(where: { $0.name == step }) {
      steps[index].milliseconds += milliseconds
    } else {
      steps.append((step, milliseconds))
    }
  }
}
