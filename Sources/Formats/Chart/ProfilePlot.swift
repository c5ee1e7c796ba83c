import Domain
import Indicators

/// One area among its peers, indicator by indicator: a tick for each peer, a dot for the area, a
/// diamond for the Land. Each row has an axis of its own, from the lowest to the highest peer,
/// because the indicators have different units.
public struct ProfilePlot: Sendable {
  public struct Row: Sendable {
    public let label: String
    public let unit: Unit
    public let figure: Figure
    public let reference: Double?
    public let peers: [Double]

    public init(label: String, unit: Unit, figure: Figure, reference: Double?, peers: [Double]) {
      self.label = label
      self.unit = unit
      self.figure = figure
      self.reference = reference
      self.peers = peers
    }
  }

  public let id: String
  public let title: String
  public let rows: [Row]
  /// What the three marks are: the area, its peers, the reference.
  public let legend: (area: String, peers: String, reference: String)
  public let language: Language

  public init(
    id: String, title: String, rows: [Row],
    legend: (area: String, peers: String, reference: String), language: Language
  ) {
    self.id = id
    self.title = title
    self.rows = rows
    self.legend = legend
    self.language = language
  }

  private static let width = 400.0
  private static let rowHeight = 46.0

  public var drawing: Drawing {
    var body = key
    var y = 30.0
    for row in rows {
      body += markup(row, top: y)
      y += Self.rowHeight
    }
    return Drawing(
      id: id, width: Self.width, height: y + 2, title: title, description: sentence,
      hasLinks: false, body: body)
  }

  private var key: Markup {
    let area = TextFitting.width(legend.area, size: 11) + 34
    let peers = area + TextFitting.width(legend.peers, size: 11) + 30
    return """
      <circle class="dot" cx="6" cy="8" r="5"/><text class="quiet" x="16" y="12">\(legend.area)\
      </text><path class="peer" d="M\(Coordinate(area)) 2v12"/>\
      <text class="quiet" x="\(Coordinate(area + 7))" y="12">\(legend.peers)</text>\
      <path class="ref-mark" d="M\(Coordinate(peers)) 8l5 -5l5 5l-5 5z"/>\
      <text class="quiet" x="\(Coordinate(peers + 15))" y="12">\(legend.reference)</text>
      """
  }

  private func markup(_ row: Row, top: Double) -> Markup {
    let all = row.peers + [row.figure.number, row.reference].compactMap { $0 }
    let low = all.min() ?? 0
    let span = (all.max() ?? 1) - low
    func place(_ value: Double) -> Double { span > 0 ? 8 + (value - low) / span * 384 : 200 }
    let line = top + 28
    var ticks = ""
    for peer in row.peers.sorted() {
      ticks += "M\(Coordinate(place(peer)).text) \(Coordinate(line - 6).text)v12"
    }
    let value = FigureText.text(row.figure, unit: row.unit, language)
    let name = TextFitting.lines(row.label, size: 12, width: 310)[0]
    var markup: Markup = """
      <text x="0" y="\(Coordinate(top + 12))">\(name)</text>\
      <text class="end strong" x="400" y="\(Coordinate(top + 12))">\(value)</text>\
      <path class="grid" d="M8 \(Coordinate(line))H392"/>
      """
    if !ticks.isEmpty { markup += "<path class=\"peer\" d=\"\(ticks)\"/>" }
    if let reference = row.reference {
      markup += """
        <path class="ref-mark" d="M\(Coordinate(place(reference) - 5)) \(Coordinate(line))\
        l5 -5l5 5l-5 5z"/>
        """
    }
    if let number = row.figure.number {
      markup += """
        <circle class="dot" cx="\(Coordinate(place(number)))" cy="\(Coordinate(line))" r="6"/>
        """
    }
    return markup
  }

  private var sentence: String {
    rows.map { row in
      var text = row.label + ": " + FigureText.text(row.figure, unit: row.unit, language)
      if let reference = row.reference {
        let value = NumberText.phrase(reference, unit: row.unit, language)
        text += " (\(legend.reference) \(value))"
      }
      return text + "."
    }.joined(separator: " ")
  }
}
