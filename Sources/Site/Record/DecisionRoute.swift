import Domain
import Planning

/// The row of a decision as a file to be put into the inbox: beside each page with the form.
enum DecisionRoute {
  static func path(of page: PageDeclaration) -> String { page.path + ".csv" }

  static func routes(_ pages: [PageDeclaration]) -> [Route] {
    pages.filter { $0.tiles.contains { $0.form == .record } }.map { page in
      Route(
        pattern: path(of: page), summary: "a row of the feed decisions", isAPI: false,
        parameters: DecisionSlip.parameters, produces: ["text/csv"],
        answer: .exact { call, desk, _ in
          guard let today = desk.today else { throw Problem.notFound("This site knows no plans.") }
          let slip = DecisionSlip(call, today: today)
          if let objection = try slip.objections().first {
            throw Problem.badRequest("\(objection.column ?? "row"): \(objection.text.en).")
          }
          return .file(slip.csv, type: "text/csv; charset=utf-8", name: slip.fileName)
        })
    }
  }
}

/// Where a paper ends and the decision about it begins: a link to the form, filled in with what the
/// paper rests on.
enum FollowTile {
  static func html(_ tile: TileDeclaration, id: String, _ stage: Stage) -> HTML {
    guard stage.exact != nil, stage.desk.today != nil else { return "" }
    let title =
      tile.title?[stage.language] ?? stage.say("Beschluss festhalten", "Write down the decision")
    let text = stage.say(
      "Ein Formular macht aus Beschluss, Stimmen und Frist eine Zeile für die Beschlussliste (decisions).",
      "A form makes a row for the feed decisions out of decision, votes and due date.")
    return """
      <section class="\(tile.style) follow" id="\(id)"><h2>\(title)</h2><p class="what">\(text)</p>\
      <p><a class="button" href="\(stage.link(path, basis(stage)))">\
      \(stage.say("Zum Formular", "To the form"))</a></p></section>\n
      """
  }

  private static let path = "/beschluesse/erfassen"

  /// What the paper was made from; nothing on a page that is none.
  private static func basis(_ stage: Stage) -> [(String, String)] {
    guard !stage.page.ask.isEmpty else { return [] }
    let paper = Percent.path(stage.call.path, stage.call.own.filter { !$0.1.isEmpty })
    let weights =
      [PlanListing.Parameter.weights, .order].compactMap { $0.choice(stage.call) }
      .joined(separator: ",")
    let limits = DecisionSlip.feed.columns.reduce(into: [String: Int]()) { limits, column in
      if case .text(let maximum) = column.type { limits[column.name] = maximum }
    }
    return [
      ("body", DecidingBody.uag.rawValue), ("subject", stage.page.title.de),
      // A paper with every weight set is longer than the column: the weights stand beside it.
      ("paper", paper.count <= limits["paper"]! ? paper : stage.call.path),
      ("run_id", stage.desk.runID ?? stage.desk.dataState.revision), ("weights", weights),
    ].filter { !$0.1.isEmpty }
  }
}
