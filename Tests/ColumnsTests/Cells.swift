import Columns
import Domain
import Testing

/// The columns that the tests write.
enum Cells {
  static func column(_ type: PhysicalType, _ cells: [Cell]) -> ColumnVector {
    var builder = ColumnBuilder(type)
    for cell in cells { builder.append(cell) }
    return builder.finish()
  }

  static func integers(_ values: [Int64?]) -> ColumnVector {
    column(.integer, values.map { $0.map(Cell.integer) ?? .null })
  }

  /// All sequences of a length over an alphabet.
  static func sequences(of alphabet: [Cell], length: Int) -> [[Cell]] {
    (0..<length).reduce([[]]) { shorter, _ in
      shorter.flatMap { start in alphabet.map { start + [$0] } }
    }
  }

  /// Writes and reads back: as a whole, by the plain twin, and in pieces of both widths.
  static func expectSame(
    _ type: PhysicalType, _ cells: [Cell], sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let bytes = ChunkCodec.encode(column(type, cells))
    let decoded = try ChunkCodec.decode(bytes)
    #expect(decoded.type == type, sourceLocation: sourceLocation)
    let isSame =
      decoded.rowCount == cells.count && cells.indices.allSatisfy { decoded[$0] == cells[$0] }
    #expect(isSame, "\(cells.prefix(20))", sourceLocation: sourceLocation)
    let plain = try PlainChunk(bytes)
    let chunk = try ChunkReader(bytes)
    var generator = SplitMix64(seed: UInt64(bytes.count))
    let wide: [UInt64?] = try Pieces.read(chunk, &generator)
    #expect(Pieces.agree(wide, plain.numbers), "wide", sourceLocation: sourceLocation)
    guard chunk.isNarrow else { return }
    let narrow: [UInt32?] = try Pieces.read(ChunkReader(bytes), &generator)
    #expect(
      Pieces.agree(narrow, plain.numbers), "narrow", sourceLocation: sourceLocation)
  }
}

/// Reading as kernels do: some rows, a gap, some rows.
enum Pieces {
  /// - Returns: the number of each row, `nil` where it was skipped.
  static func read<Lane: FixedWidthInteger & UnsignedInteger>(
    _ chunk: ChunkReader, _ generator: inout SplitMix64
  ) throws -> [Lane?] {
    var numbers: [Lane?] = []
    let longest = UInt64([3, 70, 1_000, 70_000].randomElement(using: &generator)!)
    while numbers.count < chunk.rowCount {
      let count = min(Int(generator.next() % longest) + 1, chunk.rowCount - numbers.count)
      if generator.next() % 4 == 0 {
        try chunk.skip(count)
        numbers += [Lane?](repeating: nil, count: count)
      } else {
        // One lane more shows whether anything is written behind the rows asked for.
        var lanes = [Lane](repeating: 0x5A, count: count + 1)
        try lanes.withUnsafeMutableBufferPointer { buffer in
          if let wide = buffer.baseAddress as? UnsafeMutablePointer<UInt64> {
            try chunk.read(count, into: wide)
          } else if let narrow = buffer.baseAddress as? UnsafeMutablePointer<UInt32> {
            try chunk.read(count, into: narrow)
          }
        }
        #expect(lanes.last == 0x5A)
        numbers += lanes.dropLast()
      }
    }
    return numbers
  }

  static func agree<Lane: FixedWidthInteger>(_ read: [Lane?], _ plain: [UInt64]) -> Bool {
    read.count == plain.count && zip(read, plain).allSatisfy { $0 == nil || UInt64($0!) == $1 }
  }
}
