import Domain

extension Indicator {
  /// Among the pairs online of which something is reported on a property, those that have it.
  ///
  /// - Parameters:
  ///   - column: of the property in ``RelationSchema/activePairs``; beside it stands, as
  ///     `…_known`, whether something is reported.
  ///   - threeOfFour: the worked example in words: three of four pairs have the property, of a
  ///     fifth nothing is reported.
  static func reportedShare(
    id: String, of column: String, name: Text, question: Text, source: Text, caveat: Text,
    threeOfFour: Text
  ) -> Indicator {
    let columns = ["gemeinde", "leistung", "pairs", column, "\(column)_known"]
    return Indicator(
      id: id, group: .coverage, name: name, question: question,
      unit: .share, direction: .higherIsBetter,
      source: source, caveat: caveat,
      time: .state,
      formula: .share(sum(column, in: .activePairs), of: sum("\(column)_known", in: .activePairs)),
      examples: [
        WorkedExample(
          title: threeOfFour, columns: columns,
          rows: [
            ["A", "L1", "1", "1", "1"],
            ["A", "L2", "1", "0", "1"],
            ["B", "L1", "1", "1", "1"],
            ["B", "L2", "1", "1", "1"],
            ["C", "L1", "1", "0", "0"],
          ],
          numerator: 3, denominator: 4, figure: .value(0.75)),
        WorkedExample(
          title: Text(de: "Nichts gemeldet: keine Zahl", en: "Nothing reported: no figure"),
          columns: columns,
          rows: [
            ["A", "L1", "1", "0", "0"]
          ],
          numerator: 0, denominator: 0, figure: .missing),
      ])
  }
}
