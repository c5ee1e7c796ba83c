/// Sorts hashes, which are spread evenly, with the positions from which they came: one counting
/// pass over their high bits leaves a handful in each drawer, insertion does the rest. Linear.
/// Equal hashes keep their order.
enum HashOrder {
  static func sorted(_ hashes: [UInt64]) -> (hashes: [UInt64], positions: [UInt32]) {
    let count = hashes.count
    let bits = max(1, count.bitWidth - count.leadingZeroBitCount - 2)
    let shift = UInt64(64 - bits)
    var starts = [UInt32](repeating: 0, count: 1 << bits + 1)
    var positions = [UInt32](repeating: 0, count: count)
    let sorted = [UInt64](unsafeUninitializedCapacity: count) { out, initialized in
      let out = out.baseAddress!
      hashes.withUnsafeBufferPointer { hashes in
        starts.withUnsafeMutableBufferPointer { starts in
          positions.withUnsafeMutableBufferPointer { positions in
            for hash in hashes { starts[Int(truncatingIfNeeded: hash >> shift) &+ 1] &+= 1 }
            for drawer in 1..<starts.count { starts[drawer] &+= starts[drawer &- 1] }
            for position in 0..<count {
              let drawer = Int(truncatingIfNeeded: hashes[position] >> shift)
              let place = Int(starts[drawer])
              starts[drawer] &+= 1
              out[place] = hashes[position]
              positions[place] = UInt32(truncatingIfNeeded: position)
            }
            insertionSort(out, positions, count)
          }
        }
      }
      initialized = count
    }
    return (sorted, positions)
  }

  private static func insertionSort(
    _ hashes: UnsafeMutablePointer<UInt64>, _ positions: UnsafeMutableBufferPointer<UInt32>,
    _ count: Int
  ) {
    guard count > 1 else { return }
    for index in 1..<count {
      let hash = hashes[index]
      guard hashes[index &- 1] > hash else { continue }
      let position = positions[index]
      var place = index
      while place > 0, hashes[place &- 1] > hash {
        hashes[place] = hashes[place &- 1]
        positions[place] = positions[place &- 1]
        place &-= 1
      }
      hashes[place] = hash
      positions[place] = position
    }
  }
}
