/// How the rows of an inner group, or the numbers of inner groups, become one number.
public enum Collapse: Sendable, Hashable {
  /// At least one row (of an indicator column).
  case max
  /// All rows.
  case min
  case sum
  /// 1 where the values add up to at least this much, else 0.
  case atLeast(Int64)
  /// sum ÷ sum of `divisor` in millionths, rounded half up, times the sum of `weight` where one is
  /// named. Whole numbers, so that every order of adding gives the same mean of shares. No number
  /// where the divisor is not above 0.
  case share(of: Expression, weight: Expression? = nil)

  /// A share of one, as ``share(of:weight:)`` counts it.
  static let one: Int64 = 1_000_000

  /// Columns that the collapse reads besides the values.
  var columns: Set<String> {
    guard case .share(let divisor, let weight) = self else { return [] }
    return divisor.columns.union(weight?.columns ?? [])
  }

  /// The sums of an inner group that the collapse needs: expressions and how they are added up.
  func accumulators(_ value: Expression) -> [(expression: Expression, operation: Operation)] {
    switch self {
    case .max: [(value, .max)]
    case .min: [(value, .min)]
    case .sum, .atLeast: [(value, .sum)]
    case .share(let divisor, let weight):
      [(value, .sum), (divisor, .sum)] + (weight.map { [($0, .sum)] } ?? [])
    }
  }

  /// What an accumulator does with the values of a group.
  enum Operation { case sum, max, min }

  /// Whether a group's number is another one than its accumulator.
  var changesNumbers: Bool {
    switch self {
    case .max, .min, .sum: false
    case .atLeast, .share: true
    }
  }

  /// The numbers of many groups from their accumulators, into the first of them; ``Frame/null``
  /// where there is none.
  /// - Parameter sums: `[accumulator][group]`
  func numbers(_ sums: ArraySlice<UnsafeMutableBufferPointer<Int64>>, count: Int) {
    let first = sums[sums.startIndex]
    switch self {
    case .max, .min, .sum: break
    case .atLeast(let least):
      for group in 0..<count where first[group] != Frame.null {
        first[group] = first[group] >= least ? 1 : 0
      }
    case .share(_, let weight):
      let divisor = sums[sums.startIndex + 1]
      for group in 0..<count {
        guard divisor[group] > 0 else {
          first[group] = Frame.null
          continue
        }
        let value = first[group] == Frame.null ? 0 : first[group]
        first[group] = (2 * Self.one * value + divisor[group]) / (2 * divisor[group])
        guard weight != nil else { continue }
        let weight = sums[sums.startIndex + 2][group]
        first[group] = weight == Frame.null ? Frame.null : first[group] * weight
      }
    }
  }

  /// The number of a group in SQL.
  /// - Parameter restricted: an expression as it is summed, under the predicate of the aggregate.
  func sql(_ value: String, restricted: (Expression) -> String) -> String {
    switch self {
    case .max: return "MAX(\(value))"
    case .min: return "MIN(\(value))"
    case .sum: return "SUM(\(value))"
    case .atLeast(let least): return "SUM(\(value)) >= \(least)"
    case .share(let divisor, let weight):
      let divisor = "SUM(\(restricted(divisor)))"
      let share = "(\(2 * Self.one) * COALESCE(SUM(\(value)), 0) + \(divisor)) / (2 * \(divisor))"
      let factor = weight.map { " * SUM(\(restricted($0)))" } ?? ""
      return "CASE WHEN \(divisor) > 0 THEN \(share)\(factor) END"
    }
  }
}
