/// Numbers of 1, 2, 4 or 8 bits side by side, looked at a word at a time: where one of them stands
/// is found without unpacking the others.
struct BitLanes {
  private let bytes: ArraySlice<UInt8>
  let width: Int
  let count: Int

  /// - Parameter bytes: all numbers, the lowest bits first.
  /// - Returns: `nil` for widths whose numbers may lie in two words.
  init?(_ bytes: ArraySlice<UInt8>, width: Int, count: Int) {
    guard [1, 2, 4, 8].contains(width), bytes.count * 8 >= count * width else { return nil }
    (self.bytes, self.width, self.count) = (bytes, width, count)
  }

  subscript(row: Int) -> UInt64 {
    let bit = row * width
    let byte = UInt64(bytes[bytes.startIndex + bit >> 3])
    return byte >> UInt64(bit & 7) & (1 << UInt64(width) - 1)
  }

  /// How many rows of a range hold a number.
  func count(of number: UInt64, in rows: Range<Int>) -> Int {
    var found = 0
    forEachWord(number, rows) { _, marks in found &+= marks.nonzeroBitCount }
    return found
  }

  /// Calls `body` with the rows of a range that hold a number, ascending.
  @inline(__always)
  func forEach(of number: UInt64, in rows: Range<Int>, _ body: (Int) -> Void) {
    let shift = width.trailingZeroBitCount
    forEachWord(number, rows) { first, marks in
      var marks = marks
      while marks != 0 {
        body(first &+ marks.trailingZeroBitCount &>> shift)
        marks &= marks &- 1
      }
    }
  }

  /// Calls `body` with the first row of each word and a mark at the lowest bit of each number that
  /// is wanted.
  @inline(__always)
  private func forEachWord(
    _ number: UInt64, _ rows: Range<Int>, _ body: (Int, UInt64) -> Void
  ) {
    guard !rows.isEmpty, number < 1 << UInt64(width) else { return }
    let lanes = 64 / width
    let low = UInt64.max / (1 << UInt64(width) - 1)
    let pattern = number &* low
    bytes.withUnsafeBytes { raw in
      for word in rows.lowerBound / lanes...(rows.upperBound - 1) / lanes {
        var rest = Self.load(raw, word) ^ pattern
        // Each step brings the upper half of what is left of a number onto the lower.
        if width == 8 { rest |= rest &>> 4 }
        if width >= 4 { rest |= rest &>> 2 }
        if width >= 2 { rest |= rest &>> 1 }
        var marks = ~rest & low
        let first = word &* lanes
        if first < rows.lowerBound { marks &= .max &<< UInt64((rows.lowerBound - first) * width) }
        let behind = rows.upperBound - first
        if behind < lanes { marks &= 1 &<< UInt64(behind * width) &- 1 }
        body(first, marks)
      }
    }
  }

  /// A word; where the bytes end within it, with zeros behind them.
  @inline(__always)
  private static func load(_ raw: UnsafeRawBufferPointer, _ word: Int) -> UInt64 {
    let start = word &* 8
    if start &+ 8 <= raw.count {
      return UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: start, as: UInt64.self))
    }
    return raw[start...].enumerated().reduce(0) { $0 | UInt64($1.element) << UInt64(8 * $1.offset) }
  }
}

extension OpenBlock {
  /// The numbers as lanes of bits, where they are kept so.
  var lanes: BitLanes? {
    switch form {
    case .packed(let bits, let width), .squeezed(let bits, let width):
      BitLanes(bits, width: width, count: rowCount)
    case .planes(let bytes, count: 1): BitLanes(bytes[...], width: 8, count: rowCount)
    default: nil
    }
  }
}
