import Domain
import TOMLKit

/// A value of a declaration file, free of the library that read it.
public indirect enum DeclarationValue: Sendable, Hashable {
  case string(String)
  case integer(Int64)
  case number(Double)
  case bool(Bool)
  case day(Day)
  case array([DeclarationValue])
  case table([String: DeclarationValue])
  /// A TOML value that no declaration wants: a time of day, or a date with a time.
  case other(String)

  /// What a person would call it, for messages.
  public var kind: String {
    switch self {
    case .string: "a text"
    case .integer: "a whole number"
    case .number: "a decimal number"
    case .bool: "true or false"
    case .day: "a day"
    case .array: "a list"
    case .table: "a table"
    case .other(let name): "a \(name)"
    }
  }
}

extension DeclarationValue {
  /// The root table of TOML 1.0 text.
  /// - Parameter file: The name under which faults are reported.
  /// - Throws: ``Fault`` (configuration) with file and line where `text` is not TOML.
  public static func parse(_ text: String, file: String) throws(Fault) -> DeclarationValue {
    .table(try TOMLTree.parse(text, file: file))
  }
}

/// The only place that knows the TOML library.
enum TOMLTree {
  static func parse(_ text: String, file: String) throws(Fault) -> [String: DeclarationValue] {
    let root: TOMLTable
    do {
      root = try TOMLTable(string: text)
    } catch let error as TOMLParseError {
      throw Fault(
        .configuration, at: "\(file):\(error.source.begin.line)",
        "not valid TOML: \(firstLine(error.description))", remedy: remedy(error, in: text))
    } catch {
      throw Fault(
        .configuration, at: file, "not valid TOML", remedy: "Write it again from an example")
    }
    return withExtendedLifetime(root) { tree(root) }
  }

  private static func tree(_ table: TOMLTable) -> [String: DeclarationValue] {
    var result: [String: DeclarationValue] = [:]
    for key in table.keys {
      guard let node = table[key] else {
        preconditionFailure("the TOML library lists a key that it does not have")
      }
      result[key] = value(node)
    }
    return result
  }

  private static func value(_ node: some TOMLValueConvertible) -> DeclarationValue {
    switch node.type {
    case .string: .string(node.string ?? "")
    case .int: .integer(Int64(node.int ?? 0))
    case .double: .number(node.double ?? 0)
    case .bool: .bool(node.bool ?? false)
    case .date: day(node.date)
    case .array: .array(node.array.map { array in array.map { value($0) } } ?? [])
    case .table: .table(node.table.map(tree) ?? [:])
    case .time, .dateTime: .other(node.type.description)
    }
  }

  private static func day(_ date: TOMLDate?) -> DeclarationValue {
    guard let date, let day = Day(year: date.year, month: date.month, day: date.day) else {
      return .other("date that does not exist")
    }
    return .day(day)
  }

  private static func firstLine(_ message: String) -> String {
    String(message.prefix { !$0.isNewline })
  }

  /// A key without quotes and with a leading zero is the mistake that people make here.
  private static func remedy(_ error: TOMLParseError, in text: String) -> String {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let number = error.source.begin.line - 1
    if lines.indices.contains(number), leadingZero(lines[number]) {
      return "Put keys such as \"01001\" in quotation marks: they are text, not numbers"
    }
    return "Correct that line; texts stand in quotation marks"
  }

  private static func leadingZero(_ line: Substring) -> Bool {
    guard let equals = line.firstIndex(of: "=") else { return false }
    let value = line[line.index(after: equals)...].drop { $0 == " " || $0 == "[" }
    return value.first == "0" && value.dropFirst().first?.isNumber == true
  }
}
