import Foundation
import Testing

@Suite struct PipelineRunTests {
  private let pipeline = """
    title = { de = "Probe", en = "Probe" }

    [[step]]
    ingest = "all"

    [[step]]
    compute = "all"

    [[step]]
    export = "nutzung"
    show = "submissions"
    by = ["kreis", "month"]
    as = ["csv", "json"]

    [[step]]
    publish = "all"
    """

  private func project(_ time: String = "2025-03-04T10:00:00Z") throws -> TestProject {
    let project = try TestProject()
    try project.write("Pipelines/probe.toml", pipeline)
    try deliver("events-1", time, to: project)
    return project
  }

  private func deliver(_ name: String, _ times: String..., to project: TestProject) throws {
    let lines = times.map { "\($0),submitted,p1,08115003,online\n" }.joined()
    let text = "ts,event,process,authority,channel\n\(lines)"
    try project.write("Data/inbox/\(name).csv", text)
    let digest = try sha256(text)
    try project.write(
      "Data/inbox/\(name).csv.manifest.json",
      """
      {"feed":"events","source":"probe","sha256":"\(digest)","bytes":\(text.utf8.count),"rows":\(times.count),\
      "schema_version":1,"period":"2025-03","seq":1,"produced_at":"2025-05-01T00:00:00Z"}
      """)
  }

  /// By Debian's own program: another hand than the one that is tested.
  private func sha256(_ text: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["sha256sum"]
    let input = Pipe()
    let output = Pipe()
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    input.fileHandleForWriting.write(Data(text.utf8))
    try input.fileHandleForWriting.close()
    process.waitUntilExit()
    let line = String(
      decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    return String(line.prefix(64))
  }

  @Test func `a run takes the delivery, exports and is listed; a second run changes nothing`()
    throws
  {
    let project = try project()
    let first = try Lagebild.run("run", in: project)
    #expect(first.status == 0, "\(first.messages)")
    let outbox = project.files("Data/outbox")
    #expect(outbox.count == 2)
    let csv = outbox.first { $0.key.hasSuffix(".csv") }?.value ?? Data()
    #expect(
      String(decoding: csv, as: UTF8.self)
        == "kreis,month,value,numerator,denominator,status\n08115,2025-03,1,1,,value\n")
    #expect(try Lagebild.run("runs", "list", in: project).lines.count == 2)

    let before = project.files("Data")
    let second = try Lagebild.run("run", in: project)
    #expect(second.status == 0)
    #expect(second.messages.contains("nothing to do"))
    #expect(project.files("Data") == before)
  }

  @Test func `explain tells the plan and changes nothing`() throws {
    let project = try project()
    let before = project.files("Data")
    let plan = try Lagebild.run("run", "--explain", in: project)
    #expect(plan.status == 0, "\(plan.messages)")
    #expect(plan.output.contains("1. ingest inbox: stale, 1 file in Data/inbox"))
    #expect(plan.output.contains("3. export nutzung: stale, never done before"))
    #expect(!plan.output.contains("\u{1B}"))
    #expect(project.files("Data") == before)
    #expect(!FileManager.default.fileExists(atPath: project.folder + "/Data/lagebild.sqlite"))
  }

  @Test func `two projects with the same deliveries export the same bytes`() throws {
    let projects = [try project(), try project()]
    for (project, zone) in zip(projects, ["UTC", "Asia/Tokyo"]) {
      #expect(try Lagebild.run("run", in: project, environment: ["TZ": zone]).status == 0)
    }
    #expect(projects[0].files("Data/outbox") == projects[1].files("Data/outbox"))
    let states = try projects.map { try Lagebild.run("state", in: $0).output }
    #expect(states[0] == states[1])
  }

  @Test func `a file without manifest waits`() throws {
    let project = try TestProject()
    try project.write("Pipelines/probe.toml", pipeline)
    try project.write(
      "Data/inbox/events-1.csv",
      "ts,event,process,authority,channel\n2025-03-04T10:00:00Z,submitted,p1,08115003,online\n")
    #expect(try Lagebild.run("run", in: project).status == 0)
    #expect(try Lagebild.run("load", "list", in: project).lines.count == 1)
    #expect(FileManager.default.fileExists(atPath: project.folder + "/Data/inbox/events-1.csv"))
    let doctor = try Lagebild.run("doctor", in: project)
    #expect(doctor.status == 0)
    #expect(doctor.output.contains("events-1.csv waits"))
  }

  @Test func `a file that is not what its manifest says is refused; the others go on`() throws {
    let project = try project()
    try deliver("events-0", "2025-03-06T10:00:00Z", to: project)
    try project.write("Data/inbox/events-0.csv", "ts,event,process,authority,channel\n")
    let run = try Lagebild.run("run", in: project)
    #expect(run.status == 65)
    #expect(try Lagebild.run("load", "list", in: project).lines.count == 2)
    let rejected = project.files("Data/rejected").keys
    #expect(rejected.contains("events-0.csv"), "\(rejected)")
    #expect(project.files("Data/inbox").isEmpty)
  }

  @Test func `under strict a refused row shows in the exit code, and only there`() throws {
    let projects = [try project(), try project()]
    for project in projects {
      try deliver("events-2", "2025-03-05T10:00:00Z", "2025-02-30T10:00:00Z", to: project)
    }
    #expect(try Lagebild.run("run", in: projects[0]).status == 0)
    #expect(try Lagebild.run("run", "--strict", in: projects[1]).status == 2)
    for project in projects {
      let refused = try Lagebild.run("quarantine", "list", in: project)
      #expect(refused.lines.count == 2)
      #expect(refused.lines.last?.contains(",3,ts,") == true, "\(refused.output)")
    }
  }

  @Test func `the state of a run can be had after more was loaded, and is compared`() throws {
    let project = try project()
    func run() throws -> String {
      #expect(try Lagebild.run("run", in: project).status == 0)
      let list = try Lagebild.run("runs", "list", in: project)
      return String(try #require(list.lines.last).prefix { $0 != "," })
    }
    let first = try run()
    try deliver("events-2", "2025-03-05T10:00:00Z", "2025-03-06T10:00:00Z", to: project)
    let second = try run()
    #expect(first != second)
    for id in [first, second] {
      let kept = try Lagebild.run("runs", "freeze", id, in: project)
      #expect(kept.status == 0 && kept.messages.contains("its facts are those of the run"))
    }
    let unknown = try Lagebild.run("runs", "freeze", first + "0", in: project)
    #expect(unknown.status == 66 && unknown.messages.contains("Did you mean \"\(first)\"?"))
    // What is kept ready is no second project to load into, and hinders no run.
    #expect(try run() == second)
  }
}
