import Domain
import Indicators

/// Parts of a whole, one bar for each year or other thing in its order; beside each bar a mark for
/// what bounds its lowest part.
public struct StackedBars: Sendable {
  public struct Bar: Sendable {
    public let label: String
    /// From the bottom up, as many as the chart has parts. Not negative.
    public let parts: [Figure]
    /// In the unit of the parts; `nil`: none.
    public let mark: Double?

    public init(label: String, parts: [Figure], mark: Double? = nil) {
      self.label = label
      self.parts = parts
      self.mark = mark
    }
  }

  public let id: String
  public let title: String
  /// Names of the parts from the bottom up, two at most.
  public let parts: [String]
  public let markName: String
  public let bars: [Bar]
  public let unit: Unit
  public let language: Language

  public init(
    id: String, title: String, parts: [String], markName: String, bars: [Bar], unit: Unit,
    language: Language
  ) {
    precondition((1...2).contains(parts.count), "a chart of one or two parts")
    precondition(
      bars.allSatisfy { $0.parts.count == parts.count }, "a bar with other parts than the chart")
    self.id = id
    self.title = title
    self.parts = parts
    self.markName = markName
    self.bars = bars
    self.unit = unit
    self.language = language
  }

  private static let width = 400.0
  private static let start = 42.0
  private static let plotHeight = 170.0
  private static let styles: [Markup] = ["part-1", "part-2"]

  private var hasMarks: Bool { bars.contains { $0.mark != nil } }
  private var hasMissing: Bool { bars.contains { $0.parts.contains(.missing) } }

  private func sum(_ bar: Bar) -> Double? {
    let numbers = bar.parts.compactMap(\.number)
    return numbers.isEmpty ? nil : numbers.reduce(0, +)
  }

  public var drawing: Drawing {
    let scale = Scale(bars.flatMap { [sum($0), $0.mark].compactMap { $0 } }, count: 4)
    let axisUnit = AxisUnit(scale, unit: unit, language)
    let legend = legend
    let top = legend.height + 34
    let bottom = top + Self.plotHeight
    let pitch = (Self.width - Self.start) / Double(max(bars.count, 1))
    var body = legend.body
    body += """
      <text class="quiet" x="0" y="\(Coordinate(legend.height + 13))">\(axisUnit.caption)</text>
      """
    body += ValueAxis.markup(
      scale, start: Self.start, end: Self.width,
      place: { scale.place($0, from: bottom, to: top) }, text: axisUnit.tick)
    // Labels of many bars would lie on each other.
    let every = (bars.count * 34 + 357) / 358
    for (index, bar) in bars.enumerated() {
      let middle = Self.start + (Double(index) + 0.5) * pitch
      body += markup(bar, middle: middle, pitch: pitch, bottom: bottom, axisUnit) {
        scale.place($0, from: bottom, to: top)
      }
      if index % every == 0 {
        body += """
          <text class="quiet middle" x="\(Coordinate(middle))" y="\(Coordinate(bottom + 17))">\
          \(bar.label)</text>
          """
      }
    }
    return Drawing(
      id: id, width: Self.width, height: bottom + 24, title: title, description: sentence,
      hasLinks: false, body: body)
  }

  private func markup(
    _ bar: Bar, middle: Double, pitch: Double, bottom: Double, _ axisUnit: AxisUnit,
    place: (Double) -> Double
  ) -> Markup {
    let half = min(17, pitch * 0.33)
    let (left, width) = (Coordinate(middle - half), Coordinate(2 * half))
    var markup = Markup.empty
    var below = 0.0
    for (part, style) in zip(bar.parts, Self.styles) {
      guard let number = part.number, number > 0 else { continue }
      let (from, to) = (place(below), place(below + number))
      markup += """
        <rect class="\(style)" x="\(left)" y="\(Coordinate(to))" width="\(width)" \
        height="\(Coordinate(max(from - to, 0.5)))"/>
        """
      below += number
    }
    // The sum stands on its bar, and above the mark only where that would run through it.
    var highest = place(below)
    if let mark = bar.mark {
      markup += """
        <path class="ref-line thick" d="M\(Coordinate(middle - half - 4)) \
        \(Coordinate(place(mark)))h\(Coordinate(2 * half + 8))"/>
        """
      if (-4...22).contains(highest - place(mark)) { highest = place(mark) }
    }
    let text: String
    if let sum = sum(bar) {
      text = axisUnit.value(sum)
    } else {
      text = FigureText.text(bar.parts.first ?? .missing, unit: unit, language)
      markup += """
        <rect fill="url(#\(Drawing.hatchID(id)))" x="\(left)" y="\(Coordinate(bottom - 40))" \
        width="\(width)" height="40"/>
        """
      highest = min(highest, bottom - 40)
    }
    // Narrow bars have no room for their sums; the table has them.
    guard pitch > 34 else { return markup }
    return markup + """
      <text class="quiet middle halo" x="\(Coordinate(middle))" y="\(Coordinate(highest - 6))">\
      \(text)</text>
      """
  }

  private var legend: ChartLegend {
    var entries = zip(parts, Self.styles).map { (sign: ChartLegend.box($1), text: $0) }
    if hasMarks { entries.append((ChartLegend.line("ref-line thick"), markName)) }
    if hasMissing {
      let meaning = FigureText.meaning(.missing)![language]
      entries.append((ChartLegend.pattern(Drawing.hatchID(id)), meaning))
    }
    return ChartLegend(entries, width: Self.width)
  }

  /// The text alternative: the parts of each bar.
  private var sentence: String {
    guard !bars.isEmpty else {
      return language == .german ? "Es liegt kein Wert vor." : "There is no value."
    }
    return bars.map { bar in
      let parts = zip(self.parts, bar.parts).map { name, part in
        part.number.map { name + " " + NumberText.phrase($0, unit: unit, language) }
          ?? name + " " + FigureText.text(part, unit: unit, language)
      }
      let mark = bar.mark.map { [markName + " " + NumberText.phrase($0, unit: unit, language)] }
      return bar.label + ": " + (parts + (mark ?? [])).joined(separator: ", ") + "."
    }.joined(separator: " ")
  }
}
