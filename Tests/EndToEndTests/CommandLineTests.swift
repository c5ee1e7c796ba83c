import Foundation
import Testing

@Suite struct CommandLineTests {
  private let events = """
    ts,event,process,authority,session,channel,duration_ms
    2025-03-04T10:00:00+01:00,process_started,p1,08115003,00000000000000aa,online,
    2025-03-04T10:01:00+01:00,submitted,p1,08115003,00000000000000aa,online,60000
    2025-03-04T11:00:00+01:00,process_started,p1,08115003,00000000000000bb,mobile,
    2025-04-01T00:30:00+02:00,submitted,p1,08111,,counter,

    """

  @Test func `a file goes in, a figure comes out`() throws {
    let project = try TestProject()
    let file = try project.write("events-1.csv", events)
    let ingest = try Lagebild.run("ingest", file, in: project)
    #expect(ingest.status == 0, "\(ingest.messages)")
    #expect(ingest.output.isEmpty)
    let usage = try Lagebild.run(
      "usage", "query", "--measure", "events,submissions,completion_rate,take_up", "--by",
      "kreis,month", in: project)
    #expect(
      usage.lines == [
        "kreis,month,events,submissions,completion_rate,take_up",
        "08111,2025-04,1,1,,0",
        "08115,2025-03,3,1,0.5,1",
      ])
    let loads = try Lagebild.run("load", "list", in: project)
    #expect(loads.lines.count == 2)
    #expect(loads.lines[1].hasPrefix("1,events,"))
  }

  @Test func `the same file twice changes nothing`() throws {
    let project = try TestProject()
    let file = try project.write("events-1.csv", events)
    #expect(try Lagebild.run("ingest", file, in: project).status == 0)
    let state = try Lagebild.run("state", in: project)
    let marts = try Lagebild.run("state", "--marts", in: project)
    #expect(state.output.wholeMatch(of: #/[0-9a-f]{64}\n/#) != nil)
    let again = try Lagebild.run("ingest", file, in: project)
    #expect(again.status == 0)
    #expect(again.messages.contains("already there as load 1"))
    #expect(try Lagebild.run("state", in: project).output == state.output)
    #expect(try Lagebild.run("state", "--marts", in: project).output == marts.output)
    #expect(try Lagebild.run("load", "list", in: project).lines.count == 2)
  }

  @Test func `who goes back to an earlier list is told how to make it count`() throws {
    let project = try TestProject()
    func list(_ name: String, _ end: String = "") -> String {
      """
      candidate_id,name,leika,cost_eur_min,cost_eur,cost_eur_max,care_eur_a_year
      k1,\(name),99001001001000,1.00,2.00,3.00,0.00
      \(end)
      """
    }
    func ingest(_ file: String, _ text: String) throws -> String {
      let outcome = try Lagebild.run("ingest", project.write(file, text), in: project)
      #expect(outcome.status == 0)
      return outcome.messages
    }
    _ = try ingest("candidates-1.csv", list("Eins"))
    #expect(try !ingest("candidates-1.csv", list("Eins")).contains("later"))
    _ = try ingest("candidates-2.csv", list("Zwei"))
    let told = try ingest("candidates-1.csv", list("Eins"))
    #expect(told.contains("already there as load 1, nothing changed"))
    #expect(told.contains("load 2 (candidates-2.csv) came later") && told.contains("empty line"))
    func names() throws -> String {
      try Lagebild.run("sql", "SELECT name FROM candidates", in: project).output
    }
    #expect(try names().contains("Zwei"))
    _ = try ingest("candidates-3.csv", list("Eins", "\n"))
    #expect(try names().contains("Eins"))
  }

  @Test func `merged segments leave state, trace and answers as they were`() throws {
    let project = try TestProject()
    for day in 1...4 {
      let text = events.replacing("2025-03-04", with: "2025-03-0\(day)")
      let file = try project.write("events-\(day).csv", text)
      #expect(try Lagebild.run("ingest", file, in: project).status == 0)
    }
    func told() throws -> [String] {
      let query = ["usage", "query", "--measure", "events,sessions", "--by", "day,authority"]
      let traces = try (1...4).map { row in
        // Which segment holds the row may change.
        try Lagebild.run("trace", "--load", "3", "--row", "\(row)", in: project).lines
          .filter { !$0.hasPrefix("segment ") }.map { $0.prefix { $0 != "[" } }
      }
      return try [
        Lagebild.run("state", in: project).output, "\(traces)",
        Lagebild.run("state", "--marts", in: project).output,
        Lagebild.run(query[0], query[1], query[2], query[3], query[4], query[5], in: project)
          .output,
      ]
    }
    let before = try told()
    let plan = try Lagebild.run("compact", "--dry-run", in: project)
    #expect(
      plan.lines.first?.hasPrefix("events: 4 segments, 16 rows, from 2025-03-01T09:00") == true)
    let compact = try Lagebild.run("compact", in: project)
    #expect(compact.lines.first?.hasPrefix("events: 4 segments to 1, 16 rows") == true)
    #expect(try told() == before)
    #expect(try Lagebild.run("compact", in: project).messages == "nothing to merge\n")
    #expect(try Lagebild.run("check", in: project).status == 0)
  }

  @Test func `exit codes say what kind of wrong it is`() throws {
    let project = try TestProject()
    let good = try project.write("events-1.csv", events)
    let broken = try project.write("events-2.csv", "when,what\n1,2\n")
    func status(_ arguments: String...) throws -> Int32 {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: Lagebild.path)
      process.arguments = arguments
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      return process.terminationStatus
    }
    let here = ["--project", project.folder]
    #expect(try status("ingest", good, here[0], here[1]) == 0)
    #expect(try status("ingest", broken, here[0], here[1]) == 65)
    #expect(try status("ingest", good + ".gone", here[0], here[1]) == 66)
    #expect(try status("ingest", "--feed", "evnts", good, here[0], here[1]) == 64)
    #expect(try status("usage", "query", "--measure", "eventz", here[0], here[1]) == 64)
    #expect(try status("area", "list", "--project", project.folder + "/gone") == 66)
    #expect(try status("nonsense") == 64)
    try project.write("Pipelines/probe.toml", "title = \"P\"\n[[step]]\ncompute = \"usgae\"\n")
    #expect(try status("run", "probe", here[0], here[1]) == 78)
    #expect(try status("run", "prob", here[0], here[1]) == 64)
    #expect(try status("check", here[0], here[1]) == 78)
  }

  @Test func `an empty project lists its headers`() throws {
    let project = try TestProject()
    let areas = try Lagebild.run("area", "list", in: project)
    #expect(areas.status == 0)
    #expect(areas.output == "ars,ags,name,kind,parent_ars,population,area_km2\n")
    #expect(try Lagebild.run("runs", "list", in: project).lines.count == 1)
  }

  @Test func `a refused file is told with place, problem and remedy, and leaves no trace`() throws {
    let project = try TestProject()
    let file = try project.write("events-1.csv", "when,what\n1,2\n")
    let answer = try Lagebild.run("ingest", file, in: project)
    #expect(answer.status == 65)
    #expect(answer.messages.hasPrefix("lagebild: events-1.csv"), "\(answer.messages)")
    #expect(try Lagebild.run("load", "list", in: project).lines.count == 1)
    #expect(FileManager.default.fileExists(atPath: file))
  }

  @Test func `a second writer waits its turn with exit code 75`() throws {
    let project = try TestProject()
    let file = try project.write("events-1.csv", events)
    try project.write("Data/lagebild.lock", "")
    let descriptor = open(project.folder + "/Data/lagebild.lock", O_RDWR)
    defer { close(descriptor) }
    #expect(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
    #expect(try Lagebild.run("ingest", file, in: project).status == 75)
    try project.write("Pipelines/p.toml", "title = \"P\"\n[[step]]\npublish = \"all\"\n")
    let run = try Lagebild.run("run", in: project)
    #expect(run.status == 75, "\(run.output) \(run.messages)")
    #expect(flock(descriptor, LOCK_UN) == 0)
    #expect(try Lagebild.run("ingest", file, in: project).status == 0)
  }

  @Test func `one flipped bit is found by check and named`() throws {
    let project = try TestProject()
    let file = try project.write("events-1.csv", events)
    #expect(try Lagebild.run("ingest", file, in: project).status == 0)
    #expect(try Lagebild.run("check", in: project).status == 0)
    let path = project.folder + "/Data/lagebild.sqlite"
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    // The authority's dictionary stands in clear text in its small chunk.
    let place = try #require(bytes.range(of: Data("08115003".utf8), options: .backwards))
    bytes[place.lowerBound + 4] ^= 1
    try bytes.write(to: URL(fileURLWithPath: path))
    let answer = try Lagebild.run("check", in: project)
    #expect(answer.status == 65)
    #expect(answer.output.contains("column authority"), "\(answer.output)")
  }

  @Test func `exact figures are served to others only where somebody says so`() throws {
    // Without pages it would stop all the same, but for another reason.
    let project = try TestProject()
    let open = try Lagebild.run("serve", "--listen", "0.0.0.0:0", in: project)
    #expect(open.status == 64)
    #expect(open.messages.contains("--scope public, or --scope internal"))
    let both = try Lagebild.run("serve", "--public", "--scope", "internal", in: project)
    #expect(both.status == 64)
    for said in [["--public"], ["--scope", "public"], ["--scope", "internal"]] {
      let answer = try Lagebild.run(["serve", "--listen", "0.0.0.0:0"] + said, in: project)
      #expect(answer.status != 64, "\(said)")
    }
    #expect(try Lagebild.run("serve", "--listen", "127.0.0.1:0", in: project).status != 64)
  }
}
