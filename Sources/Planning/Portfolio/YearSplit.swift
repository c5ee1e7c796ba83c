/// A selection → the year of each item, so that every year can pay what it holds.
///
/// Where years are alike, first by filling one after the other to the brim (``YearFilling``), which
/// nearly always works where a year holds many items; then by trying (``YearAssignment``), which
/// settles the rest. Care makes some years dearer for an item than others, so that trying comes
/// first.
struct YearSplit {
  enum Outcome: Equatable {
    /// The year of each item, in the order asked.
    case years([Int])
    case impossible
    /// Neither found nor refuted within the steps.
    case unknown
  }

  let model: PortfolioModel
  private let scales: YearScales
  private var filling: YearFilling
  /// Place of an item among the items asked, −1: not among them.
  private var place: [Int]
  /// Steps of all that was tried: what splitting has cost, on any machine.
  private(set) var tried = 0

  /// - Parameter prices: of a cent in each year; `nil`: alike in all of them.
  init(_ model: PortfolioModel, prices: [Int]? = nil) {
    self.model = model
    scales = YearScales(model, prices: prices)
    filling = YearFilling(model)
    place = Array(repeating: -1, count: model.count)
  }

  /// - Parameters:
  ///   - steps: how much is tried.
  ///   - isClose: whether the years may have to be filled to the cent, for selections of which few are
  ///     asked for.
  mutating func split(
    _ items: [Int], steps: Int, isClose: Bool = false, expired: @escaping () -> Bool
  ) -> Outcome {
    if items.isEmpty { return .years([]) }
    for (index, item) in items.enumerated() { place[item] = index }
    var assignment = YearAssignment(model, scales, items, place: place, expired: expired)
    defer {
      for item in items { place[item] = -1 }
      tried += assignment.tried
    }
    if model.hasCare {
      let found = assignment.tryAll(steps: Self.firstSteps)
      if found != .unknown { return found }
    }
    if let years = filling.fill(items, tries: model.hasCare ? 4 : 12, isClose: isClose) {
      return .years(years)
    }
    return model.hasCare ? assignment.meet(steps: steps) : assignment.tryAll(steps: steps)
  }

  private static let firstSteps = 5_000
}
