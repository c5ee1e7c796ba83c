import Foundation

/// The repository as files: tests read it as a reviewer would.
enum Repository {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  struct File {
    /// Relative to the root: `Sources/Store/Mart.swift`.
    let path: String
    let text: String
    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
    /// Second part of the path: the module's name.
    var module: String { String(path.split(separator: "/")[1]) }
  }

  /// All text files of a folder, by ending; hidden folders and what builds leave are skipped.
  static func files(in folder: String, ending: [String]) -> [File] {
    let base = root + "/" + folder
    guard let walker = FileManager.default.enumerator(atPath: base) else { return [] }
    var files: [File] = []
    for case let name as String in walker {
      guard ending.contains(where: name.hasSuffix),
        !name.split(separator: "/").contains(where: { $0.hasPrefix(".") }),
        let text = try? String(contentsOfFile: base + "/" + name, encoding: .utf8)
      else { continue }
      files.append(File(path: folder + "/" + name, text: text))
    }
    return files.sorted { $0.path < $1.path }
  }

  static let sources = files(in: "Sources", ending: [".swift"])
  static let tests = files(in: "Tests", ending: [".swift"])

  static func read(_ path: String) -> String {
    (try? String(contentsOfFile: root + "/" + path, encoding: .utf8)) ?? ""
  }
}
