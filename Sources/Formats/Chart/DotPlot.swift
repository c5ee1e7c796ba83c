import Domain
import Indicators

/// One row a thing: a dot for its value, a bar for the range around it (an interval, or lowest to
/// highest), one vertical line for the reference.
public struct DotPlot: Sendable {
  public struct Row: Sendable {
    public let label: String
    public let figure: Figure
    /// In the unit of the figure; `nil`: no range is known.
    public let range: ClosedRange<Double>?
    /// A hollow dot beside the filled one: the same thing reckoned otherwise.
    public let compared: Double?

    public init(
      label: String, figure: Figure, range: ClosedRange<Double>? = nil, compared: Double? = nil
    ) {
      self.label = label
      self.figure = figure
      self.range = range
      self.compared = compared
    }
  }

  public struct Reference: Sendable {
    public let label: String
    public let value: Double

    public init(label: String, value: Double) {
      self.label = label
      self.value = value
    }
  }

  public let id: String
  public let title: String
  public let rows: [Row]
  public let reference: Reference?
  public let unit: Unit
  public let language: Language
  /// Values that the axis covers besides the rows' own, so that two plots can share an axis.
  public let alsoCovers: [Double]
  /// What the filled and the hollow dots are; `nil`: rows have only filled ones.
  public let names: (value: String, compared: String)?
  /// Whether the text alternative names the rows with the least and the greatest value.
  public let isRanked: Bool

  public init(
    id: String, title: String, rows: [Row], reference: Reference? = nil, unit: Unit,
    language: Language, alsoCovers: [Double] = [], names: (value: String, compared: String)? = nil,
    isRanked: Bool = true
  ) {
    self.id = id
    self.title = title
    self.rows = rows
    self.reference = reference
    self.unit = unit
    self.language = language
    self.alsoCovers = alsoCovers
    self.names = names
    self.isRanked = isRanked
  }

  private static let width = 400.0
  private static let labelEnd = 164.0
  private static let plotStart = 176.0
  private static let plotEnd = 340.0
  /// The largest size at which a page shows the labels, in units of the drawing.
  private static let labelSize = 13.0
  /// What takes more is no name any more.
  private static let labelLines = 3
  private static let lineHeight = 15.0

  private var scale: Scale {
    Scale(
      rows.flatMap { row in
        [row.figure.number, row.range?.lowerBound, row.range?.upperBound, row.compared]
          .compactMap { $0 }
      } + [reference?.value].compactMap { $0 } + alsoCovers, count: 3, zooms: true)
  }

  /// Where the axis starts, as text, if that is not 0: a figure owes its reader that remark.
  public var axisStart: String? {
    let scale = scale
    return scale.low == 0 ? nil : AxisText.text(scale.low, scale: scale, unit: unit, language)
  }

  /// The value of all rows where they have the same and nothing else is to be seen: such a chart
  /// says no more than this number. `nil`: there is something to compare.
  public var onlyValue: Double? {
    guard rows.count > 1, let first = rows.first?.figure.number,
      rows.allSatisfy({ row in
        row.figure.number == first && row.compared == nil
          && row.range.map { $0.lowerBound == $0.upperBound } != false
      })
    else { return nil }
    return first
  }

  public var drawing: Drawing {
    let top = reference == nil ? 24.0 : 40.0
    let scale = scale
    let labels = rows.map {
      TextFitting.lines(
        $0.label, size: Self.labelSize, width: Self.labelEnd, most: Self.labelLines)
    }
    let heights = labels.map { 21 + Double($0.count - 1) * Self.lineHeight }
    let bottom = top + heights.reduce(0, +)
    var body = axis(scale, top: top, bottom: bottom)
    var y = top
    for ((row, label), height) in zip(zip(rows, labels), heights) {
      body += markup(row, label, middle: y + height / 2, scale)
      y += height
    }
    var height = bottom + 6
    if let legend {
      body = "\(legend.body)<g transform=\"translate(0 \(Coordinate(legend.height)))\">\(body)</g>"
      height += legend.height
    }
    return Drawing(
      id: id, width: Self.width, height: height, title: title, description: sentence,
      hasLinks: false, body: body)
  }

  private var legend: ChartLegend? {
    names.map {
      ChartLegend(
        [(ChartLegend.dot("dot"), $0.value), (ChartLegend.dot("hollow"), $0.compared)],
        width: Self.width)
    }
  }

