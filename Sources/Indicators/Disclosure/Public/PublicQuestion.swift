import Domain

/// A question that the public cube answers: one indicator by Land, Kreis or Gemeinde, by all
/// Leistungen together or one by one, by month or year.
struct PublicQuestion {
  enum Area: String { case land, kreis, gemeinde }

  let indicator: PublicIndicator
  let area: Area
  let byLeistung: Bool
  let byYear: Bool
  let by: [String]
  private let from: Month?
  private let to: Month?

  /// - Throws: ``NotPublic`` with the dimension that is not public; ``Fault`` of kind `usage` for a
  ///   question that makes no sense in any scope.
  init(_ request: FigureRequest, _ indicator: PublicIndicator) throws {
    self.indicator = indicator
    if let name = request.filter.keys.min() {
      throw NotPublic(
        "The filter \(name) is not public: the public scope answers with whole tables of a fixed"
          + " cube and has no filters.")
    }
    if let rule = request.rule, rule != CountingRule.active.description {
      throw Fault(
        .usage, at: "rule", "\(indicator.id) does not depend on a counting rule",
        remedy: "Leave the rule out")
    }
    if let twice = request.by.enumerated().first(where: { request.by[..<$0].contains($1) }) {
      throw Fault(
        .usage, at: indicator.id, "the dimension \(twice.element) is asked for twice",
        remedy: "Name each dimension once")
    }
    for name in request.by where !Self.dimensions.contains(name) {
      throw NotPublic(
        "The dimension \(name) is not public. Public are: land, kreis or gemeinde; leistung; month"
          + " or year.")
    }
    let areas = request.by.compactMap(Area.init)
    guard areas.count <= 1 else {
      throw NotPublic(
        "\(areas.map(\.rawValue).joined(separator: " and ")) together are not public. Ask for one"
          + " of land, kreis and gemeinde.")
    }
    let times = request.by.filter { $0 == "month" || $0 == "year" }
    guard times.count == 1 else {
      throw NotPublic(
        times.isEmpty
          ? "Sums over months are not public. Name month or year as a dimension."
          : "month and year together are not public. Ask for one of them.")
    }
    area = areas.first ?? .land
    byYear = times[0] == "year"
    byLeistung = request.by.contains("leistung")
    by = request.by
    (from, to) = (request.from, request.to)
    guard area != .gemeinde || byYear else {
      throw NotPublic("The dimension month is not public for gemeinde. Ask by gemeinde and year.")
    }
  }

  static let dimensions = ["land", "kreis", "gemeinde", "leistung", "month", "year"]

  func admits(_ period: PublicPeriod) -> Bool {
    let isOfKind = if case .year = period { byYear } else { !byYear }
    return isOfKind && from.map { $0 <= period.months.lowerBound } ?? true
      && to.map { period.months.upperBound <= $0 } ?? true
  }
}
