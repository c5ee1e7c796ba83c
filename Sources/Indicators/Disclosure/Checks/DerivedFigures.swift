import Domain

/// Holds the derived figures of the public scope against published counts, looked up anew.
enum DerivedFigures {
  /// - Returns: how many figures there are, and how many do not follow from published counts.
  static func compare(
    _ published: PublishedCells, _ register: ReleaseRegister
  ) -> (figures: Int, wrong: Int) {
    let figures = PublicFigures(published, register, isSimulated: false)
    var (count, wrong) = (0, 0)
    for indicator in PublicIndicator.all {
      for by in [
        ["land", "month"], ["kreis", "month"], ["kreis", "year"], ["gemeinde", "year"],
      ] {
        guard let table = try? figures.table(FigureRequest(indicator.id, by: by)) else {
          return (count, wrong + 1)
        }
        for row in table.rows {
          count += 1
          if !follows(row, indicator, published, register) { wrong += 1 }
        }
      }
    }
    return (count, wrong)
  }

  /// - Parameter row: area, period, value, numerator, denominator, status.
  private static func follows(
    _ row: TableRow, _ indicator: PublicIndicator, _ published: PublishedCells,
    _ register: ReleaseRegister
  ) -> Bool {
    guard case .key(let area, _) = row[0], case .key(let text, _) = row[1],
      let period = PublicPeriod(text), case .figure(let value) = row[2]
    else { return false }
    func count(_ measure: PublicMeasure) -> Double? {
      published.count(CellName(measure: measure, area: area, leistung: nil, period: period))
        .map { Double($0.value) }
    }
    let above = count(indicator.numerator)
    let below: Double? =
      switch indicator.denominator {
      case nil: 1
      case .measure(let measure): count(measure)
      case .inhabitants:
        register.place(of: area).flatMap { register.populations[$0] }.map(Double.init)
      }
    guard let above, let below, below > 0 else { return value == .missing }
    return value == .value(indicator.scale * above / below)
  }
}
