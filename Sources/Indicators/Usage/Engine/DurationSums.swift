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
  /// Buckets or milliseconds, one for each of ``groups``.
  private var values: [Int64] = []
  private var sorted: (start: [Int], values: [Int64])?

  /// - Parameter groups: how many there are, `nil`: not known beforehand.
  init(_ resolution: Resolution.Duration, groups: Int?) {
    self.resolution = resolution
    if let groups, resolution == .onePercent, groups * DurationBuckets.count <= Self.counterLimit {
      counts = [UInt32](repeating: 0, count: groups * DurationBuckets.count)
    }
  }

  @inline(__always)
  mutating func add(_ milliseconds: Int64, to group: UInt32) {
    guard resolution == .onePercent else {
      groups.append(group)
      values.append(milliseconds)
      return
    }
    let bucket = DurationBuckets.bucket(of: milliseconds)
    if counts.isEmpty {
      groups.append(group)
      values.append(Int64(bucket))
    } else {
      counts[Int(group) &* DurationBuckets.count &+ bucket] &+= 1
    }
  }

  mutating func merge(_ other: DurationSums, placing place: [UInt32]) {
    for index in other.counts.indices { counts[index] += other.counts[index] }
    groups += other.groups.map { place[Int($0)] }
    values += other.values
  }

  /// Puts the durations in order, where they are kept one by one.
  mutating func sort() {
    if sorted == nil, counts.isEmpty { sorted = sortedByGroup() }
  }

  /// The smallest duration with at least `q` of all at or below it, in milliseconds; `nil` where
  /// the group has none.
  /// - Precondition: ``sort()`` has been called since the last was added.
  func quantile(_ q: Double, of group: Int) -> Int64? {
    if !counts.isEmpty {
      let bins = counts[group * DurationBuckets.count..<(group + 1) * DurationBuckets.count]
      let total = bins.reduce(0) { $0 + Int($1) }
      guard total > 0 else { return nil }
      var left = Self.rank(q, of: total)
      for (bucket, count) in bins.enumerated() {
        left -= Int(count)
        if left <= 0 { return DurationBuckets.representative(of: bucket) }
      }
    }
    guard let sorted, group + 1 < sorted.start.count else { return nil }
    let (start, end) = (sorted.start[group], sorted.start[group + 1])
    guard start < end else { return nil }
    let value = sorted.values[start + Self.rank(q, of: end - start) - 1]
    return resolution == .onePercent ? DurationBuckets.representative(of: Int(value)) : value
  }

  private static func rank(_ q: Double, of count: Int) -> Int {
    max(1, Int((q * Double(count)).rounded(.up)))
  }

  /// All values, those of a group together and ascending.
  private func sortedByGroup() -> (start: [Int], values: [Int64]) {
    let groupCount = Int(groups.max() ?? 0) + 1
    var start = [Int](repeating: 0, count: groupCount + 1)
    for group in groups { start[Int(group) + 1] += 1 }
    for group in 0..<groupCount { start[group + 1] += start[group] }
    var next = start
    var placed = [Int64](repeating: 0, count: values.count)
    placed.withUnsafeMutableBufferPointer { placed in
      next.withUnsafeMutableBufferPointer { next in
        for (group, value) in zip(groups, values) {
          placed[next[Int(group)]] = value
          next[Int(group)] += 1
        }
      }
    }
    let bins = resolution == .onePercent ? DurationBuckets.count : 0
    var histogram = [UInt32](repeating: 0, count: bins)
    placed.withUnsafeMutableBufferPointer { placed in
      for group in 0..<groupCount where start[group + 1] - start[group] > 1 {
        let rows = start[group]..<start[group + 1]
        if rows.count * 16 > bins, bins > 0 {
          Self.sort(placed, rows, &histogram)
        } else {
          var values = UnsafeMutableBufferPointer(rebasing: placed[rows])
          values.sort()
        }
      }
    }
    return (start, placed)
  }

  /// Sorts buckets by counting them.
  /// - Parameter histogram: a zero for each bucket, before and after.
  private static func sort(
    _ buckets: UnsafeMutableBufferPointer<Int64>, _ rows: Range<Int>, _ histogram: inout [UInt32]
  ) {
    histogram.withUnsafeMutableBufferPointer { histogram in
      for row in rows { histogram[Int(buckets[row])] += 1 }
      var row = rows.lowerBound
      var bucket = 0
      while row < rows.upperBound {
        for _ in 0..<histogram[bucket] {
          buckets[row] = Int64(bucket)
          row += 1
        }
        histogram[bucket] = 0
        bucket += 1
      }
    }
  }
}
