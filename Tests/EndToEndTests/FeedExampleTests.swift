import Foundation
import Testing

/// The page about hand-kept feeds, run from top to bottom, and what templates are on the disk.
@Suite struct FeedExampleTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  @Test func `every example on the page about hand-kept feeds prints what stands below it`() throws
  {
    let page = try String(contentsOfFile: Self.root + "/docs/feeds.md", encoding: .utf8)
    let examples = PageExamples.examples(page)
    #expect(examples.count == 3)
    let project = try TestProject()
    let tools = project.folder + "/bin"
    try FileManager.default.createDirectory(atPath: tools, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: tools + "/lagebild", withDestinationPath: Lagebild.path)
    for example in examples {
      let answer = try PageExamples.shell(example.shell, in: project.folder, tools: tools)
      #expect(answer.status == 0, "\(example.shell)\n\(answer.messages)")
      if let expected = example.output {
        // CSV of people ends its lines with CR LF.
        let output = answer.output.replacing("\r\n", with: "\n")
        #expect(output.trimmingCharacters(in: .newlines) == expected, "\(example.shell)")
      }
    }
    let loads = try Lagebild.run("load", "list", in: project)
    #expect(loads.lines.last?.contains("repaired_by_hand cost_eur: 1") == true)
  }

  @Test func `a template is not written over what people filled in`() throws {
    let project = try TestProject()
    let path = project.folder + "/orders.csv"
    func template() throws -> Int32 {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: Lagebild.path)
      process.arguments = ["feed", "template", "orders", "--output", path]
      return try Lagebild.answer(of: process, in: project.folder).status
    }
    #expect(try template() == 0)
    #expect(try template() == 0)
    let explanation = try String(
      contentsOfFile: project.folder + "/orders.erlaeuterung.csv", encoding: .utf8)
    #expect(explanation.contains("geplante Einheiten"))
    try "order_id;title\r\nla-1;Eins\r\n".write(toFile: path, atomically: true, encoding: .utf8)
    #expect(try template() == 64)
    #expect(try String(contentsOfFile: path, encoding: .utf8).contains("la-1"))
  }

  @Test func `feeds of programs refuse the profile, and a workbook says which one it wants`() throws
  {
    let project = try TestProject()
    let events = try project.write("events.csv", "ts,event,process,authority,channel\n")
    let answer = try Lagebild.run("ingest", "--profile", "hand", events, in: project)
    #expect(answer.status == 64)
    #expect(answer.messages.contains("kept by hand are"), "\(answer.messages)")
    let book = try project.write("orders.xlsx", "PK\u{3}\u{4}")
    let refused = try Lagebild.run("ingest", book, in: project)
    #expect(refused.status == 65)
    #expect(refused.messages.contains("--profile hand"), "\(refused.messages)")
  }
}
