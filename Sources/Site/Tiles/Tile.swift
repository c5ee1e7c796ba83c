import Domain
import Formats
import Indicators

/// A tile's declaration becomes a figure.
enum Tile {
  /// - Parameter position: place of the tile on its page, 0…; makes ids unique.
  /// - Throws: ``NotPublic`` where the page is public and what the tile shows is not.
  static func html(_ tile: TileDeclaration, position: Int, _ stage: Stage) throws -> HTML {
    let id = id(at: position)
    switch tile.form {
    case .listing: return try ListingTile.html(tile, id: id, stage)
    case .curves: return try CurvesTile.html(tile, id: id, stage)
    case .facts: return try FactsTile.html(tile, id: id, stage)
    case .definition: return DefinitionTile.html(tile, id: id, stage)
    case .stacked, .gantt, .scatter, .band, .intervals:
      return try PlanTile.html(tile, id: id, stage)
    case .record: return try DecisionForm.html(tile, id: id, stage)
    case .follow: return FollowTile.html(tile, id: id, stage)
    case .number, .dots, .tilemap, .lines, .table, .sentences, .profile:
      guard let exact = stage.exact else {
        return try figure(
          Scene(tile: tile, id: id, stage: stage, desk: PublishedDesk(desk: stage.desk)))
      }
      return try figure(Scene(tile: tile, id: id, stage: stage, desk: exact))
    }
  }

  /// The anchor of the tile at a place of its page, 0….
  static func id(at position: Int) -> String { "t\(position + 1)" }

  private static func figure<Desk>(_ scene: Scene<Desk>) throws -> HTML {
    // The indicator that a page is about is known only now; not each has every dimension.
    let needed = scene.tile.by + (scene.tile.form == .lines ? ["month"] : [])
    guard needed.allSatisfy(scene.indicator.hasDimension) else { return "" }
    switch scene.tile.form {
    case .number: return try NumberTile.html(scene)
    case .dots: return try DotsTile.html(scene)
    case .tilemap: return try TileMapTile.html(scene)
    case .lines: return try LinesTile.html(scene)
    case .table: return try TableTile.html(scene)
    case .sentences: return try SentencesTile.html(scene)
    default: return try ProfileTile.html(scene)
    }
  }

  /// The notice in place of a tile that the public does not see.
  static func notice(
    _ refusal: NotPublic, _ tile: TileDeclaration, position: Int, _ stage: Stage
  ) -> HTML {
    let names = stage.indicators(of: tile).map { Headline.cased($0.name[stage.language]) }
    let why: String
    switch refusal.matter {
    case .unreleased:
      why = stage.say(
        "Für diese Zahl ist noch kein Zeitraum freigegeben.",
        "No period of this figure has been released yet.")
    case .question:
      why = stage.say(
        "Freigegeben wird diese Zahl für Land, Kreise und Gemeinden nach Monaten oder Jahren, nicht"
          + " in dieser Gliederung.",
        "This figure is released for Land, districts and municipalities by month or year, not in"
          + " this breakdown.")
    case .indicator:
      let released = PublicIndicator.all.map { $0.name[stage.language] }.joined(separator: ", ")
      why = stage.say(
        "Diese Zahl entsteht aus Handlungen Einzelner. Freigegeben werden davon nur: \(released).",
        "This figure is made from acts of individuals. Of these only the following are released:"
          + " \(released).")
    }
    return FigureView.unpublished(
      id: id(at: position), what: tile.title?[stage.language] ?? names.joined(separator: ", "),
      why: why, tile, stage)
  }
}

/// What a tile with figures has in hand.
struct Scene<Desk: FigureDesk> {
  let tile: TileDeclaration
  let id: String
  let stage: Stage
  let desk: Desk

  var language: Language { stage.language }
  var indicators: [IndicatorDescription] { stage.indicators(of: tile) }

  /// - Precondition: the page was checked at start-up, so that the tile shows an indicator.
  var indicator: IndicatorDescription {
    guard let first = indicators.first else {
      preconditionFailure("a tile of \(stage.page.file) shows no indicator")
    }
    return first
  }

  func request(_ indicator: IndicatorDescription? = nil, by: [String]? = nil) -> FigureRequest {
    FigureRequest(
      (indicator ?? self.indicator).id, by: by ?? tile.by, filter: stage.filter(of: tile))
  }

  /// The figure of the Land: the same question without the filter by area.
  func land(_ indicator: IndicatorDescription) throws -> FigureRow? {
    var filter = stage.filter(of: tile)
    for level in AreaLevel.allCases { filter[level.rawValue] = nil }
    return try desk.table(FigureRequest(indicator.id, filter: filter)).figureRows.first
  }

  /// What each indicator of the tile answers, and which of them are not public.
  /// - Throws: ``NotPublic`` where none is.
  func answers<Answer>(
    _ answer: (IndicatorDescription) throws -> Answer
  ) throws -> (known: [Answer], hidden: [IndicatorDescription]) {
    var known: [Answer] = []
    var hidden: [IndicatorDescription] = []
    for indicator in indicators {
      do {
        known.append(try answer(indicator))
      } catch let refusal as NotPublic {
        hidden.append(indicator)
        if hidden.count == indicators.count { throw refusal }
      }
    }
    return (known, hidden)
  }

