/// Candidates from the highest score to the lowest, in memory that is made once: scores are spread
/// over buckets first, so that little is left to sort.
struct RankOrder {
  /// Candidates, the best first; equal scores in the order of the candidates.
  private(set) var order: [Int32]
  private var starts: [Int32]
  private var bucketOf: [Int32]

  init(count: Int) {
    order = (0..<Int32(count)).map { $0 }
    bucketOf = [Int32](repeating: 0, count: count)
    starts = [Int32](repeating: 0, count: 2 * count + 1)
  }

  /// - Parameter scores: finite, one a candidate.
  mutating func sort(_ scores: UnsafePointer<Double>) {
    let count = order.count
    var (low, high) = (Double.infinity, -Double.infinity)
    for candidate in 0..<count {
      low = min(low, scores[candidate])
      high = max(high, scores[candidate])
    }
    // A monotone map: a higher score never lies in a later bucket.
    let last = 2 * count - 1
    let steepness = high > low ? Double(last) / (high - low) : 0
    order.withUnsafeMutableBufferPointer { order in
      starts.withUnsafeMutableBufferPointer { starts in
        bucketOf.withUnsafeMutableBufferPointer { bucketOf in
          for bucket in 0...last + 1 { starts[bucket] = 0 }
          for candidate in 0..<count {
            let bucket = min(last, Int((high - scores[candidate]) * steepness))
            bucketOf[candidate] = Int32(truncatingIfNeeded: bucket)
            starts[bucket + 1] &+= 1
          }
          for bucket in 0...last { starts[bucket + 1] &+= starts[bucket] }
          for candidate in 0..<count {
            let bucket = Int(bucketOf[candidate])
            order[Int(starts[bucket])] = Int32(truncatingIfNeeded: candidate)
            starts[bucket] &+= 1
          }
          for place in 1..<max(1, count) {
            let candidate = order[place]
            let score = scores[Int(candidate)]
            var free = place
            while free > 0, scores[Int(order[free - 1])] < score {
              order[free] = order[free - 1]
              free -= 1
            }
            order[free] = candidate
          }
        }
      }
    }
  }
}
