/// Hashes of sessions in ascending order, each with its number.
struct SortedSessions {
  /// Smallest number; the others are kept as the difference to it.
  private(set) var base: Int64
  private(set) var hashes: [UInt64] = []
  private(set) var offsets: [UInt32] = []

  static let bytesPerSession = 12
  var count: Int { hashes.count }
  var byteCount: Int { count * Self.bytesPerSession }

  /// - Parameter base: no number is smaller, none larger by 2^32 or more.
  init(base: Int64, capacity: Int) {
    self.base = base
    hashes.reserveCapacity(capacity)
    offsets.reserveCapacity(capacity)
  }

  /// - Precondition: the hash is larger than all before.
  mutating func append(hash: UInt64, number: Int64) {
    hashes.append(hash)
    offsets.append(UInt32(number - base))
  }

  /// Words as they are stored: hashes of 64 bits, differences of their numbers of 32.
  mutating func append(hashes more: UnsafeRawBufferPointer, offsets: UnsafeRawBufferPointer) {
    for place in 0..<more.count / 8 {
      hashes.append(more.loadUnaligned(fromByteOffset: place * 8, as: UInt64.self))
      self.offsets.append(offsets.loadUnaligned(fromByteOffset: place * 4, as: UInt32.self))
    }
  }

  /// Both together.
  /// - Precondition: no hash is in both.
  init(merging a: SortedSessions, _ b: SortedSessions) {
    base = min(a.base, b.base)
    let shiftA = UInt32(a.base - base)
    let shiftB = UInt32(b.base - base)
    let count = a.count + b.count
    var offsets = [UInt32](repeating: 0, count: count)
    hashes = [UInt64](unsafeUninitializedCapacity: count) { out, initialized in
      offsets.withUnsafeMutableBufferPointer { offsets in
        a.hashes.withUnsafeBufferPointer { hashesA in
          b.hashes.withUnsafeBufferPointer { hashesB in
            a.offsets.withUnsafeBufferPointer { offsetsA in
              b.offsets.withUnsafeBufferPointer { offsetsB in
                var indexA = 0
                var indexB = 0
                for place in 0..<count {
                  let takesA =
                    indexB == hashesB.count
                    || indexA < hashesA.count && hashesA[indexA] < hashesB[indexB]
                  if takesA {
                    out[place] = hashesA[indexA]
                    offsets[place] = offsetsA[indexA] &+ shiftA
                    indexA &+= 1
                  } else {
                    out[place] = hashesB[indexB]
                    offsets[place] = offsetsB[indexB] &+ shiftB
                    indexB &+= 1
                  }
                }
              }
            }
          }
        }
      }
      initialized = count
    }
    self.offsets = offsets
  }

  /// Looks up the candidates of a search.
  func find(_ search: inout SessionSearch) {
    hashes.withUnsafeBytes { hashes in
      offsets.withUnsafeBytes { offsets in
        search.join(hashes, offsets, base: base, candidates: 0..<search.candidates.count)
      }
    }
  }
}
