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
    let plain = try PlainChunk(bytes)
    try expect(type, cells, plain.numbers, sourceLocation) { try ChunkReader(bytes) }
  }

  /// The same for a chunk however it was written.
  /// - Parameters:
  ///   - numbers: those that the plain twin found.
  ///   - open: the chunk, each time from its first row on.
  static func expect(
    _ type: PhysicalType, _ cells: [Cell], _ numbers: [UInt64], _ location: SourceLocation,
    open: () throws -> ChunkReader
  ) throws {
    let decoded = try ChunkCodec.decode(open(), sharedTexts: [])
    #expect(decoded.type == type, sourceLocation: location)
    let isSame =
      decoded.rowCount == cells.count && cells.indices.allSatisfy { decoded[$0] == cells[$0] }
    #expect(isSame, "\(cells.prefix(20))", sourceLocation: location)
    let chunk = try open()
    var generator = SplitMix64(seed: UInt64(cells.count))
    let wide: [UInt64?] = try Pieces.read(chunk, &generator)
    #expect(Pieces.agree(wide, numbers), "wide", sourceLocation: location)
    guard chunk.isNarrow else { return }
    let narrow: [UInt32?] = try Pieces.read(open(), &generator)
    #expect(Pieces.agree(narrow, numbers), "narrow", sourceLocation: location)
  }
}

/// Reading as kernels do: some rows, a gap, some rows.
enum Pieces {
  /// - Parameter kind: only the rows of this class; `nil` for all.
  /// - Returns: the number of each row, `nil` where it was skipped.
  static func read<Lane: FixedWidthInteger & UnsignedInteger>(
    _ chunk: ChunkReader, ofClass kind: (number: Int, rows: Int)? = nil,
    _ generator: inout SplitMix64
  ) throws -> [Lane?] {
    var numbers: [Lane?] = []
    let rowCount = kind?.rows ?? chunk.rowCount
    let longest = UInt64([3, 70, 1_000, 70_000].randomElement(using: &generator)!)
    while numbers.count < rowCount {
      let count = min(Int(generator.next() % longest) + 1, rowCount - numbers.count)
      if generator.next() % 4 == 0 {
        if let kind { try chunk.skip(count, ofClass: kind.number) } else { try chunk.skip(count) }
        numbers += [Lane?](repeating: nil, count: count)
      } else {
        // One lane more shows whether anything is written behind the rows asked for.
        var lanes = [Lane](repeating: 0x5A, count: count + 1)
        try lanes.withUnsafeMutableBufferPointer { buffer in
          switch (buffer.baseAddress!, kind) {
          case (let wide as UnsafeMutablePointer<UInt64>, let kind?):
            try chunk.read(count, ofClass: kind.number, into: wide)
          case (let narrow as UnsafeMutablePointer<UInt32>, let kind?):
            try chunk.read(count, ofClass: kind.number, into: narrow)
          case (let wide as UnsafeMutablePointer<UInt64>, nil):
            try chunk.read(count, into: wide)
          case (let narrow as UnsafeMutablePointer<UInt32>, nil):
            try chunk.read(count, into: narrow)
          default: break
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
