import Foundation
import Testing

@Suite struct HouseStyleTests {
  private let swift = Repository.sources + Repository.tests
  private var prose: [Repository.File] {
    ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "Makefile"].map {
      Repository.File(path: $0, text: Repository.read($0))
    } + Repository.files(in: "Sources", ending: [".md"])
      + Repository.files(in: "Scripts", ending: [""])
      + Repository.files(in: "docs", ending: [".md"])
      + Repository.files(in: "Pipelines", ending: [".toml"])
      + Repository.files(in: "Dashboards", ending: [".toml", ".css", ".js"])
  }

  @Test func `the repository is found`() {
    #expect(Repository.sources.count > 50)
    #expect(Repository.tests.count > 10)
  }

  @Test func `a file is the size of a thought`() {
    for file in swift {
      #expect(file.lines.count <= 250, "\(file.path): \(file.lines.count) lines")
    }
  }

  @Test func `nothing is left for later`() {
    // Spelt in halves, so that this file does not find itself.
    for word in ["TO" + "DO", "FIX" + "ME", "XX" + "X"] {
      for file in swift + prose { #expect(!file.text.contains(word), "\(file.path): \(word)") }
    }
  }

  @Test func `a command says its name`() {
    // Else it is worked out from the type, for each command at each start: milliseconds in all.
    for file in Repository.sources where file.module == "lagebild" {
      for part in file.text.components(separatedBy: "CommandConfiguration(").dropFirst() {
        let start = part.drop(while: \.isWhitespace).prefix(60)
        #expect(start.hasPrefix("commandName:"), "\(file.path): \(start)")
      }
    }
  }

  @Test func `no merge was left half done`() {
    for mark in ["<<<<" + "<<< ", ">>>>" + ">>> "] {
      for file in swift + prose { #expect(!file.text.contains(mark), "\(file.path)") }
    }
  }

  @Test func `no path of a machine is written down`() {
    for path in ["/wo" + "rk/", "/fa" + "rm", "/ho" + "me/", "/Us" + "ers/", "/tm" + "p/wt"] {
      for file in swift + prose { #expect(!file.text.contains(path), "\(file.path): \(path)") }
    }
  }

  @Test func `what builds and runs leave behind stays out of the repository`() {
    let ignored = Repository.read(".gitignore").split(separator: "\n").map(String.init)
    for name in [".build/", "Package.resolved", "/Data/*", "!/Data/reference/"] {
      #expect(ignored.contains(name), "\(name)")
    }
  }

  @Test func `every public declaration of the nouns says what it is`() {
    for file in Repository.sources where file.module == "Domain" {
      var isDocumented = false
      for line in file.lines {
        let text = line.drop { $0 == " " }
        if text.hasPrefix("///") {
          isDocumented = true
        } else if !text.hasPrefix("@") {
          if isNoun(text), !isDocumented { Issue.record("\(file.path): \(text)") }
          isDocumented = false
        }
      }
    }
  }

  /// Whether a line declares a public type; members whose names say it all need no comment.
  private func isNoun(_ line: Substring) -> Bool {
    let words = line.split(separator: " ").prefix(4)
    guard words.first == "public" else { return false }
    let types: Set<Substring> = ["struct", "enum", "protocol", "class", "actor", "typealias"]
    return words.dropFirst().prefix(2).contains(where: types.contains)
  }

  @Test func `the formatter has nothing to say`() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "swift", "format", "lint", "--strict", "--recursive", "Sources", "Tests", "Package.swift",
    ]
    process.currentDirectoryURL = URL(fileURLWithPath: Repository.root)
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus != 127, !said.contains("unable to find") else {
      print("skipped: no swift format on this machine")
      return
    }
    #expect(process.terminationStatus == 0, "\(said.prefix(2000))")
  }
}
