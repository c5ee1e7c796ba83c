import Domain
import Formats
import Indicators

/// A table becomes an HTML table inside a box that scrolls by itself, reachable by keyboard.
enum TableView {
  /// What a cell's text leads to: column name, key → path; `nil`: no link.
  typealias Linking = (_ column: String, _ key: String) -> String?

  /// - Parameters:
  ///   - whole: the page with all rows, where `limit` cuts them.
  ///   - leading: the column that heads a row, linked by the key of its first column; `nil`: the first.
  ///   - isShown: given the keys of a row, whether it is in this figure.
  static func html<Scope>(
    _ table: Table<Scope>, stage: Stage, caption: String, limit: Int = 400,
    whole: String? = nil,
    hiding hidden: Set<String> = ["status"], leading: String? = nil, newestFirst: Bool? = nil,
    link: @escaping Linking = { _, _ in nil }, where isShown: ([String]) -> Bool = { _ in true }
  ) -> HTML {
    var columns = columns(of: table, hiding: hidden)
    if let place = columns.firstIndex(where: { table.columns[$0].name == leading }) {
      columns.insert(columns.remove(at: place), at: 0)
    }
    let titles = columns.map { Headline.cased(heading(table.columns[$0], stage)) }
    let head = zip(columns, titles).map { index, title -> HTML in
      let kind: HTML = isNumeric(table, index) ? " class=\"num\"" : ""
      return "<th scope=\"col\"\(kind)>\(title)</th>"
    }
    // The files keep the order of the data; people want the newest load or month on top, and of
    // more rows than are shown the newest.
    let isByMonth = table.columns.first?.name == "month"
    let isNewestFirst = newestFirst ?? isByMonth
    let rows = table.rows.filter { row in
      isShown(row.compactMap { if case .key(let key, _) = $0 { key } else { nil } })
    }
    // On a phone the rows of a wide table become cards, whose lines say the titles themselves. On
    // paper a year of a series is enough beside its chart.
    let isSeries = isByMonth && isNewestFirst && rows.count > printedMonths
    let style: HTML = columns.count > 3 ? " class=\"cards\"" : ""
    let ordered = isNewestFirst ? rows.reversed() : rows
    let lines = ordered.prefix(limit).enumerated().map { number, row -> HTML in
      let cells = columns.enumerated().map { place, index in
        cell(
          row[index], table.columns[index], isHead: place == 0, title: titles[place], stage,
          leading == nil ? link : heading(place, by: row[0], of: table.columns[0].name, link),
          inRowUnit: RowUnit.text(index, of: table, row, stage.language))
      }
      let kind: HTML = isSeries && number >= printedMonths ? " class=\"screen\"" : ""
      return "<tr\(kind)>\(cells)</tr>"
    }
    let figures = ordered.prefix(limit).flatMap { row in
      columns.compactMap { index -> Figure? in
        if case .figure(let figure) = row[index] { figure } else { nil }
      }
    }
    var html = box(
      caption: caption,
      """
      <table\(style)><caption>\(caption)</caption><thead><tr>\(head)</tr></thead>\
      <tbody>\(Array(lines))</tbody></table>
      """)
    if let legend = FigureText.legend(figures, stage.language) {
      html += "<p class=\"note\">\(legend)</p>"
    }
    if rows.count > limit {
      let total = NumberText.decimal(Double(rows.count), digits: 0, stage.language)
      let which = isNewestFirst ? stage.say("die neuesten ", "the newest ") : ""
      html += """
        <p class="note\(isSeries ? " screen" : "")">\(stage.say(
          "Gezeigt sind \(which)\(limit) von \(total) Zeilen;",
          "Showing \(which)\(limit) of \(total) rows;")) \(place(of: whole, stage))</p>
        """
    }
    if isSeries {
      html += """
        <p class="note print">\(stage.say(
          "Gedruckt sind die neuesten \(printedMonths) Zeilen; die Datei hat alle.",
          "Printed are the newest \(printedMonths) rows; the file has all of them."))</p>
        """
    }
    return html
  }

  /// Of a series so many rows are printed; those behind them are for the screen.
  private static let printedMonths = 12

  /// A title with the unit that its cells need not repeat.
  private static func heading(_ column: TableColumn, _ stage: Stage) -> String {
    let title = column.title[stage.language]
    guard let unit = column.unit, column.name != "value", unit != .share else { return title }
    let symbol = unit.symbol[stage.language]
    return symbol.isEmpty || title.contains(symbol) ? title : "\(title) (\(symbol))"
  }

  /// A column that is empty in every row says nothing: the denominator of a count for example,
  /// whose numerator in turn repeats the value.
  private static func columns<Scope>(of table: Table<Scope>, hiding hidden: Set<String>) -> [Int] {
    func isEmpty(_ index: Int) -> Bool {
      table.rows.allSatisfy {
        switch $0[index] {
        case .figure(let figure): figure == .missing || figure == .notApplicable
        case .text(let text): text.isEmpty
        case .key: false
        }
      }
    }
    let isCount =
      table.columns.firstIndex { $0.name == "denominator" }.map(isEmpty) ?? false
    return table.columns.indices.filter { index in
      let column = table.columns[index]
      if hidden.contains(column.name) || (isCount && column.name == "numerator") { return false }
      return table.rows.isEmpty || column.name == "value" || !isEmpty(index)
    }
  }

