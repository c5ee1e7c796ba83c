import Domain
import Formats
import Indicators
import Planning

/// One row of a planning table as a list of facts.
extension PlanScene {
  /// The row of what the page is about as a list.
  var facts: HTML {
    if question.listing == .benefit { return worth }
    guard case .convoy(let id, _) = stage.subject,
      let row = table.rows.first(where: { table.text($0, "convoy_id") == id })
    else { return empty }
    let list = zip(table.columns, row).compactMap { column, cell -> HTML? in
      guard !Self.withoutFact.contains(column.name) else { return nil }
      let text = TableView.text(cell, column, stage)
      guard !text.isEmpty else { return nil }
      let value: HTML =
        column.name == "process_id"
        ? "<a href=\"\(stage.link("/prozesse/" + Percent.encode(text)))\">\(processName(text))</a>"
        : "\(text)"
      return "<div><dt>\(Headline.cased(column.title[language]))</dt><dd>\(value)</dd></div>"
    }
    let remark: HTML =
      ConvoyWords.hasNobody(stage)
      ? "<p class=\"note\">\(ConvoyWords.nobodyCompetent(stage))</p>" : ""
    return """
      <section class="\(tile.style)" id="\(self.id)"><h2>\(title)</h2>\
      <dl class="facts">\(list)</dl>\(remark)</section>\n
      """
  }

  /// As the register calls it; its id where it is not there yet.
  func processName(_ id: String) -> String {
    guard let listing = try? stage.desk.processListing(),
      let row = listing.rows.first(where: { listing.text($0, "process_id") == id })
    else { return id }
    return listing.text(row, "name")
  }

  /// The name is the heading of the page; what counts milestones stands in one sentence.
  private static var withoutFact: Set<String> {
    [
      "convoy_id", "name", "field", "left", "milestones", "due", "done", "done_of_due", "overdue",
      "slip_days_max",
    ]
  }

  /// What the process that the page is about costs and brings.
  private var worth: HTML {
    guard case .process = stage.subject, let row = table.rows.first else { return empty }
    let missing = table.label(row, "missing", language)
    guard missing.isEmpty else {
      return FigureView.empty(
        id: id, title: title,
        text: stage.say("Nicht beurteilbar, es fehlt: ", "Not assessable, missing: ") + missing
          + ".", tile, stage)
    }
    let list = zip(table.columns, row).compactMap { column, cell -> HTML? in
      guard Self.factsOfWorth.contains(column.name) else { return nil }
      var text = TableView.text(cell, column, stage)
      if case .figure(.notApplicable) = cell {
        // Of the columns only the payback may be without a figure.
        text = stage.say("nicht im Zeitraum", "not within the horizon")
      }
      let name = column.title[language]
      let isYearly = column.name.hasSuffix("_a_year") && !name.contains(stage.say("Jahr", "year"))
      let title = Headline.cased(isYearly ? name + stage.say(" im Jahr", " a year") : name)
      return "<div><dt>\(title)</dt><dd>\(text)</dd></div>"
    }
    let caveat = table.provenance.caveat?[language] ?? ""
    let sheet = (
      label: stage.say("Rechnung im Einzelnen", "The reckoning in detail"),
      href: stage.link(sheetPath(of: table.text(row, "candidate_id")))
    )
    let files = ([sheet] + files).map {
      "<li><a href=\"\($0.href)\">\($0.label)</a></li>" as HTML
    }
    return """
      <section class="\(tile.style)" id="\(id)"><h2>\(title)</h2>\
      <p class="what">\(worthHeadline(row))</p><dl class="facts">\(list)</dl>\
      <p class="note">\(caveat)</p><ul class="files">\(files)</ul></section>\n
      """
  }

  /// `Mit 1,8 % Wahrscheinlichkeit bringt er mehr, als er kostet`
  private func worthHeadline(_ row: TableRow) -> String {
    guard let positive = table.number(row, "probability_positive") else { return "" }
    let share = NumberText.text(positive, unit: .share, language)
    return stage.say(
      "Mit einer Wahrscheinlichkeit von \(share) bringt der Prozess mehr, als er kostet.",
      "With a probability of \(share) the process brings more than it costs.")
  }

  private static var factsOfWorth: Set<String> {
    [
      "capital_value_p5_eur", "capital_value_p50_eur", "capital_value_p95_eur",
      "payback_years", "administration_eur_a_year", "citizen_hours_a_year", "cases_a_year",
    ]
  }
}
