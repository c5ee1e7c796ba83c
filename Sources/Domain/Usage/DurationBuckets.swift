/// Durations in milliseconds grouped so that each bucket's representative is within 1 % of every
/// duration in it. The stored bucket is at the same time the cell of the quantile sketch: a
/// quantile over buckets is the nearest-rank quantile of the representatives, so it is within
/// 1 % of the exact one, and merging sketches is adding counts.
///
/// Built with integers only: from the lowest value `lo` the representative is `lo + lo/100`
/// (rounded down) and the highest value `representative × 100 / 99` (rounded down), both within
/// 1 % of the representative's distance. Values below 99 ms keep a bucket each.
/// Cf. C. Masson et al., "DDSketch" (VLDB 2019), with an integer grid.
public enum DurationBuckets {
  /// Longest duration that the contract allows, in milliseconds (about 34.8 years).
  public static let longestMilliseconds: Int64 = 1 << 40

  /// The buckets as a value. A loop takes it once: what is static has to be asked for each time.
  public static let grid = Grid()

  public static var count: Int { grid.lowest.count }

  /// The bucket of a duration, or of a representative: that of the last bucket is a little above
  /// the longest duration.
  /// - Precondition: 0 ≤ `milliseconds` ≤ ``longestMilliseconds``, or it is a representative.
  public static func bucket(of milliseconds: Int64) -> Int { grid.bucket(of: milliseconds) }

  /// The duration in milliseconds that stands for all durations of a bucket.
  public static func representative(of bucket: Int) -> Int64 { grid.representatives[bucket] }

  /// The borders of all buckets, and which bucket a duration lies in.
  public struct Grid: Sendable {
    /// Lowest duration of each bucket, ascending; index = bucket.
    @usableFromInline let lowest: [Int64]
    @usableFromInline let representatives: [Int64]
    /// `[class]`: the bucket of its smallest number.
    @usableFromInline let firstOfClass: [Int32]
    /// `[bucket]`: lowest duration of the next one; behind the last there is none.
    @usableFromInline let ends: [Int64]

    fileprivate init() {
      var lowest: [Int64] = []
      var representatives: [Int64] = []
      var low: Int64 = 0
      while low <= longestMilliseconds {
        let representative = low + low / 100
        lowest.append(low)
        representatives.append(representative)
        low = max(representative * 100 / 99, low) + 1
      }
      var bucket = 0
      firstOfClass = (0...Self.numberClass(representatives.last!)).map { index in
        let smallest =
          index < 128 ? Int64(index) : Int64(128 | index & 127) << Int64((index >> 7) - 1)
        while bucket + 1 < lowest.count, lowest[bucket + 1] <= smallest { bucket += 1 }
        return Int32(bucket)
      }
      (self.lowest, self.representatives) = (lowest, representatives)
      ends = lowest.dropFirst() + [.max]
    }

    /// As ``DurationBuckets/bucket(of:)``.
    @inlinable
    public func bucket(of milliseconds: Int64) -> Int {
      precondition(
        (0...representatives.last!).contains(milliseconds), "a duration is 0…2^40 ms")
      // A class of numbers with the same eight leading bits reaches into two buckets at most; in
      // which of them a duration lies cannot be foreseen, so there is no branch.
      let bucket = Int(firstOfClass[Self.numberClass(milliseconds)])
      return bucket &+ (ends[bucket] <= milliseconds ? 1 : 0)
    }

    /// The representatives of durations.
    func round(_ durations: [Int64]) -> [Int64] {
      durations.map { representatives[bucket(of: $0)] }
    }

    /// Numbers below 128 each for themselves, others by exponent and the seven bits after the first.
    @inlinable
    static func numberClass(_ value: Int64) -> Int {
      guard value >= 128 else { return Int(value) }
      let exponent = 63 - value.leadingZeroBitCount
      return (exponent - 6) << 7 | Int(value &>> Int64(exponent - 7)) & 127
    }
  }
}
