import Foundation

/// The Python that judges numbers: a script of `Tests/oracles` in an environment of its own, which
/// `Scripts/judges` makes.
public enum PythonJudge {
  public static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../..").standardized.path

  /// The interpreter, or `nil` with a printed reason.
  public static let python: String? = {
    let made = try? run("/usr/bin/env", ["bash", root + "/Scripts/judges"])
    let path = made?.output.split(separator: "\n").last.map(String.init)
    if let made, made.status == 0, let path { return path }
    let reason = made?.messages.suffix(300) ?? "no bash"
    print("skipped: no Python with the libraries of Tests/oracles/requirements.txt: \(reason)")
    return nil
  }()

  public struct Failure: Error {
    public let messages: String
  }

  /// What a script says to each question, in the same order. It is handed the names of two files of
  /// JSON: the questions, and where the answers belong.
  /// - Precondition: there is an interpreter.
  public static func answers<Question: Encodable, Answer: Decodable>(
    _ questions: [Question], script: String
  ) throws -> [Answer] {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("judge-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (asked, said) = (
      folder.appendingPathComponent("asked"), folder.appendingPathComponent("said")
    )
    try JSONEncoder().encode(questions).write(to: asked)
    let judged = try run(
      python!, ["-B", root + "/Tests/oracles/" + script, asked.path, said.path])
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
    let base = FileManager.default.temporaryDirectory
    let files = [base, base].map { $0.appendingPathComponent("judge-\(UUID().uuidString)") }
    defer { for file in files { try? FileManager.default.removeItem(at: file) } }
    for file in files { try Data().write(to: file) }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: files[0])
    process.standardError = try FileHandle(forWritingTo: files[1])
    // waitUntilExit would run other tests' work on this thread, which may want the interpreter that
    // is being looked for here.
    let exit = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in exit.signal() }
    try process.run()
    exit.wait()
    return (
      process.terminationStatus, try String(contentsOf: files[0], encoding: .utf8),
      try String(contentsOf: files[1], encoding: .utf8)
    )
  }
}
