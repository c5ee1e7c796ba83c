import Columns
import Domain

/// Durations of each group, for nearest-rank quantiles. Where the project keeps 1 % buckets, they
/// are counted a bucket, a merge adds the counts; unless there are so many groups that it is cheaper
/// to keep the durations one by one, as it is done with exact ones.
struct DurationSums {
  /// Counters of all groups together at most; above, durations are kept one by one.
  private static let counterLimit = 1 << 22

  private let resolution: Resolution.Duration
  /// `[group × buckets + bucket]`, or empty.
  private var counts: [UInt32] = []
  private var groups: [UInt32] = []
  /// One for each of ``groups``: milliseconds, or buckets, which need a quarter of the memory.
  private var milliseconds: [Int64] = []
  private var buckets: [UInt16] = []
  private var sorted: Sorted?

  /// All that were kept one by one, those of a group together; the quantiles stand where a sort
  /// would put them.
  private enum Sorted {
    case milliseconds(DurationsByGroup<Int64>)
    case buckets(DurationsByGroup<UInt16>)
  }

  /// The quantiles that will be asked for, ascending.
  private let quantiles: [Double]

  /// - Parameters:
  ///   - quantiles: those that will be asked for.
  ///   - groups: how many there are, `nil`: not known beforehand.
  init(_ resolution: Resolution.Duration, quantiles: [Double], groups: Int?) {
    self.resolution = resolution
    self.quantiles = quantiles.sorted()
    if let groups, resolution == .onePercent, groups * DurationBuckets.count <= Self.counterLimit {
      counts = [UInt32](repeating: 0, count: groups * DurationBuckets.count)
    }
  }

  /// Adds the durations of rows, each in its group.
  /// - Parameter numbers: those of the chunk.
  mutating func add<Number: FixedWidthInteger & UnsignedInteger>(
    _ count: Int, _ rows: UnsafePointer<UInt32>, _ numbers: UnsafePointer<Number>,
    _ chunk: ChunkReader
  ) {
    let hasNulls = chunk.hasNulls
    let (base, unit) = (chunk.value(of: hasNulls ? 1 : 0), Int64(chunk.unit))
    @inline(__always)
    func forEach(_ body: (UInt32, Int64) -> Void) {
      for row in 0..<count {
        let number = UInt64(numbers[row])
        if hasNulls, number == 0 { continue }
        let steps = Int64(bitPattern: hasNulls ? number &- 1 : number)
        body(rows[row], base &+ steps &* unit)
      }
    }
    let grid = DurationBuckets.grid
    if resolution != .onePercent {
      Self.append(count, to: &groups, &milliseconds) { place, groups, milliseconds in
        forEach { group, duration in
          (groups[place], milliseconds[place]) = (group, duration)
          place &+= 1
        }
      }
    } else if counts.isEmpty {
      Self.append(count, to: &groups, &buckets) { place, groups, buckets in
        forEach { group, duration in
          groups[place] = group
          buckets[place] = UInt16(truncatingIfNeeded: grid.bucket(of: duration))
          place &+= 1
        }
      }
    } else {
      counts.withUnsafeMutableBufferPointer { counts in
        forEach { group, duration in
          counts[Int(group) &* DurationBuckets.count &+ grid.bucket(of: duration)] &+= 1
        }
      }
    }
  }

  /// Appends to both arrays in one go, because each single append asks who else holds the array.
  /// - Parameters:
  ///   - most: how many will come at most.
  ///   - fill: writes them from a place on, and moves it on.
  @inline(__always)
  private static func append<Value: FixedWidthInteger>(
    _ most: Int, to groups: inout [UInt32], _ values: inout [Value],
    _ fill: (inout Int, UnsafeMutablePointer<UInt32>, UnsafeMutablePointer<Value>) -> Void
  ) {
    guard most > 0 else { return }
    var place = groups.count
    groups.append(contentsOf: repeatElement(0, count: most))
    values.append(contentsOf: repeatElement(0, count: most))
    groups.withUnsafeMutableBufferPointer { groups in
      values.withUnsafeMutableBufferPointer { values in
        fill(&place, groups.baseAddress!, values.baseAddress!)
      }
    }
    groups.removeLast(groups.count - place)
    values.removeLast(values.count - place)
  }

  mutating func merge(_ other: DurationSums, placing place: [UInt32]) {
    for index in other.counts.indices { counts[index] += other.counts[index] }
    groups += other.groups.map { place[Int($0)] }
    milliseconds += other.milliseconds
    buckets += other.buckets
  }

  /// Puts the durations in order, where they are kept one by one.
  mutating func sort() {
    guard sorted == nil, counts.isEmpty else { return }
    if resolution == .onePercent {
      let order = BucketOrder()
      sorted = .buckets(DurationsByGroup(buckets, of: groups) { order.sort(&$0) })
    } else {
      var selection = RankSelection()
      sorted = .milliseconds(
        DurationsByGroup(milliseconds, of: groups) { durations in
          let count = durations.count
          selection.place(
            quantiles.map { nearestRank($0, of: count) - 1 }, in: durations)
        })
    }
  }

  /// The smallest duration with at least `q` of all at or below it, in milliseconds; `nil` where
  /// the group has none.
  /// - Precondition: ``sort()`` has been called since the last was added, and `q` is one of those
  ///   that were announced.
  func quantile(_ q: Double, of group: Int) -> Int64? {
    switch sorted {
    case .milliseconds(let durations): return durations.quantile(q, of: group)
    case .buckets(let durations):
      return durations.quantile(q, of: group).map { DurationBuckets.representative(of: Int($0)) }
    case nil: break
    }
    guard !counts.isEmpty else { return nil }
    let bins = counts[group * DurationBuckets.count..<(group + 1) * DurationBuckets.count]
    let total = bins.reduce(0) { $0 + Int($1) }
    guard total > 0 else { return nil }
    var left = nearestRank(q, of: total)
    for (bucket, count) in bins.enumerated() {
      left -= Int(count)
      if left <= 0 { return DurationBuckets.representative(of: bucket) }
    }
    return nil
  }
}
