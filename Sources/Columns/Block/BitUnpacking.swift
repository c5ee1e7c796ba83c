/// Packed bits → one number a lane: the hot loop under most columns.
enum BitUnpacking {
  /// - Parameters:
  ///   - bytes: whole little-endian 64-bit words with the values of a block.
  ///   - start: the first value wanted.
  ///   - width: bits of a value, at most those of a lane.
  static func unpack<Lane: FixedWidthInteger & UnsignedInteger>(
    _ bytes: ArraySlice<UInt8>, from start: Int, _ count: Int, width: Int,
    into target: UnsafeMutablePointer<Lane>
  ) {
    guard width > 0 else { return target.update(repeating: 0, count: count) }
    bytes.withUnsafeBytes { raw in
      switch width {
      case 1: eights(raw, start, count, 1, target)
      case 2: eights(raw, start, count, 2, target)
      case 3: eights(raw, start, count, 3, target)
      case 4: eights(raw, start, count, 4, target)
      case 5: eights(raw, start, count, 5, target)
      case 6: eights(raw, start, count, 6, target)
      case 7: eights(raw, start, count, 7, target)
      case 8...56: narrow(raw, start, count, width, target)
      default: wide(raw, start, count, width, target)
      }
    }
  }

  /// Up to 7 bits: eight values lie within the eight bytes from their first byte on.
  @inline(__always)
  private static func eights<Lane: FixedWidthInteger & UnsignedInteger>(
    _ raw: UnsafeRawBufferPointer, _ start: Int, _ count: Int, _ width: Int,
    _ target: UnsafeMutablePointer<Lane>
  ) {
    let mask: UInt64 = 1 << UInt64(width) - 1
    let lastWhole = raw.count - 8
    let safe = min(count, max(0, (lastWhole * 8 / width) - start + 1)) & ~7
    let base = raw.baseAddress!
    var bit = start * width
    var index = 0
    while index < safe {
      let word = base.loadUnaligned(fromByteOffset: bit >> 3, as: UInt64.self) &>> UInt64(bit & 7)
      let lanes = target + index
      for lane in 0..<8 {
        lanes[lane] = Lane(truncatingIfNeeded: word &>> UInt64(lane &* width) & mask)
      }
      bit &+= 8 &* width
      index &+= 8
    }
    narrow(raw, start + safe, count - safe, width, target + safe)
  }

  /// Up to 56 bits: each value lies within the eight bytes from its first byte on.
  @inline(__always)
  private static func narrow<Lane: FixedWidthInteger & UnsignedInteger>(
    _ raw: UnsafeRawBufferPointer, _ start: Int, _ count: Int, _ width: Int,
    _ target: UnsafeMutablePointer<Lane>
  ) {
    let mask: UInt64 = 1 << UInt64(width) - 1
    // The last values are closer to the end than eight bytes.
    let lastWhole = raw.count - 8
    let safe = min(count, max(0, (lastWhole * 8 / width) - start + 1))
    let base = raw.baseAddress!
    var bit = start * width
    for index in 0..<safe {
      let word = base.loadUnaligned(fromByteOffset: bit >> 3, as: UInt64.self)
      target[index] = Lane(truncatingIfNeeded: word &>> UInt64(bit & 7) & mask)
      bit &+= width
    }
    wide(raw, start + safe, count - safe, width, target + safe)
  }

  /// Any width, from two neighbouring words.
  private static func wide<Lane: FixedWidthInteger & UnsignedInteger>(
    _ raw: UnsafeRawBufferPointer, _ start: Int, _ count: Int, _ width: Int,
    _ target: UnsafeMutablePointer<Lane>
  ) {
    let mask: UInt64 = width == 64 ? .max : 1 << UInt64(width) - 1
    var bit = start * width
    for index in 0..<count {
      let (offset, shift) = (bit >> 6 * 8, UInt64(bit & 63))
      var value = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self) &>> shift
      if Int(shift) + width > 64 {
        value |= raw.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self) &<< (64 - shift)
      }
      target[index] = Lane(truncatingIfNeeded: value & mask)
      bit += width
    }
  }
}
