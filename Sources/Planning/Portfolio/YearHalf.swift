/// All combinations of choices of some components within a loss, in the order of how many differ
/// from the best.
struct YearHalf {
  typealias Choice = YearLists.Choice

  private(set) var losses: [Int] = [0]
  /// `[entry × year]`, against the best choices.
  private(set) var spent: [Int]
  /// The entry that this one extends by `choice` of `component`.
  private(set) var previous: [Int32] = [-1]
  private(set) var component: [Int32] = [-1]
  private(set) var choice: [Int32] = [0]
  /// Whether all combinations within the loss are there.
  private(set) var isComplete = true
  let yearCount: Int

  /// - Parameters:
  ///   - components: each with its best choice first, by loss; the least loose ones last.
  ///   - most: entries.
  init(
    _ components: [[Choice]], years: Int, loss: Int, most: Int, expired: () -> Bool
  ) {
    yearCount = years
    spent = Array(repeating: 0, count: years)
    let losses = components.map { $0.map(\.loss) }
    let deltas = components.map { choices in
      choices.flatMap { choice in (0..<years).map { choice.spent[$0] - choices[0].spent[$0] } }
    }
    var entry = 0
    while entry < self.losses.count {
      if entry & 0xFFF == 0, expired() {
        isComplete = false
        return
      }
      let known = self.losses[entry]
      for next in (Int(component[entry]) + 1)..<max(Int(component[entry]) + 1, components.count) {
        if known + losses[next][1] > loss { break }
        for index in 1..<losses[next].count {
          let sum = known + losses[next][index]
          if sum > loss { break }
          if self.losses.count == most {
            isComplete = false
            return
          }
          self.losses.append(sum)
          for year in 0..<years {
            spent.append(spent[entry * years + year] + deltas[next][index * years + year])
          }
          previous.append(Int32(truncatingIfNeeded: entry))
          component.append(Int32(truncatingIfNeeded: next))
          choice.append(Int32(truncatingIfNeeded: index))
        }
      }
      entry += 1
    }
  }

  var count: Int { losses.count }

  /// What differs from the best: (component, choice).
  func differences(_ entry: Int) -> [(component: Int, choice: Int)] {
    var result: [(component: Int, choice: Int)] = []
    var entry = entry
    while entry > 0 {
      result.append((Int(component[entry]), Int(choice[entry])))
      entry = Int(previous[entry])
    }
    return result
  }
}

/// Least significant digit first: millions of keys in a fraction of a second, ties in their order.
enum RadixSort {
  /// - Returns: indices in ascending order of their keys.
  static func order(_ keys: [UInt64]) -> [Int32] {
    let count = keys.count
    var order = (0..<count).map { Int32(truncatingIfNeeded: $0) }
    guard count > 1 else { return order }
    var next = order
    let varying = keys.reduce(0) { $0 | ($1 ^ keys[0]) }
    for shift in stride(from: 0, to: 64, by: 11) where (varying >> UInt64(shift)) & 0x7FF != 0 {
      var starts = Array(repeating: 0, count: 2049)
      for key in keys { starts[Int(key >> UInt64(shift) & 0x7FF) + 1] += 1 }
      for digit in 1..<2049 { starts[digit] += starts[digit - 1] }
      for index in order {
        let digit = Int(keys[Int(index)] >> UInt64(shift) & 0x7FF)
        next[starts[digit]] = index
        starts[digit] += 1
      }
      swap(&order, &next)
    }
    return order
  }
}
