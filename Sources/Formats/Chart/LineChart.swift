import Domain
import Indicators

/// Figures over months: one line a series, labelled at its end. A gap is a month without a number.
public struct LineChart: Sendable {
  public struct Series: Sendable {
    public let name: String
    /// `[month]`, as many as the chart has months.
    public let figures: [Figure]
    /// Drawn in the colour of the reference, thinner: the Land, or the number of competent ones.
    public let isReference: Bool

    public init(name: String, figures: [Figure], isReference: Bool = false) {
      self.name = name
      self.figures = figures
      self.isReference = isReference
    }
  }

  public let id: String
  public let title: String
  public let months: [Month]
  public let series: [Series]
  public let unit: Unit
  public let language: Language
  public let width: Double
  public let height: Double
  /// States change by steps; a slope between them would claim something in between.
  public let isStepped: Bool
  /// Upper end that the axis covers at least, so that small multiples share one.
  public let alsoCovers: [Double]

  public init(
    id: String, title: String, months: [Month], series: [Series], unit: Unit, language: Language,
    width: Double = 400, height: Double = 150, isStepped: Bool = false, alsoCovers: [Double] = []
  ) {
    precondition(
      series.allSatisfy { $0.figures.count == months.count },
      "a series with another number of months than the chart")
    self.id = id
    self.title = title
    self.months = months
    self.series = series
    self.unit = unit
    self.language = language
    self.width = width
    self.height = height
    self.isStepped = isStepped
    self.alsoCovers = alsoCovers
  }

  private static let top = 12.0
  private static let bottomMargin = 24.0
  private static let start = 46.0
  private var end: Double { width - rightMargin }
  private var bottom: Double { height - Self.bottomMargin }

  private var rightMargin: Double {
    let widths = endLabels.flatMap(\.lines).map { TextFitting.width($0, size: 13) }
    return min(Self.widestLabel + 12, (widths.max() ?? 0) + 12)
  }

  /// A longer label takes more than one line: `Breisgau-Hochschwarzwald 55,8 %`.
  private static let widestLabel = 138.0
  private static let lineHeight = 14.0

  public var drawing: Drawing {
    let numbers = series.flatMap { $0.figures.compactMap(\.number) } + alsoCovers
    let scale = Scale(
      numbers, count: 4,
      isWhole: unit == .count && numbers.allSatisfy { $0 == $0.rounded() })
    var body = axes(scale)
    for one in series.sorted(by: { $0.isReference && !$1.isReference }) { body += path(one, scale) }
    body += labels(scale)
    return Drawing(
      id: id, width: width, height: height, title: title, description: sentence,
      hasLinks: false, body: body)
  }

  private var axis: MonthAxis { MonthAxis(months: months, start: Self.start, end: end) }
  private func x(_ index: Int) -> Double { axis.x(index) }

  private func y(_ value: Double, _ scale: Scale) -> Double {
    scale.place(value, from: bottom, to: Self.top)
  }

  private func axes(_ scale: Scale) -> Markup {
    ValueAxis.markup(scale, unit: unit, language, start: Self.start, end: end) { y($0, scale) }
      + axis.markup(bottom: bottom)
  }

  private func path(_ one: Series, _ scale: Scale) -> Markup {
    var commands = ""
    var isDown = false
    var lonely: [(Double, Double)] = []
    for (index, figure) in one.figures.enumerated() {
      guard let number = figure.number else {
        isDown = false
        continue
      }
      let place = (x(index), y(number, scale))
      if !isDown {
        commands += "M\(Coordinate(place.0).text) \(Coordinate(place.1).text)"
        let next = index + 1 < one.figures.count ? one.figures[index + 1].number : nil
        if next == nil { lonely.append(place) }
      } else if isStepped {
        commands += "H\(Coordinate(place.0).text)V\(Coordinate(place.1).text)"
      } else {
        commands += "L\(Coordinate(place.0).text) \(Coordinate(place.1).text)"
      }
      isDown = true
    }
    let kind: Markup = one.isReference ? "line ref" : "line"
    var markup: Markup = commands.isEmpty ? "" : "<path class=\"\(kind)\" d=\"\(commands)\"/>"
    for place in lonely {
      markup += """
        <circle class="\(one.isReference ? "ref-mark" : "dot")" cx="\(Coordinate(place.0))" \
        cy="\(Coordinate(place.1))" r="3.5"/>
        """
    }
    return markup
  }

  private struct EndLabel {
    let lines: [String]
    let index: Int
    let number: Double
    let isReference: Bool
  }

  private var endLabels: [EndLabel] {
    series.compactMap { one in
      guard let index = one.figures.lastIndex(where: { $0.number != nil }),
        let number = one.figures[index].number
      else { return nil }
      let value = NumberText.text(number, unit: unit, language)
      let text = one.name.isEmpty ? value : one.name + " " + value
      return EndLabel(
        lines: TextFitting.wrapped(text, size: 13, width: Self.widestLabel), index: index,
        number: number, isReference: one.isReference)
    }
  }

  /// Labels at the lines' ends, moved apart where they would overlap.
  private func labels(_ scale: Scale) -> Markup {
    let placed = endLabels.map { (label: $0, y: y($0.number, scale)) }.sorted { $0.y < $1.y }
    var previous = -100.0
    var markup = Markup.empty
    var heights: [Double] = []
    for item in placed {
      heights.append(max(item.y, previous + Self.lineHeight))
      previous = heights.last! + Double(item.label.lines.count - 1) * Self.lineHeight
    }
    let overflow = max(0, previous - (bottom - 2))
    for (item, height) in zip(placed, heights) {
      let end = x(item.label.index)
      if !item.label.isReference {
        markup += """
          <circle class="dot" cx="\(Coordinate(end))" cy="\(Coordinate(item.y))" r="4"/>
          """
      }
      for (number, line) in item.label.lines.enumerated() {
        let place = height - overflow + 4 + Double(number) * Self.lineHeight
        markup += """
          <text class="\(item.label.isReference ? "ref-text" : "fig-text")" \
          x="\(Coordinate(self.end + 8))" y="\(Coordinate(place))">\(line)</text>
          """
      }
    }
    return markup
  }

  /// The text alternative: each series from its first to its last number.
  private var sentence: String {
    let isGerman = language == .german
    let parts = series.compactMap { one -> String? in
      guard let first = one.figures.firstIndex(where: { $0.number != nil }),
        let last = one.figures.lastIndex(where: { $0.number != nil }),
        let start = one.figures[first].number, let end = one.figures[last].number
      else { return nil }
      let name = one.name.isEmpty ? "" : one.name + ": "
      let from = NumberText.phrase(start, unit: unit, language)
      let to = NumberText.phrase(end, unit: unit, language)
      let months = (
        TimeText.month(self.months[first], language), TimeText.month(self.months[last], language)
      )
      return isGerman
        ? "\(name)\(from) im \(months.0), \(to) im \(months.1)."
        : "\(name)\(from) in \(months.0), \(to) in \(months.1)."
    }
    guard !parts.isEmpty else { return isGerman ? "Es liegt kein Wert vor." : "There is no value." }
    return parts.joined(separator: " ")
  }
}
