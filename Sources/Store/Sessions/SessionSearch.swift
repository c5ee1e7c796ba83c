/// The hashes of a segment on their way through the sessions known so far.
struct SessionSearch {
  /// Ascending.
  let hashes: [UInt64]
  /// The number of each hash; 0 while unknown.
  private(set) var numbers: [Int64]
  /// Indices of hashes that may be where is being looked, ascending.
  private(set) var candidates: [UInt32] = []
  private(set) var foundCount = 0

  init(_ hashes: [UInt64]) {
    self.hashes = hashes
    numbers = [Int64](repeating: 0, count: hashes.count)
  }

  /// Candidates become the unknown hashes that the filter lets pass.
  mutating func choose(by filter: SessionFilter) {
    candidates.removeAll(keepingCapacity: true)
    hashes.withUnsafeBufferPointer { hashes in
      numbers.withUnsafeBufferPointer { numbers in
        for index in hashes.indices where numbers[index] == 0 {
          if filter.mayContain(hashes[index]) {
            candidates.append(UInt32(truncatingIfNeeded: index))
          }
        }
      }
    }
  }

  /// Removes the candidates that have been found.
  mutating func dropFound() {
    candidates.removeAll { numbers[Int($0)] != 0 }
  }

  /// Walks through sorted hashes (64-bit words) and the differences (32-bit words) of their
  /// numbers to `base`, in step with some of the candidates.
  mutating func join(
    _ known: UnsafeRawBufferPointer, _ offsets: UnsafeRawBufferPointer, base: Int64,
    candidates range: Range<Int>
  ) {
    let count = known.count / 8
    func hash(_ index: Int) -> UInt64 {
      known.loadUnaligned(fromByteOffset: index &* 8, as: UInt64.self)
    }
    var found = 0
    hashes.withUnsafeBufferPointer { hashes in
      candidates.withUnsafeBufferPointer { candidates in
        numbers.withUnsafeMutableBufferPointer { numbers in
          var place = 0
          for position in range {
            let candidate = Int(candidates[position])
            let wanted = hashes[candidate]
            place = Self.firstIndex(from: place, to: count) { hash($0) >= wanted }
            if place == count { break }
            if hash(place) == wanted {
              let offset = offsets.loadUnaligned(fromByteOffset: place &* 4, as: UInt32.self)
              numbers[candidate] = base &+ Int64(offset)
              found &+= 1
            }
          }
        }
      }
    }
    foundCount += found
  }

  /// The first index that satisfies a condition which, once true, stays true; by steps that
  /// double, then by halves. `end` if there is none.
  @inline(__always)
  static func firstIndex(from start: Int, to end: Int, where isTrue: (Int) -> Bool) -> Int {
    var low = start
    var high = start
    var step = 1
    while high < end, !isTrue(high) {
      low = high &+ 1
      high = low &+ step
      step &*= 2
    }
    high = min(high, end)
    while low < high {
      let middle = (low &+ high) / 2
      if isTrue(middle) { high = middle } else { low = middle &+ 1 }
    }
    return low
  }
}
