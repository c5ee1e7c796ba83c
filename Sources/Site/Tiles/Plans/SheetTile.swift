import Domain
import Formats
import Indicators

/// The reckoning of a candidate or process: a table for each part of it, each number in its unit,
/// and what matters most as a chart.
enum SheetTile {
  /// As many inputs as a reader compares; the table has all.
  private static let shownCount = 10

  static func figure<Scope>(_ scene: PlanScene<Scope>) -> PlanFigure {
    let (stage, table) = (scene.stage, scene.table)
    var sections: [String] = []
    for row in table.rows where !sections.contains(table.text(row, "section")) {
      sections.append(table.text(row, "section"))
    }
    // Narrow tables that follow each other stand in two columns.
    var (parts, narrow) = ([HTML](), [HTML]())
    func flush() {
      if !narrow.isEmpty { parts.append("<div class=\"parts\">\(narrow)</div>") }
      narrow = []
    }
    for section in sections {
      let rows = table.rows.filter { table.text($0, "section") == section }
      if rows.allSatisfy({ table.text($0, "source").isEmpty }) {
        narrow.append("<div>\(part(rows, table, stage))</div>")
      } else {
        flush()
        parts.append(part(rows, table, stage))
      }
    }
    flush()
    var view = FigureView(
      id: scene.id, headline: scene.title, what: stage.subjectName,
      table: parts.joined(),
      provenance: table.provenance, mark: Scope.mark, tile: scene.tile)
    view.isTableOpen = true
    view.files = scene.files
    if let chart = tornado(scene) {
      view.charts = [
        (stage.say("Was am meisten ausmacht", "What matters most"), chart.drawing)
      ]
      view.notes = [
        stage.say(
          "Rangkorrelation der Eingabe mit dem Kapitalwert über die Ziehungen: weit rechts hebt ihn, "
            + "weit links senkt ihn.",
          "Rank correlation of the input with the capital value over the draws: far right raises "
            + "it, far left lowers it.")
      ]
    }
    return .drawn(view)
  }

  private static func part<Scope>(
    _ rows: [TableRow], _ table: Table<Scope>, _ stage: Stage
  ) -> HTML {
    let title = Headline.cased(table.label(rows[0], "section", stage.language))
    let hasSources = rows.contains { !table.text($0, "source").isEmpty }
    let hasValues = rows.contains { table.number($0, "value") != nil }
    func head(_ text: String, _ style: HTML = "") -> HTML {
      "<th scope=\"col\"\(style)>\(text)</th>"
    }
    let heads =
      head(stage.say("Bezeichnung", "Name"))
      + (hasValues ? head(stage.say("Wert", "Value"), " class=\"num\"") : "")
      + (hasSources ? head(stage.say("Quelle", "Source")) : "")
    let lines = rows.map { row -> HTML in
      let name = Headline.cased(table.label(row, "key", stage.language))
      let value: HTML =
        hasValues
        ? "<td class=\"num\" data-title=\"\(stage.say("Wert", "Value"))\">\(value(row, table, stage))</td>"
        : ""
      let source: HTML =
        hasSources
        ? "<td data-title=\"\(stage.say("Quelle", "Source"))\">\(Prose.readable(table.text(row, "source"), stage.language))</td>"
        : ""
      return "<tr><th scope=\"row\">\(name)</th>\(value)\(source)</tr>"
    }
    return """
      <h3>\(title)</h3><div class="scroll" tabindex="0" role="group" aria-label="\(title)">\
      <table class="cards"><caption>\(title)</caption><thead><tr>\(heads)</tr></thead>\
      <tbody>\(lines)</tbody></table></div>
      """
  }

  /// A number in the unit that its row names; what has none is no number on paper either.
  private static func value<Scope>(
    _ row: TableRow, _ table: Table<Scope>, _ stage: Stage
  ) -> String {
    guard let value = table.number(row, "value") else { return "" }
    let unit = table.text(row, "unit")
    let language = stage.language
    func number(_ digits: Int) -> String { NumberText.decimal(value, digits: digits, language) }
    switch unit {
    case "eur", "eur_per_year", "eur_per_hour":
      let amount =
        value != 0 && abs(value) < 1000
        ? (language == .german ? number(2) + "\u{A0}Euro" : "EUR\u{A0}" + number(2))
        : NumberText.text(value, unit: .euros, language)
      return amount + (units[unit]?[language] ?? "")
    case "share": return NumberText.text(value, unit: .share, language)
    case "flag":
      return value == 0 ? stage.say("nein", "no") : stage.say("ja", "yes")
    // As in the chart.
    case "correlation": return number(3)
    case "per_year", "hours_per_year":
      return number(0) + (units[unit]?[language] ?? "")
    default:
      return number(value == value.rounded() ? 0 : 2) + (units[unit]?[language] ?? "")
    }
  }

  private static let units: [String: Text] = [
    "eur_per_year": Text(de: " im Jahr", en: " a year"),
    "eur_per_hour": Text(de: " je Stunde", en: " an hour"),
    "per_year": Text(de: " im Jahr", en: " a year"),
    "hours_per_year": Text(de: "\u{A0}Stunden im Jahr", en: "\u{A0}hours a year"),
    "years": Text(de: "\u{A0}Jahre", en: "\u{A0}years"),
    "minutes": Text(de: "\u{A0}Minuten", en: "\u{A0}minutes"),
    "points_of_100": Text(de: " von 100 Punkten", en: " of 100 points"),
    "points_of_10": Text(de: " von 10 Punkten", en: " of 10 points"),
  ]

  private static func tornado<Scope>(_ scene: PlanScene<Scope>) -> DotPlot? {
    let (stage, table) = (scene.stage, scene.table)
    let rows = table.rows.filter { table.text($0, "section") == "tornado" }
      .sorted { abs(table.number($0, "value") ?? 0) > abs(table.number($1, "value") ?? 0) }
      .prefix(shownCount)
    guard !rows.isEmpty else { return nil }
    return DotPlot(
      id: scene.id + "-t", title: scene.title,
      rows: rows.map { row in
        let value = table.number(row, "value") ?? 0
        return DotPlot.Row(
          label: Headline.cased(table.label(row, "key", stage.language)), figure: .value(value),
          range: min(0, value)...max(0, value))
      },
      reference: .init(label: stage.say("kein Zusammenhang", "no relation"), value: 0),
      unit: .coefficient, language: stage.language, alsoCovers: [-1, 1])
  }
}
