import Domain
import TOMLKit

/// A value of a declaration file, free of the library that read it.
public indirect enum DeclarationValue: Sendable, Hashable {
  case string(String)
  case integer(Int)
  case number(Double)
  case boolean(Bool)
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
    case .boolean: "true or false"
    case .day: "a day"
    case .array: "a list"
    case .table: "a table"
    case .other(let name): "a \(name)"
    }
  }
}

/// Reads TOML 1.0 text. The only file that knows the TOML library.
public enum TOMLTree {
  /// The tables of `text`.
  /// - Parameter file: The name under which faults are reported.
  /// - Throws: ``Fault`` (configuration) with file and line where `text` is not TOML.
  public static func parse(_ text: String, file: String) throws -> [String: DeclarationValue] {
    do {
      let root = try TOMLTable(string: text)
      return withExtendedLifetime(root) { tree(root) }
    } catch let error as TOMLParseError {
      throw Fault(
        .configuration, at: "\(file):\(error.source.begin.line)",
        "not valid TOML: \(firstSentence(error.description))", remedy: remedy(error, in: text))
    }
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
    case .int: .integer(node.int ?? 0)
    case .double: .number(node.double ?? 0)
    case .bool: .boolean(node.bool ?? false)
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

  /// The library's message is one sentence for programmers; its last part repeats the input.
  private static func firstSentence(_ message: String) -> String {
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
