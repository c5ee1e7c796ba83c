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
  private static let left = 44.0
  private static let right = 394.0
  private static let plotHeight = 270.0
  /// More crosses than a reader tells apart.
  private static let mostCrosses = 60

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
    func place(_ point: Point) -> (x: Double, y: Double) {
      (
        xScale.place(point.x, from: Self.left, to: Self.right),
        yScale.place(point.y, from: bottom, to: top)
      )
    }
    var body = legend.body + axes(xScale, yScale, top: top, bottom: bottom)
    // Of many points only the chosen ones keep their crosses: hundreds of them hide the dots.
    for point in points where point.isChosen || points.count <= Self.mostCrosses {
      let (x, y) = place(point)
      let style: Markup = point.isChosen ? "arm chosen" : "arm"
      let across = [point.xRange.lowerBound, point.xRange.upperBound].map {
        Coordinate(xScale.place($0, from: Self.left, to: Self.right))
      }
      let up = [point.yRange.lowerBound, point.yRange.upperBound].map {
        Coordinate(yScale.place($0, from: bottom, to: top))
      }
      body += """
        <path class="\(style)" d="M\(across[0]) \(Coordinate(y))H\(across[1])M\(Coordinate(x)) \
        \(up[0])V\(up[1])"/>
        """
      // A cross that goes on beyond the drawing ends in the head of an arrow.
      if point.xRange.upperBound > xScale.high {
        body +=
          "<path class=\"\(style)\" d=\"M\(Coordinate(Self.right - 4)) \(Coordinate(y - 3))l4 3l-4 3\"/>"
      }
      if point.yRange.upperBound > yScale.high {
        body +=
          "<path class=\"\(style)\" d=\"M\(Coordinate(x - 3)) \(Coordinate(top + 4))l3 -4l3 4\"/>"
      }
      if point.yRange.lowerBound < yScale.low {
        body +=
          "<path class=\"\(style)\" d=\"M\(Coordinate(x - 3)) \(Coordinate(bottom - 4))l3 4l3 -4\"/>"
      }
    }
    // Chosen ones lie on top.
    for point in points.filter({ !$0.isChosen }) + points.filter(\.isChosen) {
      let (x, y) = place(point)
      let style: Markup = point.isChosen ? "dot" : "hollow"
      body += "<circle class=\"\(style)\" cx=\"\(Coordinate(x))\" cy=\"\(Coordinate(y))\" r=\"4\"/>"
    }
    // Over the dots, where it is seen among hundreds of them.
    body += frontier(place)
    body += labels(place, top: top, bottom: bottom)
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

  private func frontier(_ place: (Point) -> (x: Double, y: Double)) -> Markup {
    let corners = Self.frontier(points).map(place)
    guard let first = corners.first, corners.count > 1 else { return .empty }
    var path = "M\(Coordinate(first.x).text) \(Coordinate(first.y).text)"
    for corner in corners.dropFirst() {
      path += "H\(Coordinate(corner.x).text)V\(Coordinate(corner.y).text)"
    }
    return "<path class=\"ref-line thick\" fill=\"none\" d=\"\(path)\"/>"
  }

  /// Labels in the order of the points, each where there is room beside its dot, else nowhere.
  private func labels(
    _ place: (Point) -> (x: Double, y: Double), top: Double, bottom: Double
  ) -> Markup {
    struct Box {
      let x, y, width: Double
      func meets(_ other: Box) -> Bool {
        x < other.x + other.width + 2 && other.x < x + width + 2 && abs(y - other.y) < 16
      }
    }
    var taken: [Box] = []
    var markup = Markup.empty
    for point in points where !point.label.isEmpty {
      let (x, y) = place(point)
      let width = TextFitting.width(point.label, size: 12.5)
      let boxes = [(6.0, -5.0), (-6 - width, -5), (6, 13), (-6 - width, 13)].map {
        Box(x: x + $0.0, y: y + $0.1, width: width)
      }
      let free = boxes.first { box in
        box.x > Self.left && box.x + width < Self.width && box.y > top + 8
          && box.y < bottom - 2 && !taken.contains(where: box.meets)
      }
      guard let free else { continue }
      taken.append(free)
      markup += """
        <text class="\(point.isChosen ? "fig-text" : "quiet") halo" x="\(Coordinate(free.x))" \
        y="\(Coordinate(free.y))">\(point.label)</text>
        """
    }
    return markup
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
