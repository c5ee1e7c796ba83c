import Domain

/// Which cube can answer a question: the one place that decides.
enum CubeRoute: Equatable {
  /// A grain whose cells decide every group and every condition.
  case grain(CubeGrain)
  /// Only the events can; a reason, as a phrase.
  case segments(String)

  /// - Parameters:
  ///   - hasDurations: whether the project keeps durations in 1 % buckets.
  ///   - daysFrom: the first day whose counts by day retention has left; `nil`: it deleted none.
  init(_ query: UsageQuery, hasDurations: Bool, daysFrom: Day? = nil) {
    self =
      Self.refusal(of: query, hasDurations).map { .segments($0) }
      ?? Self.grain(for: query, daysFrom)
  }

  // MARK: - Which measures cells can give

  private static func refusal(of query: UsageQuery, _ hasDurations: Bool) -> String? {
    let used = Set(query.dimensions).union(query.filter.keys)
    for dimension in [UsageDimension.hour, .step] where used.contains(dimension) {
      return "no cube keeps the dimension \(dimension.rawValue)"
    }
    let kinds = query.admittedKinds
    let visitKinds = Set(EventKind.allCases.filter(\.isVisit))
    if query.measures.contains(.sessions) || query.measures.contains(.completionRate) {
      if query.dimensions.contains(.event) {
        return "a cube does not keep which kinds of event a session has"
      }
      let isKnown =
        [[], [.processStarted], [.submitted], visitKinds].contains(kinds.intersection(visitKinds))
      if query.measures.contains(.sessions), !isKnown {
        return "a cube knows sessions with any event, with a start and with a submission only"
      }
    }
    if query.measures.contains(where: { $0.quantile != nil }) {
      if !hasDurations { return "the project keeps exact durations, a cube has 1 % buckets" }
      if !kinds.isSubset(of: CubeLayout.durationKinds) {
        return "a cube keeps durations of submitted and completed only: name one of them"
      }
    }
    return nil
  }

  // MARK: - Which grain tells the groups apart

  private static func grain(for query: UsageQuery, _ daysFrom: Day?) -> CubeRoute {
    let isTimed = query.measures.contains { $0.quantile != nil }
    let grains = CubeGrain.all.filter { grain in
      if isTimed, grain != .monthProcess { return false }
      return grain.canTellApart(query)
    }
    let grain = grains.first { grain in
      guard grain.time == .day, let daysFrom else { return true }
      return query.from.map { $0 >= daysFrom } ?? false
    }
    guard let grain else {
      if let daysFrom, !grains.isEmpty {
        return .segments("counts by day before \(daysFrom) were deleted by retention")
      }
      return .segments(
        isTimed
          ? "durations are kept by month and process only"
          : "no cube tells apart what is asked for: they are by "
            + CubeGrain.all.map { $0.axes.map(\.rawValue).joined(separator: " × ") }
            .joined(separator: ", by "))
    }
    return .grain(grain)
  }
}

extension CubeGrain {
  fileprivate func canTellApart(_ query: UsageQuery) -> Bool {
    let used = Set(query.dimensions).union(query.filter.keys).subtracting([.event])
    guard used.allSatisfy({ CubeAxis($0, in: self) != nil }) else { return false }
    guard Set(CubeNeeds(query).columns).isSubset(of: cells.numbers) else { return false }
    guard time == .month else { return true }
    return query.from.map { $0 == $0.month.firstDay } ?? true
      && query.to.map { $0 == $0.month.lastDay } ?? true
  }
}

extension UsageQuery {
  /// Kinds of event that the filter leaves.
  var admittedKinds: Set<EventKind> {
    let all = Set(EventKind.allCases)
    return filter[.event].map { keys in all.filter { keys.contains($0.rawValue) } } ?? all
  }
}
