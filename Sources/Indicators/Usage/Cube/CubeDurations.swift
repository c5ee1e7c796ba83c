import Domain

/// Counts of durations by group and bucket → nearest-rank quantiles.
struct CubeDurations {
  private var places: [UInt32] = []
  private var buckets: [UInt32] = []
  private var counts: [UInt32] = []

  /// - Parameter places: `[row]`: place of the group, 0 for rows that are not wanted.
  mutating func add(_ places: [UInt32], buckets: [Int64], counts: [Int64]) {
    for row in places.indices where places[row] != 0 {
      self.places.append(places[row])
      self.buckets.append(UInt32(buckets[row]))
      self.counts.append(UInt32(counts[row]))
    }
  }

  /// `[quantile][place]`: the smallest duration with at least `q` of all at or below it, in
  /// milliseconds; `nil` where the group has none.
  func quantiles(_ quantiles: [Double], places placeCount: Int) -> [[Int64?]] {
    var start = [Int](repeating: 0, count: placeCount + 1)
    for place in places { start[Int(place) + 1] += 1 }
    for place in 0..<placeCount { start[place + 1] += start[place] }
    var next = start
    var order = [UInt32](repeating: 0, count: places.count)
    for (row, place) in places.enumerated() {
      order[next[Int(place)]] = UInt32(row)
      next[Int(place)] += 1
    }
    var found = [[Int64?]](
      repeating: [Int64?](repeating: nil, count: placeCount), count: quantiles.count)
    var bins = [UInt32](repeating: 0, count: DurationBuckets.count)
    for place in 0..<placeCount where start[place] < start[place + 1] {
      var (low, high, total) = (UInt32.max, 0 as UInt32, 0)
      for position in start[place]..<start[place + 1] {
        let row = Int(order[position])
        bins[Int(buckets[row])] += counts[row]
        low = min(low, buckets[row])
        high = max(high, buckets[row])
        total += Int(counts[row])
      }
      for (number, q) in quantiles.enumerated() {
        var left = max(1, Int((q * Double(total)).rounded(.up)))
        for bucket in Int(low)...Int(high) {
          left -= Int(bins[bucket])
          if left <= 0 {
            found[number][place] = DurationBuckets.representative(of: bucket)
            break
          }
        }
      }
      for bucket in Int(low)...Int(high) { bins[bucket] = 0 }
    }
    return found
  }
}
