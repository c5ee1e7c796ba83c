import Columns
import Domain

/// A file read as a load would read it, without a store: for whoever hands out rows that are to be
/// loaded later.
public enum TrialReading {
  /// The rows that a load would refuse.
  /// - Throws: ``Fault`` where it would refuse the file as a whole.
  public static func rejections(
    of bytes: [UInt8], file: String, feed: FeedSchema, options: ReadOptions
  ) throws -> [Rejection] {
    let sink = Rejections()
    try FeedReader.read(bytes, file: file, feed: feed, options: options, into: sink)
    return sink.all
  }

  private final class Rejections: RowSink {
    private(set) var all: [Rejection] = []

    func append(_ batch: ColumnBatch, lines: [Int]) {}
    func reject(_ rejection: Rejection) { all.append(rejection) }
    func warn(_ reason: ReasonCode, line: Int, column: String?, excerpt: String) {}
  }
}