  private func axis(_ scale: Scale, top: Double, bottom: Double) -> Markup {
    var markup = Markup.empty
    var numbers = Markup.empty
    let line = reference.map { scale.place($0.value, from: Self.plotStart, to: Self.plotEnd) }
    for tick in scale.ticks {
      let x = Coordinate(scale.place(tick, from: Self.plotStart, to: Self.plotEnd))
      markup += "<path class=\"grid\" d=\"M\(x) \(Coordinate(top - 4))V\(Coordinate(bottom))\"/>"
      let text = AxisText.text(tick, scale: scale, unit: unit, language)
      let place = scale.place(tick, from: Self.plotStart, to: Self.plotEnd)
      // The line of the Land says its value itself; it must not run through a number of the axis.
      let half = TextFitting.width(text, size: Self.labelSize) / 2 + 2
      if let line, abs(line - place) < half { continue }
      numbers += """
        <text class="quiet middle halo" x="\(x)" y="\(Coordinate(top - 9))">\(text)</text>
        """
    }
    if let reference {
      let place = scale.place(reference.value, from: Self.plotStart, to: Self.plotEnd)
      let x = Coordinate(place)
      let text =
        reference.label + " " + NumberText.text(reference.value, unit: unit, language)
      let anchor: Markup = place > 300 ? "end" : place < 210 ? "start" : "middle"
      markup += """
        <path class="ref-line" d="M\(x) 16V\(Coordinate(bottom))"/>\
        <text class="ref-text \(anchor)" x="\(x)" y="11">\(text)</text>
        """
    }
    return markup + numbers
  }

  private func markup(
    _ row: Row, _ label: [String], middle: Double, _ scale: Scale
  ) -> Markup {
    let y = Coordinate(middle)
    var markup = Markup.empty
    for (index, line) in label.enumerated() {
      let base =
        middle + 4 + (Double(index) - Double(label.count - 1) / 2) * Self.lineHeight
      markup += """
        <text class="end" x="\(Coordinate(Self.labelEnd))" y="\(Coordinate(base))">\(line)</text>
        """
    }
    if let range = row.range {
      let from = scale.place(range.lowerBound, from: Self.plotStart, to: Self.plotEnd)
      let to = scale.place(range.upperBound, from: Self.plotStart, to: Self.plotEnd)
      markup += "<path class=\"span\" d=\"M\(Coordinate(from)) \(y)H\(Coordinate(to))\"/>"
    }
    if let compared = row.compared {
      let x = Coordinate(scale.place(compared, from: Self.plotStart, to: Self.plotEnd))
      markup += "<circle class=\"hollow\" cx=\"\(x)\" cy=\"\(y)\" r=\"5\"/>"
    }
    if let number = row.figure.number {
      let x = Coordinate(scale.place(number, from: Self.plotStart, to: Self.plotEnd))
      markup += "<circle class=\"dot\" cx=\"\(x)\" cy=\"\(y)\" r=\"5\"/>"
    } else if row.figure == .missing {
      markup += """
        <rect fill="url(#\(Drawing.hatchID(id)))" x="\(Coordinate(Self.plotStart))" \
        y="\(Coordinate(middle - 4))" width="\(Coordinate(Self.plotEnd - Self.plotStart))" \
        height="8"/>
        """
    } else if row.figure == .withheld {
      markup += """
        <rect fill="url(#\(Drawing.speckID(id)))" x="\(Coordinate(Self.plotStart))" \
        y="\(Coordinate(middle - 4))" width="\(Coordinate(Self.plotEnd - Self.plotStart))" \
        height="8"/>
        """
    }
    let value = FigureText.text(row.figure, unit: unit, language)
    return markup + """
      <text class="end strong" x="\(Coordinate(Self.width))" y="\(Coordinate(middle + 4))">\
      \(value)</text>
      """
  }

  /// The text alternative: span of the rows, reference, how many without a number.
  private var sentence: String {
    let isGerman = language == .german
    let numbers = rows.compactMap { row in row.figure.number.map { (row.label, $0) } }
    guard let low = numbers.min(by: { ($0.1, $0.0) < ($1.1, $1.0) }),
      let high = numbers.max(by: { ($0.1, $1.0) < ($1.1, $0.0) })
    else { return isGerman ? "Es liegt kein Wert vor." : "There is no value." }
    func end(_ row: (label: String, value: Double)) -> String {
      NumberText.phrase(row.value, unit: unit, language) + (isRanked ? " (\(row.label))" : "")
    }
    var text =
      isGerman
      ? "\(numbers.count) Werte von \(end(low)) bis \(end(high))."
      : "\(numbers.count) values from \(end(low)) to \(end(high))."
    if let reference {
      text += " \(reference.label): \(NumberText.phrase(reference.value, unit: unit, language))."
    }
    let absent = rows.count - numbers.count
    if absent > 0 { text += isGerman ? " \(absent) ohne Wert." : " \(absent) without a value." }
    return text
  }
}

/// Numbers at axis ticks: as few decimals as the step needs.
enum AxisText {
  static func text(_ tick: Double, scale: Scale, unit: Unit?, _ language: Language) -> String {
    let step = NumberText.scaled(scale.step, unit: unit)
    let value = NumberText.scaled(tick, unit: unit)
    var digits = 0
    var probe = step
    while digits < 4, abs(probe - probe.rounded()) > 1e-9 * max(1, abs(probe)) {
      probe *= 10
      digits += 1
    }
    if unit != .share, step >= 1_000_000, digits == 0 {
      let millions = NumberText.decimal(
        value / 1_000_000, digits: step < 5_000_000 ? 1 : 0, language)
      return millions + (language == .german ? "\u{A0}Mio." : "\u{A0}m")
    }
    let number = NumberText.decimal(value, digits: digits, language)
    return unit == .share ? number + NumberText.percentSign(language) : number
  }
}
