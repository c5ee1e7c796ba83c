/// One choice of each component within a capacity: first the best profits by weight after each
/// component (a dynamic programme over Pareto lists, pruned by loss), then, read backwards, every
/// selection above a profit, with no dead ends.
struct CoreTable {
  /// Pareto list: weights and profits both strictly ascending.
  private struct Stage {
    var weights: [Int] = []
    var profits: [Int] = []

    /// The best profit within `weight`, or `nil` if nothing is that light.
    func best(within weight: Int) -> Int? {
      var low = 0
      var high = weights.count
      while low < high {
        let middle = (low + high) / 2
        if weights[middle] <= weight { low = middle + 1 } else { high = middle }
      }
      return low == 0 ? nil : profits[low - 1]
    }
  }

  typealias Choice = ComponentChoices.Choice

  /// Whether the table had to be given up: too large, or out of time.
  private(set) var isCutOff = false
  private var stages: [Stage] = []
  private let components: [[Choice]]
  private let capacity: Int

  /// The greatest profit, `nil` if nothing lies within the loss.
  var best: Int? { stages.last?.best(within: capacity) }

  /// - Parameters:
  ///   - price: of a unit of weight, for the bound
  ///     `price · capacity + Σ max(profit − price · weight)`.
  ///   - least: only selections with at least this profit are wanted.
  ///   - most: entries of all lists together.
  init(
    _ components: [[Choice]], capacity: Int, price: Int, least: Int, most: Int,
    expired: () -> Bool
  ) {
    self.capacity = capacity
    let sorted = components.map { choices -> (choices: [Choice], best: Int, gap: Int) in
      let worths = choices.map { $0.profit - price * $0.weight }
      let best = worths.indices.max { (worths[$0], $1) < (worths[$1], $0) }!
      var gap = Int.max
      for index in worths.indices where index != best {
        gap = min(gap, worths[best] - worths[index])
      }
      return (choices, best, gap)
    }.sorted {
      ($0.gap, $0.choices[0].items.first ?? -1) < ($1.gap, $1.choices[0].items.first ?? -1)
    }
    self.components = sorted.map(\.choices)

    // What the components after each one add at best, and how steeply they can correct a weight.
    var restWorth = Array(repeating: 0, count: sorted.count + 1)
    var restWeight = restWorth
    var lighter = Array(repeating: Double.infinity, count: sorted.count + 1)
    var heavier = lighter
    for index in sorted.indices.reversed() {
      let (choices, best, _) = sorted[index]
      let worth = choices[best].profit - price * choices[best].weight
      restWorth[index] = restWorth[index + 1] + worth
      restWeight[index] = restWeight[index + 1] + choices[best].weight
      lighter[index] = lighter[index + 1]
      heavier[index] = heavier[index + 1]
      for choice in choices where choice.weight != choices[best].weight {
        let lost = Double(worth - (choice.profit - price * choice.weight))
        let slope = lost / Double(abs(choice.weight - choices[best].weight))
        if choice.weight < choices[best].weight {
          lighter[index] = min(lighter[index], slope)
        } else {
          heavier[index] = min(heavier[index], slope)
        }
      }
    }
    let ideal = price * capacity + restWorth[0]
    let loss = ideal - least
    var (entries, work) = (0, 0)
    stages = [Stage(weights: [0], profits: [0])]
    for (index, component) in sorted.enumerated() {
      var next = Stage()
      for choice in component.choices where work <= most * Self.workOfEntry {
        next = Self.merge(next, stages[index], choice)
        work += next.weights.count
      }
      // An entry with slack s loses at least min(price, heavier) · s, one that is too heavy by s
      // at least lighter · s. A little less is taken, so that rounding never loses an entry.
      let room = capacity - restWeight[index + 1]
      let up = min(Double(price), heavier[index + 1]) * (1 - 1e-9)
      let down = lighter[index + 1] * (1 - 1e-9)
      let known = ideal - restWorth[index + 1]
      var kept = 0
      for entry in next.weights.indices {
        let weight = next.weights[entry]
        let slack = room - weight
        var lost = known - (next.profits[entry] + price * (capacity - weight))
        if slack >= 0 {
          lost += Int(up * Double(slack))
        } else if down == .infinity {
          continue
        } else {
          lost += Int(min(0x1p61, down * Double(-slack)))
        }
        if lost > loss { continue }
        next.weights[kept] = weight
        next.profits[kept] = next.profits[entry]
        kept += 1
      }
      next.weights.removeLast(next.weights.count - kept)
      next.profits.removeLast(next.profits.count - kept)
      entries += kept
      stages.append(next)
      if entries > most || work > most * Self.workOfEntry || expired() {
        isCutOff = true
        stages = []
        return
      }
      if kept == 0 { break }
    }
    if stages.count <= sorted.count { stages = [] }
  }

