import Foundation

/// The Python that judges cost-benefit: `Tests/oracles/benefit.py` in the environment of
/// `Scripts/judges`.
enum BenefitJudge {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../..").standardized.path

  /// The interpreter, or `nil` with a printed reason.
  static let python: String? = {
    let made = try? run("/usr/bin/env", ["bash", root + "/Scripts/judges"])
    let path = made?.output.split(separator: "\n").last.map(String.init)
    if let made, made.status == 0, let path { return path }
    print("skipped: no Python with the libraries of Tests/oracles/requirements.txt")
    return nil
  }()

  struct Question: Encodable {
    let kind: String
    let input: [String: [Double]]
  }

  /// What the judge says to each question, in the same order; −1 stands for "none".
  static func answers(_ questions: [Question]) throws -> [[String: [Double]]] {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("benefit-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (asked, said) = (
      folder.appendingPathComponent("asked"), folder.appendingPathComponent("said")
    )
    try JSONEncoder().encode(questions).write(to: asked)
    let judged = try run(
      python!, ["-B", root + "/Tests/oracles/benefit.py", asked.path, said.path])
    guard judged.status == 0 else { throw Failure(messages: String(judged.messages.suffix(2000))) }
    return try JSONDecoder().decode([[String: [Double]]].self, from: Data(contentsOf: said))
  }

  struct Failure: Error {
    let messages: String
  }

  private static func run(
    _ program: String, _ arguments: [String]
  ) throws -> (status: Int32, output: String, messages: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    // Files, not pipes: a full pipe would stop the program.
    let base = FileManager.default.temporaryDirectory
    let files = [base, base].map { $0.appendingPathComponent("judge-\(UUID().uuidString)") }
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