  /// Sentences that a figure owes its reader in this scope.
  /// - Parameter hidden: indicators that are left out of it.
  func remarks(hidden: [IndicatorDescription] = []) -> [String] {
    let names = hidden.map { Headline.cased($0.name[language]) }.joined(separator: ", ")
    let shown = indicators.filter { !hidden.contains($0) }
    return (shown.lazy.compactMap(desk.remark).first.map { [$0[language]] } ?? [])
      + (hidden.isEmpty ? [] : [stage.say("Nicht öffentlich: ", "Not public: ") + names + "."])
  }

  var mark: Text? { indicators.lazy.compactMap(desk.mark).first }

  /// `Juni 2025` for states, `Januar 2023 bis Juni 2025` for flows, `2025` for published counts.
  func period(_ indicator: IndicatorDescription) -> String {
    switch desk.period(of: indicator) {
    case .month(let month): return TimeText.month(month, language)
    case .year(let year): return PublicPeriod.year(year).description
    case nil: break
    }
    guard let months = stage.desk.months else { return stage.say("keine Daten", "no data") }
    if indicator.isState { return TimeText.month(months.upperBound, language) }
    return text(knownMonths(indicator) ?? months)
  }

  /// `Januar 2023 bis Juni 2025`
  func text(_ months: ClosedRange<Month>) -> String {
    let last = TimeText.month(months.upperBound, language)
    return months.lowerBound == months.upperBound
      ? last : TimeText.month(months.lowerBound, language) + stage.say(" bis ", " to ") + last
  }

  /// The last twelve months of which the indicator says something; fewer where fewer are known.
  func lastYear(_ indicator: IndicatorDescription) -> ClosedRange<Month>? {
    knownMonths(indicator).map { max($0.lowerBound, $0.upperBound + -11)...$0.upperBound }
  }

  /// The months that a sum over all months is made of. Usage is delivered from some month on, so it
  /// must not seem to be the sum of all months that the project knows.
  private func knownMonths(_ indicator: IndicatorDescription) -> ClosedRange<Month>? {
    guard indicator.hasDimension("month"),
      let table = try? desk.table(FigureRequest(indicator.id, by: ["month"]))
    else { return nil }
    let known = table.figureRows.compactMap { $0.figure == .missing ? nil : Month($0.keys[0]) }
    guard let first = known.min(), let last = known.max() else { return nil }
    return first...last
  }

  /// What, where, when as one line.
  /// - Parameter saysUnit: unless the large number of a tile says it.
  func what(
    _ indicator: IndicatorDescription, place: String? = nil, period: String? = nil,
    saysUnit: Bool = true
  ) -> String {
    let name = indicator.name[language]
    let unit = saysUnit ? unsaidUnit(indicator) : nil
    return [
      unit.map { "\(name) (\($0))" } ?? name, place ?? defaultPlace,
      period ?? self.period(indicator),
    ]
    .filter { !$0.isEmpty }.joined(separator: " · ")
  }

  /// The unit in words, where neither the name of an indicator nor the sign of its figures says it.
  func unsaidUnit(_ indicator: IndicatorDescription) -> String? {
    let name = indicator.name[language]
    let unit = indicator.unit.symbol[language]
    // `Anträge je 1.000 Einwohner` has said `je 1.000 Einw.` already.
    let words = unit.hasSuffix(".") ? unit.dropLast() : unit[...]
    return unit.isEmpty || indicator.unit == .share || name.contains(words) ? nil : unit
  }

  private var defaultPlace: String {
    switch stage.subject {
    case .none, .indicator: "Baden-Württemberg"
    default: stage.subjectName
    }
  }

  /// The same data as files.
  func files(_ request: FigureRequest, chart: String? = nil) -> [(label: String, href: String)] {
    let request = desk.dataRequest(request)
    var files = [
      ("CSV", stage.dataLink(request, format: "csv")),
      (
        stage.say("CSV für Excel", "CSV for Excel"),
        stage.dataLink(request, format: "csv", [("dialect", "excel-de")])
      ),
      ("XLSX", stage.dataLink(request, format: "xlsx", [("lang", language.rawValue)])),
      ("ODS", stage.dataLink(request, format: "ods", [("lang", language.rawValue)])),
      ("JSON", stage.dataLink(request, format: "json")),
      ("JSON-stat", stage.dataLink(request, format: "json-stat")),
      ("ZIP", stage.dataLink(request, format: "zip", [("lang", language.rawValue)])),
    ]
    if let chart, desk.hasDrawings {
      files.append(
        (
          "SVG",
          stage.dataLink(
            request, format: "svg",
            [("chart", chart)] + (tile.part.map { [("part", $0.rawValue)] } ?? [])
              + [("lang", language.rawValue)])
        ))
    }
    return files.map { (label: $0.0, href: $0.1) }
  }

  func link(column: String, key: String) -> String? {
    switch column {
    case "kreis":
      stage.desk.names.area(.kreis, key).map { stage.link("/kreise/" + $0.ags) }
    case "process": stage.link("/prozesse/" + Percent.encode(key))
    default: nil
    }
  }
}
