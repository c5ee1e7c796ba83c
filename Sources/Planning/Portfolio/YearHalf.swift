/// All ways to put some parts into years, as what the years spend: one of two lists in which pairs
/// that fit together are looked up (Horowitz and Sahni 1974).
struct YearHalf {
  /// Entries of a list at most.
  static let most = 1 << 13

  private let scales: YearScales
  /// What may be taken more than the least, on each scale.
  private let slack: [Int]
  private let model: PortfolioModel
  private var parts: [YearPart] = []
  private var shift = 0
  private(set) var count = 1
  /// `[entry × year]`
  private var spent: [Int]
  /// The option of each part, in as many bits as it needs.
  private var codes: [UInt64] = [0]
  /// What the parts take at least, on each scale.
  private var leasts: [Int]
  /// What each entry takes more than the least, on the first scale; once sorted.
  private var extras: [Int] = []

  init(_ scales: YearScales, _ slack: [Int], _ model: PortfolioModel) {
    self.scales = scales
    self.slack = Array(slack[..<scales.count])
    self.model = model
    spent = Array(repeating: 0, count: model.yearCount)
    leasts = Array(repeating: 0, count: scales.count)
  }

  /// The same on the first scale.
  var least: Int { leasts[0] }
  var places: [Int] { parts.flatMap(\.places) }

  func hasRoom(for part: YearPart) -> Bool {
    count * part.count <= Self.most && shift + Self.bits(part) <= 64
  }

  private static func bits(_ part: YearPart) -> Int {
    Int.bitWidth - part.count.leadingZeroBitCount
  }

  /// Combines each entry with each option of a part.
  mutating func add(_ part: YearPart) {
    let yearCount = model.yearCount
    for (scale, least) in part.least.enumerated() { leasts[scale] += least }
    let most = (0..<scales.count).map { leasts[$0] + slack[$0] }
    var (newSpent, newCodes): ([Int], [UInt64]) = ([], [])
    newSpent.reserveCapacity(spent.count * part.count)
    newCodes.reserveCapacity(count * part.count)
    var entry = Array(repeating: 0, count: yearCount)
    for index in 0..<count {
      for option in 0..<part.count {
        for year in 0..<yearCount {
          entry[year] = spent[index * yearCount + year] + part.spent(option, year)
        }
        guard isWithin(entry, most) else { continue }
        newSpent += entry
        newCodes.append(codes[index] | UInt64(option) << UInt64(shift))
      }
    }
    (spent, codes, count) = (newSpent, newCodes, newCodes.count)
    parts.append(part)
    shift += Self.bits(part)
  }

  private func isWithin(_ entry: [Int], _ most: [Int]) -> Bool {
    scales.prices.withUnsafeBufferPointer { prices in
      var place = 0
      for scale in most.indices {
        var taken = 0
        for spent in entry {
          taken &+= prices[place] &* spent
          place += 1
        }
        if taken > most[scale] { return false }
      }
      return true
    }
  }

  /// By what the first year spends.
  mutating func sort() {
    let years = model.yearCount
    let order = (0..<count).sorted { (spent[$0 * years], $0) < (spent[$1 * years], $1) }
    spent = order.flatMap { spent[$0 * years..<($0 + 1) * years] }
    codes = order.map { codes[$0] }
    extras = (0..<count).map(extra)
  }

  func spent(_ index: Int, _ year: Int) -> Int { spent[index * model.yearCount + year] }

  /// What an entry takes more than the least, on the first scale.
  func extra(_ index: Int) -> Int {
    var worth = -least
    for year in 0..<model.yearCount { worth += scales.prices[year] * spent(index, year) }
    return worth
  }

  /// The first entry that spends `cents` or more in the first year.
  /// - Precondition: sorted.
  func first(atLeast cents: Int) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if spent(middle, 0) < cents { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The first of the entries that the years can pay beside what they spend already.
  ///
  /// - Parameters:
  ///   - spent: of each year.
  ///   - most: what an entry may take more than the least, on the first scale.
  /// - Precondition: sorted.
  func firstPayable(_ entries: Range<Int>, beside spent: [Int], extra most: Int) -> Int? {
    let years = model.yearCount
    var walk = MoneyWalk(model.money)
    return self.spent.withUnsafeBufferPointer { added in
      extras.withUnsafeBufferPointer { extras in
        spent.withUnsafeBufferPointer { spent in
          entries.first { entry in
            guard extras[entry] <= most else { return false }
            walk.restart()
            for year in 0..<years {
              let cents = spent[year] + added[entry * years + year]
              guard cents <= walk.limit else { return false }
              walk.spend(cents)
            }
            return true
          }
        }
      }
    }
  }

  func years(_ index: Int) -> [(place: Int, year: Int)] {
    var code = codes[index]
    return parts.flatMap { part in
      let option = Int(code & (1 << UInt64(Self.bits(part)) - 1))
      code >>= UInt64(Self.bits(part))
      return Array(zip(part.places, part.years(option)))
    }
  }
}