  /// A table whose rows are written by hand: a first column of names, then columns of numbers.
  static func written(caption: String, first: String, heads: [String], rows: [HTML]) -> HTML {
    let numbers = heads.map { "<th scope=\"col\" class=\"num\">\(Headline.cased($0))</th>" as HTML }
    return box(
      caption: caption,
      """
      <table><caption>\(caption)</caption><thead><tr><th scope="col">\(first)</th>\(numbers)</tr>\
      </thead><tbody>\(rows)</tbody></table>
      """)
  }

  /// The scrolling box; `tabindex=0` so that a keyboard can scroll it.
  static func box(caption: String, _ table: HTML) -> HTML {
    """
    <div class="scroll" tabindex="0" role="group" aria-label="\(caption)">\(table)</div>
    """
  }

  /// Only the cell that heads the row leads on, to where the key of its first column does.
  private static func heading(
    _ place: Int, by cell: TableCell, of column: String, _ link: @escaping Linking
  ) -> Linking {
    switch cell {
    case .key(let key, _) where place == 0: { _, _ in link(column, key) }
    case .text(let key) where place == 0: { _, _ in link(column, key) }
    default: { _, _ in nil }
    }
  }

  private static func isNumeric<Scope>(_ table: Table<Scope>, _ column: Int) -> Bool {
    table.rows.contains { if case .figure = $0[column] { true } else { false } }
  }

  private static func cell(
    _ cell: TableCell, _ column: TableColumn, isHead: Bool, title: String, _ stage: Stage,
    _ link: Linking, inRowUnit: String?
  ) -> HTML {
    let words = inRowUnit ?? text(cell, column, stage, withUnit: false)
    let text = isHead && isOurs(cell, column) ? Headline.cased(words) : words
    switch cell {
    case .figure(let figure):
      let meaning = FigureText.meaning(figure)?[stage.language]
      let kind: HTML = figure == .missing ? " missing" : ""
      let sign: HTML = meaning.map { " title=\"\($0)\"" } ?? ""
      return "<td class=\"num\(kind)\" data-title=\"\(title)\"\(sign)>\(text)</td>"
    case .key(let key, _):
      return plain(text, key: key, column, isHead: isHead, title: title, link)
    case .text(let key):
      return plain(text, key: key, column, isHead: isHead, title: title, link)
    }
  }

  /// A cell as people read it.
  /// - Parameter withUnit: unless the column's heading says the unit.
  static func text(
    _ cell: TableCell, _ column: TableColumn, _ stage: Stage, withUnit: Bool = true
  ) -> String {
    switch cell {
    // A column of months stays narrow.
    case .key(let key, _) where column.name == "month" && Month(key) != nil:
      return readable(key, stage)
    case .key(let key, let label):
      let name = stage.fullName(column.name, key, label: label)
      guard name == key else { return name }
      return CellWords.text(key, column: column.name, stage.language) ?? readable(key, stage)
    case .text(let text):
      return CellWords.text(text, column: column.name, stage.language) ?? readable(text, stage)
    case .figure(let figure):
      guard let number = figure.number else {
        return FigureText.text(figure, unit: column.unit, stage.language)
      }
      if let chance = PValueText.text(number, column: column.name, stage.language) {
        return chance
      }
      // The value of an indicator says its unit; a figure with a unit of its own keeps its digits.
      if column.name == "value" {
        return column.unit == nil
          ? NumberText.decimal(number, digits: digits(number), stage.language)
          : FigureText.text(figure, unit: column.unit, stage.language)
      }
      let isWhole = number == number.rounded()
      if column.unit == .days, isWhole {
        let days = NumberText.decimal(number, digits: 0, stage.language)
        return withUnit ? days + "\u{A0}" + Unit.days.symbol[stage.language] : days
      }
      if withUnit, column.unit != nil {
        return NumberText.phrase(number, unit: column.unit ?? .count, stage.language)
      }
      switch column.unit {
      // Of thousands nobody asks for the tenth.
      case nil, .count, .hours:
        let digits = isWhole || abs(number) >= 1000 ? 0 : 1
        return NumberText.decimal(number, digits: digits, stage.language)
      case .euros: return NumberText.decimal(number, digits: 0, stage.language)
      // A mean rank or a ratio; small ones keep three digits.
      case .coefficient where abs(number) >= 1:
        return NumberText.decimal(number, digits: 1, stage.language)
      default: return NumberText.text(number, unit: column.unit, stage.language)
      }
    }
  }

  private static func plain(
    _ text: String, key: String, _ column: TableColumn, isHead: Bool, title: String,
    _ link: Linking
  ) -> HTML {
    let name = Headline.unbroken(text)
    let inner: HTML = link(column.name, key).map { "<a href=\"\($0)\">\(name)</a>" } ?? name
    let width: HTML = text.count <= 10 ? " class=\"short\"" : ""
    if isHead { return "<th scope=\"row\"\(width)>\(inner)</th>" }
    // On a phone a cell has two columns, its title and its text: the text is one thing there.
    let cell: HTML = text.contains("-") ? "<span>\(inner)</span>" : inner
    // A word or two of one column must not make every row twice as high.
    let kept: HTML = text.count <= 14 && text.contains(" ") ? " class=\"keep\"" : ""
    return "<td\(kept) data-title=\"\(title)\">\(cell)</td>"
  }
}
