import Domain

/// The rank, from 1, of the smallest of so many values with at least `q` of all at or below it.
func nearestRank(_ q: Double, of count: Int) -> Int {
  max(1, Int((q * Double(count)).rounded(.up)))
}

/// Values one by one, those of a group together, and in order as far as they are asked for.
struct DurationsByGroup<Value: FixedWidthInteger> {
  /// `[group]`: where its values begin; one more at the end.
  private let start: [Int]
  private let values: [Value]

  /// - Parameters:
  ///   - groups: that of each value.
  ///   - sort: puts the values of one group in order, at least those that are asked for.
  init(
    _ unsorted: [Value], of groups: [UInt32],
    sort: (inout UnsafeMutableBufferPointer<Value>) -> Void
  ) {
    var start = [Int](repeating: 0, count: Int(groups.max() ?? 0) + 2)
    start.withUnsafeMutableBufferPointer { start in
      for group in groups { start[Int(group) &+ 1] &+= 1 }
      for group in start.indices.dropLast() { start[group + 1] += start[group] }
    }
    values = [Value](unsafeUninitializedCapacity: unsorted.count) { placed, count in
      var next = start
      next.withUnsafeMutableBufferPointer { next in
        for (group, value) in zip(groups, unsorted) {
          placed[next[Int(group)]] = value
          next[Int(group)] &+= 1
        }
      }
      for group in start.indices.dropLast() where start[group + 1] - start[group] > 1 {
        var ofGroup = UnsafeMutableBufferPointer(
          rebasing: placed[start[group]..<start[group + 1]])
        sort(&ofGroup)
      }
      count = unsorted.count
    }
    self.start = start
  }

  func quantile(_ q: Double, of group: Int) -> Value? {
    guard group + 1 < start.count, start[group] < start[group + 1] else { return nil }
    return values[start[group] + nearestRank(q, of: start[group + 1] - start[group]) - 1]
  }
}

/// Sorts buckets of durations by counting them. Bits tell which of them occur, so that a group with
/// few durations does not pay for all the buckets that there are.
final class BucketOrder {
  // Pointers, because looks into arrays of a class would be checked for exclusivity one by one.
  private let counts = UnsafeMutablePointer<UInt32>.allocate(capacity: DurationBuckets.count)
  private let occurs: UnsafeMutablePointer<UInt64>
  private let words = DurationBuckets.count / 64 + 1

  init() {
    counts.initialize(repeating: 0, count: DurationBuckets.count)
    occurs = .allocate(capacity: words)
    occurs.initialize(repeating: 0, count: words)
  }

  deinit {
    counts.deallocate()
    occurs.deallocate()
  }

  func sort(_ buckets: inout UnsafeMutableBufferPointer<UInt16>) {
    for bucket in buckets {
      counts[Int(bucket)] &+= 1
      occurs[Int(bucket) &>> 6] |= 1 &<< UInt64(bucket & 63)
    }
    var next = buckets.baseAddress!
    for word in 0..<words {
      var left = occurs[word]
      occurs[word] = 0
      while left != 0 {
        let bucket = word &* 64 &+ left.trailingZeroBitCount
        next.update(repeating: UInt16(truncatingIfNeeded: bucket), count: Int(counts[bucket]))
        next += Int(counts[bucket])
        counts[bucket] = 0
        left &= left &- 1
      }
    }
  }
}
