import Domain

/// The member names of JSON objects, as they stand in a line: `"name":`. Those of the feed's
/// columns come first, in their order; then such as are passed over.
struct KeyPatterns: ~Copyable {
  /// A name's first 16 bytes and all of them.
  private struct Pattern {
    let low: UInt64
    let high: UInt64
    let lowMask: UInt64
    let highMask: UInt64
    let length: Int
    let bytes: UnsafeMutablePointer<UInt8>
  }

  /// One for each bit of the word in which a row notes what it has met.
  private static let capacity = 64

  private(set) var count = 0
  private let patterns = UnsafeMutablePointer<Pattern>.allocate(capacity: capacity)

  init(_ feed: FeedSchema) {
    for column in feed.columns { add(column.name) }
  }

  deinit {
    for index in 0..<count { patterns[index].bytes.deallocate() }
    patterns.deallocate()
  }

  /// Adds a name; one too many, or one that a line may write in several ways, is left to the
  /// strict reader.
  mutating func add(_ name: String) {
    let isPlain = Array(name.utf8).withUnsafeBufferPointer(PlainText.isPlain)
    guard count < Self.capacity, isPlain else { return }
    let text = Array("\"\(name)\":".utf8)
    let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: text.count + 16)
    bytes.initialize(repeating: 0, count: text.count + 16)
    bytes.update(from: text, count: text.count)
    (patterns + count).initialize(
      to: Pattern(
        low: Words.load(bytes), high: Words.load(bytes + 8),
        lowMask: Words.mask(min(8, text.count)),
        highMask: Words.mask(min(8, max(0, text.count - 8))),
        length: text.count, bytes: bytes))
    count += 1
  }

  /// Bytes of the name with its quotes and its colon.
  @inline(__always)
  func length(_ index: Int) -> Int { patterns[index].length }

  /// Whether the name stands at `p`.
  @inline(__always)
  func matches(_ index: Int, _ p: UnsafePointer<UInt8>) -> Bool {
    let pattern = patterns + index
    let differs =
      (Words.load(p) ^ pattern.pointee.low) & pattern.pointee.lowMask
      | (Words.load(p + 8) ^ pattern.pointee.high) & pattern.pointee.highMask
    return differs == 0 && (pattern.pointee.length <= 16 || matchesRest(pattern, p))
  }

  /// The name that stands at `p`, looked for behind `last` first; -1 for none of them.
  @inline(never)
  func find(_ p: UnsafePointer<UInt8>, after last: Int) -> Int {
    var index = last
    for _ in 0..<count {
      index = index + 1 < count ? index + 1 : 0
      if matches(index, p) { return index }
    }
    return -1
  }

  private func matchesRest(
    _ pattern: UnsafeMutablePointer<Pattern>, _ p: UnsafePointer<UInt8>
  ) -> Bool {
    (16..<pattern.pointee.length).allSatisfy { p[$0] == pattern.pointee.bytes[$0] }
  }
}
