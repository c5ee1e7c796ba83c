import Domain
import Indicators

/// Things between two measures, each a dot with a cross as wide and as high as it is unsure, and
/// the line of those that no other beats in both.
public struct ScatterPlot: Sendable {
  public struct Point: Sendable {
    /// Short text beside the dot, e.g. the place in a table; empty: none.
    public let label: String
    public let name: String
    public let x: Double
    public let xRange: ClosedRange<Double>
    public let y: Double
    public let yRange: ClosedRange<Double>
    public let isChosen: Bool

    public init(
      label: String, name: String, x: Double, xRange: ClosedRange<Double>? = nil, y: Double,
      yRange: ClosedRange<Double>? = nil, isChosen: Bool
    ) {
      self.label = label
      self.name = name
      self.x = x
      self.xRange = xRange ?? x...x
      self.y = y
      self.yRange = yRange ?? y...y
      self.isChosen = isChosen
    }
  }

  /// What is measured along an axis.
  public struct Measure: Sendable {
    public let name: String
    public let unit: Unit

    public init(name: String, unit: Unit) {
      self.name = name
      self.unit = unit
    }
  }

  public let id: String
  public let title: String
  /// In the order in which labels are placed: those of the first are kept.
  public let points: [Point]
  public let x: Measure
  public let y: Measure
  /// What the filled and the hollow dots are, and the line.
  public let names: (chosen: String, other: String, frontier: String)
  public let language: Language

  public init(
    id: String, title: String, points: [Point], x: Measure, y: Measure,
    names: (chosen: String, other: String, frontier: String), language: Language
  ) {
    self.id = id
    self.title = title
    self.points = points
    self.x = x
    self.y = y
    self.names = names
    self.language = language
  }

  private static let width = 400.0
  static let left = 44.0
  static let right = 394.0
  private static let plotHeight = 270.0
  /// Of more points only those with a name keep their crosses: more than a reader tells apart.
  public static let mostCrosses = 60

  /// The points that no other beats: cheaper and worth at least as much, or as cheap and worth more.
  /// By ascending x; a point takes its place only where it is worth more than all before it.
  public static func frontier(_ points: [Point]) -> [Point] {
    var best = -Double.infinity
    return points.sorted { ($0.x, -$0.y, $0.name) < ($1.x, -$1.y, $1.name) }.filter { point in
      guard point.y > best else { return false }
      best = point.y
      return true
    }
  }

  public var drawing: Drawing {
    // By the dots: a few wide crosses would press all of them into a corner.
    let xScale = Scale(points.map(\.x), count: 5)
    let yScale = Scale(points.map(\.y), count: 5)
    let legend = legend
    let top = legend.height + 28
    let bottom = top + Self.plotHeight
    let places = points.map {
      (
        x: xScale.place($0.x, from: Self.left, to: Self.right),
        y: yScale.place($0.y, from: bottom, to: top)
      )
    }
    let labels = labels(places, top: top, bottom: bottom)
    var body = legend.body + axes(xScale, yScale, top: top, bottom: bottom)
    // Hundreds of crosses hide the dots: of many points those keep one that a reader can name.
    let named = Set(labels.map(\.index))
    for (number, point) in points.enumerated()
    where points.count <= Self.mostCrosses || named.contains(number) {
      body += cross(of: point, at: places[number], xScale, yScale, top: top, bottom: bottom)
    }
    for label in labels {
      guard let (from, to) = label.leader else { continue }
      body += """
        <path class="arm" d="M\(Coordinate(from.x)) \(Coordinate(from.y))\
        L\(Coordinate(to.x)) \(Coordinate(to.y))"/>
        """
    }
    // Chosen ones lie on top.
    let isOnTop = { (number: Int) in points[number].isChosen }
    for number in points.indices.filter({ !isOnTop($0) }) + points.indices.filter(isOnTop) {
      let (x, y) = places[number]
      let style: Markup = points[number].isChosen ? "dot" : "hollow"
      body += "<circle class=\"\(style)\" cx=\"\(Coordinate(x))\" cy=\"\(Coordinate(y))\" r=\"4\"/>"
    }
    // Over the dots, where it is seen among hundreds of them.
    let corners = line(places)
    if corners.count > 1 {
      let path = corners.enumerated().map { number, corner in
        "\(number == 0 ? "M" : "L")\(Coordinate(corner.x).text) \(Coordinate(corner.y).text)"
      }
      body += "<path class=\"ref-line thick\" fill=\"none\" d=\"\(path.joined())\"/>"
    }
    for label in labels {
      let point = points[label.index]
      body += """
        <text class="\(point.isChosen ? "fig-text" : "quiet") halo" x="\(Coordinate(label.x))" \
        y="\(Coordinate(label.y))">\(point.label)</text>
        """
    }
    return Drawing(
      id: id, width: Self.width, height: bottom + 42, title: title, description: sentence,
      hasLinks: false, body: body)
  }

