/// How often each candidate that is ever first is first under its central weights.
///
/// Mostly a rival that is often first beats it, so those are looked at first and few others have to
/// be.
struct SuitedRanks: Sendable {
  /// Candidates that are ever first.
  let candidates: [Int]

  private static let block = 64

  private let drawn: DrawnScores
  private let count: Int
  private let varying: [Int]
  /// `[candidate of candidates][all]`: the part of the score that is the same in every draw.
  private let fixedScores: [[Double]]
  /// `[candidate of candidates][varying column]`
  private let weights: [[Double]]
  /// All candidates, those often first before the others.
  private let rivals: [Int]

  /// - Parameter firsts: draws in which each candidate is first.
  init(
    _ scores: CriteriaScores, _ drawn: DrawnScores, _ centralWeights: [Double], firsts: [Double]
  ) {
    count = scores.ids.count
    self.drawn = drawn
    varying = scores.varying
    let width = scores.columns.count
    let fixed = scores.columns.indices.map(scores.fixedScores)
    candidates = firsts.indices.filter { firsts[$0] > 0 }
    rivals = firsts.indices.sorted { (firsts[$1], $0) < (firsts[$0], $1) }
    weights = candidates.map { candidate in
      scores.varying.map { centralWeights[candidate * width + $0] }
    }
    let isVarying = Set(varying)
    fixedScores = candidates.map { candidate in
      firsts.indices.map { other in
        scores.columns.indices.reduce(0) { sum, column in
          isVarying.contains(column)
            ? sum : sum + centralWeights[candidate * width + column] * fixed[column][other]
        }
      }
    }
  }

  /// `[candidate of candidates]`: draws of a range in which nobody scores more.
  func firsts(_ draws: Range<Int>) -> [Int] {
    var result = [Int](repeating: 0, count: candidates.count)
    let width = varying.count * count
    var buffer = [Double](repeating: 0, count: Self.block * width)
    for start in stride(from: draws.lowerBound, to: draws.upperBound, by: Self.block) {
      let block = start..<min(start + Self.block, draws.upperBound)
      buffer.withUnsafeMutableBufferPointer { drawn.fill($0, draws: block) }
      buffer.withUnsafeBufferPointer { buffer in
        for (place, candidate) in candidates.enumerated() {
          fixedScores[place].withUnsafeBufferPointer { fixed in
            weights[place].withUnsafeBufferPointer { weights in
              rivals.withUnsafeBufferPointer { rivals in
                for index in 0..<block.count {
                  let row = index * width
                  func score(_ other: Int) -> Double {
                    var sum = fixed[other]
                    for column in 0..<weights.count {
                      sum += weights[column] * buffer[row + column * count + other]
                    }
                    return sum
                  }
                  let own = score(candidate)
                  var isFirst = true
                  for rival in rivals where score(rival) > own {
                    isFirst = false
                    break
                  }
                  if isFirst { result[place] += 1 }
                }
              }
            }
          }
        }
      }
    }
    return result
  }
}
