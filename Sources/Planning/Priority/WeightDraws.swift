import Columns
import Domain

/// Weights of the criteria, drawn evenly from all that the rules allow.
///
/// Without rules every part of the whole is as likely to be large as any other (Dirichlet with all
/// parameters 1), the members of the group of cost and benefit again within it. The lengths between
/// sorted random points are such a draw, and need no logarithm of any platform.
///
/// - A least weight m of the group, without an order: `m` to the group, and what is left shared out
///   as before. That is the even draw of all weightings with at least m.
/// - An order: each order of all parts that keeps it cuts a piece of the same size out of the whole,
///   so one of them is drawn evenly (``LinearExtensions``) and takes the lengths from the longest
///   to the shortest. With a least weight, draws that fall short of it are drawn again.
public struct WeightDraws: Sendable {
  public let criteria: [Criterion]
  public let count: Int
  /// `[draw * criteria.count + criterion]`, ≥ 0; each draw adds up to 1.
  public let values: [Double]

  /// - Precondition: `values` has `count` draws.
  public init(criteria: [Criterion], count: Int, values: [Double]) {
    precondition(values.count == count * criteria.count, "weights of another shape")
    self.criteria = criteria
    self.count = count
    self.values = values
  }

  /// - Parameter criteria: those that have data.
  /// - Throws: ``Fault`` (usage) for rules that contradict each other or leave hardly any room,
  ///   and (bad data) where they name a criterion without data.
  public init(
    _ rules: WeightRules, criteria: [Criterion], count: Int, seed: UInt64, threads: Int? = nil
  ) throws(Fault) {
    if case .fixed(let weights) = rules.choice {
      for criterion in Criterion.allCases where weights[criterion] ?? 0 > 0 {
        guard criteria.contains(criterion) else { throw WeightLayout.withoutData(criterion) }
      }
      let once = criteria.map { weights[$0] ?? 0 }
      self.init(
        criteria: criteria, count: count,
        values: (0..<count).flatMap { _ in once })
      return
    }
    let layout = try WeightLayout(rules, criteria)
    let pieces = Pieces(count)
    let drawn = Parallel.map(pieces.count, threads: threads) { piece in
      var dice = WeightDice(layout)
      return dice.weights(pieces[piece], seed: seed)
    }
    guard drawn.allSatisfy({ $0 != nil }) else {
      throw Fault(
        .usage, at: "--order",
        "hardly any weighting keeps it and gives cost and benefit their least weight of "
          + "\(Int((rules.minimumBenefit * 100).rounded())) %: none of \(WeightDice.mostTries)",
        remedy: "Take a comparison out or lower --minimum-benefit")
    }
    self.init(criteria: criteria, count: count, values: drawn.flatMap { $0! })
  }

  /// Mean of each criterion's weight.
  public var means: [Double] {
    criteria.indices.map { criterion in
      var sum = 0.0
      for draw in 0..<count { sum += values[draw * criteria.count + criterion] }
      return sum / Double(count)
    }
  }
}

/// A range of draws in pieces that do not depend on the number of threads, so that sums don't.
struct Pieces {
  private let total: Int
  let count: Int

  init(_ total: Int, most: Int = 16) {
    self.total = total
    count = max(1, min(most, total))
  }

  subscript(piece: Int) -> Range<Int> { total * piece / count..<total * (piece + 1) / count }
}

/// Draws weights into memory that is made once.
private struct WeightDice {
  /// Draws of one weighting before it is given up.
  static let mostTries = 20_000

  private let layout: WeightLayout
  private var parts: [Double]
  private var inner: [Double]
  private var sorted: [Double]

  init(_ layout: WeightLayout) {
    self.layout = layout
    parts = [Double](repeating: 0, count: layout.parts.count)
    inner = [Double](repeating: 0, count: layout.criteria.count)
    sorted = inner
  }

  /// `nil`: given up.
  mutating func weights(_ draws: Range<Int>, seed: UInt64) -> [Double]? {
    let width = layout.criteria.count
    var values = [Double](repeating: 0, count: draws.count * width)
    for (index, draw) in draws.enumerated() {
      var random = Random(seed: seed, "priority/weights", draw)
      guard drawParts(&random) else { return nil }
      for (place, part) in layout.parts.enumerated() {
        let whole = parts[place]
        if part.members.count == 1 {
          values[index * width + part.members[0]] = whole
          continue
        }
        Self.draw(&inner, part.members.count, part.order, &sorted, &random)
        for (place, member) in part.members.enumerated() {
          values[index * width + member] = whole * inner[place]
        }
      }
    }
    return values
  }

  private mutating func drawParts(_ random: inout Random) -> Bool {
    let least = layout.minimumBenefit
    guard layout.order != nil else {
      Self.draw(&parts, parts.count, nil, &sorted, &random)
      guard let benefit = layout.benefitParts.first else { return true }
      for part in parts.indices { parts[part] *= 1 - least }
      parts[benefit] += least
      return true
    }
    for _ in 0..<Self.mostTries {
      Self.draw(&parts, parts.count, layout.order, &sorted, &random)
      if layout.benefitParts.reduce(0, { $0 + parts[$1] }) >= least { return true }
    }
    return false
  }

  /// Puts `count` numbers that add up to 1 into `target`.
  private static func draw(
    _ target: inout [Double], _ count: Int, _ order: LinearExtensions?, _ sorted: inout [Double],
    _ random: inout Random
  ) {
    for place in 0..<count - 1 {
      let point = random.unit()
      var free = place
      while free > 0, target[free - 1] > point {
        target[free] = target[free - 1]
        free -= 1
      }
      target[free] = point
    }
    var previous = 0.0
    for place in 0..<count - 1 {
      let point = target[place]
      target[place] = point - previous
      previous = point
    }
    target[count - 1] = 1 - previous
    guard let order else { return }
    for place in 0..<count {
      var free = place
      while free > 0, sorted[free - 1] < target[place] {
        sorted[free] = sorted[free - 1]
        free -= 1
      }
      sorted[free] = target[place]
    }
    order.draw(&random) { position, item in target[item] = sorted[position] }
  }
}
