/// **delta**: the first value (8 bytes), the smallest difference of neighbours (8 bytes, signed,
/// wrapping), a block of the differences minus the smallest, one fewer than rows.
enum Delta {
  static func bitCost(_ count: Int, _ shape: BlockShape) -> Int {
    let spread = UInt64(bitPattern: shape.largestDifference &- shape.smallestDifference)
    return 128 + count * (UInt64.bitWidth - spread.leadingZeroBitCount)
  }

  static func encode<Word: NumberWord>(
    _ values: [Word], _ shape: BlockShape, _ level: Int32, _ depth: Int,
    into writer: inout ByteWriter
  ) {
    let smallest = shape.smallestDifference
    writer.write(Encoding.delta.rawValue)
    writer.write(UInt64(values[0]))
    writer.write(UInt64(bitPattern: smallest))
    // Chosen only where these are narrower than the values.
    let differences = [Word](count: values.count - 1) { differences in
      let smallest = Word(truncatingIfNeeded: smallest)
      values.withUnsafeBufferPointer { values in
        for row in 0..<(values.count - 1) {
          differences[row] = values[row &+ 1] &- values[row] &- smallest
        }
      }
    }
    Block.encode(differences, level: level, depth: depth + 1, into: &writer)
  }
}
