/// The smallest value (8 bytes), the number of planes 0…8 (1 byte), then all lowest bytes of the
/// distances to it, all second bytes, and so on. Not smaller by itself, but zstd finds the order in
/// the high bytes that wide values hide.
enum BytePlanes {
  static func encode(_ values: [Int64], into writer: inout ByteWriter) {
    let low = values.min() ?? 0
    let high = values.max() ?? 0
    let bits = 64 - UInt64(bitPattern: high &- low).leadingZeroBitCount
    let planes = (bits + 7) / 8
    writer.write(UInt64(bitPattern: low))
    writer.write(UInt8(planes))
    for plane in 0..<planes {
      for value in values {
        writer.write(UInt8(truncatingIfNeeded: UInt64(bitPattern: value &- low) >> (8 * plane)))
      }
    }
  }

  static func decode(_ count: Int, from reader: inout ByteReader) throws(ChunkDamage) -> [Int64] {
    let low = Int64(bitPattern: try reader.word64())
    let planes = Int(try reader.byte())
    guard planes <= 8 else { throw ChunkDamage("more than eight byte planes") }
    var distances = [UInt64](repeating: 0, count: count)
    for plane in 0..<planes {
      let bytes = try reader.slice(count)
      for (row, byte) in bytes.enumerated() { distances[row] |= UInt64(byte) << UInt64(8 * plane) }
    }
    return distances.map { low &+ Int64(bitPattern: $0) }
  }
}
