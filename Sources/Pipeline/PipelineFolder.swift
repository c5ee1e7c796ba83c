import Declarations
import Domain
import Foundation

/// `Pipelines/` of a project folder → its pipelines.
public enum PipelineFolder {
  /// Names of the pipelines, sorted; empty where the folder is missing.
  public static func names(project: String) -> [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: project + "/Pipelines")) ?? []
    return files.filter { $0.hasSuffix(".toml") && !$0.hasPrefix(".") }
      .map { String($0.dropLast(5)) }.sorted()
  }

  /// - Throws: ``Fault`` for an unknown name, and what ``PipelineDeclaration/parse(_:file:vocabulary:)``
  ///   throws.
  public static func pipeline(
    _ name: String, project: String, vocabulary: PipelineVocabulary
  ) throws -> PipelineDeclaration {
    let known = names(project: project)
    guard known.contains(name) else {
      throw Fault(
        .usage, at: "run \(name)", "there is no Pipelines/\(name).toml",
        remedy: known.isEmpty
          ? "Write one; the project folder has no pipeline yet"
          : Suggestion.hint(for: name, among: known))
    }
    let file = "Pipelines/\(name).toml"
    guard let data = FileManager.default.contents(atPath: project + "/" + file),
      let text = String(validating: data, as: UTF8.self)
    else {
      throw Fault(
        .configuration, at: file, "the file cannot be read, or is not UTF-8",
        remedy: "Check its permissions and encoding")
    }
    return try PipelineDeclaration.parse(text, file: file, vocabulary: vocabulary)
  }
}
