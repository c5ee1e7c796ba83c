/// The sums of a formula, group by group, and the figures that follow from them.
package struct Tally: Sendable {
  package struct Group: Sendable {
    /// Codes of the dimensions, in their order.
    package let codes: [Int]
    /// Sums of whole numbers; `nil` where no row had a value.
    package let numerator: Int64?
    package let denominator: Int64?
    package let outside: Int64?
  }

  package let by: [String]
  /// The figures are counts, without denominator.
  package let isTotal: Bool
  /// Sorted by the dimensions.
  package let groups: [Group]

  init(_ table: GroupTable, formula: Formula, by: [String], keySpaces: [String: KeySpace]) {
    self.by = by
    isTotal = formula.isTotal
    let radices = by.map { max(keySpaces[$0]!.count, 1) }
    var groups: [Group] = []
    let optional = { (value: Int64) in value == Frame.null ? nil : value }
    table.forEachGroup { key, values in
      var codes = [Int](repeating: 0, count: radices.count)
      var rest = key
      for index in radices.indices.reversed() {
        codes[index] = rest % radices[index]
        rest /= radices[index]
      }
      groups.append(
        Group(
          codes: codes, numerator: optional(values[0]), denominator: optional(values[1]),
          outside: optional(values[2])))
    }
    if by.isEmpty, groups.isEmpty {
      groups = [Group(codes: [], numerator: nil, denominator: nil, outside: nil)]
    }
    self.groups = groups
  }
}

/// A figure with what it was computed from, as every listing prints it.
package struct FigureRow: Sendable, Hashable {
  package let value: Figure
  package let numerator: Figure
  package let denominator: Figure

  package static let missing = FigureRow(
    value: .missing, numerator: .missing, denominator: .missing)
}

extension Formula {
  /// The figure of a group. The same floating-point steps as in the SQL text, so both agree to the
  /// last bit.
  package func figure(_ group: Tally.Group) -> FigureRow {
    func printed(_ sum: Int64?) -> Figure {
      guard let sum else { return .missing }
      return .value(parts == 1 ? Double(sum) : Double(sum) / Double(parts))
    }
    if isTotal {
      let value = group.numerator.map { Figure.value(Double($0)) } ?? .missing
      return FigureRow(
        value: value, numerator: printed(group.numerator), denominator: .notApplicable)
    }
    guard let denominator = group.denominator, denominator >= minimumDenominator else {
      let isOutside = (group.denominator ?? 0) == 0 && (group.outside ?? 0) > 0
      return FigureRow(
        value: isOutside ? .notApplicable : .missing, numerator: printed(group.numerator),
        denominator: printed(group.denominator))
    }
    let numerator = group.numerator ?? 0
    return FigureRow(
      value: .value(Double(scale) * Double(numerator) / Double(denominator)),
      numerator: printed(numerator), denominator: printed(denominator))
  }
}
