import Foundation
import Testing

/// The built program, run as a user runs it.
enum Lagebild {
  /// Beside the test bundle: `swift build --build-tests` builds it with the tests.
  static let path: String = {
    let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? CommandLine.arguments[0]
    return URL(fileURLWithPath: bundle).deletingLastPathComponent().path + "/lagebild"
  }()

  struct Answer {
    let status: Int32
    let output: String
    let messages: String
    /// Lines of stdout.
    var lines: [String] { output.split(separator: "\n").map(String.init) }
  }

  static func run(
    _ arguments: String..., in project: TestProject, environment: [String: String] = [:]
  ) throws -> Answer {
    try run(arguments, in: project, environment: environment)
  }

  static func run(
    _ arguments: [String], in project: TestProject, environment: [String: String] = [:]
  ) throws -> Answer {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments + ["--project", project.folder]
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    return try answer(of: process, in: project.folder)
  }

  /// Runs a program that is set up.
  static func answer(of process: Process, in folder: String) throws -> Answer {
    // Files, not pipes: a full pipe would stop the program.
    let output = folder + "/.stdout-\(UUID().uuidString)"
    let messages = output + ".err"
    for path in [output, messages] {
      #expect(FileManager.default.createFile(atPath: path, contents: nil))
    }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle(forWritingAtPath: output)
    process.standardError = FileHandle(forWritingAtPath: messages)
    try process.run()
    process.waitUntilExit()
    defer { for path in [output, messages] { try? FileManager.default.removeItem(atPath: path) } }
    return Answer(
      status: process.terminationStatus,
      output: try String(contentsOfFile: output, encoding: .utf8),
      messages: try String(contentsOfFile: messages, encoding: .utf8))
  }
}

/// A project folder of its own, removed with the value.
final class TestProject {
  let folder: String

  init() throws {
    folder =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("lagebild-e2e-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Writes a file below the project folder and gives its path.
  @discardableResult func write(_ name: String, _ text: String) throws -> String {
    let url = URL(fileURLWithPath: folder + "/" + name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
    return url.path
  }

  /// Name → bytes of every file of a folder that is not the database.
  func files(_ name: String) -> [String: Data] {
    let base = folder + "/" + name
    var files: [String: Data] = [:]
    let walker = FileManager.default.enumerator(atPath: base)
    while let path = walker?.nextObject() as? String {
      if path.hasPrefix("lagebild.") { continue }
      files[path] = FileManager.default.contents(atPath: base + "/" + path)
    }
    return files
  }
}
