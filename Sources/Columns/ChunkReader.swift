import Domain

/// A chunk as kernels read it: in pieces, as the small numbers in which it is stored.
///
/// A number stands for `value(of:)`; in a chunk with nulls, 0 is null. No number that is handed out
/// is above ``span``, so a table of `span + 1` entries needs no further check.
package final class ChunkReader {
  let chunk: OpenChunk
  private var opened: BlockReader?
  let classed: ClassedNumbers?
  /// The chunk that decides the classes of the rows, for one with a block for each of them.
  let classes: ChunkReader?
  /// The classes of all rows, once they are known to fit; next row to be read by them.
  var fittingClasses: [UInt8]?
  var classedRow = 0

  /// - Throws: ``ChunkDamage`` where header or texts are none that an encoder wrote; what is behind
  ///   them is judged when it is read.
  package convenience init(
    _ bytes: [UInt8], classes: ChunkReader? = nil, visits: VisitChunks? = nil
  ) throws(ChunkDamage) {
    self.init(try OpenChunk(bytes), classes: classes, visits: visits)
  }

  /// - Parameters:
  ///   - classes: the chunk that decides the classes of the rows, where the chunk is by class.
  ///     Without it such a chunk is read class by class only, and not at all where it has
  ///     differences.
  ///   - visits: the chunks that tell the times of visits, where it has differences.
  package init(_ chunk: OpenChunk, classes: ChunkReader? = nil, visits: VisitChunks? = nil) {
    self.chunk = chunk
    self.classes = classes
    classed = chunk.classed.map { blocks in
      ClassedNumbers(blocks, of: chunk) { kind, origin, differences throws(ChunkDamage) in
        guard let visits, let classes else { throw VisitChunks.missing }
        let times = try visits.times(of: chunk.rowCount)
        return try Expectation(line: chunk.header.line, times: times).numbers(
          differences, of: try classes.places(ofClass: kind), since: origin)
      }
    }
  }

  /// The chunk's own texts by position; empty where the series shares them, and for numbers.
  package var texts: [String] { chunk.texts }

  /// Whether a chunk has a block for each class of rows, so that another one has to be read beside
  /// it.
  package static func isByClass(_ bytes: [UInt8]) -> Bool { layout(bytes)?.isByClass ?? false }

  /// Whether a chunk by class has differences to the time that has elapsed in a visit, so that the
  /// times and the sessions have to be read beside it.
  package static func isElapsed(_ bytes: [UInt8]) -> Bool { layout(bytes) == .byClassElapsed }

  private static func layout(_ bytes: [UInt8]) -> ChunkLayout? {
    var reader = ByteReader(bytes)
    return (try? ChunkHeader(from: &reader))?.layout
  }

  func block() throws(ChunkDamage) -> BlockReader {
    if let opened { return opened }
    let block = BlockReader(try chunk.block())
    opened = block
    return block
  }

  private var header: ChunkHeader { chunk.header }
  package var rowCount: Int { header.rows }
  package var nullCount: Int { header.nulls }
  package var hasNulls: Bool { header.nulls > 0 }
  /// Largest number that may occur.
  package var span: UInt64 { header.line.span }
  /// Distance in value from one number to the next.
  package var unit: UInt64 { header.line.unit }
  var content: ChunkContent { header.content }
  var line: NumberLine { header.line }

  /// Whether every number fits into 32 bits.
  package var isNarrow: Bool { span <= UInt64(UInt32.max) }

  /// The value that a number stands for: an integer, a code, or the bits of a real.
  /// - Precondition: it is not the number of null.
  package func value(of number: UInt64) -> Int64 { line.value(of: number) }

  /// The number of a value, `nil` where no row can hold it.
  package func number(of value: Int64) -> UInt64? { line.number(of: value) }

  /// Runs of equal numbers that cover some rows, and perhaps more, where the chunk is written in
  /// runs.
  package func runs(in rows: Range<Int>) throws(ChunkDamage) -> NumberRuns? {
    guard classed == nil else { return nil }
    let block = try chunk.block()
    guard block.isInRuns else { return nil }
    guard chunk.isKept else { return try runs(of: block, in: rows) }
    return try chunk.runs { () throws(ChunkDamage) in try runs(of: block, in: 0..<rowCount) }
  }

  private func runs(of block: OpenBlock, in rows: Range<Int>) throws(ChunkDamage) -> NumberRuns {
    let runs = block.runs(in: rows)!
    var bits: UInt64 = 0
    for number in runs.values { bits |= number }
    guard bits <= span || runs.values.allSatisfy({ $0 <= span }) else { throw Self.outOfRange }
    return NumberRuns(numbers: runs.values, ends: runs.ends, start: runs.start)
  }

  /// Runs of numbers of one class, where the chunk is written so that they are found without
  /// reading each row.
  /// - Parameter stretches: of rows that are asked for, ascending; what runs say of others means
  ///   nothing.
  /// - Precondition: each number up to ``span`` has a class.
  package func runs(
    of classes: NumberClasses, in stretches: [Range<Int>]
  ) throws(ChunkDamage) -> NumberRuns? {
    guard classed == nil, span < Rises.spanLimit else { return nil }
    guard let rises = Rises(try chunk.block()) else { return nil }
    return try rises.runs(of: classes, in: stretches, span: span)
  }

  /// Where runs take new numbers in turn: the lowest of these, and the numbers that may occur in
  /// several runs, some more than once. Any other but 0 is not below the lowest and has one run.
  package func recurringNumbers() throws(ChunkDamage) -> (lowest: UInt64, recurring: [UInt64])? {
    guard classed == nil else { return nil }
    let (lowest, numbers): (UInt64, [UInt64])
    if case .numbered(let numbered)? = chunk.knownBlock?.form {
      (lowest, numbers) = (numbered.first, numbered.listed)
    } else {
      var reader = chunk.unread
      guard try reader.byte() == Encoding.numbered.rawValue else { return nil }
      (lowest, numbers) = try Numbered.listed(rowCount, from: &reader)
    }
    for number in numbers where number > span { throw Self.outOfRange }
    return (lowest, numbers)
  }

  /// All numbers as bytes, where the chunk keeps them so.
  package func bytes() throws(ChunkDamage) -> [UInt8]? {
    classed == nil ? try bytesOfBlock() : nil
  }

  private func bytesOfBlock() throws(ChunkDamage) -> [UInt8]? {
    if let known = chunk.knownBytes { return known }
    let block = try chunk.block()
    guard block.hasBytes else { return nil }
    return try chunk.bytes { () throws(ChunkDamage) in
      let bytes = block.bytes!
      var bits: UInt8 = 0
      for byte in bytes { bits |= byte }
      guard bits <= span || bytes.allSatisfy({ $0 <= span }) else { throw Self.outOfRange }
      return bytes
    }
  }

  /// The next `count` numbers.
  /// - Precondition: the chunk is narrow, and so many rows are left.
  package func read(
    _ count: Int, into target: UnsafeMutablePointer<UInt32>
  ) throws(ChunkDamage) {
    precondition(isNarrow, "a wide chunk is read as a narrow one")
    if let classed {
      try classed.read(try nextClasses(count), into: target)
    } else {
      try block().read(count, into: target)
    }
    try Self.check(count, target, UInt32(span))
  }

  /// The next `count` numbers of a chunk of any width.
  package func read(
    _ count: Int, into target: UnsafeMutablePointer<UInt64>
  ) throws(ChunkDamage) {
    if let classed {
      try classed.read(try nextClasses(count), into: target)
    } else {
      try block().read(count, into: target)
    }
    try Self.check(count, target, span)
  }

  package func skip(_ count: Int) throws(ChunkDamage) {
    if let classed {
      try classed.skip(try nextClasses(count))
    } else {
      try block().skip(count)
    }
  }

  package func readAll() throws(ChunkDamage) -> [UInt64] {
    try readAll { row, target throws(ChunkDamage) in try read(row, into: target) }
  }

  /// The same for a narrow chunk.
  func readAll(as _: UInt32.Type) throws(ChunkDamage) -> [UInt32] {
    try readAll { row, target throws(ChunkDamage) in try read(row, into: target) }
  }

  private func readAll<Lane>(
    _ read: (Int, UnsafeMutablePointer<Lane>) throws(ChunkDamage) -> Void
  ) throws(ChunkDamage) -> [Lane] {
    var damage: ChunkDamage?
    // Also a chunk without rows has to be one.
    if classed == nil { _ = try chunk.block() } else { _ = try nextClasses(0) }
    let numbers = [Lane](unsafeUninitializedCapacity: rowCount) { buffer, initialized in
      guard rowCount > 0 else { return }
      do throws(ChunkDamage) {
        try read(rowCount, buffer.baseAddress!)
        initialized = rowCount
      } catch {
        damage = error
      }
    }
    if let damage { throw damage }
    return numbers
  }

  static func check<Lane: FixedWidthInteger & UnsignedInteger>(
    _ count: Int, _ numbers: UnsafeMutablePointer<Lane>, _ span: Lane
  ) throws(ChunkDamage) {
    // All bits together are no less than the largest number, and quicker to get.
    var bits: Lane = 0
    for index in 0..<count { bits |= numbers[index] }
    guard bits > span else { return }
    for index in 0..<count where numbers[index] > span { throw outOfRange }
  }

  private static var outOfRange: ChunkDamage {
    ChunkDamage("a number above the largest that the header names")
  }
}
