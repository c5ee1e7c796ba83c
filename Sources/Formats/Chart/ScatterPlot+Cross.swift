import Indicators

extension ScatterPlot {
  /// How unsure a point is, as a cross; where it goes on beyond the drawing it ends in the head of
  /// an arrow.
  func cross(
    of point: Point, at place: (x: Double, y: Double), _ xScale: Scale, _ yScale: Scale,
    top: Double, bottom: Double
  ) -> Markup {
    let (x, y) = place
    let style: Markup = point.isChosen ? "arm chosen" : "arm"
    let across = [point.xRange.lowerBound, point.xRange.upperBound].map {
      Coordinate(xScale.place($0, from: Self.left, to: Self.right))
    }
    let up = [point.yRange.lowerBound, point.yRange.upperBound].map {
      Coordinate(yScale.place($0, from: bottom, to: top))
    }
    var body: Markup = """
      <path class="\(style)" d="M\(across[0]) \(Coordinate(y))H\(across[1])M\(Coordinate(x)) \
      \(up[0])V\(up[1])"/>
      """
    func arrow(_ tip: Markup) { body += "<path class=\"\(style)\" d=\"\(tip)\"/>" }
    if point.xRange.upperBound > xScale.high {
      arrow("M\(Coordinate(Self.right - 4)) \(Coordinate(y - 3))l4 3l-4 3")
    }
    if point.yRange.upperBound > yScale.high {
      arrow("M\(Coordinate(x - 3)) \(Coordinate(top + 4))l3 -4l3 4")
    }
    if point.yRange.lowerBound < yScale.low {
      arrow("M\(Coordinate(x - 3)) \(Coordinate(bottom - 4))l3 4l3 -4")
    }
    return body
  }
}
