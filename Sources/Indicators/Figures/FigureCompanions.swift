import Domain

/// What stands beside the figures of a question to say how sure they are: a 95 % interval of each
/// share, the ranks among which a Kreis may stand, and the value of a small Gemeinde drawn to the
/// mean of all.
struct FigureCompanions {
  let columns: [TableColumn]
  /// `[row][column]`
  let cells: [[TableCell]]

  /// - Parameter rows: of one question by `by`.
  init(_ rows: [FigureQuestion.Row], _ indicator: Indicator, by: [String], areas: AreaRegister) {
    var parts: [Part] = []
    if indicator.hasInterval { parts.append(Self.intervals(rows)) }
    if indicator.hasInterval, by == ["kreis"] { parts.append(Self.ranks(rows, indicator, areas)) }
    if by == ["gemeinde"], let shrunken = Self.shrunken(rows, indicator) { parts.append(shrunken) }
    columns = parts.flatMap(\.columns)
    cells = rows.indices.map { row in parts.flatMap { $0.cells[row] } }
  }

  private typealias Part = (columns: [TableColumn], cells: [[TableCell]])

  /// Wilson's interval of each share.
  private static func intervals(_ rows: [FigureQuestion.Row]) -> Part {
    let cells = rows.map { row -> [TableCell] in
      let interval = share(row).flatMap { WilsonInterval($0.part, of: $0.whole) }
      return [.number(interval?.low), .number(interval?.high)]
    }
    return (
      [
        .measure("low", Text(de: "95 % von", en: "95% from"), .share),
        .measure("high", Text(de: "95 % bis", en: "95% to"), .share),
      ], cells
    )
  }

  /// Landkreise and Stadtkreise are never ranked together. Rank 1 is the best one, or, where neither
  /// is better, the largest.
  private static func ranks(
    _ rows: [FigureQuestion.Row], _ indicator: Indicator, _ areas: AreaRegister
  ) -> Part {
    let stadtkreise = Set(
      areas.areas.filter { $0.level == .kreis && $0.kind == .stadtkreis }.map(\.ags))
    var ranks = [ClosedRange<Int>?](repeating: nil, count: rows.count)
    for isStadtkreis in [false, true] {
      let group = rows.indices.filter { row in
        guard case .key(let key, _) = rows[row].keys[0] else { return false }
        return stadtkreise.contains(key) == isStadtkreis && share(rows[row]) != nil
      }
      let shares = group.map { share(rows[$0])! }
      let trials = shares.map { Int($0.whole) }
      let successes = shares.map {
        Int(indicator.direction == .lowerIsBetter ? $0.whole - $0.part : $0.part)
      }
      for (row, rank) in zip(group, RankIntervals.shares(successes: successes, trials: trials)) {
        ranks[row] = rank
      }
    }
    return (
      [
        .measure("rank_from", Text(de: "Rang von", en: "rank from"), .count),
        .measure("rank_to", Text(de: "Rang bis", en: "rank to"), .count),
      ],
      ranks.map {
        [.number($0.map { Double($0.lowerBound) }), .number($0.map { Double($0.upperBound) })]
      }
    )
  }

  /// Numerator and denominator of a share. Where deliveries lack the starts of visits, more have
  /// submitted than begun: of such a figure nothing is known about chance.
  private static func share(_ row: FigureQuestion.Row) -> (part: Double, whole: Double)? {
    guard row.figure.value.number != nil, let part = row.figure.numerator.number,
      let whole = row.figure.denominator.number, part <= whole
    else { return nil }
    return (part, whole)
  }

  /// Empirical Bayes: a Gemeinde of 92 inhabitants says little about itself, and all Gemeinden
  /// together say what is usual.
  private static func shrunken(_ rows: [FigureQuestion.Row], _ indicator: Indicator) -> Part? {
    let known = rows.indices.filter { row in
      indicator.hasInterval ? share(rows[row]) != nil : rows[row].figure.value.number != nil
    }
    let parts = known.map { rows[$0].figure.numerator.number ?? 0 }
    let wholes = known.map { rows[$0].figure.denominator.number ?? 0 }
    let values: [Double]?
    if indicator.hasInterval {
      values = BetaBinomialShrinkage(
        successes: parts.map { Int($0) }, trials: wholes.map { Int($0) })?.units.map(\.value)
    } else if indicator.unit == .perThousandInhabitants {
      values = PoissonGammaShrinkage(events: parts.map { Int($0) }, exposures: wholes)?.units
        .map(\.value)
    } else {
      return nil
    }
    var cells = [TableCell](repeating: .figure(.missing), count: rows.count)
    for (row, value) in zip(known, values ?? []) { cells[row] = .number(value) }
    return (
      [
        .measure(
          "shrunken", Text(de: "geglättet (Empirical Bayes)", en: "shrunken (empirical Bayes)"),
          indicator.unit)
      ], cells.map { [$0] }
    )
  }
}
