import Domain
import Indicators

/// A line the size of a word: the course of a figure without axes, its last value as a dot. The
/// scale spans the values themselves, so it shows a course, never a size.
public struct SparkLine: Sendable {
  public let id: String
  public let title: String
  public let months: [Month]
  public let figures: [Figure]
  public let unit: Unit
  public let language: Language

  public init(
    id: String, title: String, months: [Month], figures: [Figure], unit: Unit, language: Language
  ) {
    self.id = id
    self.title = title
    self.months = months
    self.figures = figures
    self.unit = unit
    self.language = language
  }

  public var drawing: Drawing {
    let numbers = figures.compactMap(\.number)
    let low = numbers.min() ?? 0
    let span = (numbers.max() ?? 1) - low
    func place(_ index: Int, _ number: Double) -> (Coordinate, Coordinate) {
      let x = 3 + Double(index) / Double(max(figures.count - 1, 1)) * 232
      let y = span > 0 ? 38 - (number - low) / span * 32 : 22
      return (Coordinate(x), Coordinate(y))
    }
    var commands = ""
    var isDown = false
    for (index, figure) in figures.enumerated() {
      guard let number = figure.number else {
        isDown = false
        continue
      }
      let (x, y) = place(index, number)
      commands += "\(isDown ? "L" : "M")\(x.text) \(y.text)"
      isDown = true
    }
    var body: Markup = commands.isEmpty ? "" : "<path class=\"line\" d=\"\(commands)\"/>"
    if let last = figures.lastIndex(where: { $0.number != nil }), let number = figures[last].number
    {
      let (x, y) = place(last, number)
      body += "<circle class=\"dot\" cx=\"\(x)\" cy=\"\(y)\" r=\"3.5\"/>"
    }
    let course = LineChart(
      id: id, title: title, months: months,
      series: [.init(name: "", figures: figures)], unit: unit, language: language)
    return Drawing(
      id: id, width: 240, height: 44, title: title, description: course.drawing.description,
      hasLinks: false, body: body)
  }
}
