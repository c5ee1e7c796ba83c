import Domain
import Indicators

/// What was counted as a line, what is expected as a dashed line, and around it bands in which it
/// is likely to lie.
public struct BandChart: Sendable {
  public struct Band: Sendable {
    /// `80 %`
    public let name: String
    /// `[month]`, as many as the chart has months.
    public let low: [Figure]
    public let high: [Figure]

    public init(name: String, low: [Figure], high: [Figure]) {
      self.name = name
      self.low = low
      self.high = high
    }
  }

  public struct Target: Sendable {
    public let name: String
    public let value: Double

    public init(name: String, value: Double) {
      self.name = name
      self.value = value
    }
  }

  public let id: String
  public let title: String
  public let months: [Month]
  public let counted: [Figure]
  public let expected: [Figure]
  /// Widest first, two at most.
  public let bands: [Band]
  public let target: Target?
  public let unit: Unit
  public let language: Language

  public init(
    id: String, title: String, months: [Month], counted: [Figure], expected: [Figure],
    bands: [Band], target: Target?, unit: Unit, language: Language
  ) {
    precondition(bands.count <= 2, "a chart of at most two bands")
    precondition(
      ([counted, expected] + bands.flatMap { [$0.low, $0.high] }).allSatisfy {
        $0.count == months.count
      }, "a series with another number of months than the chart")
    self.id = id
    self.title = title
    self.months = months
    self.counted = counted
    self.expected = expected
    self.bands = bands
    self.target = target
    self.unit = unit
    self.language = language
  }

  private static let width = 400.0
  private static let start = 46.0
  private static let end = 396.0
  private static let plotHeight = 190.0
  private static let styles: [Markup] = ["band-1", "band-2"]

  private var isGerman: Bool { language == .german }

  public var drawing: Drawing {
    let numbers = ([counted, expected] + bands.flatMap { [$0.low, $0.high] })
      .flatMap { $0.compactMap(\.number) }
    let scale = Scale(numbers + [target?.value].compactMap { $0 }, count: 4)
    let axis = MonthAxis(months: months, start: Self.start, end: Self.end)
    let legend = legend
    let top = legend.height + 14
    let bottom = top + Self.plotHeight
    func y(_ value: Double) -> Double { scale.place(value, from: bottom, to: top) }
    var body = legend.body
    for (band, style) in zip(bands, Self.styles.suffix(bands.count)) {
      body += area(band, style, axis, y)
    }
    body += ValueAxis.markup(
      scale, unit: unit, language, start: Self.start, end: Self.end, place: y)
    body += axis.markup(bottom: bottom, right: Self.width)
    if let target {
      body += """
        <path class="ref-line" d="M\(Coordinate(Self.start)) \(Coordinate(y(target.value)))\
        H\(Coordinate(Self.end))"/>
        """
    }
    body += line(expected, "line dashed", axis, y) + line(counted, "line", axis, y)
    return Drawing(
      id: id, width: Self.width, height: bottom + 24, title: title, description: sentence,
      hasLinks: false, body: body)
  }

  private func line(
    _ figures: [Figure], _ style: Markup, _ axis: MonthAxis, _ y: (Double) -> Double
  ) -> Markup {
    var path = ""
    var isDown = false
    for (index, figure) in figures.enumerated() {
      guard let number = figure.number else {
        isDown = false
        continue
      }
      path +=
        (isDown ? "L" : "M") + Coordinate(axis.x(index)).text + " "
        + Coordinate(y(number)).text
      isDown = true
    }
    return path.isEmpty ? .empty : "<path class=\"\(style)\" d=\"\(path)\"/>"
  }

  /// Forth along the upper edge, back along the lower one.
  private func area(
    _ band: Band, _ style: Markup, _ axis: MonthAxis, _ y: (Double) -> Double
  ) -> Markup {
    let edge = months.indices.compactMap { index -> (Int, Double, Double)? in
      guard let low = band.low[index].number, let high = band.high[index].number else {
        return nil
      }
      return (index, low, high)
    }
    guard edge.count > 1 else { return .empty }
    func point(_ index: Int, _ value: Double) -> String {
      Coordinate(axis.x(index)).text + " " + Coordinate(y(value)).text
    }
    let there = edge.map { point($0.0, $0.2) }
    let back = edge.reversed().map { point($0.0, $0.1) }
    return "<path class=\"\(style)\" d=\"M\((there + back).joined(separator: "L"))Z\"/>"
  }

  private var legend: ChartLegend {
    var entries: [(sign: ChartLegend.Sign, text: String)] = [
      (ChartLegend.line("line"), isGerman ? "gezählt" : "counted")
    ]
    if expected.contains(where: { $0.number != nil }) {
      entries.append((ChartLegend.line("line dashed"), isGerman ? "Prognose" : "forecast"))
    }
    for (band, style) in zip(bands, Self.styles.suffix(bands.count)) {
      entries.append((ChartLegend.box(style), band.name))
    }
    if let target { entries.append((ChartLegend.line("ref-line"), target.name)) }
    return ChartLegend(entries, width: Self.width)
  }

  /// The text alternative: where it stands, where it is expected, and how sure that is.
  private var sentence: String {
    func phrase(_ number: Double) -> String { NumberText.phrase(number, unit: unit, language) }
    func month(_ index: Int) -> String { TimeText.month(months[index], language) }
    var sentences: [String] = []
    if let last = counted.lastIndex(where: { $0.number != nil }), let now = counted[last].number {
      sentences.append("\(phrase(now)) \(isGerman ? "im" : "in") \(month(last)).")
    }
    if let last = expected.lastIndex(where: { $0.number != nil }),
      let then = expected[last].number
    {
      var text = "\(isGerman ? "Prognose für" : "Forecast for") \(month(last)): \(phrase(then))"
      let ranges = bands.compactMap { band -> String? in
        guard let low = band.low[last].number, let high = band.high[last].number else { return nil }
        return "\(band.name): \(phrase(low)) \(isGerman ? "bis" : "to") \(phrase(high))"
      }
      if !ranges.isEmpty { text += " (" + ranges.joined(separator: "; ") + ")" }
      sentences.append(text + ".")
    }
    if let target { sentences.append("\(target.name).") }
    return sentences.isEmpty
      ? (isGerman ? "Es liegt kein Wert vor." : "There is no value.")
      : sentences.joined(separator: " ")
  }
}
