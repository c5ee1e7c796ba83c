import Foundation

/// The examples of a page of documentation, run as a reader would run them.
enum PageExamples {
  /// A piece of shell and what it has to print; `nil`: whatever.
  struct Example {
    let shell: String
    let output: String?
    /// Programs that it calls and a machine may lack.
    var needs: Set<String> {
      Set(["sqlite3", "python3", "datasette"].filter { shell.contains("\($0) ") })
    }
  }

  /// The fenced pieces of shell, each with the text that follows it.
  static func examples(_ page: String) -> [Example] {
    var pieces: [(kind: String, text: String)] = []
    var open: (kind: String, lines: [Substring])?
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        if let piece = open {
          pieces.append((piece.kind, piece.lines.joined(separator: "\n")))
          open = nil
        } else {
          open = (String(line.dropFirst(3)), [])
        }
      } else {
        open?.lines.append(line)
      }
    }
    return pieces.indices.filter { pieces[$0].kind == "sh" }.map { index in
      let next = index + 1 < pieces.count ? pieces[index + 1] : ("", "")
      return Example(shell: pieces[index].text, output: next.0 == "text" ? next.1 : nil)
    }
  }

  /// Runs Bash in the project folder. Debian's programs come before others of the same name.
  static func shell(
    _ script: String, in folder: String, tools: String
  ) throws -> Lagebild.Answer {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", script]
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    var environment = ProcessInfo.processInfo.environment
    environment["PATH"] = "\(tools):/usr/bin:/bin:" + (environment["PATH"] ?? "")
    process.environment = environment
    return try Lagebild.answer(of: process, in: folder)
  }
}
