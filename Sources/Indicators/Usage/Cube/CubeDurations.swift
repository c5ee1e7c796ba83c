import Domain

/// Counts of durations by group and bucket → nearest-rank quantiles.
struct CubeDurations {
  /// Rows of a part that stand together and belong to one group.
  private struct Run {
    let part: Int
    let rows: Range<Int>
  }

  private var parts: [(buckets: CubePart.Column, counts: CubePart.Column)] = []
  /// Runs in the order of the parts, and the places of their groups.
  private var runs: [Run] = []
  private var places: [UInt64] = []

  /// - Parameter places: `[row]`: place of the group, 0 for rows that are not wanted.
  mutating func add(
    _ places: [UInt32], buckets: CubePart.Column, counts: CubePart.Column
  ) {
    var start = 0
    while start < places.count {
      let place = places[start]
      var end = start + 1
      while end < places.count, places[end] == place { end += 1 }
      if place != 0 {
        runs.append(Run(part: parts.count, rows: start..<end))
        self.places.append(UInt64(place))
      }
      start = end
    }
    parts.append((buckets, counts))
  }

  /// `[quantile][place]`: the smallest duration with at least `q` of all at or below it, in
  /// milliseconds; `nil` where the group has none.
  func quantiles(_ quantiles: [Double], places placeCount: Int) -> [[Int64?]] {
    var found = [[Int64?]](
      repeating: [Int64?](repeating: nil, count: placeCount), count: quantiles.count)
    var bins = [Int](repeating: 0, count: DurationBuckets.count)
    let order = RadixOrder.sorted(places)
    var next = 0
    while next < order.count {
      let place = places[Int(order[next])]
      var (low, high, total) = (Int.max, 0, 0)
      while next < order.count, places[Int(order[next])] == place {
        let run = runs[Int(order[next])]
        let (buckets, counts) = parts[run.part]
        for row in run.rows {
          let bucket = Int(buckets.base) &+ Int(buckets.numbers[row]) &* Int(buckets.unit)
          let count = Int(counts.base) &+ Int(counts.numbers[row]) &* Int(counts.unit)
          bins[bucket] += count
          low = min(low, bucket)
          high = max(high, bucket)
          total += count
        }
        next += 1
      }
      let ranks = quantiles.map { max(1, Int(($0 * Double(total)).rounded(.up))) }
      var sum = 0
      for bucket in low...high where bins[bucket] > 0 {
        let before = sum
        sum += bins[bucket]
        bins[bucket] = 0
        for (number, rank) in ranks.enumerated() where before < rank && rank <= sum {
          found[number][Int(place)] = DurationBuckets.representative(of: bucket)
        }
      }
    }
    return found
  }
}
