import Domain
import Formats
import Indicators

/// Indicators as data.
enum IndicatorAPI {
  static func listing(_ call: Call, _ desk: ReleasedDesk) -> SiteResponse {
    .json(
      .object([
        ("simulated", .bool(desk.dataState.isSimulated)),
        ("revision", .string(desk.dataState.revision)),
        ("cut_off", .text(desk.cutOff?.description)),
        ("first_month", .text(desk.months?.lowerBound.description)),
        ("last_month", .text(desk.months?.upperBound.description)),
        ("indicators", .array(desk.indicators.map(description))),
      ]))
  }

  static func description(_ indicator: IndicatorDescription) -> JSON {
    .object([
      ("id", .string(indicator.id)), ("name", TableJSON.text(indicator.name)),
      ("question", TableJSON.text(indicator.question)), ("unit", .string(indicator.unit.rawValue)),
      ("direction", .string(indicator.direction.rawValue)), ("group", .string(indicator.group)),
      ("source", TableJSON.text(indicator.source)), ("caveat", TableJSON.text(indicator.caveat)),
      ("is_state", .bool(indicator.isState)),
      ("dimensions", .array(indicator.dimensions.map(JSON.string))),
      ("definition_hash", .string(indicator.definitionHash)), ("sql", .string(indicator.sql)),
      ("data", .string("/api/v1/indicators/" + Percent.encode(indicator.id))),
    ])
  }

  static let charts = ["dots", "tilemap", "lines"]

  static let parameters: [RouteParameter] =
    [
      RouteParameter(
        name: "id", place: .path, kind: .text(maximumLength: 80), summary: "indicator"),
      RouteParameter(
        name: "by", place: .query, kind: .text(maximumLength: 200),
        summary: "dimensions, separated by commas, e.g. kreis,month"),
      RouteParameter(name: "from", place: .query, kind: .month, summary: "first month, inclusive"),
      RouteParameter(name: "to", place: .query, kind: .month, summary: "last month, inclusive"),
      RouteParameter(
        name: "rule", place: .query, kind: .text(maximumLength: 40),
        summary: "active (default), or maturity=1.1:3"),
      RouteParameter(
        name: "where", place: .query, kind: .text(maximumLength: 120),
        summary: "dimension=key; several keys of one dimension are alternatives",
        isRepeatable: true),
      RouteParameter(
        name: "format", place: .query, kind: .choice(TableAnswer.formats + ["svg"]),
        summary: "json (default), csv, xlsx, ods, json-stat, zip or svg"),
      RouteParameter(
        name: "chart", place: .query, kind: .choice(charts), summary: "of svg: kind of chart"),
      RouteParameter(
        name: "part", place: .query, kind: .choice(TileDeclaration.Part.allCases.map(\.rawValue)),
        summary: "of dots by kreis: landkreise (default) or stadtkreise"),
      RouteParameter(
        name: "lang", place: .query, kind: .choice(Language.allCases.map(\.rawValue)),
        summary: "language of labels in xlsx, ods, json-stat, zip and svg"),
    ] + TableAnswer.parameters.filter { $0.name == "dialect" }

  static func table(_ call: Call, _ desk: ReleasedDesk, _ exact: ExactDesk) throws
    -> SiteResponse
  {
    let id = call.pathValues["id"] ?? ""
    guard let indicator = desk.indicator(id) else {
      throw Problem.notFound(
        "There is no indicator \"\(id)\". "
          + Suggestion.hint(for: id, among: desk.indicators.map(\.id)))
    }
    let request = try self.request(call, id, indicator)
    let table = try exact.table(request)
    let stem = ([id] + request.by).joined(separator: "-")
    if call.value("format") == "svg" {
      return try svg(table, request, indicator, stem: stem, call, desk, exact)
    }
    return try TableAnswer.response(
      table, stem: stem, call,
      extra: [
        ("indicator", .string(id)), ("unit", .string(indicator.unit.rawValue)),
        ("by", .array(request.by.map(JSON.string))),
      ])
  }

