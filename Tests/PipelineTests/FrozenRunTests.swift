import Domain
import Foundation
import Indicators
import Pipeline
import Store
import Testing

/// States of published runs that are kept ready.
@Suite struct FrozenRunTests {
  private let marts: [any Mart] = [UsageCube()]
  private let steps = """
    title = "Probe"
    [[step]]
    ingest = "all"
    [[step]]
    compute = "all"
    [[step]]
    publish = "all"

    """

  /// A run for each delivery, a day each.
  private func project(_ days: ClosedRange<Int>) throws -> (Project, FrozenRuns, [RunRecord]) {
    let project = try Project(steps)
    let records = try days.map { day in
      try project.deliver("events-\(day).csv", ["2025-03-0\(day)T10:00:00Z"])
      return try #require(try project.run().record)
    }
    return (project, FrozenRuns(dataFolder: project.data, marts: marts), records)
  }

  @Test func `a run is kept as it was, made once, and again where it was taken away`() throws {
    let (project, runs, records) = try project(1...3)
    #expect(runs.folder(of: records[1]) == nil)
    let folder = try runs.freeze(records[1])
    #expect(runs.folder(of: records[1]) == folder && runs.folders() == [folder])
    #expect(try runs.verify(records[1]))
    let made = try FileManager.default.attributesOfItem(atPath: folder + "/lagebild.sqlite")
    _ = try runs.freeze(records[1])
    let again = try FileManager.default.attributesOfItem(atPath: folder + "/lagebild.sqlite")
    #expect(made[.systemFileNumber] as? Int == again[.systemFileNumber] as? Int)
    try FileManager.default.removeItem(atPath: folder)
    #expect(try runs.verify(records[1]))
    // A record is a file of the same folder: the list of runs does not mind.
    #expect(try RunRecord.all(dataFolder: project.data).count == 3)
  }

  @Test func `a run that nobody published is refused with those that were`() throws {
    let (_, runs, records) = try project(1...2)
    #expect(try runs.record(records[0].id) == records[0])
    let fault = #expect(throws: Fault.self) { try runs.record("20200101T000000Z-abcdef01") }
    #expect(fault?.kind == .inputMissing)
    #expect(fault?.remedy.contains(records[1].id) == true)
  }

  @Test func `what an interruption left is made anew, and two do not make one at once`() throws {
    let (project, runs, records) = try project(1...2)
    let left = project.data + "/runs/\(records[0].id).making"
    try FileManager.default.createDirectory(atPath: left, withIntermediateDirectories: true)
    try project.write("runs/\(records[0].id).making/lagebild.sqlite", "half")
    #expect(runs.folders().isEmpty)
    let lock = try WriterLock(path: project.data + "/runs/freeze.lock")
    let fault = #expect(throws: Fault.self) { try runs.freeze(records[0]) }
    #expect(fault?.kind == .tryAgain)
    withExtendedLifetime(lock) {}
    _ = consume lock
    #expect(try runs.verify(records[0]))
    #expect(!FileManager.default.fileExists(atPath: left))
  }

  @Test func `the one that was asked for longest ago goes first`() throws {
    let (_, runs, records) = try project(1...9)
    for record in records.prefix(FrozenRuns.limit) { _ = try runs.freeze(record) }
    for (age, record) in records.prefix(FrozenRuns.limit).enumerated() {
      let folder = try #require(runs.folder(of: record))
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: TimeInterval(1_000_000 + age))],
        ofItemAtPath: folder)
    }
    // Asked for again: now the second is the oldest.
    _ = try runs.freeze(records[0])
    _ = try runs.freeze(records[FrozenRuns.limit])
    #expect(runs.folders().count == FrozenRuns.limit)
    #expect(runs.folder(of: records[0]) != nil && runs.folder(of: records[1]) == nil)
  }

  @Test func `retention takes away what holds old events, and then nothing can be compared`() throws
  {
    let (project, runs, records) = try project(1...2)
    _ = try runs.freeze(records[0])
    let limits = RetentionLimits(
      today: Day("2027-02-10")!, archiveDays: 30, eventMonths: 13, dailyMonths: 13)
    let now: Int64 = 1_900_000_000_000
    let expired = try runs.expired(limits, now: now)
    #expect(expired.item?.items == 1 && expired.item?.kind == .frozenRuns)
    #expect((expired.item?.bytes ?? 0) > 0)
    try expired.remove()
    #expect(runs.folders().isEmpty)
    try project.store.applyRetention(limits, marts: marts, files: [], now: now)
    // Its events and those of the later load are gone.
    let fault = #expect(throws: Fault.self) { try runs.freeze(records[0]) }
    #expect(fault?.problem.contains("retention has deleted") == true)
    // What was made of it so far is gone, and what a dead process left goes with retention.
    let left = project.data + "/runs/\(records[0].id).making"
    #expect(!FileManager.default.fileExists(atPath: left))
    try project.write("runs/\(records[0].id).making/lagebild.sqlite", "a whole copy")
    try runs.expired(limits, now: now).remove()
    #expect(!FileManager.default.fileExists(atPath: left))
    #expect(try !runs.verify(records[1]))
    #expect(try runs.expired(limits, now: now).item == nil)
  }

  @Test func `nobody copies what retention is about to delete, or has not finished copying`() throws
  {
    let (project, runs, records) = try project(1...2)
    let limits = RetentionLimits(
      today: Day("2025-03-03")!, archiveDays: 30, eventMonths: 13, dailyMonths: 13)
    let expired = try runs.expired(limits, now: 1_900_000_000_000, alone: true)
    var fault = #expect(throws: Fault.self) { try runs.freeze(records[0]) }
    #expect(fault?.kind == .tryAgain)
    try expired.remove()
    _ = consume expired
    _ = try runs.freeze(records[0])
    let lock = try WriterLock(path: project.data + "/runs/freeze.lock")
    fault = #expect(throws: Fault.self) {
      try runs.expired(limits, now: 1_900_000_000_000, alone: true)
    }
    #expect(fault?.kind == .tryAgain)
    // Who only looks waits for nobody.
    #expect(try runs.expired(limits, now: 1_900_000_000_000).item == nil)
    withExtendedLifetime(lock) {}
  }

  @Test func `other facts than those of the run are told`() throws {
    let (_, runs, records) = try project(1...2)
    let folder = try runs.freeze(records[0])
    // As if the state of another run lay there.
    let other = try runs.freeze(records[1])
    let path = "/" + ProjectStore.fileName
    try FileManager.default.removeItem(atPath: folder + path)
    try FileManager.default.copyItem(atPath: other + path, toPath: folder + path)
    let fault = #expect(throws: Fault.self) { try runs.verify(records[0]) }
    #expect(fault?.kind == .badData)
  }
}
