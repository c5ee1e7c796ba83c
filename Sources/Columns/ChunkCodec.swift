import Domain

/// One column ↔ the bytes of a chunk. `Store/FORMAT.md` describes every byte.
public enum ChunkCodec {
  public static let formatVersion: UInt8 = 1
  private static let headerSize = 16
  private static let hasNulls: UInt8 = 1
  private static let isCompressed: UInt8 = 2
  /// More rows than any segment has: bounds what damaged headers can ask for.
  private static let rowLimit = 1 << 26

  /// Writes the encoding with the smallest predicted size, then zstd where it saves 5 per cent.
  public static func encode(_ column: ColumnVector, level: Int32 = 3) -> [UInt8] {
    let small = payload(column, planes: false)
    var body = compressed(small, level: level)
    var rawSize = small.count
    // Wide values: byte planes are no smaller before zstd but often after it.
    if small.count > column.rowCount * 3 / 2, column.type != .text {
      let planes = payload(column, planes: true)
      let candidate = compressed(planes, level: level)
      if candidate.bytes.count < body.bytes.count {
        body = candidate
        rawSize = planes.count
      }
    }
    var writer = ByteWriter()
    writer.write(formatVersion)
    writer.write(column.type.rawValue)
    writer.write((column.nullCount > 0 ? hasNulls : 0) | (body.isCompressed ? isCompressed : 0))
    writer.write(UInt8(0))
    writer.write(UInt32(column.rowCount))
    writer.write(UInt32(column.nullCount))
    writer.write(UInt32(rawSize))
    writer.bytes.append(contentsOf: body.bytes)
    return writer.bytes
  }

  /// - Throws: ``ChunkDamage`` for bytes that no encoder wrote, as far as they can be told without
  ///   the checksum that stands beside the chunk.
  public static func decode(_ bytes: [UInt8]) throws(ChunkDamage) -> ColumnVector {
    var header = ByteReader(bytes)
    guard try header.byte() == formatVersion else { throw ChunkDamage("an unknown format version") }
    guard let type = PhysicalType(rawValue: try header.byte()) else {
      throw ChunkDamage("an unknown column type")
    }
    let flags = try header.byte()
    guard flags & ~(hasNulls | isCompressed) == 0, try header.byte() == 0 else {
      throw ChunkDamage("unknown flags")
    }
    let rows = Int(try header.word32())
    let nulls = Int(try header.word32())
    let rawSize = Int(try header.word32())
    guard rows <= rowLimit, nulls <= rows, (nulls > 0) == (flags & hasNulls != 0) else {
      throw ChunkDamage("the header contradicts itself")
    }
    guard rawSize <= rows * 16 + (1 << 28) else {
      throw ChunkDamage("the header contradicts itself")
    }
    let body = try header.slice(header.remaining)
    let raw: [UInt8]
    if flags & isCompressed != 0 {
      raw = try Zstd.decompress(body, size: rawSize)
    } else {
      guard body.count == rawSize else { throw ChunkDamage("the payload has another length") }
      raw = Array(body)
    }
    var reader = ByteReader(raw)
    var validity: Validity?
    if nulls > 0 {
      validity = try readValidity(rows: rows, nulls: nulls, from: &reader)
    }
    let column = try values(type, rows: rows, validity: validity, from: &reader)
    guard reader.remaining == 0 else { throw ChunkDamage("bytes after the last value") }
    return column
  }

  // MARK: - Payload

  private static func payload(_ column: ColumnVector, planes: Bool) -> [UInt8] {
    var writer = ByteWriter()
    if let validity = column.validity, validity.nullCount > 0 { writer.write(validity.words) }
    func block(_ values: [Int64]) {
      if planes {
        IntegerBlock.encode(values, as: .bytePlanes, into: &writer)
      } else {
        IntegerBlock.encode(values, into: &writer)
      }
    }
    switch column {
    case .integers(let values, let validity): block(filled(values, validity))
    case .reals(let values, let validity):
      block(filled(values.map { Int64(bitPattern: $0.bitPattern) }, validity))
    case .texts(let codes, let dictionary, let validity):
      DictionaryEncoding.encode(
        codes: codes, dictionary: dictionary, validity: validity, into: &writer)
    }
    return writer.bytes
  }

  /// Null rows repeat the value before them: that costs least, and the decoder clears them.
  private static func filled(_ values: [Int64], _ validity: Validity?) -> [Int64] {
    guard let validity, validity.nullCount > 0 else { return values }
    var last = values.indices.first { validity[$0] }.map { values[$0] } ?? 0
    return values.indices.map { row in
      if validity[row] { last = values[row] }
      return last
    }
  }

  private static func compressed(
    _ bytes: [UInt8], level: Int32
  ) -> (bytes: [UInt8], isCompressed: Bool) {
    let frame = Zstd.compress(bytes, level: level)
    return frame.count * 20 <= bytes.count * 19 ? (frame, true) : (bytes, false)
  }

  private static func readValidity(
    rows: Int, nulls: Int, from reader: inout ByteReader
  ) throws(ChunkDamage) -> Validity {
    let words = try reader.words64((rows + 63) / 64)
    let present = words.reduce(0) { $0 + $1.nonzeroBitCount }
    let isClean = rows % 64 == 0 || words.last! >> UInt64(rows % 64) == 0
    guard isClean, rows - present == nulls else { throw ChunkDamage("the validity is damaged") }
    return Validity(words: words, rowCount: rows)
  }

  private static func values(
    _ type: PhysicalType, rows: Int, validity: Validity?, from reader: inout ByteReader
  ) throws(ChunkDamage) -> ColumnVector {
    switch type {
    case .text: return try DictionaryEncoding.decode(rows, validity: validity, from: &reader)
    case .integer, .real:
      var values = try IntegerBlock.decode(rows, from: &reader)
      if let validity {
        for row in 0..<rows where !validity[row] { values[row] = 0 }
      }
      if type == .integer { return .integers(values, validity: validity) }
      return .reals(
        values.map { Double(bitPattern: UInt64(bitPattern: $0)) }, validity: validity)
    }
  }
}
