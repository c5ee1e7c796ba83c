import Domain

/// A chunk as kernels read it: in pieces, as the small numbers in which it is stored.
///
/// A number stands for `value(of:)`; in a chunk with nulls, 0 is null. No number that is handed out
/// is above ``span``, so a table of `span + 1` entries needs no further check.
package final class ChunkReader {
  private let header: ChunkHeader
  /// What is behind the header; opened when a number is first asked for, because what the header
  /// says is often enough.
  private let rest: ByteReader
  private var opened: BlockReader?
  /// The chunk's own texts by position; empty where the series shares them, and for numbers.
  package let texts: [String]

  /// - Throws: ``ChunkDamage`` where header or texts are none that an encoder wrote; what is behind
  ///   them is judged when it is read.
  package init(_ bytes: [UInt8]) throws(ChunkDamage) {
    var reader = ByteReader(bytes)
    header = try ChunkHeader(from: &reader)
    texts = header.content == .text ? try TextList.read(rows: header.rows, from: &reader) : []
    rest = reader
  }

  private func block() throws(ChunkDamage) -> BlockReader {
    if let opened { return opened }
    var reader = rest
    let block = try BlockReader(header.rows, from: &reader, depth: 0)
    guard reader.remaining == 0 else { throw ChunkDamage("bytes after the last value") }
    opened = block
    return block
  }

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
  package func number(of value: Int64) -> UInt64? {
    let distance = UInt64(bitPattern: value &- line.base)
    guard distance % line.unit == 0 else { return nil }
    let number = distance / line.unit &+ (hasNulls ? 1 : 0)
    return number <= span && !(hasNulls && number == 0) ? number : nil
  }

  /// Runs of equal numbers, where the chunk is written in runs; ends are exclusive.
  package func runs() throws(ChunkDamage) -> (numbers: [UInt64], ends: [Int])? {
    guard let runs = try block().runs else { return nil }
    for number in runs.values where number > span { throw Self.outOfRange }
    return (runs.values, runs.ends)
  }

  /// All numbers as bytes, where the chunk keeps them so.
  package func bytes() throws(ChunkDamage) -> [UInt8]? {
    guard let bytes = try block().bytes else { return nil }
    var bits: UInt8 = 0
    for byte in bytes { bits |= byte }
    guard bits <= span || bytes.allSatisfy({ $0 <= span }) else { throw Self.outOfRange }
    return bytes
  }

  /// The next `count` numbers.
  /// - Precondition: the chunk is narrow, and so many rows are left.
  package func read(
    _ count: Int, into target: UnsafeMutablePointer<UInt32>
  ) throws(ChunkDamage) {
    precondition(isNarrow, "a wide chunk is read as a narrow one")
    try block().read(count, into: target)
    try Self.check(count, target, UInt32(span))
  }

  /// The next `count` numbers of a chunk of any width.
  package func read(
    _ count: Int, into target: UnsafeMutablePointer<UInt64>
  ) throws(ChunkDamage) {
    try block().read(count, into: target)
    try Self.check(count, target, span)
  }

  package func skip(_ count: Int) throws(ChunkDamage) { try block().skip(count) }

  func readAll() throws(ChunkDamage) -> [UInt64] {
    var damage: ChunkDamage?
    // Also a chunk without rows has to be one.
    _ = try block()
    let numbers = [UInt64](unsafeUninitializedCapacity: rowCount) { buffer, initialized in
      guard rowCount > 0 else { return }
      do throws(ChunkDamage) {
        try read(rowCount, into: buffer.baseAddress!)
        initialized = rowCount
      } catch {
        damage = error
      }
    }
    if let damage { throw damage }
    return numbers
  }

  private static func check<Lane: FixedWidthInteger & UnsignedInteger>(
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
