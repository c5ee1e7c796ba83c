/// Frame of reference: the smallest value (8 bytes), a width of 0…64 bits (1 byte), then each
/// value's distance to the smallest in so many bits, lowest bits first, in 64-bit words.
enum BitPacked {
  static func predictedSize(_ values: [Int64]) -> Int {
    9 + wordCount(values.count, width: frame(of: values).width) * 8
  }

  static func encode(_ values: [Int64], into writer: inout ByteWriter) {
    let (base, width) = frame(of: values)
    writer.write(UInt64(bitPattern: base))
    writer.write(UInt8(width))
    writer.write(pack(values, base: base, width: width))
  }

  static func decode(_ count: Int, from reader: inout ByteReader) throws(ChunkDamage) -> [Int64] {
    let base = Int64(bitPattern: try reader.word64())
    let width = Int(try reader.byte())
    guard width <= 64 else { throw ChunkDamage("a bit width above 64") }
    let words = try reader.words64(wordCount(count, width: width))
    return unpack(words, count: count, base: base, width: width)
  }

  private static func frame(of values: [Int64]) -> (base: Int64, width: Int) {
    guard let low = values.min(), let high = values.max() else { return (0, 0) }
    return (low, 64 - UInt64(bitPattern: high &- low).leadingZeroBitCount)
  }

  private static func wordCount(_ count: Int, width: Int) -> Int { (count * width + 63) / 64 }

  private static func pack(_ values: [Int64], base: Int64, width: Int) -> [UInt64] {
    var words = [UInt64](repeating: 0, count: wordCount(values.count, width: width))
    guard width > 0 else { return words }
    words.withUnsafeMutableBufferPointer { words in
      var bit = 0
      for value in values {
        let distance = UInt64(bitPattern: value &- base)
        let (word, shift) = (bit >> 6, UInt64(bit & 63))
        words[word] |= distance << shift
        if Int(shift) + width > 64 { words[word + 1] = distance >> (64 - shift) }
        bit += width
      }
    }
    return words
  }

  private static func unpack(_ words: [UInt64], count: Int, base: Int64, width: Int) -> [Int64] {
    guard width > 0 else { return [Int64](repeating: base, count: count) }
    let mask: UInt64 = width == 64 ? .max : 1 << UInt64(width) - 1
    return [Int64](unsafeUninitializedCapacity: count) { values, initialized in
      words.withUnsafeBufferPointer { words in
        var bit = 0
        for row in 0..<count {
          let (word, shift) = (bit >> 6, UInt64(bit & 63))
          var distance = words[word] >> shift
          if Int(shift) + width > 64 { distance |= words[word + 1] << (64 - shift) }
          values[row] = base &+ Int64(bitPattern: distance & mask)
          bit += width
        }
      }
      initialized = count
    }
  }
}
