/// Puts values of a few ranks where a sort would put them, and leaves all others where they fall:
/// values are spread over 256 stretches between the smallest and the largest, and only stretches in
/// which a rank lies are looked into. Each look narrows a stretch to a 256th of its width, so that
/// no order of the values makes it slow.
package struct RankSelection: ~Copyable {
  private var counts = [UInt32](repeating: 0, count: Self.stretches)
  private var spread: [Int64] = []
  private static let stretches = 256
  /// So few values are sorted.
  private static let few = 32

  package init() {}

  /// - Parameter ranks: from 0, ascending.
  package mutating func place(
    _ ranks: some Collection<Int>, in values: UnsafeMutableBufferPointer<Int64>
  ) {
    if spread.count < values.count { spread = [Int64](repeating: 0, count: values.count) }
    place(Array(ranks)[...], in: values, from: 0)
  }

  /// - Parameter first: the rank of the first of the values.
  private mutating func place(
    _ ranks: ArraySlice<Int>, in values: UnsafeMutableBufferPointer<Int64>, from first: Int
  ) {
    guard !ranks.isEmpty else { return }
    var values = values
    guard values.count > Self.few else { return values.sort() }
    var (low, high) = (Int64.max, Int64.min)
    for value in values {
      low = min(low, value)
      high = max(high, value)
    }
    guard low < high else { return }
    let width = UInt64(bitPattern: high &- low)
    let shift = UInt64(max(0, UInt64.bitWidth - width.leadingZeroBitCount - 8))
    Self.spreadOut(values, above: low, by: shift, &counts, &spread)
    // `counts` are ends of stretches now; they are needed again further down.
    let ends = counts
    var (rest, start) = (ranks, 0)
    for end in ends where Int(end) > start {
      let within = rest.prefix { $0 - first < Int(end) }
      rest = rest.dropFirst(within.count)
      if shift > 0 {
        place(
          within, in: UnsafeMutableBufferPointer(rebasing: values[start..<Int(end)]),
          from: first + start)
      }
      start = Int(end)
      if rest.isEmpty { return }
    }
  }

  private static func spreadOut(
    _ values: UnsafeMutableBufferPointer<Int64>, above low: Int64, by shift: UInt64,
    _ counts: inout [UInt32], _ spread: inout [Int64]
  ) {
    @inline(__always)
    func stretch(_ value: Int64) -> Int {
      Int(truncatingIfNeeded: UInt64(bitPattern: value &- low) &>> shift)
    }
    counts.withUnsafeMutableBufferPointer { counts in
      spread.withUnsafeMutableBufferPointer { spread in
        counts.update(repeating: 0)
        for value in values { counts[stretch(value)] &+= 1 }
        var sum: UInt32 = 0
        for place in counts.indices {
          let count = counts[place]
          counts[place] = sum
          sum &+= count
        }
        for value in values {
          let place = stretch(value)
          spread[Int(counts[place])] = value
          counts[place] &+= 1
        }
        values.baseAddress!.update(from: spread.baseAddress!, count: values.count)
      }
    }
  }
}
