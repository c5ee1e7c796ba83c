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

  /// Looks up the candidates of a search.
  func find(_ search: inout SessionSearch) {
    hashes.withUnsafeBytes { hashes in
      offsets.withUnsafeBytes { offsets in
        search.join(hashes, offsets, base: base, candidates: 0..<search.candidates.count)
      }
    }
  }
}

extension SortedSessions {
  /// Walks through two lists as if they were one.
  struct Merge {
    private let a: SortedSessions
    private let b: SortedSessions
    private var placeA = 0
    private var placeB = 0

    /// - Precondition: no hash is in both.
    init(_ a: SortedSessions, _ b: SortedSessions) {
      self.a = a
      self.b = b
    }

    /// The next sessions, `limit` at most.
    mutating func next(_ limit: Int) -> SortedSessions {
      let base = a.count == 0 ? b.base : b.count == 0 ? a.base : min(a.base, b.base)
      let count = min(limit, a.count - placeA + b.count - placeB)
      var offsets = [UInt32](repeating: 0, count: count)
      let hashes = [UInt64](unsafeUninitializedCapacity: count) { out, initialized in
        offsets.withUnsafeMutableBufferPointer { fill(out, $0, base: base, count: count) }
        initialized = count
      }
      return SortedSessions(base: base, hashes: hashes, offsets: offsets)
    }

    private mutating func fill(
      _ hashes: UnsafeMutableBufferPointer<UInt64>, _ offsets: UnsafeMutableBufferPointer<UInt32>,
      base: Int64, count: Int
    ) {
      let shiftA = UInt32(truncatingIfNeeded: a.base - base)
      let shiftB = UInt32(truncatingIfNeeded: b.base - base)
      var (placeA, placeB) = (placeA, placeB)
      a.withUnsafeWords { hashesA, offsetsA in
        b.withUnsafeWords { hashesB, offsetsB in
          for place in 0..<count {
            let takesA =
              placeB == hashesB.count
              || placeA < hashesA.count && hashesA[placeA] < hashesB[placeB]
            if takesA {
              hashes[place] = hashesA[placeA]
              offsets[place] = offsetsA[placeA] &+ shiftA
              placeA &+= 1
            } else {
              hashes[place] = hashesB[placeB]
              offsets[place] = offsetsB[placeB] &+ shiftB
              placeB &+= 1
            }
          }
        }
      }
      (self.placeA, self.placeB) = (placeA, placeB)
    }
  }

  private init(base: Int64, hashes: [UInt64], offsets: [UInt32]) {
    self.base = base
    self.hashes = hashes
    self.offsets = offsets
  }

  private func withUnsafeWords(
    _ body: (UnsafeBufferPointer<UInt64>, UnsafeBufferPointer<UInt32>) -> Void
  ) {
    hashes.withUnsafeBufferPointer { hashes in
      offsets.withUnsafeBufferPointer { offsets in body(hashes, offsets) }
    }
  }
}
