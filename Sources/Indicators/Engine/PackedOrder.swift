/// Positions in ascending order of a key and a number. Where both and the position fit into 64 bits,
/// these are sorted instead of positions, so that nothing is looked up on the way.
enum PackedOrder {
  private static let digitBits: UInt64 = 11

  /// - Parameter numbers: one a key, or none: keys alone decide. Stable either way.
  static func sorted(_ keys: [UInt64], thenBy numbers: [Int64]) -> [UInt32] {
    let (least, most) = numbers.withUnsafeBufferPointer { numbers in
      numbers.reduce((Int64.max, Int64.min)) { (min($0.0, $1), max($0.1, $1)) }
    }
    let placeBits = bits(UInt64(keys.count))
    let numberBits =
      numbers.isEmpty ? 0 : bits(UInt64(bitPattern: most) &- UInt64(bitPattern: least))
    let keyBits = bits(keys.withUnsafeBufferPointer { $0.reduce(0, |) })
    guard placeBits + numberBits + keyBits <= 64 else { return plain(keys, numbers) }
    var packed = [UInt64](unsafeUninitializedCapacity: keys.count) { packed, count in
      for place in keys.indices {
        let number =
          numbers.isEmpty ? 0 : UInt64(bitPattern: numbers[place]) &- UInt64(bitPattern: least)
        packed[place] = (keys[place] << numberBits | number) << placeBits | UInt64(place)
      }
      count = keys.count
    }
    sort(&packed, bits: placeBits..<(placeBits + numberBits + keyBits))
    let place: UInt64 = 1 << placeBits - 1
    return packed.map { UInt32($0 & place) }
  }

  private static func plain(_ keys: [UInt64], _ numbers: [Int64]) -> [UInt32] {
    var order = Array(0..<UInt32(keys.count))
    // With the sign turned round, numbers are in the order of their bits.
    if !numbers.isEmpty {
      order = RadixOrder.sorted(numbers.map { UInt64(bitPattern: $0) ^ 1 << 63 }, from: order)
    }
    return RadixOrder.sorted(keys, from: order)
  }

  private static func bits(_ number: UInt64) -> UInt64 { UInt64(64 - number.leadingZeroBitCount) }

  /// By some bits, the lowest first.
  private static func sort(_ values: inout [UInt64], bits: Range<UInt64>) {
    var target = values
    var starts = [Int](repeating: 0, count: 1 << Int(digitBits))
    for shift in stride(from: bits.lowerBound, to: bits.upperBound, by: Int(digitBits)) {
      let mask: UInt64 = 1 << min(digitBits, bits.upperBound - shift) - 1
      values.withUnsafeBufferPointer { values in
        target.withUnsafeMutableBufferPointer { target in
          starts.withUnsafeMutableBufferPointer { starts in
            starts.update(repeating: 0)
            for value in values { starts[Int(value >> shift & mask)] &+= 1 }
            var sum = 0
            for digit in starts.indices { (starts[digit], sum) = (sum, sum &+ starts[digit]) }
            for value in values {
              let digit = Int(value >> shift & mask)
              target[starts[digit]] = value
              starts[digit] &+= 1
            }
          }
        }
      }
      swap(&values, &target)
    }
  }
}
