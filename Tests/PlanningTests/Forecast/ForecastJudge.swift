import Foundation
import Planning

/// scipy as the judge of growth curves: `Tests/oracles/judge_forecast.py` in the environment that
/// `Scripts/judges` makes.
enum ForecastJudge {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../..").standardized.path

  struct Case: Encodable {
    let model: String
    let times: [Double]
    let active: [Double]
    let competent: [Double]
  }

  struct Answer: Decodable {
    let value: Double
    let place: [Double]
  }

  struct Failure: Error {
    let messages: String
  }

  /// The interpreter, or `nil` with a printed reason.
  static let python: String? = {
    let made = try? run("/usr/bin/env", ["bash", root + "/Scripts/judges"])
    if let made, made.status == 0, let path = made.output.split(separator: "\n").last {
      return String(path)
    }
    print("skipped: no Python with scipy: \(made?.messages.suffix(300) ?? "no bash")")
    return nil
  }()

  static func answers(_ cases: [Case]) throws -> [Answer] {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("forecast-judge-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let asked = folder.appendingPathComponent("cases")
    let said = folder.appendingPathComponent("answers")
    try JSONEncoder().encode(cases).write(to: asked)
    let judged = try run(
      python!, ["-B", root + "/Tests/oracles/judge_forecast.py", asked.path, said.path])
    guard judged.status == 0 else { throw Failure(messages: String(judged.messages.suffix(2000))) }
    return try JSONDecoder().decode([Answer].self, from: Data(contentsOf: said))
  }

  private static func run(
    _ program: String, _ arguments: [String]
  ) throws -> (status: Int32, output: String, messages: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    // Files, not pipes: a full pipe would stop the program.
    let files = ["out", "messages"].map {
      FileManager.default.temporaryDirectory
        .appendingPathComponent("forecast-judge-\($0)-\(UUID().uuidString)")
    }
    defer { for file in files { try? FileManager.default.removeItem(at: file) } }
    for file in files { try Data().write(to: file) }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: files[0])
    process.standardError = try FileHandle(forWritingTo: files[1])
    try process.run()
    process.waitUntilExit()
    return (
      process.terminationStatus, try String(contentsOf: files[0], encoding: .utf8),
      try String(contentsOf: files[1], encoding: .utf8)
    )
  }
}
