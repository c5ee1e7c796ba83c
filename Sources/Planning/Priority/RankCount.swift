/// What is counted over a range of draws.
struct RankSums: Sendable {
  var rankCounts: [Double]
  /// `[candidate * criteria + criterion]`: sums of weights of the draws in which it is first.
  var firstWeights: [Double]
  /// `[candidate * count + other]`, other > candidate: as ``RankAcceptability/pairCounts``; empty
  /// where not asked for.
  var upperPairs: [UInt32]

  mutating func add(_ other: RankSums) {
    for index in rankCounts.indices { rankCounts[index] += other.rankCounts[index] }
    for index in firstWeights.indices { firstWeights[index] += other.firstWeights[index] }
    for index in upperPairs.indices { upperPairs[index] += other.upperPairs[index] }
  }

  /// With the other half of the pairs.
  func pairs(_ count: Int, draws: Int) -> [UInt32] {
    if upperPairs.isEmpty { return [] }
    var pairs = upperPairs
    for candidate in 0..<count {
      pairs[candidate * count + candidate] = UInt32(draws)
      for other in candidate + 1..<max(count, candidate + 1) {
        pairs[other * count + candidate] = UInt32(2 * draws) - pairs[candidate * count + other]
      }
    }
    return pairs
  }
}

/// Draws → counts, in blocks that stay in the cache; no memory is asked for in a draw.
struct RankCount {
  private static let block = 128

  private(set) var sums: RankSums
  private let drawn: DrawnScores
  private let count: Int
  private let countsPairs: Bool
  /// For each criterion its fixed scores, or the place of its drawn ones.
  private let columns: [(fixed: [Double], drawn: Int)]
  private let drawnCount: Int
  private var buffer: [Double]
  private var scores: [Double]
  private var order: RankOrder
  /// `[candidate * block + draw]`: first rank of the candidate and of those as good, plus the last.
  private var twiceRanks: [Int16]
  private var hasTies = false

  init(_ scores: CriteriaScores, _ drawn: DrawnScores, countsPairs: Bool) {
    count = scores.ids.count
    self.drawn = drawn
    self.countsPairs = countsPairs
    let varying = scores.varying
    columns = scores.columns.indices.map { column in
      let place = varying.firstIndex(of: column)
      return (place == nil ? scores.fixedScores(column) : [], place ?? -1)
    }
    drawnCount = varying.count
    sums = RankSums(
      rankCounts: [Double](repeating: 0, count: count * count),
      firstWeights: [Double](repeating: 0, count: count * columns.count),
      upperPairs: [UInt32](repeating: 0, count: countsPairs ? count * count : 0))
    buffer = [Double](repeating: 0, count: Self.block * drawnCount * count)
    self.scores = [Double](repeating: 0, count: count)
    order = RankOrder(count: count)
    twiceRanks = [Int16](repeating: 0, count: countsPairs ? Self.block * count : 0)
  }

  mutating func count(_ draws: Range<Int>, _ weights: WeightDraws) {
    for start in stride(from: draws.lowerBound, to: draws.upperBound, by: Self.block) {
      let block = start..<min(start + Self.block, draws.upperBound)
      buffer.withUnsafeMutableBufferPointer { drawn.fill($0, draws: block) }
      hasTies = false
      for (index, draw) in block.enumerated() {
        score(index, draw, weights)
        scores.withUnsafeBufferPointer { order.sort($0.baseAddress!) }
        rank(index, draw, weights)
      }
      if countsPairs { countPairs(block.count) }
    }
  }

  /// Criteria are added in their order, so that an equal or better candidate never scores less by
  /// rounding.
  private mutating func score(_ index: Int, _ draw: Int, _ weights: WeightDraws) {
    let width = drawnCount * count
    scores.withUnsafeMutableBufferPointer { scores in
      buffer.withUnsafeBufferPointer { buffer in
        for candidate in 0..<count { scores[candidate] = 0 }
        for (column, values) in columns.enumerated() {
          let weight = weights.values[draw * columns.count + column]
          if values.drawn >= 0 {
            let start = index * width + values.drawn * count
            for candidate in 0..<count { scores[candidate] += weight * buffer[start + candidate] }
          } else {
            values.fixed.withUnsafeBufferPointer { fixed in
              for candidate in 0..<count { scores[candidate] += weight * fixed[candidate] }
            }
          }
        }
      }
    }
  }

  private mutating func rank(_ index: Int, _ draw: Int, _ weights: WeightDraws) {
    var place = 0
    while place < count {
      let score = scores[Int(order.order[place])]
      var end = place + 1
      while end < count, scores[Int(order.order[end])] == score { end += 1 }
      let share = 1 / Double(end - place)
      if end - place > 1 { hasTies = true }
      for member in place..<end {
        let candidate = Int(order.order[member])
        for rank in place..<end { sums.rankCounts[candidate * count + rank] += share }
        if countsPairs {
          twiceRanks[candidate * Self.block + index] = Int16(truncatingIfNeeded: place + end)
        }
        guard place == 0 else { continue }
        for column in columns.indices {
          sums.firstWeights[candidate * columns.count + column] +=
            share * weights.values[draw * columns.count + column]
        }
      }
      place = end
    }
  }

  /// Ranks of two candidates side by side, draw by draw.
  private mutating func countPairs(_ draws: Int) {
    twiceRanks.withUnsafeBufferPointer { ranks in
      sums.upperPairs.withUnsafeMutableBufferPointer { pairs in
        for candidate in 0..<count {
          let own = ranks.baseAddress! + candidate * Self.block
          for other in candidate + 1..<max(count, candidate + 1) {
            let their = ranks.baseAddress! + other * Self.block
            var better: Int16 = 0
            for draw in 0..<draws { better &+= own[draw] < their[draw] ? 1 : 0 }
            var equal: Int16 = 0
            if hasTies {
              for draw in 0..<draws { equal &+= own[draw] == their[draw] ? 1 : 0 }
            }
            pairs[candidate * count + other] &+= UInt32(2 * Int(better) + Int(equal))
          }
        }
      }
    }
  }
}
