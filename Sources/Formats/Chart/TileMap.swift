import Domain
import Indicators

/// The 44 Stadt- und Landkreise as tiles of one size, so that a small Kreis is seen as well as a
/// large one. Landkreise are squares, Stadtkreise discs; five classes of one hue, the number in
/// each tile.
public struct TileMap: Sendable {
  public struct Entry: Sendable {
    public let ags5: String
    public let name: String
    public let isStadtkreis: Bool
    public let figure: Figure
    /// Where the tile leads; `nil` in a drawing that travels alone.
    public let link: String?

    public init(
      ags5: String, name: String, isStadtkreis: Bool, figure: Figure, link: String? = nil
    ) {
      self.ags5 = ags5
      self.name = name
      self.isStadtkreis = isStadtkreis
      self.figure = figure
      self.link = link
    }
  }

  public let id: String
  public let title: String
  public let entries: [Entry]
  public let unit: Unit
  public let language: Language

  public init(id: String, title: String, entries: [Entry], unit: Unit, language: Language) {
    self.id = id
    self.title = title
    self.entries = entries
    self.unit = unit
    self.language = language
  }

  private static let pitch = 45.0
  private static let side = 42.0
  private static let legendTop = Double(KreisTiles.rows) * pitch + 14

  public var drawing: Drawing {
    let scale = ClassScale(entries.compactMap(\.figure.number))
    let known = entries.compactMap { entry in
      KreisTiles.byKey[entry.ags5].map { (tile: $0, entry: entry) }
    }.sorted { ($0.tile.row, $0.tile.column) < ($1.tile.row, $1.tile.column) }
    return Drawing(
      id: id, width: Double(KreisTiles.columns) * Self.pitch - 3, height: Self.legendTop + 62,
      title: title, description: sentence, hasLinks: entries.contains { $0.link != nil },
      body: known.map { markup($0.tile, $0.entry, scale) }.joined() + legend(scale))
  }

  private func markup(_ tile: KreisTiles.Tile, _ entry: Entry, _ scale: ClassScale) -> Markup {
    let x = Double(tile.column) * Self.pitch
    let y = Double(tile.row) * Self.pitch
    let middle = Coordinate(x + Self.side / 2)
    let level = entry.figure.number.map(scale.level(of:))
    let radius = entry.isStadtkreis ? Self.side / 2 : 3
    let ink: Markup = level.map { " t\($0)" } ?? ""
    let shape = self.shape(
      x: x, y: y, side: Self.side, radius: radius, figure: entry.figure, level: level)
    let value =
      entry.figure.number.map { number in
        NumberText.decimal(
          NumberText.scaled(number, unit: unit), digits: compactDigits(number), language)
      } ?? FigureText.text(entry.figure, unit: unit, language)
    let label = "\(entry.name): \(spoken(entry.figure))"
    let inside: Markup = """
      \(shape)<text class="middle tile-name\(ink)" x="\(middle)" y="\(Coordinate(y + 19))">\
      \(tile.short)</text><text class="middle tile-value\(ink)" x="\(middle)" \
      y="\(Coordinate(y + 32))">\(value)</text>
      """
    guard let link = entry.link else { return "<g><title>\(label)</title>\(inside)</g>" }
    return """
      <a href="\(link)" class="tile" data-c="\(tile.column)" data-r="\(tile.row)" \
      aria-label="\(label)"><title>\(label)</title>\(inside)</a>
      """
  }

  /// A tile's shape. What is no number gets a surface of its own besides its sign: hatched is not
  /// reported, specked is secret, crossed-out does not apply.
  private func shape(
    x: Double, y: Double, side: Double, radius: Double, figure: Figure, level: Int?
  ) -> Markup {
    let box: Markup = """
      x="\(Coordinate(x))" y="\(Coordinate(y))" width="\(Coordinate(side))" \
      height="\(Coordinate(side))" rx="\(Coordinate(radius))"
      """
    if let level { return "<rect class=\"c\(level)\" \(box)/>" }
    let blank: Markup = "<rect class=\"blank\" \(box)/>"
    let inset: Markup = """
      x="\(Coordinate(x))" y="\(Coordinate(y + side - 9))" width="\(Coordinate(side))" height="6"
      """
    let narrow: Markup = """
      x="\(Coordinate(x + 8))" y="\(Coordinate(y + side - 8))" width="\(Coordinate(side - 16))" \
      height="5"
      """
    let strip = radius > 10 ? narrow : inset
    switch figure {
    case .missing: return blank + "<rect fill=\"url(#\(Drawing.hatchID(id)))\" \(strip)/>"
    case .withheld: return blank + "<rect fill=\"url(#\(Drawing.speckID(id)))\" \(strip)/>"
    default: return blank
    }
  }

