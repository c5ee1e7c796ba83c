import Foundation
import Testing

/// What the product stored, read back by `Tests/second_reader.py`, which knows `FORMAT.md` alone,
/// and compared with the rows that were delivered.
@Suite(
  .enabled(
    if: SecondReader.python != nil,
    "no python3 with zstandard (Debian: python3-zstandard): the second reader is not tested"))
struct SecondReaderTests {
  @Test(arguments: [("minute", "one_percent"), ("millisecond", "exact")])
  func `a second reader finds all delivered events`(timestamp: String, duration: String) throws {
    let project = try TestProject()
    try project.write(
      "lagebild.toml",
      "[resolution]\ntimestamp = \"\(timestamp)\"\nduration = \"\(duration)\"\n")
    var generator = Dice(seed: 7)
    var delivered: [Event] = []
    for (file, count) in [(1, 3_000), (2, 300), (3, 9_000)] {
      let events = Event.visits(count, file: file, &generator)
      delivered += events
      let path = try project.write(
        "events-\(file).csv", Event.header + events.map(\.line).joined())
      let ingest = try Lagebild.run("ingest", path, in: project)
      #expect(ingest.status == 0, "\(ingest.messages)")
      // The last file stays beside what was merged.
      guard file == 2 else { continue }
      let compact = try Lagebild.run("compact", in: project)
      #expect(compact.lines.first?.hasPrefix("events: 2 segments to 1") == true)
    }
    let grain: Int64 = timestamp == "minute" ? 60_000 : 1
    func expected(_ event: Event) -> [String] {
      let milliseconds = event.duration.map { duration == "exact" ? $0 : rounded($0) }
      return [
        event.authority, event.channel, milliseconds.map { "\($0)" } ?? "", event.event,
        event.process, event.rating, event.step, event.target,
        "\(event.instant / grain * grain)",
      ]
    }
    let (header, rows) = try SecondReader.rows("events", in: project)
    #expect(
      header == [
        "authority", "channel", "duration_ms", "event", "process", "rating", "session", "step",
        "target", "ts",
      ])
    // Sessions lose their names, but not which rows they hold, nor the order of these.
    let stored = visits(rows) { ($0[6], Array($0[..<6] + $0[7...])) }
    let sent = visits(delivered.sorted { $0.instant < $1.instant }) { ($0.session, expected($0)) }
    #expect(difference(stored.alone, sent.alone) == nil)
    #expect(difference(stored.visits, sent.visits) == nil)
    #expect(stored.numbers.min() == 1 && stored.numbers.max() == sent.visits.count)
    // The two large segments are by class, the small one is not.
    let met = try SecondReader.encodings("events", in: project)
    #expect(met["indexed chunks"] == 2 && met["chunks by class"] == 8)
    #expect(met["chunks of differences"] == (timestamp == "minute" ? 0 : 2))
    #expect(met["numbered", default: 0] > 0)
  }

  @Test func `a second reader finds all delivered cases, with decimals and own texts`() throws {
    let project = try TestProject()
    var generator = Dice(seed: 11)
    var lines: [String] = []
    var expected: [String] = []
    for month in 1...12 {
      for area in 0..<120 {
        let authority = "081150\(String(format: "%06d", area))"
        let channel = ["online", "counter", "mail"][area % 3]
        let cases = generator.below(area % 5 == 0 ? 1_000_000_000 : 40)
        let minutes = generator.below(3) == 0 ? "" : "\(Double(generator.below(64_000)) / 64)"
        lines.append(
          "2025-\(month < 10 ? "0" : "")\(month),\(authority),99001001002000,\(channel),"
            + "\(cases),\(minutes)\n")
        expected.append(
          "\(authority),\(cases),\(channel),99001001002000,\(minutes),\(2025 * 12 + month - 1)")
      }
    }
    let path = try project.write(
      "cases-1.csv",
      "month,authority_ars,leika,channel,cases,mean_handling_minutes\n" + lines.joined())
    let ingest = try Lagebild.run("ingest", path, in: project)
    #expect(ingest.status == 0, "\(ingest.messages)")
    let (_, rows) = try SecondReader.rows("cases", in: project)
    let stored = rows.map { $0.joined(separator: ",") }.sorted()
    #expect(difference(stored, expected.sorted()) == nil)
  }

  /// The first place where two lists differ, so that a failure is short.
  private func difference(_ stored: [String], _ sent: [String]) -> String? {
    guard let (stored, sent) = zip(stored, sent).first(where: { $0 != $1 }) else {
      return stored.count == sent.count ? nil : "\(stored.count) stored, \(sent.count) sent"
    }
    return "stored:\n\(stored)\nsent:\n\(sent)"
  }

  /// Rows by session: those without, sorted; the others as the sorted list of all visits.
  private func visits<Row>(
    _ rows: [Row], _ parts: (Row) -> (session: String, cells: [String])
  ) -> (alone: [String], visits: [String], numbers: [Int]) {
    var alone: [String] = []
    var visits: [String: String] = [:]
    for row in rows {
      let (session, cells) = parts(row)
      let line = cells.joined(separator: ",") + "\n"
      if session.isEmpty { alone.append(line) } else { visits[session, default: ""] += line }
    }
    return (alone.sorted(), visits.values.sorted(), visits.keys.compactMap { Int($0) })
  }

  /// The representative of a duration's 1 % bucket, counted up from 0: the plain twin of
  /// `DurationBuckets`.
  private func rounded(_ milliseconds: Int64) -> Int64 {
    var low: Int64 = 0
    while true {
      let representative = low + low / 100
      let next = max(representative * 100 / 99, low) + 1
      if milliseconds < next { return representative }
      low = next
    }
  }
}