  /// The same question in the public scope: facts and released counts, or the reason why not.
  static func publicTable(_ call: Call, _ desk: ReleasedDesk) throws -> SiteResponse {
    let id = call.pathValues["id"] ?? ""
    let known = desk.indicator(id)
    let released = PublicIndicator.named(id)
    guard known != nil || released != nil else {
      throw Problem.notFound(
        "There is no indicator \"\(id)\". "
          + Suggestion.hint(for: id, among: desk.indicators.map(\.id)))
    }
    guard call.value("format") != "svg" else {
      throw Problem.notPublic("Drawings are not public yet. Public are the tables: json, csv.")
    }
    // What the public cube lacks is refused by name; only facts have further dimensions.
    let request = try self.request(call, id, released == nil ? known : nil)
    let unit = released?.unit ?? known!.unit
    return try TableAnswer.response(
      desk.table(request), stem: ([id] + request.by).joined(separator: "-"), call,
      extra: [
        ("indicator", .string(id)), ("unit", .string(unit.rawValue)),
        ("by", .array(request.by.map(JSON.string))),
      ])
  }

  /// - Parameter indicator: whose dimensions the question may name; `nil`: any.
  private static func request(
    _ call: Call, _ id: String, _ indicator: IndicatorDescription?
  ) throws(Problem) -> FigureRequest {
    var request = FigureRequest(id)
    if let by = call.value("by"), !by.isEmpty {
      request.by = by.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      for name in request.by { try check(name, of: indicator, in: "by") }
      guard Set(request.by).count == request.by.count else {
        throw .badRequest("Parameter by names a dimension twice.")
      }
    }
    request.from = call.value("from").flatMap { Month($0) }
    request.to = call.value("to").flatMap { Month($0) }
    if let from = request.from, let to = request.to, from > to {
      throw .badRequest("Parameter from lies after to.")
    }
    request.rule = call.value("rule")
    for condition in call.values("where") {
      let sides = condition.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard sides.count == 2, !sides[1].isEmpty else {
        throw .badRequest("Parameter where wants dimension=key, not \"\(condition)\".")
      }
      try check(String(sides[0]), of: indicator, in: "where")
      request.filter[String(sides[0]), default: []].append(String(sides[1]))
    }
    return request
  }

  private static func check(_ name: String, of indicator: IndicatorDescription?, in place: String)
    throws(Problem)
  {
    guard let indicator, !indicator.hasDimension(name) else { return }
    throw .badRequest(
      "Parameter \(place): \(indicator.id) has no dimension \"\(name)\". "
        + Suggestion.hint(for: name, among: indicator.dimensions))
  }

  private static func svg(
    _ table: Table<Exact>, _ request: FigureRequest, _ indicator: IndicatorDescription,
    stem: String, _ call: Call, _ desk: ReleasedDesk, _ exact: ExactDesk
  ) throws -> SiteResponse {
    let chart = call.value("chart") ?? (request.by == ["month"] ? "lines" : "dots")
    let expected = ["tilemap": "kreis", "lines": "month"][chart]
    guard request.by.count == 1, expected == nil || request.by[0] == expected else {
      throw Problem.badRequest(
        "A drawing of kind \(chart) wants by=\(expected ?? "one dimension").")
    }
    let stage = Stage(
      call: call, desk: desk, exact: exact, page: .none, subject: .none, chosen: nil)
    let drawing: Drawing
    switch chart {
    case "tilemap":
      drawing = TileMapTile.drawing(table, indicator: indicator, id: "map", stage: stage)
    case "lines":
      drawing = LinesTile.drawing(
        MonthSeries(table.figureRows), land: nil, indicator: indicator, id: "lines", stage: stage)
    default:
      let land =
        indicator.unit == .count
        ? nil : try exact.table(FigureRequest(indicator.id)).figureRows.first?.figure.number
      let parts = DotsTile.plots(
        table.figureRows, dimension: request.by[0], indicator: indicator, land: land, ranges: [:],
        hasIntervals: true, id: "dots", part: call.value("part").flatMap(TileDeclaration.Part.init),
        stage: stage)
      guard let first = parts.first else { throw Problem.notFound("There is nothing to draw.") }
      drawing = first.plot.drawing
    }
    let what = try request.filter.sorted { $0.key < $1.key }.flatMap { dimension, keys in
      try keys.map { try name(dimension, $0, stage) }
    }
    let text = drawing.standalone(
      table.provenance, mark: Exact.mark, what: what.joined(separator: " · "), call.language
    ).text
    return .file(
      text, type: "image/svg+xml; charset=utf-8",
      name: FileName.name(stem, of: table, extension: "svg"))
  }

  /// Of what a drawing is, where it is not of the whole Land.
  private static func name(_ dimension: String, _ key: String, _ stage: Stage) throws -> String {
    guard dimension == "process" else { return stage.fullName(dimension, key, label: nil) }
    let table = try stage.desk.processListing()
    let row = table.rows.first { table.text($0, "process_id") == key }
    return row.map { table.text($0, "name") } ?? key
  }
}
