import Domain
import Formats
import Indicators
import Planning

/// The chart of a planning table as a file: drawn by the tile that draws it on a page, with what
/// stands under it there.
enum PlanDrawing {
  /// What a tile shows, and how, for each chart of a table; the first is drawn unasked.
  static func charts(of listing: PlanListing) -> [(show: String, form: TileDeclaration.Form)] {
    forms.flatMap { form in
      (form.listings ?? []).filter { show in
        PlanTile.listing(named: show) == listing && (form != .facts || listing == .sheet)
      }.map { (show: $0, form: form) }
    }
  }

  /// The forms of tiles that draw.
  private static let forms: [TileDeclaration.Form] = [
    .stacked, .gantt, .scatter, .band, .intervals, .curves, .facts,
  ]

  /// The drawing beside the other files of a tile.
  static func file(
    _ question: PlanQuestion, _ tile: TileDeclaration, _ stage: Stage
  ) -> (label: String, href: String) {
    let choices = question.choices.sorted { $0.key.rawValue < $1.key.rawValue }
    // One of several charts is asked for by its name.
    let chart = charts(of: question.listing).count > 1 ? [("chart", tile.show[0])] : []
    return (
      "SVG",
      stage.data(
        PlanAPI.path(of: question.listing),
        choices.map { ($0.key.rawValue, $0.value) } + [("format", "svg")] + chart
          + [("lang", stage.language.rawValue)])
    )
  }

  /// - Throws: ``Problem`` where the question has nothing to draw.
  static func response<Scope>(
    _ table: Table<Scope>, _ question: PlanQuestion, _ call: Call, _ desk: ReleasedDesk,
    _ exact: ExactDesk?
  ) throws -> SiteResponse {
    let charts = charts(of: question.listing)
    let asked = call.value("chart")
    guard let chart = charts.first(where: { asked == nil || $0.show == asked }) else {
      throw Problem.badRequest("\(question.listing.rawValue) has no drawing.")
    }
    if question.listing == .uniformity, question.choices[.convoy] == nil {
      throw Problem.badRequest("A drawing of uniformity wants convoy=ID.")
    }
    let stage = Stage(
      call: call, desk: desk, exact: exact, page: .none,
      subject: try subject(question, desk), chosen: nil)
    let tile = TileDeclaration(
      show: [chart.show], form: chart.form, width: .full, rows: 1, most: nil, whole: nil,
      part: nil, by: [], filter: [:], range: [], title: nil)
    let scene = PlanScene(
      table: table, question: question, tile: tile, id: chart.show, stage: stage, isAlone: true)
    guard !table.rows.isEmpty, case .drawn(let view)? = try PlanFigure.of(scene),
      let drawing = view.charts.first?.drawing
    else { throw Problem.notFound("There is nothing to draw.") }
    let text = drawing.standalone(
      table.provenance, mark: Scope.mark, what: what(view, drawing.title, question, stage),
      notes: notes(view, table.provenance, stage), call.language
    ).text
    return .file(
      text, type: "image/svg+xml; charset=utf-8",
      name: FileName.name(
        ([question.listing.rawValue] + (charts.count > 1 ? [chart.show] : [])).joined(
          separator: "-"), of: table, extension: "svg"))
  }

  private static func subject(
    _ question: PlanQuestion, _ desk: ReleasedDesk
  ) throws -> Stage.Subject {
    if let convoy = question.choices[.convoy] { return try .init("convoy", convoy, desk) }
    guard let process = question.choices[.process] else { return .none }
    return try .init(question.listing == .sheet ? "candidate" : "process", process, desk)
  }

  /// Of whom, of what, and by whose weights.
  private static func what(
    _ view: FigureView, _ title: String, _ question: PlanQuestion, _ stage: Stage
  ) -> String {
    // A title may have named it already.
    let isNamed = title.contains(stage.subjectName)
    var parts = [
      isNamed ? "" : stage.subjectName, view.what == stage.subjectName ? "" : view.what,
    ]
    func name(_ key: String) -> String {
      WeightRules.Item(key)?.name[stage.language] ?? key
    }
    if let weights = question.choices[.weights] {
      let said = weights.split(separator: ",").map { part in
        let sides = part.split(separator: "=", maxSplits: 1).map(String.init)
        return sides.count == 2 ? "\(name(sides[0])) \(sides[1])" : String(part)
      }
      parts.append(stage.say("Gewichte: ", "Weights: ") + said.joined(separator: ", "))
    }
    if let order = question.choices[.order] {
      let said = order.split(separator: ",").map { rule in
        rule.split(separator: ">").map { name(String($0)) }
          .joined(separator: stage.say(" vor ", " before "))
      }
      parts.append(stage.say("Regeln: ", "Rules: ") + said.joined(separator: ", "))
    }
    return parts.filter { !$0.isEmpty }.joined(separator: " · ")
  }

  /// What a reader of the page reads under the chart, and what the table says of itself: the money
  /// of a selection, the draws of a ranking.
  private static func notes(
    _ view: FigureView, _ provenance: Provenance, _ stage: Stage
  ) -> [String] {
    guard let said = provenance.note?[stage.language], !said.isEmpty else { return view.notes }
    let note = Prose.readable(said, stage.language)
    guard !view.notes.contains(where: { $0.hasPrefix(note) }) else { return view.notes }
    return view.notes + [note.hasSuffix(".") ? note : note + "."]
  }
}
