import Cryptography
import Foundation
import Store

/// What the last run of each step started from and wrote; lets the next run tell stale from fresh.
/// A cache: without it everything is stale once, and the same bytes are made again.
struct PipelineMemory: Codable, Equatable {
  struct Step: Codable, Equatable {
    /// The declaration in canonical words.
    var declaration: String
    /// Digest of what the step read.
    var inputs: String
    /// File below `Data` → SHA-256 of its bytes.
    var outputs: [String: String] = [:]
  }

  static let fileName = "pipeline-state.json"

  /// `pipeline/step` → what was done last.
  private var steps: [String: Step] = [:]

  /// The memory of a project; empty where the file is missing or unreadable.
  static func read(dataFolder: String) -> PipelineMemory {
    guard let data = FileManager.default.contents(atPath: dataFolder + "/" + fileName),
      let memory = try? JSONDecoder().decode(PipelineMemory.self, from: data)
    else { return PipelineMemory() }
    return memory
  }

  func write(dataFolder: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    let text = String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    try DurableFile.write(Array(text.utf8), to: dataFolder + "/" + Self.fileName)
  }

  subscript(pipeline: String, step: String) -> Step? {
    get { steps[pipeline + "/" + step] }
    set { steps[pipeline + "/" + step] = newValue }
  }
}

/// Text or file → 64 hexadecimal digits.
enum Fingerprint {
  static func of(_ parts: [String]) -> String {
    var hash = SHA256()
    for part in parts { hash.update("\(part.utf8.count):\(part)\n") }
    return Hex.encode(hash.finish())
  }

  /// `nil` where there is no such file.
  static func ofFile(_ path: String) -> String? {
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    return Hex.encode(SHA256.digest([UInt8](data)))
  }
}
