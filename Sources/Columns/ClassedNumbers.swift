/// The numbers of a chunk that has a block for each class of rows; read class by class, or row by
/// row with the classes beside it.
final class ClassedNumbers {
  private let blocks: ClassedBlocks
  private let chunk: OpenChunk
  private var opened: [BlockReader?]
  /// Numbers from differences, for classes with an origin: the class, its origin, its block.
  private let expand: (Int, Origin, [UInt64]) throws(ChunkDamage) -> [UInt64]

  /// - Parameter expectation: where some classes may be smaller as differences to it.
  /// - Returns: whether some are.
  static func write<Word: NumberWord>(
    _ numbers: [Word], _ classes: RowClasses, _ expectation: Expectation?, level: Int32,
    into writer: inout ByteWriter
  ) -> ChunkLayout {
    writer.write(UInt8(classes.counts.count))
    for count in classes.counts { writer.write(UInt32(count)) }
    let parts = classes.arranged(numbers)
    let rows = expectation == nil ? [] : classes.arranged(numbers.indices.map { UInt32($0) })
    let origins = rows.indices.map { expectation!.bestOrigin(parts[$0], of: rows[$0]) }
    let layout: ChunkLayout = origins.allSatisfy { $0 == .unknown } ? .byClass : .byClassElapsed
    for (kind, part) in parts.enumerated() {
      if layout == .byClassElapsed { writer.write(origins[kind].rawValue) }
      writer.writeSized {
        if let expectation, origins[kind] != .unknown {
          let differences = expectation.differences(part, of: rows[kind], since: origins[kind])
          Block.encodeNarrowed(differences, level: level, into: &$0)
        } else {
          Block.encode(part, level: level, into: &$0)
        }
      }
    }
    return layout
  }

  /// - Parameters:
  ///   - chunk: keeps what is opened.
  ///   - expand: of the numbers of a class with an origin.
  init(
    _ blocks: ClassedBlocks, of chunk: OpenChunk,
    expand: @escaping (Int, Origin, [UInt64]) throws(ChunkDamage) -> [UInt64]
  ) {
    (self.blocks, self.chunk, self.expand) = (blocks, chunk, expand)
    opened = [BlockReader?](repeating: nil, count: blocks.counts.count)
  }

  private var counts: [Int] { blocks.counts }
  var classCount: Int { blocks.counts.count }

  /// The numbers of one class, to be read from front to back by one reader.
  func part(_ kind: Int) throws(ChunkDamage) -> BlockReader {
    if let block = opened[kind] { return block }
    let block = try chunk.block(ofClass: kind) { () throws(ChunkDamage) in
      let block = try blocks.open(kind)
      guard blocks.origins[kind] != .unknown else { return block }
      return OpenBlock(
        try expand(kind, blocks.origins[kind], try BlockReader(block).readAll()))
    }
    let reader = BlockReader(block)
    opened[kind] = reader
    return reader
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
  /// - Parameter found: `[class]`, of all classes that a byte may name.
  func fits(_ found: [Int]) -> Bool {
    found.prefix(counts.count).elementsEqual(counts)
      && found.dropFirst(counts.count).allSatisfy { $0 == 0 }
  }

  /// `[class]`: how many rows, of all classes that a byte may name.
  static func histogram(_ classes: ArraySlice<UInt8>) -> [Int] {
    var found = [Int](repeating: 0, count: 256)
    found.withUnsafeMutableBufferPointer { found in
      for kind in classes { found[Int(kind)] &+= 1 }
    }
    return found
  }

  /// `[class]`: where its numbers begin when those of the rows stand class by class.
  private func starts(_ classes: ArraySlice<UInt8>) throws(ChunkDamage) -> [Int] {
    // All rows at once have as many of each as fit.
    let found = classes.count == chunk.rowCount ? counts : Self.histogram(classes)
    var start = 0
    return counts.indices.map { kind in
      defer { start += found[kind] }
      return start
    }
  }
}

/// The blocks of the classes, unread.
struct ClassedBlocks: Sendable {
  /// `[class]`: how many rows.
  let counts: [Int]
  /// `[class]`: since when its numbers are differences.
  let origins: [Origin]
  private let blocks: [ArraySlice<UInt8>]

  /// - Parameter hasOrigins: whether each class tells its origin.
  init(
    rows: Int, hasOrigins: Bool, from reader: inout ByteReader
  ) throws(ChunkDamage) {
    counts = try readClassCounts(rows, from: &reader)
    var origins: [Origin] = []
    var blocks: [ArraySlice<UInt8>] = []
    for _ in counts {
      guard let origin = Origin(rawValue: hasOrigins ? try reader.byte() : 0) else {
        throw ChunkDamage("an unknown origin")
      }
      origins.append(origin)
      blocks.append(try reader.slice(Int(try reader.word32())))
    }
    (self.origins, self.blocks) = (origins, blocks)
  }

  func open(_ kind: Int) throws(ChunkDamage) -> OpenBlock {
    var reader = ByteReader(blocks[kind])
    let block = try OpenBlock(counts[kind], from: &reader, depth: 0)
    guard reader.remaining == 0 else { throw ChunkDamage("bytes after the last value") }
    return block
  }
}
