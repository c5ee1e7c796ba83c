import Domain
import Formats
import Indicators

/// A table becomes an HTML table inside a box that scrolls by itself, reachable by keyboard.
enum TableView {
  /// What a cell's text leads to: column name, key → path; `nil`: no link.
  typealias Linking = (_ column: String, _ key: String) -> String?

  /// - Parameter isShown: given the keys of a row, whether it is in this figure.
  static func html<Scope>(
    _ table: Table<Scope>, stage: Stage, caption: String, limit: Int = 400,
    hiding hidden: Set<String> = ["status"], newestFirst: Bool = false,
    link: Linking = { _, _ in nil }, where isShown: ([String]) -> Bool = { _ in true }
  ) -> HTML {
    let columns = columns(of: table, hiding: hidden)
    let head = columns.map { index -> HTML in
      let column = table.columns[index]
      let kind: HTML = isNumeric(table, index) ? " class=\"num\"" : ""
      return "<th scope=\"col\"\(kind)>\(Headline.cased(column.title[stage.language]))</th>"
    }
    // The files keep the order of the data; people want the newest load on top.
    let rows = table.rows.filter { row in
      isShown(row.compactMap { if case .key(let key, _) = $0 { key } else { nil } })
    }
    let ordered = newestFirst ? rows.reversed() : rows
    let lines = ordered.prefix(limit).map { row -> HTML in
      let cells = columns.enumerated().map { place, index in
        cell(row[index], table.columns[index], isHead: place == 0, stage, link)
      }
      return "<tr>\(cells)</tr>"
    }
    let figures = ordered.prefix(limit).flatMap { row in
      columns.compactMap { index -> Figure? in
        if case .figure(let figure) = row[index] { figure } else { nil }
      }
    }
    var html = box(
      caption: caption,
      """
      <table><caption>\(caption)</caption><thead><tr>\(head)</tr></thead>\
      <tbody>\(Array(lines))</tbody></table>
      """)
    if let legend = FigureText.legend(figures, stage.language) {
      html += "<p class=\"note\">\(legend)</p>"
    }
    if rows.count > limit {
      let total = NumberText.decimal(Double(rows.count), digits: 0, stage.language)
      html += """
        <p class="note">\(stage.say(
          "Gezeigt sind \(limit) von \(total) Zeilen; die Datei hat alle.",
          "Showing \(limit) of \(total) rows; the file has all of them."))</p>
        """
    }
    return html
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
      return column.role == .dimension || column.name == "value" || !isEmpty(index)
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

  private static func isNumeric<Scope>(_ table: Table<Scope>, _ column: Int) -> Bool {
    table.rows.contains { if case .figure = $0[column] { true } else { false } }
  }

  private static func cell(
    _ cell: TableCell, _ column: TableColumn, isHead: Bool, _ stage: Stage, _ link: Linking
  ) -> HTML {
    switch cell {
    case .figure(let figure):
      let text: String
      if let number = figure.number, column.unit == nil || column.name != "value" {
        let isWhole = number == number.rounded()
        text =
          column.unit == nil || column.unit == .count
          ? NumberText.decimal(number, digits: isWhole ? 0 : 1, stage.language)
          : NumberText.text(number, unit: column.unit, stage.language)
      } else {
        text = FigureText.text(figure, unit: column.unit, stage.language)
      }
      let title = FigureText.meaning(figure)?[stage.language]
      let kind: HTML = figure == .missing ? " missing" : ""
      return title.map { "<td class=\"num\(kind)\" title=\"\($0)\">\(text)</td>" }
        ?? "<td class=\"num\">\(text)</td>"
    case .key(let key, let label):
      return plain(
        stage.fullName(column.name, key, label: label), key: key, column, isHead: isHead, link)
    case .text(let text):
      return plain(readable(text, stage), key: text, column, isHead: isHead, link)
    }
  }

  /// Days as people write them, checksums by their first digits.
  private static func readable(_ text: String, _ stage: Stage) -> String {
    if let day = Day(text) { return TimeText.shortDay(day, stage.language) }
    let isChecksum = text.utf8.count == 64 && text.utf8.allSatisfy { $0 < 0x67 }
    return isChecksum ? String(text.prefix(12)) + "…" : text
  }

  private static func plain(
    _ text: String, key: String, _ column: TableColumn, isHead: Bool, _ link: Linking
  ) -> HTML {
    let inner: HTML = link(column.name, key).map { "<a href=\"\($0)\">\(text)</a>" } ?? "\(text)"
    return isHead ? "<th scope=\"row\">\(inner)</th>" : "<td>\(inner)</td>"
  }
}
