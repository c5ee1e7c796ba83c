import Foundation
import Testing

/// The page about SQL, run from top to bottom as a reader would.
@Suite(.serialized) struct SQLExampleTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  @Test func `every example on the page about SQL prints what stands below it`() throws {
    let page = try String(contentsOfFile: Self.root + "/docs/sql.md", encoding: .utf8)
    let examples = PageExamples.examples(page)
    #expect(examples.count >= 7)
    let project = try TestProject()
    let tools = project.folder + "/bin"
    try FileManager.default.createDirectory(atPath: tools, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: tools + "/lagebild", withDestinationPath: Lagebild.path)
    let missing = try Self.install(in: project.folder, tools: tools)
    for example in examples {
      if let tool = example.needs.first(where: missing.keys.contains) {
        print("skipped an example of docs/sql.md: \(missing[tool]!)")
        continue
      }
      let answer = try PageExamples.shell(example.shell, in: project.folder, tools: tools)
      #expect(answer.status == 0, "\(example.shell)\n\(answer.messages)")
      if let expected = example.output {
        #expect(
          answer.output.trimmingCharacters(in: .newlines) == expected, "\(example.shell)")
      }
    }
  }

  @Test func `an answer is marked as not for publication, and nothing can be changed`() throws {
    let project = try TestProject()
    #expect(try Lagebild.run("sql", "SELECT 1", in: project).status == 66)
    let file = try project.write(
      "events-1.csv",
      """
      ts,event,process,authority,channel
      2025-03-04T10:00:00+01:00,page_view,p1,08115003,online

      """)
    #expect(try Lagebild.run("ingest", file, in: project).status == 0)
    let state = try Lagebild.run("state", in: project).output
    let answer = try Lagebild.run("sql", "SELECT count(*), '=1' FROM events", in: project)
    #expect(answer.status == 0 && answer.lines == ["count(*),'=1'", "1,'=1"])
    #expect(answer.messages.contains("not for publication"))
    for sql in ["DELETE FROM chunk", "SELECT 1; SELECT 2", "SELECT x FROM events"] {
      #expect(try Lagebild.run("sql", sql, in: project).status == 64, "\(sql)")
    }
    #expect(try Lagebild.run("state", in: project).output == state)
  }

  /// Builds the extension, and brings Datasette where the package index can be reached.
  /// - Returns: programs that are not there, each with the reason.
  private static func install(in folder: String, tools: String) throws -> [String: String] {
    var missing: [String: String] = [:]
    for tool in ["sqlite3", "python3"]
    where try PageExamples.shell("command -v \(tool)", in: folder, tools: tools).status != 0 {
      missing[tool] = "there is no \(tool)"
    }
    let build = try PageExamples.shell(
      "'\(root)/Scripts/extension' && cp '\(root)/.build/lagebild_columnar.so' .", in: folder,
      tools: tools)
    #expect(build.status == 0, "\(build.messages)")
    let check = """
      import sqlite3; sqlite3.connect(":memory:").enable_load_extension(True)
      """
    if missing["python3"] == nil,
      try PageExamples.shell("python3 -c '\(check)'", in: folder, tools: tools).status != 0
    {
      missing["python3"] = "this python3 does not let extensions in"
    }
    let environment = root + "/.build/datasette"
    let datasette = try PageExamples.shell(
      """
      [ -x '\(environment)/bin/datasette' ] || {
        python3 -m venv '\(environment)' && '\(environment)/bin/pip' install -q datasette==0.65.2
      }
      ln -s '\(environment)/bin/datasette' bin/datasette && datasette --version
      """, in: folder, tools: tools)
    if datasette.status != 0 {
      missing["datasette"] = "datasette cannot be installed: \(datasette.messages.suffix(200))"
    }
    return missing
  }
}
