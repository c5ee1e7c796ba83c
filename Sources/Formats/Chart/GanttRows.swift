import Domain
import Indicators

/// One row a thing that was planned: an outlined bar for the plan, a solid one for what came of it,
/// diamonds for their steps, and in words how late it is.
public struct GanttRows: Sendable {
  public struct Row: Sendable {
    public let label: String
    /// `12 Tage später`
    public let note: String
    /// `nil`: nothing was planned.
    public let planned: ClosedRange<Day>?
    /// `nil`: it has not begun.
    public let actual: ClosedRange<Day>?
    /// It goes on: the bar has no end.
    public let isOpen: Bool
    /// Days of planned and of done steps.
    public let plannedSteps: [Day]
    public let doneSteps: [Day]
    /// Where the row's name leads; `nil`: nowhere.
    public let link: String?

    public init(
      label: String, note: String, planned: ClosedRange<Day>?, actual: ClosedRange<Day>?,
      isOpen: Bool, plannedSteps: [Day] = [], doneSteps: [Day] = [], link: String? = nil
    ) {
      self.label = label
      self.note = note
      self.planned = planned
      self.actual = actual
      self.isOpen = isOpen
      self.plannedSteps = plannedSteps
      self.doneSteps = doneSteps
      self.link = link
    }
  }

  public let id: String
  public let title: String
  public let rows: [Row]
  /// Drawn as a line over all rows, and named.
  public let today: Day
  public let todayName: String
  public let language: Language

  public init(
    id: String, title: String, rows: [Row], today: Day, todayName: String, language: Language
  ) {
    self.id = id
    self.title = title
    self.rows = rows
    self.today = today
    self.todayName = todayName
    self.language = language
  }

  private static let width = 400.0
  /// Of a row whose name takes one line; each further line takes ``lineHeight``.
  private static let rowHeight = 46.0
  private static let lineHeight = 15.0
  private static let left = 4.0
  private static let right = 396.0

  /// All days of the rows; today only where it lies near, so that old plans keep their width.
  private var span: ClosedRange<Day> {
    let days = rows.flatMap { row in
      [row.planned, row.actual].compactMap { $0 }.flatMap { [$0.lowerBound, $0.upperBound] }
        + row.plannedSteps + row.doneSteps
    }
    guard let first = days.min(), let last = days.max() else { return today...(today + 1) }
    let room = max((last - first) / 3, 60)
    let from = today < first && first - today <= room ? today : first
    let to = today > last && today - last <= room ? today : last
    return from...max(to, from + 1)
  }

  public var drawing: Drawing {
    let legend = legend
    let top = legend.height + 22
    let labels = rows.map(label)
    let tops = labels.reduce(into: [top]) { $0.append($0.last! + height(of: $1)) }
    let bottom = tops.last! + 4
    let axis = DayAxis(days: span, start: Self.left, end: Self.right)
    var body = legend.body + axis.markup(top: top, bottom: bottom)
    if span.contains(today) {
      let place = axis.x(today)
      let anchor: Markup = place > 330 ? "end" : place < 70 ? "start" : "middle"
      body += """
        <path class="ref-line" d="M\(Coordinate(place)) \(Coordinate(top - 6))\
        V\(Coordinate(bottom))"/><text class="ref-text \(anchor)" x="\(Coordinate(place))" \
        y="\(Coordinate(top - 10))">\(todayName)</text>
        """
    }
    for (index, row) in rows.enumerated() {
      body += markup(row, labels[index], top: tops[index], axis)
    }
    return Drawing(
      id: id, width: Self.width, height: bottom + 22, title: title, description: sentence,
      hasLinks: rows.contains { $0.link != nil }, body: body)
  }

  /// The whole name, beside the note: what is cut could only be read by pointing at it.
  private func label(_ row: Row) -> [String] {
    let noteWidth = TextFitting.width(row.note, size: 13)
    return TextFitting.wrapped(row.label, size: 13, width: noteEnd - noteWidth - 14)
  }

  /// Notes end at the edge, or before the line of today where that would run through them.
  private var noteEnd: Double {
    guard span.contains(today) else { return Self.width }
    let line = DayAxis(days: span, start: Self.left, end: Self.right).x(today)
    let widest = rows.map { TextFitting.width($0.note, size: 13) }.max() ?? 0
    return line > Self.width - widest && line > Self.width / 2 ? line - 5 : Self.width
  }

  private func height(of label: [String]) -> Double {
    Self.rowHeight + Double(label.count - 1) * Self.lineHeight
  }

