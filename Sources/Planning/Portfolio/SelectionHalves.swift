/// All ways to take one choice of each of some components, as two lists: of each pair from both,
/// those that fill a capacity within a loss are looked up by weight (Horowitz and Sahni 1974).
///
/// A ``CoreTable`` is short where one selection of two that weigh alike is better. Where hardly any
/// choice loses anything all its entries stay. Two lists then have the square root of as many, and
/// of each pair it is known at once whether it takes nearly all money, which few do.
struct SelectionHalves {
  struct Choice {
    let weight: Int
    let value: Int
    /// Against the best choice of its component.
    let loss: Int
    let items: [Int]
  }

  private struct Entry {
    var weight = 0
    var value = 0
    var loss = 0
    /// Number of each choice, in as many bits as its component needs.
    var choices = 0
  }

  private struct Half {
    var components: [(choices: [Choice], bit: Int)] = []
    var bits = 0
    /// By weight.
    var entries = [Entry()]

    func items(_ entry: Entry) -> [Int] {
      components.flatMap { choices, bit in
        choices[entry.choices >> bit & (1 << SelectionHalves.bits(choices.count) - 1)].items
      }
    }
  }

  private var halves = [Half(), Half()]
  /// Components that had to be left out, because the lists would become too long.
  let leftOut: [[Choice]]

  /// - Parameters:
  ///   - components: those first that may be left out least.
  ///   - allowed: what all choices together lose at most.
  ///   - most: entries of a list.
  init(_ components: [[Choice]], allowed: Int, most: Int) {
    for (index, choices) in components.enumerated() {
      let half = halves[0].entries.count <= halves[1].entries.count ? 0 : 1
      let width = Self.bits(choices.count)
      guard halves[half].bits + width < Int.bitWidth,
        let entries = Self.combine(
          halves[half].entries, choices, bit: halves[half].bits, allowed: allowed, most: most)
      else {
        leftOut = Array(components[index...])
        return
      }
      halves[half].components.append((choices, halves[half].bits))
      halves[half].bits += width
      halves[half].entries = entries
    }
    leftOut = []
  }

  private static func bits(_ count: Int) -> Int {
    Int.bitWidth - max(0, count - 1).leadingZeroBitCount
  }

  /// Each entry with each choice, by weight; `nil` where there are more than `most`.
  private static func combine(
    _ entries: [Entry], _ choices: [Choice], bit: Int, allowed: Int, most: Int
  ) -> [Entry]? {
    var result: [Entry] = []
    var next = Array(repeating: 0, count: choices.count)
    while true {
      var lightest: (weight: Int, choice: Int)?
      for (index, choice) in choices.enumerated() where next[index] < entries.count {
        let weight = entries[next[index]].weight + choice.weight
        if let known = lightest, known.weight <= weight { continue }
        lightest = (weight, index)
      }
      guard let (weight, index) = lightest else { return result }
      var entry = entries[next[index]]
      next[index] += 1
      entry.loss += choices[index].loss
      if entry.loss > allowed { continue }
      if result.count == most { return nil }
      entry.weight = weight
      entry.value += choices[index].value
      entry.choices |= index << bit
      result.append(entry)
    }
  }

  /// What pairs of entries have to keep.
  struct Rules {
    let capacity: Int
    /// Of a unit of the capacity that is left, > 0.
    let price: Int
    /// What choices and unused capacity lose at most.
    let allowed: Int
    /// What the choices are worth at least.
    let value: Int
    /// Pairs that are looked at.
    let most: Int
  }

  /// Visits the chosen items of each pair that keeps the rules, until `visit` says that it has had
  /// enough.
  /// - Returns: whether all were visited.
  func forEach(_ rules: Rules, visit: ([Int]) -> Bool) -> Bool {
    precondition(rules.price > 0, "a capacity without a price is no matter of the last cents")
    let (first, second) = (halves[0].entries, halves[1].entries)
    let slack = max(0, rules.allowed) / rules.price
    var pairs = 0
    // As the entries of one list become heavier, those of the other that fill it become lighter.
    var end = second.count
    for entry in first {
      let room = rules.capacity - entry.weight
      while end > 0, second[end - 1].weight > room { end -= 1 }
      for other in second[..<end].reversed() {
        if other.weight < room - slack { break }
        pairs += 1
        if pairs > rules.most { return false }
        let lost = entry.loss + other.loss + rules.price * (room - other.weight)
        if lost > rules.allowed || entry.value + other.value < rules.value { continue }
        if !visit(halves[0].items(entry) + halves[1].items(other)) { return false }
      }
    }
    return true
  }
}
