import Indicators
import TestSupport
import Testing

/// Values of some ranks, judged by sorting all of them.
@Suite struct RankSelectionTests {
  @Test func `every rank of every small case is what a sort puts there`() {
    var selection = RankSelection()
    for count in 1...5 {
      for number in 0..<(1 << (2 * count)) {
        let values = (0..<count).map { Int64(number >> (2 * $0) & 3) }
        for rank in 0..<count { check(values, [rank], &selection) }
      }
    }
  }

  @Test(arguments: UInt64(1)...200)
  func `ranks of random values are what a sort puts there`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var selection = RankSelection()
    for _ in 0..<10 {
      let count = Int.random(in: 1...3_000, using: &generator)
      let widths: [Int64] = [1, 3, 255, 256, 257, 65_536, 1 << 40, .max]
      let width = widths.randomElement(using: &generator)!
      let outliers = Int.random(in: 0...3, using: &generator)
      var values = (0..<count).map { _ in Int64.random(in: 0...width, using: &generator) }
      for extreme in [Int64.min, .max, 1 << 62].prefix(outliers) {
        values[Int.random(in: 0..<count, using: &generator)] = extreme
      }
      if Bool.random(using: &generator) { values.sort() }
      let ranks = Set(
        (0..<Int.random(in: 1...6, using: &generator)).map { _ in
          Int.random(in: 0..<count, using: &generator)
        })
      check(values, ranks.sorted(), &selection, "seed \(seed)")
    }
  }

  /// A stretch holds nearly all of the values, again and again.
  @Test func `values that crowd together are found too`() {
    var selection = RankSelection()
    let values = (0..<2_000).map { Int64(1) << Int64($0 % 62) }
    check(values, [0, 999, 1_799, 1_979, 1_999], &selection)
    check(values.map { -$0 }, [0, 999, 1_799, 1_979, 1_999], &selection)
  }

  private func check(
    _ values: [Int64], _ ranks: [Int], _ selection: inout RankSelection, _ comment: Comment = ""
  ) {
    var placed = values
    placed.withUnsafeMutableBufferPointer { selection.place(ranks, in: $0) }
    let sorted = values.sorted()
    for rank in ranks { #expect(placed[rank] == sorted[rank], comment) }
    #expect(placed.sorted() == sorted, comment)
  }
}
