import Columns
import Indicators

/// Nearest-rank quantiles of each candidate's draws, found by selection (Hoare 1961): an order of
/// magnitude less work than sorting.
struct DrawQuantiles {
  /// `[candidate][share]`: always a value that was drawn.
  let values: [[Double]]

  /// - Parameters:
  ///   - shares: 0 < share ≤ 1, ascending.
  ///   - draws: `[candidate * count + draw]`
  ///   - count: draws of a candidate, at least one.
  init(_ shares: [Double], of draws: [Double], count: Int, threads: Int? = nil) {
    precondition(count > 0 && draws.count % count == 0, "draws of another shape")
    let places = shares.map { NearestRank.place($0, of: count) }
    values = Parallel.map(draws.count / count, threads: threads) { candidate in
      var copy = Array(draws[candidate * count..<(candidate + 1) * count])
      var lower = 0
      return copy.withUnsafeMutableBufferPointer { values in
        places.map { place in
          Self.select(place, in: values, from: lower)
          lower = place
          return values[place]
        }
      }
    }
  }

  /// Puts the value of a place where it would stand if all were sorted; smaller ones come before
  /// it. - Parameter first: everything before it is no larger already.
  private static func select(
    _ place: Int, in values: UnsafeMutableBufferPointer<Double>, from first: Int
  ) {
    var (low, high) = (first, values.count - 1)
    while low < high {
      let pivot = median(values[low], values[(low + high) / 2], values[high])
      var (left, right) = (low, high)
      while left <= right {
        while values[left] < pivot { left += 1 }
        while values[right] > pivot { right -= 1 }
        if left <= right {
          values.swapAt(left, right)
          left += 1
          right -= 1
        }
      }
      if place <= right { high = right } else if place >= left { low = left } else { return }
    }
  }

  private static func median(_ a: Double, _ b: Double, _ c: Double) -> Double {
    max(min(a, b), min(max(a, b), c))
  }
}
