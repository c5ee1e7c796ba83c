import Foundation
import Testing

@Suite struct ProseTests {
  /// What a reader sees of a page outside of code.
  private func prose(_ path: String) -> String {
    var isCode = false
    var lines: [Substring] = []
    for line in Repository.read(path).split(separator: "\n") {
      if line.hasPrefix("```") {
        isCode.toggle()
      } else if !isCode {
        lines.append(line)
      }
    }
    return lines.joined(separator: "\n").replacing(#/`[^`]*`/#, with: "")
  }

  @Test func `no measured figure is typed by hand`() {
    let measured = #/\d[\d.,]*\s*(%|ms\b|s\b|seconds|minutes|MB|MiB|GB|GiB|rows|tests|bytes)/#
    for path in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"] {
      let found = prose(path).matches(of: measured).map { String($0.output.0) }
      #expect(found.isEmpty, "\(path): \(found)")
    }
  }

  @Test func `every link into the repository leads somewhere`() {
    for path in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"] {
      for match in prose(path).matches(of: #/\]\(([^)#]+)\)/#) {
        let target = String(match.output.1)
        guard !target.contains("://") else { continue }
        #expect(
          FileManager.default.fileExists(atPath: Repository.root + "/" + target),
          "\(path): \(target)")
      }
    }
  }

  @Test func `the architecture names files that exist`() {
    let text = Repository.read("ARCHITECTURE.md")
    for row in text.matches(of: #/\| `(\w+)` \|[^|]*\| `([^`]+\.swift)` \|/#) {
      let path = "Sources/\(row.output.1)/\(row.output.2)"
      #expect(FileManager.default.fileExists(atPath: Repository.root + "/" + path), "\(path)")
    }
    for step in text.matches(of: #/[│├└]─?▶? *(\w+)\/(\w+) /#) {
      let (module, name) = (String(step.output.1), String(step.output.2))
      let isThere = Repository.sources.contains { file in
        file.module == module
          && (file.path.hasSuffix("/\(name).swift") || file.path.contains("/\(name)/"))
      }
      #expect(isThere, "\(module)/\(name)")
    }
  }

  @Test func `every command that the pages name exists`() {
    let commands = Repository.sources.filter { $0.module == "lagebild" }.map(\.text).joined()
    for path in ["README.md", "CONTRIBUTING.md"] {
      for match in Repository.read(path).matches(of: #/lagebild ([a-z]+)/#) {
        let name = String(match.output.1)
        let type = name.prefix(1).uppercased() + name.dropFirst()
        #expect(
          commands.contains("commandName: \"\(name)\"")
            || commands.contains("struct \(type): ParsableCommand")
            || commands.contains("struct \(type): AsyncParsableCommand"),
          "\(path): lagebild \(name)")
      }
    }
  }

  @Test func `every target of the Makefile that the pages name exists`() {
    let targets = Repository.read("Makefile").split(separator: "\n").compactMap { line in
      line.firstMatch(of: #/^([a-z-]+):/#).map { String($0.output.1) }
    }
    for path in ["README.md", "CONTRIBUTING.md"] {
      for match in Repository.read(path).matches(of: #/\bmake ([a-z-]+)\b/#) {
        let name = String(match.output.1)
        #expect(targets.contains(name) || name == "them", "\(path): make \(name)")
      }
    }
  }
}
