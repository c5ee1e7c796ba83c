import Columns
import Domain
import Ingest

/// A file in pieces → what one of the two readers says of it. Also built by `Scripts/fuzz`.
enum TwinReading {
  /// What came of a file.
  struct Outcome: Equatable {
    var batches: [ColumnBatch] = []
    var lines: [[Int]] = []
    var rejections: [Rejection] = []
    var warnings: [String] = []
    /// Rejections and warnings in the order in which they came, with the batches between.
    var order: [String] = []
    var fault: String?
    var rows: Int?

    /// What differs first, or `nil`.
    func difference(from other: Outcome) -> String? {
      if self == other { return nil }
      if fault != other.fault { return "fault \(fault ?? "none"), not \(other.fault ?? "none")" }
      if rejections != other.rejections {
        return "rejections \(rejections) not \(other.rejections)"
      }
      if warnings != other.warnings { return "warnings \(warnings), not \(other.warnings)" }
      if lines != other.lines { return "lines \(lines), not \(other.lines)" }
      for (a, b) in zip(batches, other.batches) {
        for (name, (x, y)) in zip(a.names, zip(a.columns, b.columns)) where x != y {
          return "column \(name): \(x), not \(y)"
        }
      }
      return "order \(order), not \(other.order)"
    }
  }

  final class Sink: RowSink {
    var outcome = Outcome()

    func append(_ batch: ColumnBatch, lines: [Int]) {
      outcome.batches.append(batch)
      outcome.lines.append(lines)
      outcome.order.append("batch")
    }

    func reject(_ rejection: Rejection) {
      outcome.rejections.append(rejection)
      outcome.order.append("reject \(rejection.line)")
    }

    func warn(_ reason: ReasonCode, line: Int, column: String?, excerpt: String) {
      outcome.warnings.append("\(reason.rawValue) \(line) \(column ?? "") \(excerpt)")
      outcome.order.append("warn \(line)")
    }
  }

  static func read(
    _ bytes: [UInt8], _ feed: FeedSchema, sizes: [Int], isQuick: Bool
  ) throws -> (outcome: Outcome, plain: Int) {
    let sink = Sink()
    var position = 0
    var turn = 0
    let content = try Content(file: "test") { () -> [UInt8]? in
      guard position < bytes.count else { return nil }
      defer { turn += 1 }
      let end = min(bytes.count, position + sizes[turn % sizes.count])
      defer { position = end }
      return Array(bytes[position..<end])
    }
    do {
      let count = try FeedReader.read(
        content, feed: feed, options: ReadOptions(now: 1_767_225_600_000, rejectionThreshold: 1),
        isQuick: isQuick, into: sink)
      sink.outcome.rows = count.rows
      return (sink.outcome, count.plain)
    } catch let fault as Fault {
      sink.outcome.fault = "\(fault)"
      return (sink.outcome, 0)
    }
  }
}
