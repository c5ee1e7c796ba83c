import Domain

/// A feed's declaration → a Frictionless Table Schema (specs.frictionlessdata.io/table-schema).
public enum TableSchema {
  public static func json(_ feed: FeedSchema) -> JSON {
    var members: [(key: String, value: JSON)] = [
      ("$schema", .string("https://datapackage.org/profiles/2.0/tableschema.json")),
      ("name", .string(feed.name)), ("description", TableJSON.text(feed.row)),
      ("missingValues", .array([.string("")])),
      ("fields", .array(feed.columns.map(field))),
    ]
    if !feed.key.isEmpty {
      members.append(("primaryKey", .array(feed.key.map(JSON.string))))
    }
    if !feed.exactlyOneOf.isEmpty {
      let groups = feed.exactlyOneOf.map { JSON.array($0.map(JSON.string)) }
      members.append(("x-exactlyOneOf", .array(groups)))
    }
    return .object(members)
  }

  private static func field(_ column: FeedColumn) -> JSON {
    let form = form(of: column.type)
    var constraints: [(key: String, value: JSON)] = [("required", .bool(!column.isOptional))]
    constraints += form.constraints
    var members: [(key: String, value: JSON)] = [
      ("name", .string(column.name)), ("type", .string(form.type)),
    ]
    members += form.more
    members.append(("description", TableJSON.text(column.meaning)))
    members.append(("constraints", .object(constraints)))
    return .object(members)
  }

  private typealias Members = [(key: String, value: JSON)]

  private static func form(
    of type: ColumnType
  ) -> (type: String, more: Members, constraints: Members) {
    switch type {
    case .text(let maximum): ("string", [], [("maxLength", .integer(maximum))])
    case .key(let key): ("string", [], [("pattern", .string(key.pattern))])
    case .keys(let key):
      ("string", [("x-separator", .string(" "))], [("pattern", .string(repeated(key)))])
    case .integer(let range):
      (
        "integer", [],
        [("minimum", .integer(range.lowerBound)), ("maximum", .integer(range.upperBound))]
      )
    case .decimal(let range):
      (
        "number", [("decimalChar", .string("."))],
        [("minimum", .number(range.lowerBound)), ("maximum", .number(range.upperBound))]
      )
    case .money(let range):
      (
        "number", [("decimalChar", .string(".")), ("x-decimals", .integer(2))],
        [
          ("minimum", .number(Double(range.lowerBound))),
          ("maximum", .number(Double(range.upperBound))),
        ]
      )
    case .flag:
      (
        "boolean",
        [
          ("trueValues", .array([.string("yes")])), ("falseValues", .array([.string("no")])),
        ], []
      )
    case .choice(let words): ("string", [], [("enum", .array(words.map(JSON.string)))])
    case .day: ("date", [("format", .string("%Y-%m-%d"))], [])
    case .month: ("yearmonth", [], [])
    case .timestamp: ("datetime", [("format", .string("any"))], [])
    case .session: ("string", [], [("pattern", .string("^[0-9a-fA-F]{16}$"))])
    case .eventID: ("string", [], [("maxLength", .integer(64))])
    }
  }

  /// One or more keys, separated by single spaces.
  private static func repeated(_ key: KeyForm) -> String {
    let inner = key.pattern.dropFirst().dropLast()
    return "^\(inner)( \(inner))*$"
  }
}
