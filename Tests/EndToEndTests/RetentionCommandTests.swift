import Foundation
import Testing

/// `lagebild retention`, as an operator runs it.
@Suite struct RetentionCommandTests {
  /// A day on which what is loaded now is 60 days old.
  private static let today = Date(timeIntervalSinceNow: 60 * 86_400)

  /// Months from April 2025, the first whose events are to stay, to that day's.
  private static var months: Int {
    let parts = Calendar(identifier: .gregorian).dateComponents([.year, .month], from: today)
    return (parts.year! - 2025) * 12 + parts.month! - 4
  }

  private static var day: String {
    let parts = Calendar(identifier: .gregorian).dateComponents(
      [.year, .month, .day], from: today)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(parts.year!)-\(two(parts.month!))-\(two(parts.day!))"
  }

  private func project() throws -> TestProject {
    let project = try TestProject()
    try project.write(
      "lagebild.toml",
      "[retention]\nevent_months = \(Self.months)\ndaily_months = \(Self.months)\n")
    // February in the first file, in the second ten rows of March and then May.
    var generator = Dice(seed: 20_261_121)
    for file in 1...2 {
      var rows = ["ts,event,process,authority,session,channel,duration_ms"]
      for row in 0..<1_500 {
        let month = file == 1 ? "2025-02" : row < 10 ? "2025-03" : "2025-05"
        let session = String(format: "%016x", file * 10_000 + row / 3)
        rows.append(
          "\(month)-\(10 + generator.below(15))T10:\(10 + generator.below(50)):00Z,"
            + "\(row % 3 == 2 ? "submitted" : "page_view"),p\(row % 7),0811500\(1 + row % 9),"
            + "\(session),online,\(generator.below(5_000_000))")
      }
      let path = try project.write("events-\(file).csv", rows.joined(separator: "\n") + "\n")
      let ingest = try Lagebild.run("ingest", path, in: project)
      #expect(ingest.status == 0, "\(ingest.messages)")
    }
    return project
  }

  @Test func `it lists first, deletes for good, and the figures by month stay`() throws {
    let project = try project()
    func query(_ more: String...) throws -> Lagebild.Answer {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: Lagebild.path)
      process.arguments =
        ["usage", "query", "--measure", "events,sessions", "--project", project.folder] + more
      return try Lagebild.answer(of: process, in: project.folder)
    }
    let before = try query("--by", "month,process")
    let may = try query("--by", "day", "--from", "2025-05", "--source", "raw")
    #expect(before.lines.count == 22 && before.messages == "")
    let chunks = project.folder + "/chunks"
    try python(Self.save, project, chunks)

    let early = try Lagebild.run("retention", "apply", "--dry-run", in: project)
    #expect(early.status == 0 && early.messages.contains("nothing is old enough"))

    let bytes = project.files("Data").merging(database(project)) { $1 }
    let dry = try Lagebild.run(
      "retention", "apply", "--dry-run", "--today", Self.day, in: project)
    #expect(dry.status == 0, "\(dry.messages)")
    #expect(dry.lines[0] == "kind,before,items,rows,bytes")
    #expect(dry.lines.contains { $0.hasPrefix("events,2025-04-01,2,1510,") }, "\(dry.output)")
    #expect(dry.lines.contains { $0.hasPrefix("days,2025-04-01,") }, "\(dry.output)")
    #expect(project.files("Data").merging(database(project)) { $1 } == bytes)

    let applied = try Lagebild.run("retention", "apply", "--today", Self.day, in: project)
    #expect(applied.status == 0 && applied.output == dry.output, "\(applied.messages)")
    let again = try Lagebild.run("retention", "apply", "--today", Self.day, in: project)
    #expect(again.lines.count == 1 && again.messages.contains("nothing is old enough"))
    let list = try Lagebild.run("retention", "list", in: project)
    #expect(list.lines.count == dry.lines.count && list.lines[0].hasPrefix("run,deleted_on,kind"))

    // Neither the compressed bytes of what was deleted, nor a log that still has them.
    #expect(try python(Self.search, project, chunks) == "0 of 1500 deleted rows\n")
    #expect(database(project)["lagebild.sqlite-wal"]?.count ?? 0 == 0)

    let after = try query("--by", "month,process")
    #expect(after.output == before.output)
    #expect(after.messages.contains("events before 2025-04-01 were deleted by retention"))
    for refused in [
      try query("--by", "day"), try query("--by", "hour"), try query("--source", "raw"),
      try query("--by", "day", "--from", "2025-03-31"),
    ] {
      #expect(refused.status == 66 && refused.output == "", "\(refused.output)")
      #expect(refused.messages.contains("Ask with --from 2025-04-01"), "\(refused.messages)")
    }
    for source in ["raw", "cube"] {
      #expect(
        try query("--by", "day", "--from", "2025-05", "--source", source).output == may.output)
    }
    let state = try Lagebild.run("state", "--marts", in: project).output
    #expect(try Lagebild.run("compact", in: project).status == 0)
    let check = try Lagebild.run("check", in: project)
    #expect(check.status == 0, "\(check.output)")
    #expect(try Lagebild.run("state", "--marts", in: project).output == state)
    let trace = try Lagebild.run("trace", "--load", "2", "--row", "1491", in: project)
    #expect(trace.status == 64 && trace.messages.contains("retention has deleted 10"))
    #expect(try Lagebild.run("trace", "--load", "2", "--row", "1490", in: project).status == 0)
    let sql = try Lagebild.run("sql", "SELECT count(*) FROM events", in: project)
    #expect(sql.lines.last == "1490" && sql.messages.contains("before 2025-04-01 were deleted"))
  }

  // MARK: - Helpers

  private func database(_ project: TestProject) -> [String: Data] {
    var files: [String: Data] = [:]
    for name in ["lagebild.sqlite", "lagebild.sqlite-wal"] {
      files[name] = FileManager.default.contents(atPath: project.folder + "/Data/" + name)
    }
    return files
  }

  /// Chunks of the segments that end before April, of columns that look like no others.
  private static let save = """
    import sqlite3, sys, pickle
    db = sqlite3.connect(sys.argv[1])
    old = [s for s, latest in db.execute(
        "SELECT segment_id, maximum FROM chunk WHERE column_name = 'ts'") if latest < 1743458400000]
    rows = sum(n for s, n in db.execute("SELECT segment_id, rows FROM segment") if s in old)
    found = []
    for s in old:
        found += [b for b, in db.execute(
            "SELECT bytes FROM chunk WHERE segment_id = ? AND column_name IN ('ts', 'duration_ms')",
            (s,))]
    pickle.dump((rows, found), open(sys.argv[2], "wb"))
    """

  /// Whether 24 bytes of one of them, behind its header, are still in the database or its log.
  private static let search = """
    import sys, os, pickle
    rows, chunks = pickle.load(open(sys.argv[2], "rb"))
    data = b"".join(open(p, "rb").read() for p in [sys.argv[1], sys.argv[1] + "-wal"]
                    if os.path.exists(p))
    hits = 0
    for chunk in chunks:
        pieces = [chunk[i:i + 24] for i in range(64, len(chunk) - 24, 24)]
        hits += any(piece in data for piece in pieces if len(set(piece)) > 8)
    print(f"{rows if hits else 0} of {rows} deleted rows")
    """

  @discardableResult
  private func python(_ script: String, _ project: TestProject, _ file: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "python3", "-c", script, project.folder + "/Data/lagebild.sqlite", file,
    ]
    let answer = try Lagebild.answer(of: process, in: project.folder)
    #expect(answer.status == 0, "\(answer.messages)")
    return answer.output
  }
}
