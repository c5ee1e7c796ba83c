/// Eight bytes a value, little-endian.
enum Plain {
  static func encode(_ values: [Int64], into writer: inout ByteWriter) {
    writer.write(values.map { UInt64(bitPattern: $0) })
  }

  static func decode(_ count: Int, from reader: inout ByteReader) throws(ChunkDamage) -> [Int64] {
    try reader.words64(count).map { Int64(bitPattern: $0) }
  }
}
