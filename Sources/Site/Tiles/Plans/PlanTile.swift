import Domain
import Formats
import Indicators
import Planning

/// A planning table as a listing or a chart. What is made from counts of citizens' actions exists
/// on an internal site only; in its place the public reads why.
enum PlanTile {
  static func html(_ tile: TileDeclaration, id: String, _ stage: Stage) throws -> HTML {
    guard let listing = listing(of: tile) else {
      preconditionFailure("a planning table that the page reader should have refused")
    }
    let question = stage.question(listing)
    let title = tile.title?[stage.language] ?? listing.title[stage.language]
    guard stage.desk.today != nil else {
      return FigureView.empty(
        id: id, title: title,
        text: stage.say("Hier sind keine Pläne hinterlegt.", "There are no plans here."), tile,
        stage)
    }
    if let complaint = OrderForm(stage.call).complaint(question, stage)
      ?? ChoiceWords.complaint(question, stage)
    {
      return FigureView.failed(id: id, title: title, reason: "\(complaint)", tile, stage)
    }
    if isOfOneKommune(question, stage) {
      return IndividualProcess.notice(listing, tile, id: id, title: title, stage)
    }
    do {
      guard let refusal = listing.refusal else {
        return try scene(try stage.desk.plan(question), question, tile, id: id, stage)
      }
      guard let exact = stage.exact else {
        return withheld(refusal, tile, id: id, stage)
      }
      return try scene(try exact.plan(question), question, tile, id: id, stage)
    } catch let fault as Fault where isOfTile(fault, question) {
      // One table that cannot be made must not hide the rest of the page.
      return FigureView.failed(
        id: id, title: title,
        reason: """
          \(OrderForm(stage.call).reminder(question, stage))\
          \(words(fault, stage))
          """, tile, stage)
    }
  }

  /// In the language of the page where the fault knows it.
  private static func words(_ fault: Fault, _ stage: Stage) -> HTML {
    if let sentences = fault.sentences { return "\(sentences[stage.language])" }
    return "<span lang=\"en\">\(fault.problem). \(fault.remedy).</span>"
  }

  /// Whether the table is about spreading, and the page about a process that does not spread.
  private static func isOfOneKommune(_ question: PlanQuestion, _ stage: Stage) -> Bool {
    [.forecast, .backtest, .activation, .spillover].contains(question.listing)
      && IndividualProcess.isSubject(of: stage)
  }

  /// One notice for all tables of the page that are kept back for one reason, in the place of the
  /// first.
  private static func withheld(
    _ refusal: Text, _ tile: TileDeclaration, id: String, _ stage: Stage
  ) -> HTML {
    let alike = stage.page.tiles.indices.filter {
      listing(of: stage.page.tiles[$0])?.refusal == refusal
    }
    guard alike.first.map(Tile.id) == id else { return "" }
    var names: [String] = []
    for listing in alike.compactMap({ self.listing(of: stage.page.tiles[$0]) }) {
      let name = listing.title[stage.language]
      if !names.contains(name) { names.append(name) }
    }
    return FigureView.unpublished(
      id: id, what: names.joined(separator: " · "), why: refusal[stage.language], tile, stage)
  }

  /// Whether a fault concerns this table alone; a day that does not read concerns the whole page.
  private static func isOfTile(_ fault: Fault, _ question: PlanQuestion) -> Bool {
    switch fault.kind {
    case .badData, .inputMissing: true
    case .usage: !question.choices.keys.allSatisfy { [.on, .since].contains($0) }
    default: false
    }
  }

  /// The table behind what a tile shows; `nil`: none of planning.
  static func listing(of tile: TileDeclaration) -> PlanListing? {
    tile.show.first.flatMap(listing(named:))
  }

  static func listing(named name: String) -> PlanListing? {
    PlanListing(rawValue: name) ?? StackedTile.listings[name]
  }

  /// What the table says of itself; `nil` where this reader does not see it, or the tile in its
  /// place tells what is wrong.
  static func provenance(_ question: PlanQuestion, _ stage: Stage) -> Provenance? {
    question.listing.refusal == nil
      ? (try? stage.desk.plan(question))?.provenance
      : (try? stage.exact?.plan(question))?.provenance
  }

  private static func scene<Scope>(
    _ table: Table<Scope>, _ question: PlanQuestion, _ tile: TileDeclaration, id: String,
    _ stage: Stage
  ) throws -> HTML {
    let scene = PlanScene(table: table, question: question, tile: tile, id: id, stage: stage)
    guard !table.rows.isEmpty else { return scene.empty }
    switch try PlanFigure.of(scene) {
    case .drawn(var view):
      if !view.charts.isEmpty { view.files.append(PlanDrawing.file(question, tile, stage)) }
      return view.html(stage)
    case .nothing(let sentence?):
      return FigureView.empty(id: id, title: scene.title, text: sentence, tile, stage)
    case .nothing: return scene.empty
    case nil: return tile.form == .facts ? scene.facts : scene.listing
    }
  }
}
