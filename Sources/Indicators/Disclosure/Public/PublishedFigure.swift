import Domain

/// A figure made of published counts, and of nothing else that stems from citizens.
struct PublishedFigure: Sendable {
  let value: Figure
  let numerator: Figure
  let denominator: Figure

  static let withheld = PublishedFigure(.withheld, .withheld, .withheld)

  private init(_ value: Figure, _ numerator: Figure, _ denominator: Figure) {
    (self.value, self.numerator, self.denominator) = (value, numerator, denominator)
  }

  init(_ count: PublishedCount?) {
    let figure = count.map { Figure.value(Double($0.value)) } ?? .missing
    self.init(figure, figure, .missing)
  }

  init(_ numerator: PublishedCount?, of denominator: PublishedCount?, scale: Double) {
    self.init(numerator, denominator.map { Int64($0.value) }, scale)
  }

  /// - Parameter inhabitants: official ones.
  init(_ numerator: PublishedCount?, inhabitants: Int64?, scale: Double) {
    self.init(numerator, inhabitants, scale)
  }

  private init(_ numerator: PublishedCount?, _ denominator: Int64?, _ scale: Double) {
    let known = denominator.map { Figure.value(Double($0)) } ?? .missing
    let above = numerator.map { Figure.value(Double($0.value)) } ?? .missing
    guard let numerator, let denominator, denominator > 0 else {
      self.init(.missing, above, known)
      return
    }
    self.init(
      .value(scale * Double(numerator.value) / Double(denominator)), above, known)
  }
}

extension Disclosure {
  /// Released counts and what is derived from them. The rows can hold nothing else: a
  /// ``PublishedFigure`` is made from published counts and official inhabitants.
  static func released(
    _ columns: [TableColumn], rows: [PublicFigures.Row], provenance: Provenance
  ) -> Table<Released> {
    let cells = rows.flatMap { row -> [TableCell] in
      let figure = row.figure
      return row.keys
        + [figure.value, figure.numerator, figure.denominator].map(TableCell.figure)
        + [.text(figure.value.status)]
    }
    return Table(
      columns: columns,
      rows: TableRows(width: columns.count, count: rows.count, cells: cells),
      provenance: provenance)
  }
}
