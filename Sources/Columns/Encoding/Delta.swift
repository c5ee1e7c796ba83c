/// The first value (8 bytes), then the differences of neighbours, bit-packed. Differences wrap
/// around, so that extremes need no special case.
enum Delta {
  static func predictedSize(_ values: [Int64]) -> Int {
    values.count < 2 ? .max : 8 + BitPacked.predictedSize(differences(values))
  }

  static func encode(_ values: [Int64], into writer: inout ByteWriter) {
    writer.write(UInt64(bitPattern: values.first ?? 0))
    BitPacked.encode(differences(values), into: &writer)
  }

  static func decode(_ count: Int, from reader: inout ByteReader) throws(ChunkDamage) -> [Int64] {
    var value = Int64(bitPattern: try reader.word64())
    var values = try BitPacked.decode(max(0, count - 1), from: &reader)
    guard count > 0 else { return [] }
    for index in values.indices {
      let difference = values[index]
      values[index] = value
      value &+= difference
    }
    values.append(value)
    return values
  }

  private static func differences(_ values: [Int64]) -> [Int64] {
    zip(values.dropFirst(), values).map { $0 &- $1 }
  }
}
