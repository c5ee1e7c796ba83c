import Store
import Testing

/// Which segments are merged; segments are written here as hour and thousands of rows.
@Suite struct CompactionPlanTests {
  @Test func `neighbours in time are merged up to the size of a segment`() {
    // Two hundred and forty thousand rows fit into one, three hundred do not.
    #expect(groups([(3, 60), (1, 60), (2, 60), (4, 60), (5, 60)], .everything) == [[1, 2, 3, 4]])
  }

  @Test func `full segments are left alone, and so is one small segment`() {
    #expect(groups([(1, 262), (2, 132), (3, 130)], .everything) == [])
    #expect(groups([(1, 262), (2, 130), (3, 132), (4, 130)], .everything) == [[2, 4]])
  }

  @Test func `at the end of a run a group has at least four times its largest segment`() {
    #expect(groups([(1, 40), (2, 1), (3, 1), (4, 1)], .whatPays) == [])
    #expect(groups([(1, 40), (2, 1), (3, 1), (4, 1), (5, 1)], .whatPays) == [[2, 3, 4, 5]])
    // Four of four become one of sixteen at once: each row is written once.
    #expect(groups((1...16).map { ($0, 1) }, .whatPays) == [Array(1...16)])
  }

  @Test(arguments: [CompactionPlan.Extent.everything, .whatPays], UInt64(1)...100)
  func `what a plan leaves needs no other plan, and nothing is lost or too large`(
    extent: CompactionPlan.Extent, seed: UInt64
  ) {
    var random = SeededRandom(seed: seed)
    let sizes = [10, 3_000, 140_000, 262_144][random.number(0...3)]
    let segments = (1...random.number(1...60)).map { id in
      let begin = Int64(random.number(0...20))
      return (
        SegmentInfo(id: Int64(id), series: "events", rowCount: random.number(1...sizes)),
        times: begin...begin + Int64(random.number(0...3))
      )
    }
    let groups = CompactionPlan(segments, extent).groups
    let merged = groups.flatMap(\.segments).map(\.id)
    #expect(Set(merged).count == merged.count, "seed \(seed)")
    #expect(groups.allSatisfy { $0.rowCount <= 262_144 && $0.segments.count > 1 }, "seed \(seed)")
    #expect(
      groups.allSatisfy { $0.segments.allSatisfy { $0.rowCount < 131_072 } }, "seed \(seed)")
    // Ids of merged segments come after all others.
    let left =
      segments.filter { !merged.contains($0.0.id) }
      + groups.enumerated().map { index, group in
        (
          SegmentInfo(id: 1_000 + Int64(index), series: "events", rowCount: group.rowCount),
          times: group.earliest...group.latest
        )
      }
    #expect(CompactionPlan(left, extent).groups.isEmpty, "seed \(seed)")
    if extent == .everything {
      #expect(left.filter { $0.0.rowCount < 131_072 }.count <= 1, "seed \(seed)")
    }
  }

  /// Ids are the hours.
  private func groups(
    _ segments: [(hour: Int, thousands: Int)], _ extent: CompactionPlan.Extent
  ) -> [[Int64]] {
    CompactionPlan(
      segments.map { segment in
        (
          SegmentInfo(
            id: Int64(segment.hour), series: "events", rowCount: segment.thousands * 1_000),
          times: Int64(segment.hour)...Int64(segment.hour)
        )
      }, extent
    ).groups.map { $0.segments.map(\.id) }
  }
}
