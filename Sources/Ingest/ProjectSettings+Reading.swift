import Declarations
import Domain
import Foundation

extension ProjectSettings {
  /// What `lagebild.toml` in a project folder says; the standard where there is no such file.
  /// - Throws: ``Fault`` or ``Faults`` (configuration) for a file that does not read.
  public static func read(projectFolder: String) throws -> ProjectSettings {
    let path = projectFolder + "/" + fileName
    guard FileManager.default.fileExists(atPath: path) else { return .standard }
    guard let data = FileManager.default.contents(atPath: path),
      let text = String(validating: data, as: UTF8.self)
    else {
      throw Fault(
        .configuration, at: path, "the file cannot be read as UTF-8", remedy: "Save it as UTF-8")
    }
    return try parse(text)
  }
}
