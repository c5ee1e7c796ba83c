import Columns
import Domain
import Store

/// The cleaned rows of a load as a file: the columns of the feed, session numbers instead of
/// session values, times and durations as they are stored; CSV inside zstd.
enum Archive {
  static func name(of load: LoadRecord) -> String {
    "\(load.loadID)-\(load.file.split(separator: ".").first ?? "load").csv.zst"
  }

  /// Hands out the bytes of the file, a frame for each segment that holds some.
  static func write(
    _ load: LoadRecord, _ reader: StoreReader, to sink: ([UInt8]) throws -> Void
  ) throws {
    guard let feed = FeedCatalogue.feed(named: load.feed) else {
      preconditionFailure("a load of an unknown feed")
    }
    // Event numbers serve deduplication only and are not kept.
    let columns = feed.columns.filter { $0.type != .eventID }
    var text = Array((columns.map(\.name).joined(separator: ",") + "\n").utf8)
    for part in try reader.parts(of: load.loadID) {
      var batch = try reader.read(part.segment, columns: columns.map(\.name))
      if part.rowCount < part.segment.rowCount {
        batch = batch.selecting(try reader.positions(of: part))
      }
      let writers = zip(columns, batch.columns).map { CellWriter($0.type, $1) }
      for row in 0..<batch.rowCount {
        for (index, writer) in writers.enumerated() {
          if index > 0 { text.append(UInt8(ascii: ",")) }
          writer.append(row, to: &text)
        }
        text.append(0x0A)
      }
      try sink(Zstd.compress(text))
      text.removeAll(keepingCapacity: true)
    }
    if !text.isEmpty { try sink(Zstd.compress(text)) }
  }

  /// Cells of a column as the feed's reader takes them.
  private struct CellWriter {
    private let type: ColumnType
    private let column: ColumnVector
    /// Entries of the dictionary, quoted where necessary.
    private let entries: [[UInt8]]

    init(_ type: ColumnType, _ column: ColumnVector) {
      self.type = type
      self.column = column
      if case .texts(_, let dictionary, _) = column {
        entries = dictionary.map(Self.quoted)
      } else {
        entries = []
      }
    }

    func append(_ row: Int, to text: inout [UInt8]) {
      if let validity = column.validity, !validity[row] { return }
      switch column {
      case .texts(let codes, _, _): text.append(contentsOf: entries[Int(codes[row])])
      case .reals(let values, _): text.append(contentsOf: Self.plain(values[row]).utf8)
      case .integers(let values, _): text.append(contentsOf: print(values[row]).utf8)
      }
    }

    private func print(_ value: Int64) -> String {
      switch type {
      case .day: Day(number: Int32(value)).description
      case .month: Month(number: Int32(value)).description
      case .flag: value == 0 ? "no" : "yes"
      case .session:
        String(repeating: "0", count: 16 - String(value, radix: 16).utf8.count)
          + String(value, radix: 16)
      case .money:
        (value < 0 ? "-" : "") + "\(value.magnitude / 100)."
          + (value.magnitude % 100 < 10 ? "0" : "") + "\(value.magnitude % 100)"
      default: String(value)
      }
    }

    /// Shortest decimal form without an exponent, which no reader of feeds takes.
    private static func plain(_ value: Double) -> String {
      let text = "\(value)"
      guard let mark = text.firstIndex(where: { $0 == "e" || $0 == "E" }),
        let exponent = Int(text[text.index(after: mark)...])
      else { return text }
      let sign = value < 0 ? "-" : ""
      let parts = text[..<mark].drop { $0 == "-" }.split(separator: ".")
      let digits = parts.joined()
      let point = parts[0].count + exponent
      if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + digits }
      if point >= digits.count {
        return sign + digits + String(repeating: "0", count: point - digits.count)
      }
      return sign + digits.prefix(point) + "." + digits.dropFirst(point)
    }

    private static func quoted(_ text: String) -> [UInt8] {
      guard text.utf8.contains(where: { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x3B })
      else { return Array(text.utf8) }
      return Array("\"\(text.replacing("\"", with: "\"\""))\"".utf8)
    }
  }
}
