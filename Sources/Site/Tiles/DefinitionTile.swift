import Domain
import Formats
import Indicators

/// What an indicator says about itself: question, unit, formula, what it does not say, its hash and
/// the examples that the tests run.
enum DefinitionTile {
  static func html(_ tile: TileDeclaration, id: String, _ stage: Stage) -> HTML {
    guard case .indicator(let indicator) = stage.subject else { return "" }
    let language = stage.language
    let direction =
      switch indicator.direction {
      case .higherIsBetter: stage.say("mehr ist besser", "higher is better")
      case .lowerIsBetter: stage.say("weniger ist besser", "lower is better")
      case .neutral: stage.say("ohne Wertung", "neither is better")
      }
    let unit =
      switch indicator.unit {
      case .share: stage.say("Anteil in Prozent", "share in per cent")
      case .count: stage.say("Anzahl", "count")
      case .coefficient: stage.say("Zahl ohne Einheit", "number without unit")
      default: indicator.unit.symbol[language]
      }
    let dimensions = indicator.dimensions.map { DimensionNames.title($0)[language] }
    var facts: [(String, HTML)] = [
      (stage.say("Einheit", "Unit"), "\(unit)"),
      (stage.say("Lesart", "Reading"), "\(direction)"),
      (
        stage.say("Zeitbezug", "Time"),
        "\(indicator.isState ? stage.say("Stand am Monatsende", "state at the end of a month") : stage.say("Summe über die Monate", "sum over months"))"
      ),
      (stage.say("Quelle", "Source"), "\(indicator.source[language])"),
      (stage.say("Gliederung", "Dimensions"), "\(dimensions.joined(separator: ", "))"),
      (
        stage.say("Was das nicht sagt", "What this does not say"), "\(indicator.caveat[language])"
      ),
      (stage.say("Kennung", "Id"), "<code>\(indicator.id)</code>"),
      (
        stage.say("Prüfsumme", "Hash"), "<code class=\"hash\">\(indicator.definitionHash)</code>"
      ),
    ]
    if let rule = indicator.fixedRule {
      facts.insert(
        (
          stage.say("Zählregel der Definition", "Counting rule of the definition"),
          "\(RuleText.text(rule)[language])"
        ), at: 3)
    }
    let list = facts.map { "<div><dt>\($0.0)</dt><dd>\($0.1)</dd></div>" as HTML }
    let examples = indicator.examples.map { example($0, indicator, stage) }
    let exampleHead: HTML =
      examples.isEmpty ? "" : "<h2>\(stage.say("Rechenbeispiele", "Worked examples"))</h2>"
    return """
      <section class="\(tile.style) definition" id="\(id)"><h2 class="question">\
      \(indicator.question[language])</h2><dl class="facts">\(list)</dl>\
      \(formula(indicator, stage))\
      <h2>\(stage.say("Prüfabfrage (SQL)", "Query of the tests (SQL)"))</h2>\
      <p class="what">\(stage.say(
        "Diese Abfrage läuft in den Prüfungen auf zufälligen Zeilen und muss dasselbe ergeben wie das Rechenwerk.",
        "This query runs in the tests on random rows and has to agree with the engine."))</p>\
      <div class="scroll" tabindex="0" role="region" aria-label="SQL"><pre><code>\(indicator.sql)\
      </code></pre></div>\(exampleHead)\(examples)\
      \(files(indicator, stage))</section>\n
      """
  }

  /// What is divided by what, before the query that says it to a machine.
  private static func formula(_ indicator: IndicatorDescription, _ stage: Stage) -> HTML {
    guard let declared = IndicatorRegistry.all.first(where: { $0.id == indicator.id }) else {
      return ""
    }
    let words = declared.formula.words
    let rows = words.rows.map { $0[stage.language] }.joined(separator: "; ")
    let lines =
      [(stage.say("Eine Zeile ist", "A row is"), rows)]
      + words.lines.map { ($0.name[stage.language], Headline.cased($0.value[stage.language])) }
    let list = lines.map { "<div><dt>\($0.0)</dt><dd>\($0.1)</dd></div>" as HTML }
    return "<h2>\(stage.say("Formel", "Formula"))</h2><dl class=\"facts\">\(list)</dl>"
  }

  /// The figure as the interface answers it in this scope; nothing where it does not.
  private static func files(_ indicator: IndicatorDescription, _ stage: Stage) -> HTML {
    var request = FigureRequest(indicator.id)
    if stage.exact == nil {
      guard indicator.isPublic else { return "" }
      request = PublishedDesk(desk: stage.desk).dataRequest(request)
    }
    let files = TableAnswer.files(stage.language) { query in
      stage.dataLink(request, format: query[0].1, Array(query.dropFirst()))
    }
    let links = files.map { "<li><a href=\"\($0.href)\">\($0.label)</a></li>" as HTML }
    return "<ul class=\"files\">\(links)</ul>"
  }

  private static func example(
    _ example: WorkedExample, _ indicator: IndicatorDescription, _ stage: Stage
  ) -> HTML {
    let title = example.title[stage.language]
    let head = example.columns.map { column -> HTML in
      let name = MeasureNames.column(column)[stage.language]
      return "<th scope=\"col\">\(Headline.cased(name))</th>"
    }
    var rows = example.rows.map { row -> HTML in
      let cells = zip(example.columns, row).map { column, cell -> HTML in
        "<td>\(FormulaWords.key(cell, of: column)[stage.language])</td>"
      }
      return "<tr>\(cells)</tr>"
    }
    if rows.isEmpty {
      rows = [
        "<tr><td colspan=\"\(example.columns.count)\">\(stage.say("keine Zeile", "no row"))</td></tr>"
      ]
    }
    let table = TableView.box(
      caption: title,
      """
      <table><caption>\(title)</caption><thead><tr>\(head)</tr></thead><tbody>\(rows)</tbody></table>
      """)
    let numerator = number(example.numerator, stage)
    let figure = FigureText.text(example.figure, unit: indicator.unit, stage.language)
    let sum: String
    if !indicator.isQuotient {
      sum = "= \(figure)"
    } else if let denominator = example.denominator {
      sum = "\(numerator) ÷ \(number(denominator, stage)) = \(figure)"
    } else {
      sum = "\(numerator) → \(figure)"
    }
    return "<h3>\(title)</h3>\(table)<p class=\"sum\">\(sum)</p>"
  }

  private static func number(_ value: Double, _ stage: Stage) -> String {
    NumberText.decimal(value, digits: value == value.rounded() ? 0 : 2, stage.language)
  }
}
