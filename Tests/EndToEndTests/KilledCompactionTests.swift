import Foundation
import Testing

/// A compaction that is killed at any moment leaves every figure as it was, and the next one
/// finishes the work.
@Suite struct KilledCompactionTests {
  @Test func `a compaction that is killed at any moment changes nothing that is told`() throws {
    let seed: UInt64 = 20_261_121
    var generator = Dice(seed: seed)
    let base = try project(&generator)
    let before = try told(base)
    #expect(try plan(base) == 3)

    // Undisturbed: how long it works, and that there is something to do.
    let whole = try copy(base)
    let (working, total) = try times(of: whole)
    #expect(try told(whole) == before)
    #expect(try plan(whole) == 0)

    var killed = 0
    var left: Set<Int> = []
    for round in 0..<8 {
      let project = try copy(base)
      let moment = working + (total - working) * Double(generator.below(1_000)) / 1_000
      if try kill(project, after: moment) { killed += 1 }
      let note: Comment = "seed \(seed), round \(round), killed after \(moment) s"
      #expect(try Lagebild.run("check", in: project).status == 0, note)
      left.insert(try plan(project))
      #expect(try told(project) == before, note)
      #expect(try Lagebild.run("compact", in: project).status == 0, note)
      #expect(try plan(project) == 0, note)
      #expect(try told(project) == before, note)
    }
    // Else nothing was tried: it was always over, or had not begun.
    #expect(killed > 0, "seed \(seed): no compaction was killed, of \(working) to \(total) s")
    print("killed \(killed) of 8 compactions, with \(left.sorted()) of 3 merges left to do")
  }

  // MARK: - Helpers

  /// Two deliveries in each of three months, so that there are three merges, each committed by
  /// itself.
  private func project(_ generator: inout Dice) throws -> TestProject {
    let project = try TestProject()
    for (number, month) in ["2025-01", "2025-01", "2025-02", "2025-02", "2025-03", "2025-03"]
      .enumerated()
    {
      var lines = ["ts,event,process,authority,session,channel"]
      for row in 0..<17_000 {
        let time = "\(two(1 + row * 27 / 17_000))T\(two(row / 60 % 24)):\(two(row % 60)):00Z"
        let session = String(100_000 * number + row / 3 + 1, radix: 16)
        let padding = String(repeating: "0", count: 16 - session.count)
        lines.append(
          "\(month)-\(time),\(row % 3 == 2 ? "submitted" : "page_view"),p\(generator.below(5)),"
            + "0811500\(generator.below(9) + 1),\(padding)\(session),online")
      }
      let file = try project.write("events-\(number).csv", lines.joined(separator: "\n") + "\n")
      let ingest = try Lagebild.run("ingest", file, in: project)
      #expect(ingest.status == 0, "\(ingest.messages)")
    }
    return project
  }

  private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private func copy(_ project: TestProject) throws -> TestProject {
    let copy = try TestProject()
    try FileManager.default.copyItem(
      atPath: project.folder + "/Data", toPath: copy.folder + "/Data")
    return copy
  }

  /// State, ledger and answers, from the cubes and from the events.
  private func told(_ project: TestProject) throws -> [String] {
    let query = ["usage", "query", "--measure", "events,sessions", "--by", "day,process"]
    return try [
      Lagebild.run("state", in: project), Lagebild.run("state", "--marts", in: project),
      Lagebild.run("load", "list", in: project),
      Lagebild.run(query[0], query[1], query[2], query[3], query[4], query[5], in: project),
      Lagebild.run(
        query[0], query[1], query[2], query[3], query[4], query[5], "--source", "raw", in: project),
      Lagebild.run("trace", "--load", "3", "--row", "9000", in: project),
    ].map { answer in
      #expect(answer.status == 0, "\(answer.messages)")
      // Which segment holds a row may change.
      return answer.lines.filter { !$0.hasPrefix("segment ") }
        .map { String($0.prefix { $0 != "[" }) }.joined(separator: "\n")
    }
  }

  /// How many merges are to be done.
  private func plan(_ project: TestProject) throws -> Int {
    try Lagebild.run("compact", "--dry-run", in: project).lines.count
  }

  private func start(_ project: TestProject) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Lagebild.path)
    process.arguments = ["compact", "--project", project.folder]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  /// Seconds until the database is open, and until all is done.
  private func times(of project: TestProject) throws -> (working: Double, total: Double) {
    let clock = ContinuousClock()
    let begin = clock.now
    let process = try start(project)
    var working: Duration?
    while process.isRunning {
      if working == nil,
        FileManager.default.fileExists(atPath: project.folder + "/Data/lagebild.sqlite-wal")
      {
        working = begin.duration(to: clock.now)
      }
      usleep(200)
    }
    let total = begin.duration(to: clock.now)
    return ((working ?? total) / .seconds(1), total / .seconds(1))
  }

  /// Whether it was still at work.
  private func kill(_ project: TestProject, after seconds: Double) throws -> Bool {
    let process = try start(project)
    usleep(UInt32(seconds * 1_000_000))
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    return process.terminationReason == .uncaughtSignal
  }
}
