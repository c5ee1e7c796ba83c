import Domain

/// All orders of some items in which each stands before those that it has to precede, every one as
/// likely as any other.
///
/// The number of ways to go on depends only on which items are placed already, so a table over
/// subsets counts them, and a walk that follows the counts is uniform. At most 12 items.
struct LinearExtensions {
  /// `[item]`: a bit for each item that stands before it.
  private let before: [Int]
  /// `[placed items]`: ways to place the others.
  private let ways: [Int]

  /// - Parameter before: without circles.
  init(before: [Int]) {
    precondition(before.count <= 12, "orders of \(before.count) items")
    self.before = before
    let all = 1 << before.count - 1
    var ways = [Int](repeating: 0, count: all + 1)
    ways[all] = 1
    for placed in stride(from: all - 1, through: 0, by: -1) {
      for item in before.indices where placed >> item & 1 == 0 && before[item] & ~placed == 0 {
        ways[placed] += ways[placed | 1 << item]
      }
    }
    precondition(ways[0] > 0, "an order that runs in a circle")
    self.ways = ways
  }

  var count: Int { ways[0] }

  /// Calls `place` with each item, the first of the order first.
  func draw(_ random: inout Random, _ place: (_ position: Int, _ item: Int) -> Void) {
    var placed = 0
    for position in before.indices {
      var rest = random.index(ways[placed])
      var chosen = -1
      for item in before.indices where placed >> item & 1 == 0 && before[item] & ~placed == 0 {
        chosen = item
        rest -= ways[placed | 1 << item]
        if rest < 0 { break }
      }
      place(position, chosen)
      placed |= 1 << chosen
    }
  }
}
