/// Some loose items and a few years → the best of all ways to put the items into these years or to
/// leave them out, while everything else stays where it is. Branch and bound: the items that are
/// worth most for their price first, with the bound that the years are one and items can be cut.
struct YearExchange {
  struct Item {
    let item: Int
    let value: Int
    let cost: Int
    let care: Int
    /// In the order in which they are tried.
    let years: [Int]
    let mayBeOut: Bool
  }

  private let money: PortfolioMoney
  private let items: [Item]
  private var spent: [Int]
  private var years: [Int]
  private var left: Int
  /// What the best way is worth; at first what has to be beaten.
  private(set) var value: Int
  /// Of each item, −1: left out; `nil`: nothing beats what was to be beaten.
  private(set) var best: [Int]?

  /// - Parameters:
  ///   - items: no two of which are tied or alternatives, in the order of their worth.
  ///   - spent: of each year, without the items.
  ///   - value: what has to be beaten.
  ///   - steps: after so many the best way so far counts.
  init(_ money: PortfolioMoney, _ items: [Item], spent: [Int], beating value: Int, steps: Int) {
    (self.money, self.items, self.spent, self.value, left) = (money, items, spent, value, steps)
    years = Array(repeating: -1, count: items.count)
    let among = Set(items.flatMap(\.years))
    var walk = MoneyWalk(money)
    var room = 0
    for (year, cents) in spent.enumerated() {
      if among.contains(year) { room += walk.limit - cents }
      walk.spend(cents)
    }
    visit(0, 0, room)
  }

  /// What the items from `first` on can add within `room`.
  private func bound(_ first: Int, _ room: Int) -> Int {
    var (sum, room) = (0, room)
    for item in items[first...] where item.value > 0 {
      if item.cost > room {
        return sum + Int((Double(item.value) * Double(room) / Double(item.cost)).rounded(.up))
      }
      room -= item.cost
      sum += item.value
    }
    return sum
  }

  /// - Parameter room: what all years together have left.
  private mutating func visit(_ place: Int, _ sum: Int, _ room: Int) {
    left -= 1
    guard left > 0, room >= 0, sum + bound(place, room) > value else { return }
    guard place < items.count else {
      (value, best) = (sum, years)
      return
    }
    let item = items[place]
    for year in item.years
    where money.canPay(spent, and: item.cost, in: year, later: item.care) {
      change(item, year, 1)
      years[place] = year
      visit(place + 1, sum + item.value, room - item.cost)
      years[place] = -1
      change(item, year, -1)
    }
    if item.mayBeOut { visit(place + 1, sum, room) }
  }

  private mutating func change(_ item: Item, _ year: Int, _ sign: Int) {
    spent[year] += sign * item.cost
    for later in (year + 1)..<max(year + 1, spent.count) { spent[later] += sign * item.care }
  }
}
