import Domain
import Formats
import Indicators

/// A tile's declaration becomes a figure.
enum Tile {
  /// - Parameter position: place of the tile on its page, 0…; makes ids unique.
  static func html(_ tile: TileDeclaration, position: Int, _ stage: Stage) throws -> HTML {
    let id = "t\(position + 1)"
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
        let what = stage.indicators(of: tile).map { $0.name[stage.language] }
        return FigureView.unpublished(
          id: id, what: tile.title?[stage.language] ?? what.joined(separator: ", "),
          tile, stage)
      }
      let scene = Scene(tile: tile, id: id, stage: stage, desk: exact)
      // The indicator that a page is about is known only now; not each has every dimension.
      let needed = tile.by + (tile.form == .lines ? ["month"] : [])
      guard needed.allSatisfy(scene.indicator.hasDimension) else { return "" }
      switch tile.form {
      case .number: return try NumberTile.html(scene)
      case .dots: return try DotsTile.html(scene)
      case .tilemap: return try TileMapTile.html(scene)
      case .lines: return try LinesTile.html(scene)
      case .table: return try TableTile.html(scene)
      case .sentences: return try SentencesTile.html(scene)
      default: return try ProfileTile.html(scene)
      }
    }
  }
}

/// What a tile with exact figures has in hand.
struct Scene {
  let tile: TileDeclaration
  let id: String
  let stage: Stage
  let desk: ExactDesk

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

  /// `Juni 2025` for states, `Januar 2023 bis Juni 2025` for flows.
  func period(_ indicator: IndicatorDescription) -> String {
    guard let months = stage.desk.months else { return stage.say("keine Daten", "no data") }
    let last = TimeText.month(months.upperBound, language)
    if indicator.isState { return last }
    return TimeText.month(months.lowerBound, language) + stage.say(" bis ", " to ") + last
  }

  /// What, where, when as one line.
  func what(_ indicator: IndicatorDescription, place: String? = nil, period: String? = nil)
    -> String
  {
    let name = indicator.name[language]
    let unit = indicator.unit.symbol[language]
    let title =
      unit.isEmpty || indicator.unit == .share ? name : "\(name) (\(unit))"
    return [title, place ?? defaultPlace, period ?? self.period(indicator)]
      .filter { !$0.isEmpty }.joined(separator: " · ")
  }

  private var defaultPlace: String {
    switch stage.subject {
    case .none, .indicator: "Baden-Württemberg"
    default: stage.subjectName
    }
  }

  /// The same data as files.
  func files(_ request: FigureRequest, chart: String? = nil) -> [(label: String, href: String)] {
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
    ]
    if let chart {
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
