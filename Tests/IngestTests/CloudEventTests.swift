import Domain
import Ingest
import Store
import TestSupport
import Testing

/// Events in the envelope of CloudEvents 1.0, loaded beside plain ones.
@Suite struct CloudEventTests {
  @Test func `an event in its envelope is the same event as the plain line`() throws {
    let plain = try SmallWorld(order: [])
    _ = try plain.load(
      """
      {"ts":"2025-02-03T10:11:12Z","event":"submitted","process":"p1","authority":"08115003",\
      "channel":"online","duration_ms":7}

      """, as: "events-1.ndjson")
    let wrapped = try SmallWorld(order: [])
    let report = try load(envelope(), into: wrapped)
    #expect(report.rowsLoaded == 1)
    let warnings = Set(report.warnings.map(\.reason))
    #expect(warnings == [.notRegistered], "the envelope itself is nothing odd")
    #expect(try hash(plain) == hash(wrapped))
  }

  @Test func `an event counts once within its source`() throws {
    let world = try SmallWorld(order: [])
    let text =
      envelope(id: "1", source: "/a") + envelope(id: "1", source: "/a")
      + envelope(id: "1", source: "/b") + envelope(id: "2", source: "/a")
    let report = try load(text, into: world)
    #expect((report.rowsLoaded, report.rowsDuplicate) == (3, 1))
  }

  @Test(arguments: [
    ("\"specversion\":\"1.0\"", "\"specversion\":\"0.3\"", ReasonCode.unknownChoice),
    ("\"specversion\":\"1.0\",", "", .missingValue), ("\"id\":\"1\",", "", .missingValue),
    ("\"source\":\"/a\"", "\"source\":7", .missingValue),
    ("\"data\":{", "\"body\":{", .malformedJSON),
    ("\"process\":\"p1\"", "\"process\":{\"id\":\"p1\"}", .malformedJSON),
    ("\"time\":\"2025-02-03T10:11:12Z\",", "", .missingValue),
    ("platform.submitted", "platform.sent", .unknownChoice),
  ])
  func `an envelope that is none is quarantined`(
    part: String, wrong: String, reason: ReasonCode
  ) throws {
    let world = try SmallWorld(order: [])
    let report = try load(envelope().replacing(part, with: wrong), into: world)
    #expect((report.rowsLoaded, report.rowsQuarantined) == (0, 1))
    #expect(try world.store.read { try $0.quarantine().map(\.rejection.reason) } == [reason])
  }

  @Test func `an extension of the envelope is told and not stored`() throws {
    let world = try SmallWorld(order: [])
    let text = envelope().replacing(
      "\"specversion\"", with: "\"traceparent\":\"00-4bf9\",\"specversion\"")
    let report = try load(text, into: world)
    #expect(
      report.warnings.filter { $0.reason == .unknownColumn }.map(\.column) == ["traceparent"])
  }

  // MARK: - Helpers

  private func envelope(id: String = "1", source: String = "/a") -> String {
    """
    {"specversion":"1.0","id":"\(id)","source":"\(source)","type":"de.platform.submitted",\
    "time":"2025-02-03T10:11:12Z","datacontenttype":"application/json","data":{"process":"p1",\
    "authority":"08115003","channel":"online","duration_ms":7}}

    """
  }

  private func load(_ text: String, into world: SmallWorld) throws -> LoadReport {
    guard case .loaded(let report) = try world.load(text, as: "events-cloud.ndjson") else {
      preconditionFailure("a first load is no repeat")
    }
    return report
  }

  private func hash(_ world: SmallWorld) throws -> String {
    try world.store.read { try StateHash.facts($0) }
  }
}
