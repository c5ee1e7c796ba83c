import Domain
import Formats
import Indicators

/// All places that answer with data.
enum APIRoutes {
  static let data: [Route] =
    [
      Route(
        pattern: "/api/v1/indicators", summary: "All indicators with their definitions",
        answer: .released { call, desk in IndicatorAPI.listing(call, desk) }),
      Route(
        pattern: "/api/v1/indicators/{id}", summary: "One indicator as a table",
        parameters: IndicatorAPI.parameters,
        produces: TableAnswer.mediaTypes + ["image/svg+xml"],
        answer: .page { call, desk, exact in
          guard let exact else { return try IndicatorAPI.publicTable(call, desk) }
          return try IndicatorAPI.table(call, desk, exact)
        }),
      Route(
        pattern: "/api/v1/areas", summary: "Areas of the register",
        parameters: [
          RouteParameter(
            name: "level", place: .query, kind: .choice(AreaLevel.allCases.map(\.rawValue)),
            summary: "only one level")
        ] + TableAnswer.parameters, produces: TableAnswer.mediaTypes,
        answer: .released { call, desk in
          let level = call.value("level").flatMap(AreaLevel.init)
          return try TableAnswer.response(desk.areaListing(level: level), stem: "areas", call)
        }),
      listing("/api/v1/processes", "Processes", stem: "processes") { try $0.processListing() },
      Route(
        pattern: "/api/v1/processes/{id}/adoption",
        summary: "Active and competent authorities of a process by month",
        parameters: [
          RouteParameter(
            name: "id", place: .path, kind: .text(maximumLength: 120), summary: "process")
        ] + TableAnswer.parameters, produces: TableAnswer.mediaTypes,
        answer: .released { call, desk in
          let id = call.pathValues["id"] ?? ""
          let processes = try desk.processListing()
          guard processes.rows.contains(where: { processes.text($0, "process_id") == id }) else {
            throw Problem.notFound("There is no process with the id \"\(id)\".")
          }
          return try TableAnswer.response(
            desk.adoptionCurve(process: id), stem: "adoption-" + id, call)
        }),
      Route(
        pattern: "/api/v1/competence", summary: "Who is competent for a Leistung where, and why",
        parameters: [
          RouteParameter(
            name: "leika", place: .query, kind: .text(maximumLength: 14), summary: "LeiKa key"),
          RouteParameter(
            name: "ars", place: .query, kind: .text(maximumLength: 12),
            summary: "AGS or ARS of a Gemeinde, or of a larger area"),
          RouteParameter(
            name: "on", place: .query, kind: .day,
            summary: "the day asked for; otherwise the last one of the data"),
        ] + TableAnswer.parameters, produces: TableAnswer.mediaTypes,
        answer: .released { call, desk in
          guard let leika = call.value("leika"), let area = call.value("ars") else {
            throw Problem.badRequest("Parameters leika and ars are wanted.")
          }
          return try TableAnswer.response(
            desk.competence(leika, in: area, on: call.value("on").flatMap { Day($0) }),
            stem: "competence-\(leika)-\(area)", call)
        }),
      listing("/api/v1/loads", "Loads, newest last", stem: "loads") { try $0.loadListing() },
      listing("/api/v1/runs", "Published runs, newest last", stem: "runs") { desk in
        guard let runs = desk.runs else { throw Problem.notFound("This site knows no runs.") }
        return runs
      },
      listing("/api/v1/quarantine", "Rejected rows with their reasons", stem: "quarantine") {
        try $0.quarantineListing()
      },
      UsageAPI.route,
    ] + PlanAPI.routes

  private static func listing(
    _ pattern: String, _ summary: String, stem: String,
    _ table: @escaping @Sendable (ReleasedDesk) throws -> Table<Released>
  ) -> Route {
    Route(
      pattern: pattern, summary: summary, parameters: TableAnswer.parameters,
      produces: TableAnswer.mediaTypes,
      answer: .released { call, desk in
        try TableAnswer.response(table(desk), stem: stem, call)
      })
  }
}
