import Domain
import Formats
import Indicators
import Planning

/// Planning tables as data: a place for each, and a list of them.
enum PlanAPI {
  static func path(of listing: PlanListing) -> String { "/api/v1/plans/" + listing.rawValue }

  static let routes: [Route] =
    [
      Route(
        pattern: "/api/v1/plans", summary: "The planning tables, and which are public",
        answer: .plain { _ in .json(.object([("plans", .array(PlanListing.allCases.map(entry)))])) }
      )
    ]
    + PlanListing.allCases.map { listing in
      Route(
        pattern: path(of: listing), summary: listing.title.en,
        parameters: listing.parameters.map {
          RouteParameter(name: $0.rawValue, place: .query, kind: $0.kind, summary: $0.summary)
        } + drawn(listing),
        produces: TableAnswer.mediaTypes
          + (PlanDrawing.charts(of: listing).isEmpty ? [] : ["image/svg+xml"]),
        answer: .page { call, desk, exact in
          let question = PlanQuestion(listing, choices(call))
          guard listing.refusal != nil, let exact else {
            return try answer(desk.plan(question), question, call, desk, exact)
          }
          return try answer(exact.plan(question), question, call, desk, exact)
        })
    }

  private static func answer<Scope>(
    _ table: Table<Scope>, _ question: PlanQuestion, _ call: Call, _ desk: ReleasedDesk,
    _ exact: ExactDesk?
  ) throws -> SiteResponse {
    call.value("format") == "svg"
      ? try PlanDrawing.response(table, question, call, desk, exact)
      : try TableAnswer.response(table, stem: question.listing.rawValue, call)
  }

  /// The parameters of a table's files, with those of its charts.
  private static func drawn(_ listing: PlanListing) -> [RouteParameter] {
    let charts = PlanDrawing.charts(of: listing)
    guard !charts.isEmpty else { return TableAnswer.parameters }
    let chart = RouteParameter(
      name: "chart", place: .query, kind: .choice(charts.map(\.show)),
      summary: "of svg: which chart; \(charts[0].show) (default)")
    return TableAnswer.drawnParameters + (charts.count > 1 ? [chart] : [])
  }

  private static func choices(_ call: Call) -> [PlanListing.Parameter: String] {
    PlanListing.Parameter.allCases.reduce(into: [:]) { choices, parameter in
      let value = call.value(parameter.rawValue) ?? ""
      if !value.isEmpty { choices[parameter] = value }
    }
  }

  private static func entry(_ listing: PlanListing) -> JSON {
    .object([
      ("name", .string(listing.rawValue)), ("title", TableJSON.text(listing.title)),
      ("public", .bool(listing.refusal == nil)),
      ("reason", listing.refusal.map(TableJSON.text) ?? .null),
      ("parameters", .array(listing.parameters.map { .string($0.rawValue) })),
      ("data", .string(path(of: listing))),
    ])
  }
}

/// What is due as a calendar that programs subscribe to.
enum CalendarRoute {
  static let path = "/termine.ics"

  static let route = Route(
    pattern: path, summary: PlanListing.deadlines.title.en, isAPI: false,
    parameters: [PlanListing.Parameter.on].map {
      RouteParameter(name: $0.word, place: .query, kind: $0.kind, summary: $0.summary)
    }, produces: ["text/calendar"],
    answer: .released { call, desk in
      let choices = call.value(PlanListing.Parameter.on.word).map { [PlanListing.Parameter.on: $0] }
      let table = try desk.plan(PlanQuestion(.deadlines, choices ?? [:]))
      guard let day = table.provenance.cutOff else {
        preconditionFailure("deadlines are seen from a day")
      }
      return .file(
        CalendarText.text(table, madeOn: day), type: "text/calendar; charset=utf-8",
        name: FileName.name("termine", of: table, extension: "ics"))
    })
}
