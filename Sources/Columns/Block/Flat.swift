/// Numbers one by one: packed bits, or under zstd where that is worth the time it costs to read.
///
/// - **packed**: width 0…64 (1 byte), then each value in so many bits, lowest bits first, in
///   little-endian 64-bit words.
/// - **planes**: number of planes 1…8 (1 byte), length of a zstd frame (4 bytes), the frame. It
///   holds the lowest byte of each value, then the second bytes, and so on: zstd finds the order in
///   the high bytes that packed bits hide.
/// - **topped**: width 1…56 of the low part (1 byte), length of a zstd frame (4 bytes), the frame
///   with the high part of each value as a byte, then the low parts packed. For measurements: their
///   high bits have a distribution, their low bits are noise.
/// - **squeezed**: width 1, 2 or 4 (1 byte), length of a zstd frame (4 bytes), the frame: the values
///   as *packed* writes them. zstd sees two to eight values in each byte, so it finds what order
///   there is among them, and has few bytes to go through.
enum Flat {
  static func bitCost(_ count: Int, _ shape: BlockShape) -> Int { count * shape.width }

  static func encode<Word: NumberWord>(
    _ values: [Word], _ shape: BlockShape, _ level: Int32, into writer: inout ByteWriter
  ) {
    let width = shape.width
    let packed = wordCount(values.count, width: width) * 8
    var best = Candidate(encoding: .packed, size: packed, frame: [])
    if packed > 64, width <= squeezedLimit {
      let bytes = squeezable(values, width: squeezedWidth(width))
      let frame = Zstd.compress(bytes, level: level)
      best.consider(.squeezed, frame, size: frame.count, values.count, zstdBytes: bytes.count)
    } else if packed > 64 {
      let planes = split(values, planes: (width + 7) / 8)
      let frame = Zstd.compress(planes, level: level)
      best.consider(.planes, frame, size: frame.count, values.count, zstdBytes: planes.count)
      if width > 8 {
        let tops = [UInt8](count: values.count) { bytes in
          values.withUnsafeBufferPointer { values in
            for row in values.indices {
              bytes[row] = UInt8(truncatingIfNeeded: values[row] &>> Word(width - 8))
            }
          }
        }
        let frame = Zstd.compress(tops, level: level)
        let size = frame.count + wordCount(values.count, width: width - 8) * 8
        best.consider(.topped, frame, size: size, values.count, zstdBytes: tops.count)
      }
    }
    writer.write(best.encoding.rawValue)
    switch best.encoding {
    case .planes, .squeezed:
      writer.write(UInt8(best.encoding == .planes ? (width + 7) / 8 : squeezedWidth(width)))
      writer.write(UInt32(best.frame.count))
      writer.bytes.append(contentsOf: best.frame)
    case .topped:
      writer.write(UInt8(width - 8))
      writer.write(UInt32(best.frame.count))
      writer.bytes.append(contentsOf: best.frame)
      writer.write(pack(values, width: width - 8))
    default:
      writer.write(UInt8(width))
      writer.write(pack(values, width: width))
    }
  }

  private struct Candidate {
    var encoding: Encoding
    var size: Int
    var frame: [UInt8]
    private var price = 0

    init(encoding: Encoding, size: Int, frame: [UInt8]) {
      (self.encoding, self.size, self.frame) = (encoding, size, frame)
    }

    /// Reading through zstd takes about a nanosecond a byte; that is priced at a twelfth of a byte
    /// of storage in large blocks.
    mutating func consider(
      _ encoding: Encoding, _ frame: [UInt8], size: Int, _ count: Int, zstdBytes: Int
    ) {
      let price = count < 16_384 ? 0 : zstdBytes / 12
      guard size + price < self.size + self.price else { return }
      (self.encoding, self.size, self.frame, self.price) = (encoding, size, frame, price)
    }
  }

  /// Bits of a value in *squeezed* at most.
  private static let squeezedLimit = 4

  /// No value lies in two bytes.
  private static func squeezedWidth(_ width: Int) -> Int { width == 3 ? 4 : width }

  private static func squeezable<Word: NumberWord>(_ values: [Word], width: Int) -> [UInt8] {
    pack(values, width: width).withUnsafeBytes { [UInt8]($0) }
  }

  /// - Parameter width: bits of each value that are kept, the lowest.
  static func pack<Word: NumberWord>(_ values: [Word], width: Int) -> [UInt64] {
    [UInt64](count: wordCount(values.count, width: width)) { words in
      let mask: UInt64 = width == 64 ? .max : 1 << UInt64(width) - 1
      var (word, filled, next) = (0 as UInt64, 0, 0)
      let eights = Word.bitWidth == 8 && width > 0 ? values.count / 8 : 0
      values.withUnsafeBytes { bytes in
        for eight in 0..<eights {
          let packed = packed(
            bytes.loadUnaligned(fromByteOffset: 8 &* eight, as: UInt64.self), UInt64(width))
          word |= packed &<< UInt64(filled)
          filled &+= 8 &* width
          if filled >= 64 {
            words[next] = word
            next &+= 1
            filled &-= 64
            word = filled == 0 ? 0 : packed &>> UInt64(8 &* width &- filled)
          }
        }
      }
      values.withUnsafeBufferPointer { values in
        for value in values[(8 * eights)...] {
          let low = UInt64(value) & mask
          word |= low &<< UInt64(filled)
          filled &+= width
          if filled >= 64 {
            words[next] = word
            next &+= 1
            filled &-= 64
            // What did not fit; nothing where the word is full to the bit.
            word = filled == 0 ? 0 : low &>> UInt64(width &- filled)
          }
        }
      }
      if filled > 0 { words[next] = word }
    }
  }

  /// The lowest `width` bits of eight bytes, side by side.
  @inline(__always)
  private static func packed(_ bytes: UInt64, _ width: UInt64) -> UInt64 {
    // Neighbours move together: two by two, four by four, all.
    let one: UInt64 = 1 &<< width &- 1
    let two = one &<< width | one
    let four = two &<< (2 &* width) | two
    let pairs: UInt64 = 0x0001_0001_0001_0001
    let quarters: UInt64 = 0x0000_0001_0000_0001
    var bits = bytes & (one &* 0x0101_0101_0101_0101)
    bits = bits & (one &* pairs) | bits &>> (8 &- width) & (one &<< width &* pairs)
    bits =
      bits & (two &* quarters)
      | bits &>> (16 &- 2 &* width) & (two &<< (2 &* width) &* quarters)
    return bits & four | bits &>> (32 &- 4 &* width) & (four &<< (4 &* width))
  }

  static func wordCount(_ count: Int, width: Int) -> Int { (count * width + 63) / 64 }

  private static func split<Word: NumberWord>(_ values: [Word], planes: Int) -> [UInt8] {
    [UInt8](count: values.count * planes) { bytes in
      values.withUnsafeBufferPointer { values in
        for plane in 0..<planes {
          let target = bytes + plane * values.count
          let shift = Word(8 * plane)
          for row in values.indices {
            target[row] = UInt8(truncatingIfNeeded: values[row] &>> shift)
          }
        }
      }
    }
  }
}

/// **constant**: the value (8 bytes).
enum Constant {
  static func encode(_ value: UInt64, into writer: inout ByteWriter) {
    writer.write(Encoding.constant.rawValue)
    writer.write(value)
  }
}
