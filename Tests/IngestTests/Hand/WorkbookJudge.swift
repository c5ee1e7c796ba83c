import Foundation

/// openpyxl, a program for workbooks that shares no line with this one.
enum WorkbookJudge {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../..").standardized.path

  /// The interpreter, or `nil` with a printed reason.
  static let python: String? = {
    let made = try? run("/usr/bin/env", ["bash", root + "/Scripts/judges"])
    if let path = made?.output.split(separator: "\n").last, made?.status == 0 {
      return String(path)
    }
    print("skipped: no Python with the libraries of Tests/oracles/requirements.txt")
    return nil
  }()

  /// A cell as JSON tells it.
  struct Cell: Encodable {
    var kind: String
    var value: Value

    enum Value: Encodable {
      case text(String)
      case number(Double)
      case flag(Bool)

      func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .number(let number): try container.encode(number)
        case .flag(let flag): try container.encode(flag)
        }
      }
    }
  }

  /// What it sees in a sheet.
  struct Sheet: Decodable {
    let rows: [[String]]
    /// A letter a cell: `s` text, `n` number or nothing, `d` day, `f` formula.
    let types: [String]
    /// By title of the column: the words of a drop-down, or the kind of the rule.
    let rules: [String: String]
    let comments: [String: String]
    let formats: [String: String]
  }

  /// The bytes of a workbook with these cells.
  static func written(_ cells: [[Cell?]]) throws -> [UInt8] {
    try exchange("write", input: JSONEncoder().encode(cells), names: ("cells.json", "book.xlsx"))
  }

  /// What it reads, by name of the sheet.
  static func seen(_ book: [UInt8]) throws -> [String: Sheet] {
    let said = try exchange("read", input: Data(book), names: ("book.xlsx", "said.json"))
    return try JSONDecoder().decode([String: Sheet].self, from: Data(said))
  }

  private static func exchange(
    _ verb: String, input: Data, names: (String, String)
  ) throws -> [UInt8] {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("workbooks-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (source, target) = (
      folder.appendingPathComponent(names.0), folder.appendingPathComponent(names.1)
    )
    try input.write(to: source)
    let answer = try run(
      python!, ["-B", root + "/Tests/oracles/workbooks.py", verb, source.path, target.path])
    guard answer.status == 0 else { throw Failure(messages: String(answer.output.suffix(2000))) }
    return [UInt8](try Data(contentsOf: target))
  }

  struct Failure: Error {
    let messages: String
  }

  /// - Returns: exit code, and what was said on stdout and stderr.
  private static func run(
    _ program: String, _ arguments: [String]
  ) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    // A file, not a pipe: a full pipe would stop the program.
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("judge-\(UUID().uuidString)")
    try Data().write(to: path)
    defer { try? FileManager.default.removeItem(at: path) }
    let file = try FileHandle(forWritingTo: path)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = file
    process.standardError = file
    try process.run()
    process.waitUntilExit()
    return (process.terminationStatus, try String(contentsOf: path, encoding: .utf8))
  }
}
