import Declarations
import Domain
import Foundation
import Indicators
import Ingest
import Pipeline
import Store
import TestSupport
import Testing

@Suite struct RunTests {
  private let steps = """
    title = "Probe"

    [[step]]
    publish = "all"

    [[step]]
    export = "nutzung"
    show = "submissions"
    by = "kreis"
    as = ["csv", "json"]

    [[step]]
    compute = "all"

    [[step]]
    ingest = "all"
    """

  @Test func `the order follows from what steps read and write, not from the file`() throws {
    let project = try Project(steps)
    #expect(try project.plan().map(\.step.id) == ["ingest inbox", "compute", "nutzung", "publish"])
    try project.deliver("events-1.csv", ["2025-03-04T10:00:00Z"])
    #expect(try project.run().did.map(\.step) == ["ingest inbox", "nutzung", "publish"])
  }

  @Test func `any order of the steps in the file gives a running order without waiting`() throws {
    let seed: UInt64 = 20_261_121
    var generator = SeededGenerator(seed: seed)
    let blocks = steps.split(separator: "\n\n").map(String.init)
    for _ in 0..<50 {
      let text = ([blocks[0]] + blocks.dropFirst().shuffled(using: &generator)).joined(
        separator: "\n\n")
      let order = try Project(text).plan().map(\.step.id)
      #expect(order == ["ingest inbox", "compute", "nutzung", "publish"], "seed \(seed)\n\(text)")
    }
  }

  @Test func `a second run does nothing and leaves every byte as it is`() throws {
    let project = try Project(steps)
    try project.deliver("events-1.csv", ["2025-03-04T10:00:00Z"])
    try project.run()
    let before = try project.files()
    #expect(try project.run().did.isEmpty)
    #expect(try project.files() == before)
    #expect(try project.plan().allSatisfy { !$0.state.isStale })
  }

  @Test func `new data, a changed declaration and a lost or touched file make a step stale`() throws
  {
    var project = try Project(steps)
    try project.deliver("events-1.csv", ["2025-03-04T10:00:00Z"])
    try project.run()
    try project.deliver("events-2.csv", ["2025-03-05T10:00:00Z"])
    #expect(try project.run().did.map(\.step) == ["ingest inbox", "nutzung", "publish"])
    #expect(
      try project.outbox().map(\.name) == [
        "lagebild-nutzung-2025-03-05-nur-intern.csv", "lagebild-nutzung-2025-03-05-nur-intern.json",
      ])

    let asDeclared = try project.outbox()
    project.text = steps.replacingOccurrences(of: "\"kreis\"", with: "\"month\"")
    #expect(try project.reason(of: "nutzung") == "the declaration changed")
    project.text = steps + "\n# a comment changes nothing\n"
    #expect(try project.reason(of: "nutzung") == "nothing changed")

    let file = project.data + "/outbox/" + asDeclared[0].name
    try FileManager.default.removeItem(atPath: file)
    #expect(try project.reason(of: "nutzung") == "Data/outbox/\(asDeclared[0].name) is missing")
    try Data("1,2,3\n".utf8).write(to: URL(fileURLWithPath: file))
    #expect(try project.reason(of: "nutzung")?.hasSuffix("changed by another hand") == true)
    // Made again: the same bytes, and no new run, since nothing else came of it.
    #expect(try project.run().did.map(\.step) == ["nutzung"])
    #expect(try project.outbox() == asDeclared)
  }

  @Test func `a missing derived table is rebuilt to what the loads had made`() throws {
    var project = try Project(steps)
    try project.deliver("events-1.csv", ["2025-03-04T10:00:00Z", "2025-03-05T10:00:00Z"])
    project.martsOfLoads = []
    try project.run()
    let cube = UsageCube()
    let rebuilt = try project.store.read { try cube.canonicalRows($0) }
    #expect(!rebuilt.isEmpty)
    let other = try Project(steps)
    try other.deliver("events-1.csv", ["2025-03-04T10:00:00Z", "2025-03-05T10:00:00Z"])
    try other.run()
    #expect(try other.store.read { try cube.canonicalRows($0) } == rebuilt)
  }

  @Test func `a derived table that has missed a load is rebuilt`() throws {
    var project = try Project(steps)
    try project.deliver("events-1.csv", ["2025-03-04T10:00:00Z"])
    try project.run()
    // Loaded by somebody who knows nothing of derived tables.
    project.martsOfLoads = []
    try project.deliver("events-2.csv", ["2025-03-05T10:00:00Z"])
    #expect(try project.run().did.map(\.step) == ["ingest inbox", "compute", "nutzung", "publish"])
    let cube = UsageCube()
    let other = try Project(steps)
    for day in [4, 5] {
      try other.deliver("events-\(day).csv", ["2025-03-0\(day)T10:00:00Z"])
    }
    try other.run()
    let rows = try project.store.read { try cube.canonicalRows($0) }
    #expect(try other.store.read { try cube.canonicalRows($0) } == rows)
    #expect(try project.run().did.isEmpty)
  }

  @Test func `a run puts the small segments of its files together, and tells so in its record`()
    throws
  {
    let project = try Project(steps)
    for day in 1...5 { try project.deliver("events-\(day).csv", ["2025-03-0\(day)T10:00:00Z"]) }
    let record = try #require(try project.run().record)
    #expect(record.steps.map(\.id) == ["ingest inbox", "compute", "nutzung", "compact"])
    #expect(try project.store.read { try $0.segments(of: "events").map(\.rowCount) } == [5])
    #expect(record.stateHash == (try project.store.read { try StateHash.facts($0) }))
    #expect(try project.run().did.isEmpty)
    #expect(try RunRecord.all(dataFolder: project.data) == [record])
  }

  @Test func `a refused file is told and stops no other`() throws {
    let project = try Project(steps)
    try project.write("inbox/events-1.csv", "when,what\n")
    try project.deliver("events-2.csv", ["2025-03-05T10:00:00Z"])
    let outcome = try project.run()
    #expect(outcome.faults.count == 1)
    #expect(try project.store.read { try $0.loads().count } == 1)
  }

  @Test func `facts that the project keeps are loaded once, and again when they change`() throws {
    let project = try Project(
      "title = \"P\"\n[[step]]\ningest = [\"parameters\"]\nfrom = \"reference\"\n")
    let header = "id,value,unit,valid_from,valid_to,source\n"
    for value in ["1.5", "1.6"] {
      let text = header + "wage,\(value),eur_per_hour,2025-01-01,,Destatis\n"
      try project.write("reference/parameters.csv", text)
      try project.write("reference/notes.csv", "not a feed")
      #expect(try project.run().did.map(\.step) == ["ingest reference"])
      #expect(try project.run().did.isEmpty)
    }
    #expect(try project.store.read { try $0.loads().count } == 2)
  }

  @Test func `a run record names revision, state and exports`() throws {
    let project = try Project(steps)
    try project.deliver("events-1.csv", ["2025-03-04T10:00:00Z"])
    let record = try #require(try project.run().record)
    #expect(try RunRecord.all(dataFolder: project.data) == [record])
    #expect(record.revision == "1-1")
    #expect(record.started == "1970-01-01T00:00:01Z")
    #expect(record.stateHash == (try project.store.read { try StateHash.facts($0) }))
    #expect(record.exports.keys.sorted() == (try project.outbox().map { "outbox/" + $0.name }))
    #expect(record.steps.map(\.id) == ["ingest inbox", "compute", "nutzung"])
  }
}
