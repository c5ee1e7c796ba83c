/// Where the whole has a gap, its parts may have none.
extension PortfolioSearch {
  /// Parts the plans by how many candidates of a kind they hold, the part with the highest bound first,
  /// until none is above the best plan. What a part may hold at most is the higher of the bounds of its
  /// parts, so that at any time no plan is worth more than the highest bound there is.
  /// - Parameter isTrial: whether it is given up unless the first parts take away much of the gap.
  mutating func closeParts(of whole: PortfolioRelaxation, isTrial: Bool) {
    var (parts, count) = ([whole], 1)
    /// The highest bound of the parts that nothing has closed.
    var left = Int.min
    while let index = parts.indices.max(by: { parts[$0].units < parts[$1].units }) {
      let part = parts.remove(at: index)
      let known = best?.value ?? .min / 4
      settle(at: max(known, part.units, left))
      if part.units <= known { break }
      if count >= mostParts || expired() { return }
      guard let more = part.parts(beyond: known) else {
        if count == 1, isTrial { return }
        tune(part, of: whole)
        if part.units > best?.value ?? .min, !look(at: part) { left = max(left, part.units) }
        continue
      }
      let bound = max(known, more[0].units, more[1].units)
      if count == 1, isTrial, part.units - bound < (part.units - known) / Self.leastShare { return }
      count += 1
      for part in more where part.units > best?.value ?? .min {
        parts.append(part)
        if part.isTied { tune(part, of: whole) }
      }
    }
    settle(at: max(best?.value ?? .min, left))
  }

  /// Of the gap, that the first parts take away where it is a matter of numbers.
  private static let leastShare = 16

  /// Looks for a plan that is worth as much as the bound of a part, once for each bound.
  private mutating func tune(_ part: PortfolioRelaxation, of whole: PortfolioRelaxation) {
    guard tunedBounds.insert(part.units).inserted else { return }
    tune(part.sharpened(), of: whole, asFarAs: part.units)
  }

  /// - Returns: whether all selections of the part were looked at that are worth more than the best
  ///   plan.
  private mutating func look(at part: PortfolioRelaxation) -> Bool {
    var search = self
    search.undecided = []
    search.lower(to: part.units)
    search.deepen(part)
    best = search.best
    return search.isProven && search.undecided.isEmpty
  }
}
