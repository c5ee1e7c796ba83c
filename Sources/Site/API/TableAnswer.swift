import Domain
import Formats
import Indicators

/// A table as the file format that was asked for.
enum TableAnswer {
  static let formats = ["json", "csv", "xlsx", "ods", "json-stat", "zip"]
  static let mediaTypes = [
    "application/json", "text/csv", workbookType, openDocumentType, "application/zip",
  ]

  private static let workbookType =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
  private static let openDocumentType = "application/vnd.oasis.opendocument.spreadsheet"

  static let parameters =
    [
      RouteParameter(
        name: "format", place: .query, kind: .choice(formats),
        summary: "json (default), csv, xlsx, ods, json-stat or zip (CSV with datapackage.json)")
    ] + words("xlsx, ods, json-stat")

  /// Of a table that has a chart.
  static let drawnParameters =
    [
      RouteParameter(
        name: "format", place: .query, kind: .choice(formats + ["svg"]),
        summary: "json (default), csv, xlsx, ods, json-stat, zip (CSV with datapackage.json) or svg"
      )
    ] + words("xlsx, ods, json-stat, svg")

  private static func words(_ formats: String) -> [RouteParameter] {
    [
      RouteParameter(
        name: "lang", place: .query, kind: .choice(Language.allCases.map(\.rawValue)),
        summary: "language of titles and names in \(formats) and the README of a zip"),
      RouteParameter(
        name: "dialect", place: .query, kind: .choice(CSVWriter.Dialect.allCases.map(\.rawValue)),
        summary: "of CSV: rfc4180 (default) or excel-de (BOM, semicolon, decimal comma)"),
    ]
  }

  static func response<Scope>(
    _ table: Table<Scope>, stem: String, _ call: Call, extra: [(key: String, value: JSON)] = []
  ) throws -> SiteResponse {
    switch call.value("format") ?? "json" {
    case "csv":
      let dialect = call.value("dialect").flatMap(CSVWriter.Dialect.init) ?? .standard
      var response = SiteResponse.file(
        CSVWriter.text(table, dialect: dialect), type: "text/csv; charset=utf-8; header=present",
        name: FileName.name(stem, of: table, extension: "csv"))
      // CSV has no room for the provenance; the JSON of the same table does.
      response.set("Link", "<\(describedBy(call))>; rel=\"describedby\"; type=\"application/json\"")
      return response
    case "xlsx":
      return .file(
        try WorkbookWriter.bytes(try workbook(table, call)), type: workbookType,
        name: FileName.name(stem, of: table, extension: "xlsx"))
    case "ods":
      return .file(
        OpenDocumentWriter.bytes(try workbook(table, call)), type: openDocumentType,
        name: FileName.name(stem, of: table, extension: "ods"))
    case "zip":
      let name = FileName.name(stem, of: table, extension: "zip")
      return .file(
        DataPackage.bytes(table, stem: String(name.dropLast(".zip".count)), call.language),
        type: "application/zip", name: name)
    case "json-stat":
      return .json(JSONStat.json(table, language: call.language))
    default:
      guard case .object(let members) = TableJSON.json(table) else {
        preconditionFailure("a table in JSON is an object")
      }
      return .json(.object(extra + members))
    }
  }

  private static func workbook<Scope>(
    _ table: Table<Scope>, _ call: Call
  ) throws(Problem) -> Workbook {
    guard table.rows.count <= TableWorkbook.rowLimit else {
      throw .badRequest(
        "A workbook holds \(TableWorkbook.rowLimit) rows, this table has \(table.rows.count). "
          + "Ask for format=csv.")
    }
    return TableWorkbook.workbook(table, call.language)
  }

  /// The formats that people use, with the language of the page where a file has words.
  static func files(
    _ language: Language, at place: (_ query: [(String, String)]) -> String
  ) -> [(label: String, href: String)] {
    let words = [("lang", language.rawValue)]
    let excel = Text(de: "CSV für Excel", en: "CSV for Excel")
    return [
      ("CSV", place([("format", "csv")])),
      (excel[language], place([("format", "csv"), ("dialect", "excel-de")])),
      ("XLSX", place([("format", "xlsx")] + words)), ("ODS", place([("format", "ods")] + words)),
      ("JSON", place([("format", "json")])), ("ZIP", place([("format", "zip")] + words)),
    ]
  }

  private static func describedBy(_ call: Call) -> String {
    let query = call.query.filter { $0.name != "format" && $0.name != "dialect" }
    let text = query.map { Percent.encode($0.name) + "=" + Percent.encode($0.value) }
    return call.path + (text.isEmpty ? "" : "?" + text.joined(separator: "&"))
  }
}
