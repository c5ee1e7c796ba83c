import Domain

/// Content → its lines, without their line feed. Of a line that is too long only the beginning is
/// kept.
struct LineScanner {
  /// What is read and not yet given; a quicker reader may take whole lines out of it.
  var window: PieceWindow
  /// Lines that were given, or taken out of the window by somebody else.
  var line = 0
  private let limit: Int
  private var isOver = false

  /// - Parameter limit: longest line in bytes; of a longer one `limit + 1` bytes are given.
  init(_ content: Content, limit: Int) {
    window = PieceWindow(content)
    self.limit = limit
  }

  /// The next line with its number, 1-based; `nil` at the end.
  mutating func next() throws -> (line: Int, bytes: ArraySlice<UInt8>)? {
    var searched = window.position
    while true {
      if let end = window.bytes[searched..<window.end].firstIndex(of: 0x0A) {
        return given(end, next: end + 1)
      }
      if isOver {
        guard window.position < window.end else { return nil }
        return given(window.end, next: window.end)
      }
      // What is beyond the limit is of no interest but for its end.
      searched = min(window.end - window.position, limit + 1)
      isOver = try !window.refill(keeping: limit + 1)
    }
  }

  private mutating func given(_ end: Int, next: Int) -> (line: Int, bytes: ArraySlice<UInt8>) {
    line += 1
    let bytes = window.bytes[window.position..<end].prefix(limit + 1)
    window.position = next
    return (line, bytes)
  }
}
