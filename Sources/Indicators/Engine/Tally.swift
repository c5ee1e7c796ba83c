/// The sums of a quotient in one group.
struct Tally: Sendable {
  /// Codes of the dimensions, in their order.
  let codes: [Int]
  /// Sums of whole numbers; `nil` where no row had a value.
  let numerator: Int64?
  let denominator: Int64?
  let outside: Int64?
}

extension EngineQuestion {
  /// The groups that have rows, sorted by the dimensions; without dimensions always one.
  func tally(_ quotient: Quotient) -> [Tally] {
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
    var tallies: [Tally] = []
    let optional = { (value: Int64) in value == Frame.null ? nil : value }
    totals.forEachGroup { key, sums in
      tallies.append(
        Tally(
          codes: codes(key), numerator: optional(sums[0]), denominator: optional(sums[1]),
          outside: optional(sums[2])))
    }
    if by.isEmpty, tallies.isEmpty {
      tallies = [Tally(codes: [], numerator: nil, denominator: nil, outside: nil)]
    }
    return tallies
  }
}

extension Quotient {
  /// The figure of a group. The same floating-point steps as in the SQL text, so both agree to the
  /// last bit.
  func figure(_ tally: Tally) -> FigureRow {
    func printed(_ sum: Int64?) -> Figure {
      guard let sum else { return .missing }
      return .value(parts == 1 ? Double(sum) : Double(sum) / Double(parts))
    }
    if isTotal {
      let value = printed(tally.numerator)
      return FigureRow(value: value, numerator: value, denominator: .notApplicable)
    }
    guard let denominator = tally.denominator, denominator >= minimumDenominator else {
      let isOutside = (tally.denominator ?? 0) == 0 && (tally.outside ?? 0) > 0
      return FigureRow(
        value: isOutside ? .notApplicable : .missing, numerator: printed(tally.numerator),
        denominator: printed(tally.denominator))
    }
    let numerator = tally.numerator ?? 0
    return FigureRow(
      value: .value(Double(scale) * Double(numerator) / Double(denominator)),
      numerator: printed(numerator), denominator: printed(denominator))
  }
}
