import Domain
import Synchronization

/// A chunk whose header and texts have been read: what any number of readers share, on any thread.
/// What is behind the header is opened when it is first asked for, because what the header says is
/// often enough, and kept as long as the chunk is.
///
/// Everything here follows from the bytes of the chunk, and of those that it is read with.
package final class OpenChunk: Sendable {
  let header: ChunkHeader
  /// The chunk's own texts by position; empty where the series shares them, and for numbers.
  package let texts: [String]
  let index: ClassIndex?
  let classed: ClassedBlocks?
  private let rest: ByteReader
  private let parts: Mutex<Parts>

  /// What has been opened so far.
  private struct Parts: Sendable {
    var block: OpenBlock?
    var bytes: [UInt8]?
    var histogram: [Int]?
    var runs: NumberRuns?
    var classesInRuns: [UInt8]?
    /// By class: its block, and the rows that are in it.
    var classes: [Int: OpenBlock] = [:]
    var rows: [Int: [UInt32]] = [:]
    var byteCount: Int
    /// Who counts ``byteCount`` with that of other chunks.
    var account: MemoryAccount?

    mutating func add(_ bytes: Int) {
      byteCount += bytes
      account?.add(bytes)
    }
  }

  /// - Throws: ``ChunkDamage`` where header or texts are none that an encoder wrote; what is behind
  ///   them is judged when it is read.
  package init(_ bytes: [UInt8]) throws(ChunkDamage) {
    var reader = ByteReader(bytes)
    let header = try ChunkHeader(from: &reader)
    self.header = header
    texts = header.content == .text ? try TextList.read(rows: header.rows, from: &reader) : []
    index =
      header.layout == .indexed ? try ClassIndex(rows: header.rows, from: &reader) : nil
    classed =
      header.layout.isByClass
      ? try ClassedBlocks(
        rows: header.rows, hasOrigins: header.layout == .byClassElapsed, from: &reader) : nil
    if classed != nil, reader.remaining > 0 { throw ChunkDamage("bytes after the last value") }
    rest = reader
    parts = Mutex(Parts(byteCount: bytes.count + texts.reduce(0) { $0 + 16 + $1.utf8.count }))
  }

  package var rowCount: Int { header.rows }

  /// Whether there is a block for each class of rows, so that another chunk is read beside it.
  package var isByClass: Bool { header.layout.isByClass }

  /// Whether classes hold differences to the time that has elapsed in a visit, so that the times and
  /// the sessions are read beside it.
  package var isElapsed: Bool { header.layout == .byClassElapsed }

  // MARK: - Memory

  /// Memory that the chunk and what has been opened of it take, roughly.
  package var byteCount: Int { parts.withLock { $0.byteCount } }

  /// From now on, what readers need is kept for the next ones, and counted.
  package func count(on account: MemoryAccount) {
    parts.withLock {
      guard $0.account == nil else { return }
      $0.account = account
      account.add($0.byteCount)
    }
  }

  /// Nobody counts the chunk any more: it will be gone with its last reader.
  package func discount() {
    parts.withLock {
      $0.account?.add(-$0.byteCount)
      $0.account = nil
    }
  }

  /// Whether others will read the chunk later.
  var isKept: Bool { parts.withLock { $0.account != nil } }

  // MARK: - Parts

  /// - Precondition: not ``isByClass``.
  func block() throws(ChunkDamage) -> OpenBlock {
    precondition(classed == nil, "a chunk by class is read as one block")
    return try part(\.block, size: \.byteCount) { () throws(ChunkDamage) in
      var reader = rest
      let block = try OpenBlock(header.rows, from: &reader, depth: 0)
      guard reader.remaining == 0 else { throw ChunkDamage("bytes after the last value") }
      return block
    }
  }

  /// What is behind the header, unread.
  var unread: ByteReader { rest }

  /// The block, if it is open.
  var knownBlock: OpenBlock? { parts.withLock { $0.block } }

  /// The block of a class.
  func block(
    ofClass kind: Int, _ open: () throws(ChunkDamage) -> OpenBlock
  ) throws(ChunkDamage) -> OpenBlock {
    try part(\.classes[kind], size: \.byteCount, open)
  }

  /// The rows of a class.
  func rows(
    ofClass kind: Int, _ find: () throws(ChunkDamage) -> [UInt32]
  ) throws(ChunkDamage) -> [UInt32] {
    guard isKept else { return try find() }
    return try part(\.rows[kind], size: { $0.count * 4 }, find)
  }

  /// The numbers of all rows as bytes, if they are known.
  var knownBytes: [UInt8]? { parts.withLock { $0.bytes } }

  func bytes(_ find: () throws(ChunkDamage) -> [UInt8]) throws(ChunkDamage) -> [UInt8] {
    try part(\.bytes, size: \.count, find)
  }

  func histogram(_ find: () throws(ChunkDamage) -> [Int]) throws(ChunkDamage) -> [Int] {
    try part(\.histogram, size: { _ in 0 }, find)
  }

  /// The runs of all rows.
  func runs(_ find: () throws(ChunkDamage) -> NumberRuns) throws(ChunkDamage) -> NumberRuns {
    // Those of a block that is written in runs are its own: they are counted already.
    let isOwn = if case .runs? = knownBlock?.form { true } else { false }
    return try part(
      \.runs,
      size: { runs in
        (isOwn ? 0 : runs.numbers.count * 8) + RunRanks.byteCount(rows: self.rowCount)
      }, find)
  }

  /// `[run]`: which classes occur in its rows.
  func classesInRuns(
    _ find: () throws(ChunkDamage) -> [UInt8]
  ) throws(ChunkDamage) -> [UInt8] {
    try part(\.classesInRuns, size: \.count, find)
  }

  private func part<Part: Sendable>(
    _ place: WritableKeyPath<Parts, Part?>, size: (Part) -> Int,
    _ make: () throws(ChunkDamage) -> Part
  ) throws(ChunkDamage) -> Part {
    if let known = parts.withLock({ $0[keyPath: place] }) { return known }
    // Not under the lock: it may ask other chunks.
    let made = try make()
    let size = size(made)
    return parts.withLock { parts in
      if let known = parts[keyPath: place] { return known }
      parts[keyPath: place] = made
      parts.add(size)
      return made
    }
  }
}

/// How many bytes are kept by several who come and go.
package final class MemoryAccount: Sendable {
  private let sum = Atomic(0)

  package init() {}

  /// Bytes that are kept now.
  package var total: Int { sum.load(ordering: .relaxed) }

  func add(_ bytes: Int) { sum.wrappingAdd(bytes, ordering: .relaxed) }
}
