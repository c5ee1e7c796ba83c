/// Checksums of what stands beside the chunks in ordinary columns of tables. A flipped bit there
/// would skip a segment or rename an authority, and SQLite would not notice.
extension Checksum {
  /// A row of the table `dictionary`.
  public static func dictionaryEntry(
    series: String, column: String, code: Int64, text: String
  ) -> UInt64 {
    sum([series, column, String(code), text])
  }

  /// The zone map of a chunk.
  public static func zone(
    segmentID: Int64, column: String, minimum: Cell, maximum: Cell, nulls: Int64
  ) -> UInt64 {
    sum([String(segmentID), column, written(minimum), written(maximum), String(nulls)])
  }

  /// XXH64 over the parts, each with a zero byte behind it.
  private static func sum(_ parts: [String]) -> UInt64 {
    let count = parts.reduce(0) { $0 + $1.utf8.count + 1 }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: count) { bytes in
      var end = 0
      for part in parts {
        var part = part
        part.withUTF8 { text in
          _ = UnsafeMutableBufferPointer(rebasing: bytes[end...]).initialize(from: text)
          end += text.count
        }
        bytes[end] = 0
        end += 1
      }
      return xxh64(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[..<end]))
    }
  }

  private static func written(_ cell: Cell) -> String {
    switch cell {
    case .null: "null"
    case .integer(let value): "i\(value)"
    case .real(let value): "r\(value.bitPattern)"
    case .text(let text): "t\(text)"
    }
  }
}
