import Domain

extension ProjectState {
  /// Numbers of areas, Leistungen or processes, and the dimensions that follow from them.
  typealias Numbered = (numbers: [UInt32], dimensions: [String: [Int32]])

  /// Rows of a month that each name a place (base 0) and a subject (base 1); the month is base 2.
  /// - Parameter states: base 3, where there is one.
  func frame(
    _ month: Month, place: Numbered, subject: Numbered, states: [UInt8]? = nil,
    measures: [String: Frame.Measure]
  ) -> Frame {
    var columns = ["month": monthDimension(base: 2)]
    for (base, numbered) in [place, subject].enumerated() {
      for (name, codes) in numbered.dimensions {
        columns[name] = Frame.Dimension(base: base, codeOf: codes)
      }
    }
    return Frame(
      rowCount: place.numbers.count,
      bases: [
        .words(place.numbers), .words(subject.numbers),
        .constant(UInt32(dimensions.monthCode(month))),
      ] + (states.map { [.bytes($0)] } ?? []),
      dimensions: columns, measures: measures)
  }

  func monthDimension(base: Int) -> Frame.Dimension {
    Frame.Dimension(
      base: base, codeOf: (0..<Int32(dimensions.keySpaces["month"]!.count)).map { $0 })
  }
}