  private func axes(_ xScale: Scale, _ yScale: Scale, top: Double, bottom: Double) -> Markup {
    let xUnit = AxisUnit(xScale, unit: x.unit, language)
    let yUnit = AxisUnit(yScale, unit: y.unit, language)
    var markup = ValueAxis.markup(
      yScale, start: Self.left, end: Self.right,
      place: { yScale.place($0, from: bottom, to: top) }, text: yUnit.tick)
    for tick in xScale.ticks {
      let place = xScale.place(tick, from: Self.left, to: Self.right)
      let isLast = tick == xScale.ticks.last
      markup += """
        <path class="\(tick == 0 ? "axis" : "grid")" d="M\(Coordinate(place)) \(Coordinate(top))\
        V\(Coordinate(bottom))"/><text class="quiet \(isLast ? "end" : "middle")" \
        x="\(Coordinate(isLast ? Self.width : place))" y="\(Coordinate(bottom + 17))">\
        \(xUnit.tick(tick))</text>
        """
    }
    return markup + """
      <text class="quiet" x="0" y="\(Coordinate(top - 14))">\(caption(y, yUnit))</text>\
      <text class="quiet end" x="\(Coordinate(Self.width))" y="\(Coordinate(bottom + 36))">\
      \(caption(x, xUnit))</text>
      """
  }

  private func caption(_ measure: Measure, _ unit: AxisUnit) -> String {
    unit.caption.isEmpty ? measure.name : measure.name + " (" + unit.caption + ")"
  }

  /// The corners of the line of those that no other beats, from left to right.
  private func line(_ places: [(x: Double, y: Double)]) -> [(x: Double, y: Double)] {
    let order = Dictionary(zip(points.map(\.name), places), uniquingKeysWith: { first, _ in first })
    let corners = Self.frontier(points).compactMap { order[$0.name] }
    return corners.enumerated().flatMap { number, corner in
      number == 0 ? [corner] : [(corner.x, corners[number - 1].y), corner]
    }
  }

  /// The names that have room, by their points' places in `points`.
  private func labels(_ places: [(x: Double, y: Double)], top: Double, bottom: Double)
    -> [ScatterLabels.Label]
  {
    let names = points.enumerated().map { (index: $0.offset, text: $0.element.label) }
    return ScatterLabels.placed(
      names.filter { !$0.text.isEmpty }, dots: places, line: line(places), left: Self.left,
      right: Self.width, top: top,
      bottom: bottom)
  }

  private var legend: ChartLegend {
    ChartLegend(
      [
        (ChartLegend.dot("dot"), names.chosen), (ChartLegend.dot("hollow"), names.other),
        (ChartLegend.line("ref-line thick"), names.frontier),
      ], width: Self.width)
  }

  /// The text alternative: how many, how many are chosen, and the line from end to end.
  private var sentence: String {
    let isGerman = language == .german
    guard !points.isEmpty else {
      return isGerman ? "Es liegt kein Wert vor." : "There is no value."
    }
    func text(_ point: Point) -> String {
      let (a, b) = (
        NumberText.phrase(point.x, unit: x.unit, language),
        NumberText.phrase(point.y, unit: y.unit, language)
      )
      return "\(point.name) (\(a), \(b))"
    }
    let chosen = points.count(where: \.isChosen)
    let line = Self.frontier(points)
    var sentence =
      isGerman
      ? "\(points.count) Punkte nach \(x.name) und \(y.name), davon \(chosen) \(names.chosen)."
      : "\(points.count) points by \(x.name) and \(y.name), \(chosen) of them \(names.chosen)."
    sentence += " " + names.frontier + ": " + line.map(text).joined(separator: "; ") + "."
    return sentence
  }
}
