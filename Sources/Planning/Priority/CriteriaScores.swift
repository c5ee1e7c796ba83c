import Columns
import Domain

/// What is known of the candidates by criterion: the values that a ranking weighs.
public struct CriteriaScores: Sendable {
  public struct Column: Sendable {
    public enum Values: Sendable {
      /// One value a candidate. `nil`: nobody knows it, so in every draw it may be anything: a
      /// number drawn evenly between the two ends of the scale. That widens the candidate's ranks,
      /// and is never a zero.
      case known([Double?])
      /// `[candidate * drawCount + draw]`
      case drawn([Double])
    }

    public let criterion: Criterion
    public let scale: CriterionScale
    /// As measured, in the unit of the criterion.
    public let values: Values

    public init(_ criterion: Criterion, scale: CriterionScale, values: Values) {
      self.criterion = criterion
      self.scale = scale
      self.values = values
    }
  }

  /// Candidates, ascending.
  public let ids: [String]
  public let drawCount: Int
  public let columns: [Column]
  /// Of the values that nobody knows.
  let seed: UInt64

  /// - Parameters:
  ///   - ids: ascending and distinct, so that results do not depend on the order of a list.
  public init(ids: [String], drawCount: Int, columns: [Column], seed: UInt64) {
    precondition(zip(ids, ids.dropFirst()).allSatisfy { $0 < $1 }, "ids that do not ascend")
    for column in columns {
      switch column.values {
      case .known(let values): precondition(values.count == ids.count, "a value a candidate")
      case .drawn(let values):
        precondition(values.count == ids.count * drawCount, "draws of another shape")
      }
    }
    self.ids = ids
    self.drawCount = drawCount
    self.columns = columns
    self.seed = seed
  }

  public var criteria: [Criterion] { columns.map(\.criterion) }

  /// Candidates of which a criterion knows nothing.
  public func unknown(_ column: Int) -> [Int] {
    guard case .known(let values) = columns[column].values else { return [] }
    return values.indices.filter { values[$0] == nil }
  }

  /// Columns that differ from draw to draw.
  var varying: [Int] {
    columns.indices.filter { index in
      if case .drawn = columns[index].values { return true }
      return !unknown(index).isEmpty
    }
  }

  /// Scores 0…1 of a column that is the same in every draw; unknown ones are 0 here and drawn by
  /// ``fill``.
  func fixedScores(_ column: Int) -> [Double] {
    guard case .known(let values) = columns[column].values else {
      return [Double](repeating: 0, count: ids.count)
    }
    return values.map { $0.map(columns[column].scale.score) ?? 0 }
  }

  /// Scores of one draw, `[column][candidate]`: the plain way, for tests and for reading along.
  public func scores(draw: Int) -> [[Double]] {
    var scores = columns.indices.map(fixedScores)
    let varying = varying
    var buffer = [Double](repeating: 0, count: varying.count * ids.count)
    buffer.withUnsafeMutableBufferPointer { DrawnScores(self).fill($0, draws: draw..<draw + 1) }
    for (place, column) in varying.enumerated() {
      scores[column] = Array(buffer[place * ids.count..<(place + 1) * ids.count])
    }
    return scores
  }
}

/// The scores that differ from draw to draw, a block of draws at a time.
struct DrawnScores {
  private let scores: CriteriaScores
  private let columns: [Int]
  private let fixed: [[Double]]
  /// Candidates without a value, by place in `columns`.
  private let unknown: [[Int]]

  init(_ scores: CriteriaScores) {
    self.scores = scores
    columns = scores.varying
    fixed = columns.map(scores.fixedScores)
    unknown = columns.map(scores.unknown)
  }

  /// - Parameter buffer: `[draw][varying column][candidate]`, draws from the first of `draws` on.
  func fill(_ buffer: UnsafeMutableBufferPointer<Double>, draws: Range<Int>) {
    let count = scores.ids.count
    let width = columns.count * count
    for (place, column) in columns.enumerated() {
      let scale = scores.columns[column].scale
      switch scores.columns[column].values {
      case .drawn(let values):
        // Draws of a candidate lie together: a block of them is turned while it is in the cache.
        values.withUnsafeBufferPointer { values in
          for candidate in 0..<count {
            var target = place * count + candidate
            for draw in draws {
              buffer[target] = scale.score(values[candidate * scores.drawCount + draw])
              target += width
            }
          }
        }
      case .known:
        fixed[place].withUnsafeBufferPointer { values in
          for index in 0..<draws.count {
            let start = index * width + place * count
            for candidate in 0..<count { buffer[start + candidate] = values[candidate] }
          }
        }
      }
    }
    guard unknown.contains(where: { !$0.isEmpty }) else { return }
    for (index, draw) in draws.enumerated() {
      var random = Random(seed: scores.seed, "priority/unknown", draw)
      for place in columns.indices {
        for candidate in unknown[place] {
          buffer[index * width + place * count + candidate] = random.unit()
        }
      }
    }
  }
}
