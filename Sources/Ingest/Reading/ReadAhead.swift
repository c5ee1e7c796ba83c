import Columns
import Domain
import Foundation

/// Reading on a thread of its own: unpacking, parsing and checking go on while the rows before are
/// stored by the caller's thread. Rows, rejections and warnings come in the order of the file, as
/// without it; what the reader throws comes behind what it had read before.
package enum ReadAhead {
  /// - Parameter content: is left to the reading thread until this returns.
  /// - Parameter progress: called on the caller's thread with the bytes of the file that were read.
  /// - Throws: what the reader or the sink throws, whichever comes first in the file.
  package static func read(
    _ content: Content, feed: FeedSchema, options: ReadOptions, mapping: Mapping? = nil,
    isCounted: Bool = false, progress: ((Int64) -> Void)? = nil, into sink: some RowSink
  ) throws -> Int {
    let queue = RowQueue()
    // The thread is waited for in every case, so that the content is never in two hands at once.
    nonisolated(unsafe) let content = content
    let thread = Thread {
      queue.finish(
        Result {
          let notes = QueueSink(queue, content)
          let count = try FeedReader.read(
            content, feed: feed, options: options, mapping: mapping, isCounted: isCounted,
            into: notes)
          try notes.flush()
          return count.rows
        })
    }
    thread.name = "lagebild.read"
    thread.start()
    do {
      while let unit = queue.take() {
        try hand(unit, to: sink)
        progress?(unit.bytesRead)
      }
    } catch {
      _ = queue.close()
      throw error
    }
    return try queue.close().get()
  }

  private static func hand(_ unit: RowUnit, to sink: some RowSink) throws {
    for note in unit.notes {
      switch note {
      case .rejected(let rejection): try sink.reject(rejection)
      case .warned(let reason, let line, let column, let excerpt):
        try sink.warn(reason, line: line, column: column, excerpt: excerpt)
      }
    }
    if let batch = unit.batch { try sink.append(batch, lines: unit.lines) }
  }
}

/// The reading side's sink.
private final class QueueSink: RowSink {
  private let queue: RowQueue
  private let content: Content
  private var unit = RowUnit()

  init(_ queue: RowQueue, _ content: Content) {
    self.queue = queue
    self.content = content
  }

  func append(_ batch: ColumnBatch, lines: [Int]) throws {
    unit.batch = batch
    unit.lines = lines
    try send()
  }

  func reject(_ rejection: Rejection) throws { try note(.rejected(rejection)) }

  func warn(_ reason: ReasonCode, line: Int, column: String?, excerpt: String) throws {
    try note(.warned(reason, line: line, column: column, excerpt: excerpt))
  }

  /// Sends what is left at the end of the file.
  func flush() throws {
    if !unit.notes.isEmpty { try send() }
  }

  private func note(_ note: RowUnit.Note) throws {
    unit.notes.append(note)
    if unit.notes.count == RowUnit.noteLimit { try send() }
  }

  private func send() throws {
    unit.bytesRead = content.bytesRead
    try queue.put(unit)
    unit = RowUnit()
  }
}