private enum SecondReader {
  static let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../second_reader.py").standardized.path

  /// The first Python on the machine that has zstandard: that of the PATH, or Debian's.
  static let python: [String]? = [["/usr/bin/env", "python3"], ["/usr/bin/python3"]].first {
    (try? run($0 + ["-c", "import zstandard"]))?.status == 0
  }

  static func rows(
    _ series: String, in project: TestProject
  ) throws -> (header: [String], rows: [[String]]) {
    var lines = try lines([series], in: project)
    return lines.isEmpty ? ([], []) : (lines.removeFirst(), lines)
  }

  /// How often each encoding and kind of chunk occurs.
  static func encodings(_ series: String, in project: TestProject) throws -> [String: Int] {
    let lines = try lines([series, "--encodings"], in: project)
    return Dictionary(uniqueKeysWithValues: lines.map { ($0[0], Int($0[1])!) })
  }

  private static func lines(
    _ arguments: [String], in project: TestProject
  ) throws -> [[String]] {
    let database = project.folder + "/Data/lagebild.sqlite"
    let answer = try run(python! + [script, database] + arguments)
    try #require(answer.status == 0, "\(answer.messages)")
    return answer.output.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  static func run(
    _ command: [String]
  ) throws -> (status: Int32, output: String, messages: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: command[0])
    process.arguments = Array(command.dropFirst())
    // Files, not pipes: a full pipe would stop the program.
    let base = FileManager.default.temporaryDirectory
    let files = [base, base].map { $0.appendingPathComponent("reader-\(UUID().uuidString)") }
    defer { for file in files { try? FileManager.default.removeItem(at: file) } }
    for file in files { try Data().write(to: file) }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: files[0])
    process.standardError = try FileHandle(forWritingTo: files[1])
    try process.run()
    process.waitUntilExit()
    return (
      process.terminationStatus, try String(contentsOf: files[0], encoding: .utf8),
      try String(contentsOf: files[1], encoding: .utf8)
    )
  }
}

/// A delivered row.
private struct Event {
  static let header =
    "ts,event,process,authority,session,channel,duration_ms,step,rating,target\n"
  var instant: Int64
  var event: String
  var process: String
  var authority: String
  /// Empty: none.
  var session: String
  var channel: String
  var duration: Int64?
  var step = ""
  var rating = ""
  var target = ""

  var line: String {
    "\(instant),\(event),\(process),\(authority),\(session),\(channel),"
      + "\(duration.map { "\($0)" } ?? ""),\(step),\(rating),\(target)\n"
  }

  /// Visits and cases of March 2025, shuffled; each visit has its own process and authority, and
  /// no two of its rows the same time.
  static func visits(_ count: Int, file: Int, _ dice: inout Dice) -> [Event] {
    var events: [Event] = []
    while events.count < count {
      let session = "00000000\(file)" + String(format: "%07x", events.count)
      var event = Event(
        instant: 1_740_787_200_000 + Int64(dice.below(31 * 86_400_000)), event: "page_view",
        process: "uni-\(dice.below(40))", authority: "081150\(10_000 + dice.below(300) * 3)0",
        session: session, channel: dice.below(3) == 0 ? "mobile" : "online")
      guard dice.below(9) > 0 else {
        event.session = ""
        event.event = dice.below(2) == 0 ? "handed_over" : "completed"
        event.target =
          event.event == "handed_over" ? ["fachverfahren", "postbox"][dice.below(2)] : ""
        event.duration = Int64(dice.below(1 << 40))
        events.append(event)
        continue
      }
      events.append(event)
      for step in 1...(1 + dice.below(8)) {
        event.event = "step_completed"
        event.step = "\(step)"
        let pause = 1 + Int64(dice.below(200_000))
        event.instant += pause
        // Half of the durations are what the times say.
        event.duration =
          dice.below(10) == 0
          ? nil : dice.below(2) == 0 ? pause : Int64(dice.below(900_000) >> dice.below(20))
        events.append(event)
      }
      event.event = "feedback"
      (event.step, event.duration, event.rating) = ("", nil, "\(1 + dice.below(5))")
      event.instant += 1 + Int64(dice.below(9_000))
      events.append(event)
    }
    events.shuffle(using: &dice)
    return events
  }
}
