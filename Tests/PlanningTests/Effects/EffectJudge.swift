import Foundation

/// The Python that judges the effects: `Tests/oracles/effects.py` in the environment that
/// `Scripts/judges` makes.
enum EffectJudge {
  typealias Numbers = [String: [Double?]]

  struct Case: Encodable {
    let kind: String
    let input: Numbers
  }

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

  /// What the judge says to each case, in the same order.
  static func answers(_ cases: [Case]) throws -> [Numbers] {
    let base = FileManager.default.temporaryDirectory
    let files = ["cases", "answers"].map {
      base.appendingPathComponent("effects-\($0)-\(UUID().uuidString)")
    }
    defer { for file in files { try? FileManager.default.removeItem(at: file) } }
    try JSONEncoder().encode(cases).write(to: files[0])
    let judged = try run(
      python!, ["-B", root + "/Tests/oracles/effects.py", files[0].path, files[1].path])
    guard judged.status == 0 else { throw Failure(messages: String(judged.messages.suffix(2000))) }
    return try JSONDecoder().decode([Numbers].self, from: Data(contentsOf: files[1]))
  }

  /// The first number on which two answers differ, in words.
  static func difference(_ mine: Numbers, _ judged: Numbers, tolerance: Double) -> String? {
    guard mine.keys.sorted() == judged.keys.sorted() else {
      return "\(mine.keys.sorted()), judged \(judged.keys.sorted())"
    }
    for name in judged.keys.sorted() {
      let (own, other) = (mine[name]!, judged[name]!)
      guard own.count == other.count else {
        return "\(name): \(own.count) numbers, judged \(other.count)"
      }
      for (index, pair) in zip(own, other).enumerated() {
        switch pair {
        case (nil, nil): continue
        case (let a?, let b?) where abs(a - b) <= tolerance * max(1, abs(b)): continue
        default: return "\(name)[\(index)]: \(pair.0 as Any), judged \(pair.1 as Any)"
        }
      }
    }
    return nil
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