  /// Entries that may be made for one that is kept: what is tied can have thousands of choices.
  private static let workOfEntry = 32

  /// Pareto list of `list` and of `base` shifted by `choice`.
  private static func merge(_ list: Stage, _ base: Stage, _ choice: Choice) -> Stage {
    var result = Stage()
    let count = list.weights.count + base.weights.count
    result.weights.reserveCapacity(count)
    result.profits.reserveCapacity(count)
    var (a, b) = (0, 0)
    var best = Int.min
    list.weights.withUnsafeBufferPointer { listWeights in
      list.profits.withUnsafeBufferPointer { listProfits in
        base.weights.withUnsafeBufferPointer { baseWeights in
          base.profits.withUnsafeBufferPointer { baseProfits in
            while a < listWeights.count || b < baseWeights.count {
              let weightA = a < listWeights.count ? listWeights[a] : Int.max
              let weightB = b < baseWeights.count ? baseWeights[b] + choice.weight : Int.max
              let profit: Int
              let weight: Int
              if weightA <= weightB {
                (weight, profit) = (weightA, listProfits[a])
                a += 1
              } else {
                (weight, profit) = (weightB, baseProfits[b] + choice.profit)
                b += 1
              }
              if profit <= best { continue }
              best = profit
              if let last = result.weights.last, last == weight {
                result.profits[result.profits.count - 1] = profit
              } else {
                result.weights.append(weight)
                result.profits.append(profit)
              }
            }
          }
        }
      }
    }
    return result
  }

  /// Every selection with a profit of `profits`, until `visit` returns false.
  ///
  /// - Parameter visit: gets the chosen items; gives back the least profit that is still wanted, or
  ///   `nil` to end.
  /// - Returns: whether all were visited.
  func forEach(_ profits: ClosedRange<Int>, visit: ([Int]) -> Int?) -> Bool {
    guard !stages.isEmpty else { return true }
    var least = profits.lowerBound
    var items: [Int] = []
    return descend(components.count, capacity, 0)

    func descend(_ stage: Int, _ room: Int, _ profit: Int) -> Bool {
      if stage == 0 {
        guard profit <= profits.upperBound, profit >= least else { return true }
        guard let next = visit(items) else { return false }
        least = max(least, next)
        return true
      }
      let choices = components[stage - 1]
      var open: [(reach: Int, choice: Int)] = []
      for (index, choice) in choices.enumerated() {
        guard let best = stages[stage - 1].best(within: room - choice.weight) else { continue }
        let reach = profit + choice.profit + best
        if reach >= least { open.append((reach, index)) }
      }
      if open.count > 1 { open.sort { ($1.reach, $0.choice) < ($0.reach, $1.choice) } }
      for (reach, index) in open where reach >= least {
        let choice = choices[index]
        items += choice.items
        let goesOn = descend(stage - 1, room - choice.weight, profit + choice.profit)
        items.removeLast(choice.items.count)
        if !goesOn { return false }
      }
      return true
    }
  }
}
