import Foundation
import Testing

@Suite struct ReleaseCommandTests {
  /// What must never be found again, wherever it was put into a delivery.
  private static let canaries = [
    "c0ffee15ca7a5e55", "192.0.2.77", "2001:db8::ca7", "canary@example.org",
    "DE02120300000000202051", "canary-login", "canary-event-4711",
  ]

  private func project() throws -> TestProject {
    let project = try TestProject()
    try project.write(
      "areas.csv",
      """
      ars,name,kind,parent_ars,population,area_km2,valid_from
      080000000000,Land,Land,,1000,10.00,2018-01-01
      081000000000,Nord,Regierungsbezirk,080000000000,1000,10.00,2018-01-01
      081150000000,Ost,Landkreis,081000000000,1000,10.00,2018-01-01
      081150001001,Adorf,Gemeinde,081150000000,400,5.00,2018-01-01
      081150002002,Bdorf,Gemeinde,081150000000,600,5.00,2018-01-01

      """)
    #expect(
      try Lagebild.run("ingest", project.folder + "/areas.csv", in: project).status == 0)
    return project
  }

  private func events(_ rows: [String]) -> String {
    "ts,event,process,authority,session,channel,id,login\n" + rows.joined(separator: "\n") + "\n"
  }

  @Test func `from key to public figure, with every refusal on the way`() throws {
    let project = try project()
    let rows = (0..<60).map { number in
      "2025-0\(1 + number % 3)-1\(number % 9)T10:00:0\(number % 10)Z,submitted,99001001001000,"
        + "0811500\(1 + number % 2),,online,,"
    }
    try project.write("events.csv", events(rows))
    #expect(try Lagebild.run("ingest", project.folder + "/events.csv", in: project).status == 0)
    func make(_ more: String...) throws -> Lagebild.Answer {
      try Lagebild.run("release", "make", "--today", "2025-05-01", in: project)
    }
    let keyless = try make()
    #expect(keyless.status == 66 && keyless.messages.contains("lagebild key create --year 2025"))
    #expect(try Lagebild.run("release", "check", in: project).status == 66)
    let key = try Lagebild.run("key", "create", "--year", "2025", in: project)
    #expect(key.status == 0, "\(key.messages)")
    let file = project.folder + "/Data/secrets/ckm-2025.key"
    let secret = try #require(FileManager.default.contents(atPath: file))
    #expect(try Lagebild.run("key", "create", "--year", "2025", in: project).status == 78)

    let made = try make()
    #expect(made.status == 0, "\(made.output)\(made.messages)")
    #expect(made.lines.count == 9)
    #expect(try make().messages.contains("nothing to publish"))
    let check = try Lagebild.run("release", "check", in: project)
    #expect(check.status == 0 && check.output == made.output, "\(check.output)\(check.messages)")
    #expect(try Lagebild.run("release", "list", in: project).lines.count == 2)

    func show(_ arguments: String...) throws -> Lagebild.Answer {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: Lagebild.path)
      process.arguments =
        ["indicator", "show", "submissions", "--project", project.folder] + arguments
      return try Lagebild.answer(of: process, in: project.folder)
    }
    let released = try show("--scope", "public", "--by", "kreis,month")
    #expect(released.status == 0 && released.lines.count == 4, "\(released.messages)")
    let exact = try show("--by", "kreis,month")
    #expect(exact.lines.count == 4)
    let refused = try show("--scope", "public", "--by", "kreis,channel")
    #expect(refused.status == 64 && refused.messages.contains("channel"))

    // The key is nowhere but in its file.
    for (name, bytes) in project.files("Data") where !name.hasPrefix("secrets/") {
      #expect(bytes.range(of: secret) == nil, "\(name)")
    }
    let database = try Data(
      contentsOf: URL(fileURLWithPath: project.folder + "/Data/lagebild.sqlite"))
    #expect(database.range(of: secret) == nil)

    // Another key for a published year is refused.
    try FileManager.default.removeItem(atPath: file)
    #expect(try Lagebild.run("key", "create", "--year", "2025", in: project).status == 0)
    let another = try Lagebild.run("release", "check", in: project)
    #expect(another.status == 78 && another.messages.contains("another key"))
  }

  @Test func `nothing that leads to a person is found anywhere afterwards`() throws {
    let project = try project()
    let c = Self.canaries
    try project.write(
      "Pipelines/probe.toml",
      """
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
      """)
    let good = (0..<30).map {
      "2025-01-1\($0 % 9)T10:00:00Z,submitted,p1,08115001,\(c[0]),online,\(c[6])-\($0),\(c[5])"
    }
    let bad = c[1...4].map { "2025-01-12T10:00:00Z,submitted,p1,08115001,\(c[0]),\($0),,\($0)" }
    try deliver("events-1", events(good + bad), rows: good.count + bad.count, to: project)
    // One that is refused as a whole: its manifest does not fit.
    try deliver("events-2", events(good), rows: 7, to: project)
    let run = try Lagebild.run("run", in: project)
    #expect(run.status == 65, "\(run.messages)")
    #expect(try Lagebild.run("key", "create", "--year", "2025", in: project).status == 0)
    let made = try Lagebild.run("release", "make", "--today", "2025-05-01", in: project)
    #expect(made.status == 0, "\(made.output)\(made.messages)")
    let said = try ["quarantine", "load", "release"].map {
      try Lagebild.run($0, "list", in: project)
    }
    for text in [run.output, run.messages, made.output] + said.map({ $0.output + $0.messages }) {
      for canary in c { #expect(!text.contains(canary), "\(canary) was said") }
    }
    var searched: Set<String> = []
    let walker = FileManager.default.enumerator(atPath: project.folder + "/Data")
    while let name = walker?.nextObject() as? String {
      guard var bytes = FileManager.default.contents(atPath: project.folder + "/Data/" + name)
      else { continue }
      if name.hasSuffix(".zst") { bytes = try unpacked(project.folder + "/Data/" + name) }
      // What was refused whole waits for its sender, unread: it is his file.
      if name.hasPrefix("rejected/events-2.csv") { continue }
      searched.insert(String(name.prefix { $0 != "/" }))
      for canary in c { #expect(bytes.range(of: Data(canary.utf8)) == nil, "\(canary): \(name)") }
      let number = withUnsafeBytes(of: UInt64(0xc0ff_ee15_ca7a_5e55).littleEndian) { Data($0) }
      #expect(bytes.range(of: number) == nil && bytes.range(of: Data(number.reversed())) == nil)
    }
    for place in ["lagebild.sqlite", "archive", "outbox", "runs"] {
      #expect(searched.contains(place), "\(place) was not searched: \(searched)")
    }
  }

  private func deliver(
    _ name: String, _ text: String, rows: Int, to project: TestProject
  ) throws {
    try project.write("Data/inbox/\(name).csv", text)
    try project.write(
      "Data/inbox/\(name).csv.manifest.json",
      """
      {"feed":"events","source":"probe","sha256":"\(try sha256(project, name))",\
      "bytes":\(text.utf8.count),"rows":\(rows),"schema_version":1,"period":"2025-01","seq":1,\
      "produced_at":"2025-03-01T00:00:00Z"}
      """)
  }

  private func sha256(_ project: TestProject, _ name: String) throws -> String {
    String(
      decoding: try output(of: "sha256sum", project.folder + "/Data/inbox/\(name).csv"),
      as: UTF8.self
    ).prefix(64).description
  }

  private func unpacked(_ path: String) throws -> Data { try output(of: "zstd", "-dc", path) }

  private func output(of program: String...) throws -> Data {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = program
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(program)")
    return data
  }
}
