/// The numbers of a chunk that has a block for each class of rows; read class by class, or row by
/// row with the classes beside it.
final class ClassedNumbers {
  private let counts: [Int]
  private let blocks: [ArraySlice<UInt8>]
  private var opened: [BlockReader?]

  static func write<Word: NumberWord>(
    _ numbers: [Word], _ classes: RowClasses, level: Int32, into writer: inout ByteWriter
  ) {
    writer.write(UInt8(classes.counts.count))
    for count in classes.counts { writer.write(UInt32(count)) }
    for part in classes.arranged(numbers) {
      writer.writeSized { Block.encode(part, level: level, into: &$0) }
    }
  }

  var classCount: Int { counts.count }

  init(rows: Int, from reader: inout ByteReader) throws(ChunkDamage) {
    counts = try readClassCounts(rows, from: &reader)
    var blocks: [ArraySlice<UInt8>] = []
    for _ in counts { blocks.append(try reader.slice(Int(try reader.word32()))) }
    self.blocks = blocks
    opened = [BlockReader?](repeating: nil, count: counts.count)
  }

  /// The numbers of one class, to be read from front to back by one reader.
  func part(_ kind: Int) throws(ChunkDamage) -> BlockReader {
    if let block = opened[kind] { return block }
    var reader = ByteReader(blocks[kind])
    let block = try BlockReader(counts[kind], from: &reader, depth: 0)
    guard reader.remaining == 0 else { throw ChunkDamage("bytes after the last value") }
    opened[kind] = block
    return block
  }

  /// The numbers of the next rows.
  /// - Parameter classes: one a row.
  func read<Lane: FixedWidthInteger & UnsignedInteger>(
    _ classes: ArraySlice<UInt8>, into target: UnsafeMutablePointer<Lane>
  ) throws(ChunkDamage) {
    var failure: ChunkDamage?
    withUnsafeTemporaryAllocation(of: Lane.self, capacity: max(1, classes.count)) { numbers in
      do throws(ChunkDamage) {
        var next = try starts(classes)
        for kind in counts.indices {
          let count = (kind + 1 < counts.count ? next[kind + 1] : classes.count) - next[kind]
          guard count > 0 else { continue }
          try part(kind).read(count, into: numbers.baseAddress! + next[kind])
        }
        for (row, kind) in classes.enumerated() {
          target[row] = numbers[next[Int(kind)]]
          next[Int(kind)] += 1
        }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }

  func skip(_ classes: ArraySlice<UInt8>) throws(ChunkDamage) {
    let next = try starts(classes)
    for kind in counts.indices {
      let count = (kind + 1 < counts.count ? next[kind + 1] : classes.count) - next[kind]
      if count > 0 { try part(kind).skip(count) }
    }
  }

  /// Whether so many rows of each class as there are numbers.
  func fits(_ classes: [UInt8]) -> Bool {
    var found = [Int](repeating: 0, count: 256)
    for kind in classes { found[Int(kind)] += 1 }
    return found.prefix(counts.count).elementsEqual(counts)
      && found.dropFirst(counts.count).allSatisfy { $0 == 0 }
  }

  /// `[class]`: where its numbers begin when those of the rows stand class by class.
  private func starts(_ classes: ArraySlice<UInt8>) throws(ChunkDamage) -> [Int] {
    var found = [Int](repeating: 0, count: 256)
    for kind in classes { found[Int(kind)] += 1 }
    var start = 0
    return counts.indices.map { kind in
      defer { start += found[kind] }
      return start
    }
  }
}
