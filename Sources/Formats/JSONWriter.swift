import Domain
import Indicators

/// A table → JSON: an object with the provenance and one object a row. Deterministic: members in
/// the order of the columns.
public enum JSONWriter {
  public static func write<Scope>(_ table: Table<Scope>) -> String {
    let provenance = table.provenance
    var members = [
      "\"simulated\": \(provenance.isSimulated)", member("revision", provenance.revision),
    ]
    if let mark = Scope.mark { members.append(member("mark", mark.de)) }
    let rows = table.rows.map { row in
      "    {"
        + zip(table.columns, row).map { column, cell in
          "\(string(column.name)): \(value(cell))"
        }.joined(separator: ", ") + "}"
    }
    members.append("\"rows\": [\n" + rows.joined(separator: ",\n") + "\n  ]")
    return "{\n  " + members.joined(separator: ",\n  ") + "\n}\n"
  }

  private static func member(_ name: String, _ value: String) -> String {
    "\(string(name)): \(string(value))"
  }

  private static func value(_ cell: TableCell) -> String {
    switch cell {
    case .key(let key, _): string(key)
    case .text(let text): string(text)
    case .figure(let figure): figure.number.map(NumberText.shortest) ?? "null"
    }
  }

  /// A JSON string (RFC 8259): quotes, backslashes and control characters escaped.
  public static func string(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
