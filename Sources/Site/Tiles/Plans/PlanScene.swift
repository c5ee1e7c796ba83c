import Domain
import Formats
import Indicators
import Planning

/// What a tile of a planning table has in hand.
struct PlanScene<Scope: DisclosureScope> {
  let table: Table<Scope>
  let question: PlanQuestion
  let tile: TileDeclaration
  let id: String
  let stage: Stage
  /// Whether its chart is a file of its own: then nothing in it leads anywhere.
  var isAlone = false

  var language: Language { stage.language }
  var title: String {
    tile.title?[language] ?? Prose.readable(table.provenance.title[language], language)
  }

  /// The frame of a chart: the table under it, the files beside it.
  func view(headline: String, what: String) -> FigureView {
    var view = FigureView(
      id: id, headline: tile.title?[language] ?? headline, what: what,
      table: question.listing == .changes ? grouped(by: "kind") : listed ?? cut,
      provenance: table.provenance, mark: Scope.mark, tile: tile)
    view.files = files
    return view
  }

  /// The table, as much of it as this tile shows, and what it leaves out.
  private var cut: HTML {
    let rows = TableView.html(
      table, stage: stage, caption: title, limit: limit, whole: tile.whole,
      hiding: hidden, link: link, where: isShown)
    return "\(rows)\(omission)"
  }

  /// In place of a chart's table, where the same page lists it anyway.
  private var listed: HTML? {
    guard tile.form != .listing,
      let place = stage.page.tiles.firstIndex(where: {
        $0.form == .listing && PlanTile.listing(of: $0) == question.listing
      })
    else { return nil }
    let title = stage.page.tiles[place].title?[language] ?? question.listing.title[language]
    return """
      <p>\(stage.say("Die Tabelle dazu", "The table")): \
      <a href="#\(Tile.id(at: place))">\(title)</a></p>
      """
  }

  var listing: HTML {
    let isShown = isShown
    let shown = table.rows.count { row in
      isShown(row.compactMap { if case .key(let key, _) = $0 { key } else { nil } })
    }
    let count = NumberText.decimal(Double(shown), digits: 0, language)
    var view = view(
      headline: title,
      what: shown == 1
        ? stage.say("1 Eintrag", "1 entry") : stage.say("\(count) Einträge", "\(count) entries"))
    view.isTableOpen = true
    view.notes = remarks
    if let calendar {
      view.lead = """
        <ul class="files"><li><a href="\(calendar.href)">\(calendar.label)</a></li></ul>
        """
    }
    return view.html(stage)
  }

  /// A listing whose first column tells kinds apart that must not be mixed: a table for each.
  private func grouped(by column: String) -> HTML {
    var kinds: [(key: String, name: String)] = []
    for row in table.rows where !kinds.contains(where: { $0.key == table.text(row, column) }) {
      kinds.append((table.text(row, column), table.label(row, column, language)))
    }
    return kinds.map { kind -> HTML in
      let rows = TableView.html(
        table, stage: stage, caption: "\(title): \(kind.name)", hiding: hidden.union([column]),
        link: link, where: { $0.first == kind.key })
      return "<h3>\(Headline.cased(kind.name))</h3>\(rows)"
    }.joined()
  }

  var empty: HTML {
    FigureView.empty(
      id: id, title: title,
      text: question.listing == .changes
        ? stage.say("Seitdem hat sich nichts geändert.", "Nothing has changed since.")
        : ConvoyWords.empty(question.listing, stage)
          ?? stage.say("Dazu ist noch nichts geliefert.", "Nothing about this is delivered yet."),
      tile, stage)
  }

  var files: [(label: String, href: String)] {
    (calendar.map { [$0] } ?? []) + stage.files(of: question)
  }

