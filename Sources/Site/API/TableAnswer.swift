import Domain
import Formats
import Indicators

/// A table as the file format that was asked for.
enum TableAnswer {
  static let formats = ["json", "csv", "json-stat"]
  static let mediaTypes = ["application/json", "text/csv"]

  static let parameters: [RouteParameter] = [
    RouteParameter(
      name: "format", place: .query, kind: .choice(formats),
      summary: "json (default), csv or json-stat"),
    RouteParameter(
      name: "dialect", place: .query, kind: .choice(CSVWriter.Dialect.allCases.map(\.rawValue)),
      summary: "of CSV: rfc4180 (default) or excel-de (BOM, semicolon, decimal comma)"),
  ]

  static func response<Scope>(
    _ table: Table<Scope>, stem: String, _ call: Call, extra: [(key: String, value: JSON)] = []
  ) -> SiteResponse {
    switch call.value("format") ?? "json" {
    case "csv":
      let dialect = call.value("dialect").flatMap(CSVWriter.Dialect.init) ?? .standard
      var response = SiteResponse.file(
        CSVWriter.text(table, dialect: dialect), type: "text/csv; charset=utf-8; header=present",
        name: FileName.name(stem, of: table, extension: "csv"))
      // CSV has no room for the provenance; the JSON of the same table does.
      response.set("Link", "<\(describedBy(call))>; rel=\"describedby\"; type=\"application/json\"")
      return response
    case "json-stat":
      return .json(JSONStat.json(table, language: call.language))
    default:
      guard case .object(let members) = TableJSON.json(table) else {
        preconditionFailure("a table in JSON is an object")
      }
      return .json(.object(extra + members))
    }
  }

  private static func describedBy(_ call: Call) -> String {
    let query = call.query.filter { $0.name != "format" && $0.name != "dialect" }
    let text = query.map { Percent.encode($0.name) + "=" + Percent.encode($0.value) }
    return call.path + (text.isEmpty ? "" : "?" + text.joined(separator: "&"))
  }
}