  private func legend(_ scale: ClassScale) -> Markup {
    let top = Self.legendTop
    var markup = Markup.empty
    let width = 340.0 / Double(max(scale.bounds.count, 4))
    for (index, low) in scale.bounds.enumerated() {
      let x = Double(index) * width
      let level = scale.level(of: low)
      markup += """
        <rect class="c\(level)" x="\(Coordinate(x))" y="\(Coordinate(top))" \
        width="\(Coordinate(width - 2))" height="10"/>\
        <text class="quiet" x="\(Coordinate(x))" y="\(Coordinate(top + 23))">\
        \(index == 0 ? "" : language == .german ? "ab " : "from ")\(bound(low, scale))</text>
        """
    }
    let y = top + 40
    let words = language == .german ? ("Landkreis", "Stadtkreis") : ("rural district", "city")
    markup += """
      <rect class="blank" x="0" y="\(Coordinate(y))" width="13" height="13" rx="1"/>\
      <text class="quiet" x="19" y="\(Coordinate(y + 10.5))">\(words.0)</text>\
      <rect class="blank" x="104" y="\(Coordinate(y))" width="13" height="13" rx="6.5"/>\
      <text class="quiet" x="123" y="\(Coordinate(y + 10.5))">\(words.1)</text>
      """
    if entries.contains(where: { $0.figure == .missing }) {
      markup += """
        <rect class="blank" x="204" y="\(Coordinate(y))" width="13" height="13" rx="1"/>\
        <rect fill="url(#\(Drawing.hatchID(id)))" x="204" y="\(Coordinate(y))" width="13" \
        height="13"/><text class="quiet" x="223" y="\(Coordinate(y + 10.5))">\
        \(FigureText.text(.missing, unit: nil, language))</text>
        """
    }
    if entries.contains(where: { $0.figure == .withheld }) {
      markup += """
        <rect class="blank" x="270" y="\(Coordinate(y))" width="13" height="13" rx="1"/>\
        <rect fill="url(#\(Drawing.speckID(id)))" x="270" y="\(Coordinate(y))" width="13" \
        height="13"/><text class="quiet" x="289" y="\(Coordinate(y + 10.5))">\
        \(FigureText.meaning(.withheld)![language])</text>
        """
    }
    return markup
  }

  private func bound(_ value: Double, _ scale: ClassScale) -> String {
    let printed = NumberText.scaled(value, unit: unit)
    let isWhole = scale.bounds.allSatisfy {
      let scaled = NumberText.scaled($0, unit: unit)
      return abs(scaled - scaled.rounded()) < 1e-9
    }
    let text = NumberText.decimal(printed, digits: isWhole ? 0 : 1, language)
    return unit == .share ? text + NumberText.percentSign(language) : text
  }

  /// Numbers above 1,000 would not fit with decimals.
  private func compactDigits(_ value: Double) -> Int {
    abs(NumberText.scaled(value, unit: unit)) >= 1000 ? 0 : NumberText.digits(of: unit, value)
  }

  private func spoken(_ figure: Figure) -> String {
    guard let number = figure.number else { return FigureText.meaning(figure)![language] }
    return NumberText.phrase(number, unit: unit, language)
  }

  /// The text alternative: how many, from where to where, how many without a number.
  private var sentence: String {
    let numbers = entries.compactMap { entry in entry.figure.number.map { (entry.name, $0) } }
    let isGerman = language == .german
    guard let low = numbers.min(by: { ($0.1, $0.0) < ($1.1, $1.0) }),
      let high = numbers.max(by: { ($0.1, $1.0) < ($1.1, $0.0) })
    else { return isGerman ? "Für keinen Kreis liegt ein Wert vor." : "No district has a value." }
    let absent = entries.count - numbers.count
    let from = NumberText.phrase(low.1, unit: unit, language)
    let to = NumberText.phrase(high.1, unit: unit, language)
    var text =
      isGerman
      ? "Kachelkarte mit \(numbers.count) Stadt- und Landkreisen, von \(from) (\(low.0)) bis "
        + "\(to) (\(high.0))."
      : "Tile map of \(numbers.count) districts, from \(from) (\(low.0)) to \(to) (\(high.0))."
    if absent > 0 { text += isGerman ? " \(absent) ohne Wert." : " \(absent) without a value." }
    return text
  }
}
