import Domain

/// Content → its lines, without their line feed. Of a line that is too long only the beginning is
/// kept.
struct LineScanner {
  private let content: Content
  private let limit: Int
  private var bytes: [UInt8] = []
  private var position = 0
  private var line = 0
  private var isOver = false

  /// - Parameter limit: longest line in bytes; of a longer one `limit + 1` bytes are given.
  init(_ content: Content, limit: Int) {
    self.content = content
    self.limit = limit
  }

  /// The next line with its number, 1-based; `nil` at the end.
  mutating func next() throws -> (line: Int, bytes: ArraySlice<UInt8>)? {
    var searched = position
    while true {
      if let end = bytes[searched...].firstIndex(of: 0x0A) {
        defer { position = end + 1 }
        return given(end)
      }
      if isOver {
        guard position < bytes.count else { return nil }
        defer { position = bytes.count }
        return given(bytes.count)
      }
      // What is beyond the limit is of no interest but for its end.
      let kept = bytes[position...].prefix(limit + 1)
      searched = kept.count
      if let more = try content.next() {
        bytes = Array(kept) + more
      } else {
        bytes = Array(kept)
        isOver = true
      }
      position = 0
    }
  }

  private mutating func given(_ end: Int) -> (line: Int, bytes: ArraySlice<UInt8>) {
    line += 1
    return (line, bytes[position..<end].prefix(limit + 1))
  }
}
