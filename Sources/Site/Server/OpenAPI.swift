import Formats

/// `openapi.json` (OpenAPI 3.1), generated from the routes, so that it cannot say anything else.
enum OpenAPI {
  static func document(_ routes: [Route]) -> JSON {
    var paths: [(key: String, value: JSON)] = []
    for route in routes where route.isAPI {
      paths.append((route.pattern, .object([("get", operation(route))])))
    }
    return .object([
      ("openapi", .string("3.1.0")),
      (
        "info",
        .object([
          ("title", .string("Lagebild")),
          ("summary", .string("Umsetzungsmonitor E-Government: figures as data")),
          ("version", .string(SiteVersion.text)),
        ])
      ),
      ("paths", .object(paths)),
      ("components", .object([("schemas", .object([("Problem", problem)]))])),
    ])
  }

  private static func operation(_ route: Route) -> JSON {
    let content = route.produces.map {
      (key: $0, value: JSON.object([("schema", .object([]))]))
    }
    let failure = JSON.object([
      ("description", .string("problem")),
      (
        "content",
        .object([
          (
            "application/problem+json",
            .object([("schema", .object([("$ref", .string("#/components/schemas/Problem"))]))])
          )
        ])
      ),
    ])
    return .object([
      ("operationId", .string(operationID(route.pattern))),
      ("summary", .string(route.summary)),
      ("parameters", .array(route.parameters.map(parameter))),
      (
        "responses",
        .object([
          ("200", .object([("description", .string("ok")), ("content", .object(content))])),
          ("400", failure), ("404", failure), ("default", failure),
        ])
      ),
    ])
  }

  private static func parameter(_ parameter: RouteParameter) -> JSON {
    var schema: [(key: String, value: JSON)] = [("type", .string("string"))]
    switch parameter.kind {
    case .text(let maximumLength): schema.append(("maxLength", .integer(maximumLength)))
    case .choice(let values): schema.append(("enum", .array(values.map(JSON.string))))
    case .day: schema.append(("format", .string("date")))
    case .month: schema.append(("pattern", .string("^[0-9]{4}-(0[1-9]|1[0-2])$")))
    }
    let one = JSON.object(schema)
    return .object([
      ("name", .string(parameter.name)), ("in", .string(parameter.place.rawValue)),
      ("required", .bool(parameter.place == .path)), ("description", .string(parameter.summary)),
      (
        "schema",
        parameter.isRepeatable
          ? .object([("type", .string("array")), ("items", one)]) : one
      ),
    ])
  }

  private static var problem: JSON {
    .object([
      ("type", .string("object")),
      (
        "properties",
        .object(
          ["type", "title", "detail"].map { ($0, .object([("type", .string("string"))])) } + [
            ("status", .object([("type", .string("integer"))]))
          ])
      ),
    ])
  }

  /// `/api/v1/indicators/{id}` → `api_v1_indicators_id`
  private static func operationID(_ pattern: String) -> String {
    String(
      pattern.split(separator: "/").joined(separator: "_").filter { !"{}".contains($0) }
        .map { $0 == "." || $0 == "-" ? "_" : $0 })
  }
}

/// The version of the program that serves; part of every ETag, since it may render differently.
enum SiteVersion {
  static let text = "0.1.0"
}