  /// Deadlines for the calendar of the reader; `nil` for any other table.
  private var calendar: (label: String, href: String)? {
    guard question.listing == .deadlines else { return nil }
    let day = question.choices[.on].map { [(PlanListing.Parameter.on.word, $0)] } ?? []
    return (
      stage.say("Kalender (.ics)", "Calendar (.ics)"), stage.data(CalendarRoute.path, day)
    )
  }

  /// Columns that the page leaves to the files: ids whose names stand beside them, details.
  private var hidden: Set<String> {
    let isOne = if case .none = stage.subject { false } else { true }
    let whole: Set<String> = isOne ? ["convoy_id", "process_id", "process", "started_on"] : []
    switch question.listing {
    case .decisions:
      return ["decision_id", "refers_to", "transferred_votes", "majority"]
    case .deadlines: return ["key"]
    // Where each figure comes from tells something only where they come from several places.
    case .assumptions:
      let files = Set(table.rows.map { table.text($0, "delivered_by") })
      return files.count > 1 ? [] : ["delivered_by"]
    case .changes: return ["subject"]
    case .orders:
      return [
        "order_id", "unit", "milestones_due", "milestones_done", "milestones_share", "reservation",
      ]
    case .gaps: return ["authority_ars", "process", "days", "mailbox", "stale"]
    case .fulfilment: return ["milestones_due", "milestones_done"]
    case .convoys:
      return [
        "name", "task", "process_id", "field", "started_on", "left", "lead", "milestones", "due",
        "done", "done_of_due", "slip_days_max", "overdue", "standing",
      ]
    case .schedule: return isOne ? ["convoy_id"] : ["kreis"]
    case .roadmap: return ["convoy_id", "milestone", "joined_on", "left_on", "delay_days"]
    case .adopters: return isOne ? whole.union(["first_on"]) : ["process_id"]
    case .effect where !isOne:
      return ["term", "relative_month", "chance_low", "chance_high", "uncensored"]
    case .uniformity, .effect, .backtest: return whole
    case .priority, .criteria:
      // Beside what a reader said stands what follows from nothing said; alone it says it twice.
      let equal = table.columns.map(\.name).filter { $0.hasPrefix("equal_") }
      return Set(["name"] + (hasWeights ? [] : equal))
    case .benefit:
      // Whether a candidate can be judged is a column only where one cannot.
      let isWhole = table.rows.allSatisfy { table.text($0, "assessable") == "yes" }
      return isWhole ? ["name", "assessable"] : ["name"]
    case .portfolio: return ["name"]
    case .forecasts: return ["name", "target_kind"]
    case .forecast: return ["basis"]
    case .activation: return ["method", "mean_error_days"]
    case .spillover: return ["process_id", "standard_error"]
    case .regret, .frontier: return isProven ? ["proven"] : []
    default: return []
    }
  }

  /// Whether all is proven: then nobody has to read it row by row.
  private var isProven: Bool {
    table.rows.allSatisfy { table.text($0, "proven") == "yes" }
  }

  /// Whether the reader said anything about weights.
  var hasWeights: Bool {
    question.choices[.weights] != nil || question.choices[.order] != nil
  }

  /// The page with the reckoning of a candidate or process.
  func sheetPath(of id: String) -> String { "/reihenfolge/kosten-nutzen/" + Percent.encode(id) }

  private func link(column: String, key: String) -> String? {
    switch column {
    case "process_id", "process": stage.link("/prozesse/" + Percent.encode(key))
    case "paper": PaperPlace(table, stage).link(paper: key)
    case "run_id": PaperPlace(table, stage).link(run: key)
    // Why a candidate is worth so much; the public does not see it.
    case "candidate_id" where stage.exact != nil:
      stage.link(sheetPath(of: key))
    case "convoy_id", "convoy": stage.link("/konvois/" + Percent.encode(key))
    case "kreis", "kreis_ags5":
      stage.desk.names.area(.kreis, key).map { stage.link("/kreise/" + $0.ags) }
    default: nil
    }
  }
}
