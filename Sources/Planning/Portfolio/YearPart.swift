/// Items of a selection whose years are decided together, because some need others, with all the
/// options that they have.
struct YearPart {
  /// Places of its items, what is needed first.
  let places: [Int]
  private let yearCount: Int
  private let scaleCount: Int
  private(set) var count: Int
  /// `[option × place]`
  private var years: [Int]
  /// `[option × year]`: costs and care.
  private var spent: [Int]
  /// `[option × scale]`: what the option takes.
  private(set) var taken: [Int]

  /// The item at a place, in each of its years.
  init(place: Int, item: Int, years: [Int], _ model: PortfolioModel, _ scales: YearScales) {
    places = [place]
    yearCount = model.yearCount
    scaleCount = scales.count
    count = years.count
    self.years = years
    spent = years.flatMap { year in
      (0..<model.yearCount).map {
        $0 < year ? 0 : $0 == year ? model.costs[item] : model.cares[item]
      }
    }
    taken = years.flatMap { year in
      let from = (item * model.yearCount + year) * scales.count
      return scales.taken[from..<from + scales.count]
    }
  }

  /// Options of both together that are in order and take no more than `slack` above the least.
  init(
    _ first: YearPart, _ second: YearPart, slack: [Int],
    isInOrder: (_ places: [Int], _ years: [Int]) -> Bool
  ) {
    places = first.places + second.places
    (yearCount, scaleCount) = (first.yearCount, first.scaleCount)
    (count, years, spent, taken) = (0, [], [], [])
    let most = zip(zip(first.least, second.least), slack).map { $0.0 + $0.1 + $1 }
    for a in 0..<first.count {
      for b in 0..<second.count {
        let takenBoth = (0..<scaleCount).map {
          first.taken[a * scaleCount + $0] + second.taken[b * scaleCount + $0]
        }
        guard zip(takenBoth, most).allSatisfy({ $0 <= $1 }) else { continue }
        let yearsBoth = Array(first.years(a)) + second.years(b)
        guard isInOrder(places, yearsBoth) else { continue }
        years += yearsBoth
        for year in 0..<yearCount { spent.append(first.spent(a, year) + second.spent(b, year)) }
        taken += takenBoth
        count += 1
      }
    }
  }

  /// What the part takes on each scale in the option that takes least.
  var least: [Int] {
    (0..<scaleCount).map { scale in
      (0..<count).reduce(Int.max) { min($0, taken[$1 * scaleCount + scale]) }
    }
  }

  /// Of an option, in the order of ``places``.
  func years(_ option: Int) -> ArraySlice<Int> {
    years[option * places.count..<(option + 1) * places.count]
  }

  func spent(_ option: Int, _ year: Int) -> Int { spent[option * yearCount + year] }

  /// How much more the second best option takes than the best, on the first scale.
  var doubt: Int {
    let sorted = (0..<count).map { taken[$0 * scaleCount] }.sorted()
    return sorted.count < 2 ? .max : sorted[1] - sorted[0]
  }

  /// Takes away the options that take more than `slack` above the least on some scale.
  /// - Returns: whether there were any.
  mutating func narrow(_ slack: [Int]) -> Bool {
    let most = zip(least, slack).map { $0 + $1 }
    return keep(
      (0..<count).filter { option in
        (0..<scaleCount).allSatisfy { taken[option * scaleCount + $0] <= most[$0] }
      })
  }

  /// Puts the option that takes least on the first scale first.
  mutating func sort() {
    _ = keep(
      (0..<count).sorted { (taken[$0 * scaleCount], $0) < (taken[$1 * scaleCount], $1) })
  }

  private mutating func keep(_ options: [Int]) -> Bool {
    let isLess = options.count < count
    years = options.flatMap { years($0) }
    spent = options.flatMap { spent[$0 * yearCount..<($0 + 1) * yearCount] }
    taken = options.flatMap { taken[$0 * scaleCount..<($0 + 1) * scaleCount] }
    count = options.count
    return isLess
  }
}