  private func markup(
    _ row: Row, _ label: [String], top: Double, _ axis: DayAxis
  ) -> Markup {
    let height = height(of: label)
    let name = label.enumerated().map { number, line -> Markup in
      """
      <text class="halo" x="0" y="\(Coordinate(top + 15 + Double(number) * Self.lineHeight))">\
      \(line)</text>
      """
    }.joined()
    let bars = top + height - Self.rowHeight
    // The whole row is the target, so that a finger meets it.
    var markup: Markup =
      row.link.map { link in
        """
        <a href="\(link)" aria-label="\(row.label)"><rect class="hit" x="0" \
        y="\(Coordinate(top))" width="\(Coordinate(Self.width))" \
        height="\(Coordinate(height - 2))"/>\(name)</a>
        """
      } ?? name
    markup += """
      <text class="end strong halo" x="\(Coordinate(noteEnd))" y="\(Coordinate(top + 15))">\
      \(row.note)</text>
      """
    if let planned = row.planned {
      let (from, to) = (axis.x(planned.lowerBound), axis.x(planned.upperBound))
      markup += """
        <rect class="plan" x="\(Coordinate(from))" y="\(Coordinate(bars + 22.5))" \
        width="\(Coordinate(max(to - from, 2)))" height="7"/>
        """
    }
    if let actual = row.actual {
      let (from, to) = (axis.x(actual.lowerBound), axis.x(actual.upperBound))
      markup += """
        <rect class="done" x="\(Coordinate(from))" y="\(Coordinate(bars + 32.5))" \
        width="\(Coordinate(max(to - from, 2)))" height="7"/>
        """
      if row.isOpen {
        let end = axis.x(min(max(today, actual.upperBound), axis.days.upperBound))
        markup += """
          <path class="line dashed" d="M\(Coordinate(to)) \(Coordinate(bars + 36))\
          H\(Coordinate(end))"/>
          """
      }
    }
    markup += steps(row.plannedSteps, "plan-step", middle: bars + 26, axis)
    markup += steps(row.doneSteps, "done-step", middle: bars + 36, axis)
    return markup
  }

  private func steps(_ days: [Day], _ style: Markup, middle: Double, _ axis: DayAxis) -> Markup {
    guard !days.isEmpty else { return .empty }
    let path = days.sorted().map { day in
      "M\(Coordinate(axis.x(day) - 4.5).text) \(Coordinate(middle).text)l4.5 -4.5l4.5 4.5l-4.5 4.5z"
    }
    return "<path class=\"\(style)\" d=\"\(path.joined())\"/>"
  }

  private var legend: ChartLegend {
    let isGerman = language == .german
    var entries: [(sign: ChartLegend.Sign, text: String)] = [
      (ChartLegend.box("plan"), isGerman ? "geplant" : "planned"),
      (ChartLegend.box("done"), isGerman ? "tatsächlich" : "actual"),
    ]
    if rows.contains(where: { $0.isOpen && $0.actual != nil }) {
      entries.append((ChartLegend.line("line dashed"), isGerman ? "läuft noch" : "still open"))
    }
    if rows.contains(where: { !$0.plannedSteps.isEmpty || !$0.doneSteps.isEmpty }) {
      entries.append(
        (
          { x, y in
            """
            <path class="done-step" d="M\(Coordinate(x + 3.5)) \(Coordinate(y + 5))\
            l4.5 -4.5l4.5 4.5l-4.5 4.5z"/>
            """
          }, isGerman ? "Meilenstein" : "milestone"
        ))
    }
    return ChartLegend(entries, width: Self.width)
  }

  /// The text alternative: each row's plan, what came of it, and the delay in words.
  private var sentence: String {
    let isGerman = language == .german
    func text(_ days: ClosedRange<Day>) -> String {
      TimeText.shortDay(days.lowerBound, language) + (isGerman ? " bis " : " to ")
        + TimeText.shortDay(days.upperBound, language)
    }
    guard !rows.isEmpty else { return isGerman ? "Es liegt kein Plan vor." : "There is no plan." }
    return rows.map { row in
      var parts: [String] = []
      if let planned = row.planned {
        parts.append((isGerman ? "geplant " : "planned ") + text(planned))
      }
      if let actual = row.actual {
        parts.append(
          row.isOpen
            ? (isGerman ? "begonnen " : "begun ")
              + TimeText.shortDay(actual.lowerBound, language)
            : (isGerman ? "tatsächlich " : "actual ") + text(actual))
      }
      if !row.note.isEmpty { parts.append(row.note) }
      return row.label + ": " + parts.joined(separator: ", ") + "."
    }.joined(separator: " ")
  }
}
