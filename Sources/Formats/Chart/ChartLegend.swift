/// What the marks of a chart mean: signs with words, from left to right, in as many lines as they
/// need.
struct ChartLegend {
  /// A mark in a box of 16 × 10 whose upper left corner is given.
  typealias Sign = (_ x: Double, _ y: Double) -> Markup

  private(set) var body = Markup.empty
  /// Of all lines together.
  private(set) var height = 0.0

  /// The largest size at which a page shows the words, in units of the drawing.
  private static let textSize = 12.5
  private static let lineHeight = 18.0

  init(_ entries: [(sign: Sign, text: String)], width: Double) {
    var x = 0.0
    for entry in entries {
      let room = 22 + TextFitting.width(entry.text, size: Self.textSize)
      if x > 0, x + room > width {
        x = 0
        height += Self.lineHeight
      }
      body += entry.sign(x, height + 2)
      body += """
        <text class="quiet" x="\(Coordinate(x + 22))" y="\(Coordinate(height + 11))">\
        \(entry.text)</text>
        """
      x += room + 14
    }
    height += Self.lineHeight
  }

  /// A filled box.
  static func box(_ style: Markup) -> Sign {
    { x, y in
      """
      <rect class="\(style)" x="\(Coordinate(x))" y="\(Coordinate(y))" width="16" height="10"/>
      """
    }
  }

  /// A level line.
  static func line(_ style: Markup) -> Sign {
    { x, y in "<path class=\"\(style)\" d=\"M\(Coordinate(x)) \(Coordinate(y + 5))h16\"/>" }
  }

  static func dot(_ style: Markup) -> Sign {
    { x, y in
      """
      <circle class="\(style)" cx="\(Coordinate(x + 8))" cy="\(Coordinate(y + 5))" r="4.5"/>
      """
    }
  }

  /// A box filled with a pattern of the drawing.
  static func pattern(_ id: String) -> Sign {
    { x, y in
      """
      <rect fill="url(#\(id))" x="\(Coordinate(x))" y="\(Coordinate(y))" width="16" height="10"/>
      """
    }
  }
}
