import Domain
import Indicators

/// Questions to the stored events, as `lagebild usage query` takes them. They are free in filters and
/// dimensions, so they exist in the internal scope only.
enum UsageAPI {
  static let path = "/api/v1/usage"

  static let route = Route(
    pattern: path, summary: "Exact measures over events, by dimensions (internal scope only)",
    parameters: [
      RouteParameter(
        name: "measure", place: .query, kind: .text(maximumLength: 200),
        summary: "measures, separated by commas: " + list(UsageMeasure.self)),
      RouteParameter(
        name: "by", place: .query, kind: .text(maximumLength: 200),
        summary: "dimensions, separated by commas: " + list(UsageDimension.self)),
      RouteParameter(
        name: "where", place: .query, kind: .text(maximumLength: 120),
        summary: "dimension=key; several keys of one dimension are alternatives",
        isRepeatable: true),
      RouteParameter(
        name: "from", place: .query, kind: .text(maximumLength: 10),
        summary: "first day, month or year, inclusive"),
      RouteParameter(
        name: "to", place: .query, kind: .text(maximumLength: 10),
        summary: "last day, month or year, inclusive"),
      RouteParameter(
        name: "source", place: .query, kind: .choice(UsageSource.allCases.map(\.rawValue)),
        summary: "auto (default): from the cubes where they can answer, else from the events"),
    ] + TableAnswer.parameters, produces: TableAnswer.mediaTypes,
    answer: .exact { call, _, exact in
      let query = try UsageQuery(
        measures: names(call.value("measure")), by: names(call.value("by")),
        conditions: call.values("where"), from: call.value("from"), to: call.value("to"),
        place: { "parameter " + $0 })
      let source = call.value("source").flatMap(UsageSource.init) ?? .automatic
      let words = query.measures.map(\.rawValue) + query.dimensions.map(\.rawValue)
      return try TableAnswer.response(
        exact.usage(query, source), stem: "usage-" + words.joined(separator: "-"), call)
    })

  private static func list<Name: RawRepresentable<String> & CaseIterable>(
    _: Name.Type
  ) -> String {
    Name.allCases.map(\.rawValue).joined(separator: ", ")
  }

  private static func names(_ text: String?) -> [String] {
    (text ?? "").split(separator: ",").map(String.init)
  }
}
