import Domain
import Testing

@Suite struct DurationBucketTests {
  @Test func `every duration is within one per cent of its representative`() {
    var generator = SystemRandomNumberGenerator()
    let edges = (0..<DurationBuckets.count).map { DurationBuckets.representative(of: $0) }
    let random = (0..<20_000).map { _ in
      Int64.random(in: 0...DurationBuckets.longestMilliseconds, using: &generator)
        >> Int64.random(in: 0...40, using: &generator)
    }
    for duration in Array(0...5_000) + edges + edges.map({ $0 + 1 }) + random
    where duration <= DurationBuckets.longestMilliseconds {
      let bucket = DurationBuckets.bucket(of: duration)
      let difference = abs(DurationBuckets.representative(of: bucket) - duration)
      #expect(difference * 100 <= duration, "duration \(duration)")
    }
  }

  @Test func `buckets ascend and a representative lies in its own bucket`() {
    for bucket in 0..<DurationBuckets.count {
      let representative = DurationBuckets.representative(of: bucket)
      #expect(DurationBuckets.bucket(of: representative) == bucket)
    }
  }

  @Test func `rounding to the resolution goes down for times and twice changes nothing`() {
    let resolution = Resolution.standard
    #expect(resolution.timestamp.round(59_999) == 0)
    #expect(resolution.timestamp.round(-1) == -60_000)
    let once = resolution.duration.round(53_211)
    #expect(resolution.duration.round(once) == once)
  }
}
