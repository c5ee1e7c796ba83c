/// The sums of a quotient in one group; ``Frame/null`` where no row had a value.
struct Tally {
  let numerator: Int64
  let denominator: Int64
  let outside: Int64

  static let empty = Tally(
    numerator: Frame.null, denominator: Frame.null, outside: Frame.null)
}

extension EngineQuestion {
  /// The groups that have rows; without dimensions always one.
  func figures(_ quotient: Quotient) -> FigureGroups {
    var totals = GroupTable(
      radix: radix(by), operations: [.sum, .sum, .sum], denseLimit: denseLimit)
    let sides = [quotient.numerator, quotient.denominator, quotient.outside]
    for pass in quotient.passes {
      let aggregates = sides.enumerated().flatMap { side, list in
        list.filter { $0.pass == pass }.map { (side: side, aggregate: $0) }
      }
      EnginePass(pass, aggregates.map(\.aggregate), self).run { keys, values, count in
        totals.slots(keys, count: count)
        for (index, entry) in aggregates.enumerated() {
          totals.add(entry.side, values[index], slots: keys, count: count)
        }
      }
    }
    var figures = noFigures
    totals.forEachGroup { key, sums in
      figures.append(
        key,
        quotient.figure(Tally(numerator: sums[0], denominator: sums[1], outside: sums[2])))
    }
    if by.isEmpty, figures.isEmpty { figures.append(0, quotient.figure(.empty)) }
    return figures
  }
}

extension Quotient {
  /// The figure of a group. The same floating-point steps as in the SQL text, so both agree to the
  /// last bit.
  func figure(_ tally: Tally) -> FigureRow {
    func printed(_ sum: Int64) -> Figure {
      if sum == Frame.null { return .missing }
      return .value(parts == 1 ? Double(sum) : Double(sum) / Double(parts))
    }
    if isTotal {
      let value = printed(tally.numerator)
      return FigureRow(value: value, numerator: value, denominator: .notApplicable)
    }
    guard tally.denominator >= minimumDenominator else {
      let isOutside =
        (tally.denominator == Frame.null || tally.denominator == 0) && tally.outside > 0
      return FigureRow(
        value: isOutside ? .notApplicable : .missing, numerator: printed(tally.numerator),
        denominator: printed(tally.denominator))
    }
    let numerator = tally.numerator == Frame.null ? 0 : tally.numerator
    return FigureRow(
      value: .value(Double(scale) * Double(numerator) / Double(tally.denominator)),
      numerator: printed(numerator), denominator: printed(tally.denominator))
  }
}
