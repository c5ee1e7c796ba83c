import Columns
import Domain
import Ingest
import Testing

/// The rules of input, each on a file that a clerk could have written. The letters are those of the
/// catalogue of cases (encoding E, CSV C, NDJSON J, numbers N, time T).
@Suite struct InputRuleTests {
  private static let header = "ts,event,process,authority,session,channel,duration_ms\n"

  @Test(arguments: [
    ("2025-03-04T10:11:12+01:00", 1_741_079_472_000 as Int64),  // T01
    ("2025-03-04T09:11:12Z", 1_741_079_472_000),  // T02
    ("2025-03-04T10:11:12", 1_741_079_472_000),  // T03
    ("2025-03-04 10:11:12.3456", 1_741_079_472_345),
    ("1741079472000", 1_741_079_472_000),
    ("2025-10-26T02:30:00", 1_761_438_600_000),  // T04: the first of the two
    ("2024-02-29T00:00:00Z", 1_709_164_800_000),  // T08
  ])
  func `a time is read as the instant it names`(text: String, instant: Int64) throws {
    let result = try read(Self.header + row(ts: text))
    #expect(result.cells("ts") == [.integer(instant)])
  }

  @Test(arguments: [
    ("2025-03-30T02:30:00", ReasonCode.missingHour),  // T05
    ("2025-02-29T00:00:00Z", .malformedTime),  // T09
    ("2025-02-30T00:00:00Z", .malformedTime),  // T10
    ("2025-02-28T10:11:60Z", .malformedTime),  // T12
    ("2027-01-01T00:00:00Z", .inTheFuture),  // T13
    ("2017-07-31T00:00:00Z", .tooEarly),  // T14
    ("0001-01-01T00:30:00", .tooEarly),
    ("04.03.2025 10:11", .malformedTime),  // T15
    ("1741079472", .malformedTime),  // T16
  ])
  func `a time that is none is quarantined`(text: String, reason: ReasonCode) throws {
    let result = try read(Self.header + row(ts: text))
    #expect(result.rejections.map(\.reason) == [reason])
    #expect(result.rejections.first?.column == "ts")
    #expect(result.rejections.first?.line == 2)
  }

  @Test(arguments: [
    "-1", "1.5", "1,5\"", "NaN", "inf", "0x10", " 5", "+5", "1e3", "٣", "9223372036854775808", "05",
  ])
  func `a number that is none is quarantined`(text: String) throws {
    let cell = text.contains(",") ? "\"\(text.replacing("\"", with: ""))\"" : text
    let result = try read(Self.header + row(duration: cell))
    #expect(result.rejections.count == 1)
    #expect(result.cells("duration_ms").isEmpty)
  }

  @Test func `lines end with LF or CR LF, names and order of the header decide`() throws {
    // C01, C02, C04, C16, E02
    let text =
      "\u{FEFF}event,ts,channel,authority,process\r\n"
      + "submitted,2025-03-04T09:00:00Z,online,08115003,p1\n"
      + "submitted,2025-03-04T09:00:00Z,\"mobile\",08115003,p1\r\n"
    let result = try read(text)
    #expect(result.cells("channel") == [.text("online"), .text("mobile")])
    #expect(result.cells("session") == [.null, .null])
  }

  @Test(arguments: [
    ("", "empty"), ("ts,ts\n", "twice"), ("ts,event\n1,2\n", "lacks"),
    ("ts\tevent\n", "lacks"), ("ts,event", "cut off"),
    (header + "\"2025", "line break"), (header + "\"2025\n", "never closed"),
    (header + "a\rb\n", "carriage return"), ("[{}]", "array"),
  ])
  func `a file that cannot be trusted is refused as a whole`(text: String, problem: String) throws {
    let fault = #expect(throws: Fault.self) { _ = try read(text) }
    #expect(fault?.problem.contains(problem) == true, "\(String(describing: fault))")
  }

  @Test(arguments: [
    ("{\"event\":\"submitted\"}", ReasonCode.missingValue), ("{\"ts\":1,}", .malformedJSON),
    ("{\"ts\":1,\"ts\":2}", .duplicateKey), ("{\"ts\":NaN}", .malformedJSON),
    ("{\"ts\":[1]}", .malformedJSON), ("{\"ts\":\"\\ud800\"}", .malformedJSON),
    ("{\"ts\":{\"a\":1}}", .malformedJSON), ("{\"ts\":1e999}", .malformedTime),
  ])
  func `a line that is no flat object is quarantined`(line: String, reason: ReasonCode) throws {
    let result = try read(line + "\n")
    #expect(result.rejections.map(\.reason) == [reason])
  }

  @Test func `the example of the contract is read`() throws {
    let line = """
      {"ts":"2025-03-04T10:11:12.345+01:00","event":"submitted","process":"99108008026000",\
      "authority":"08115003","session":"f3a91c20d4e87b66","channel":"online","duration_ms":53211}

      """
    let result = try read(line)
    #expect(result.rejections.isEmpty)
    #expect(result.cells("ts") == [.integer(1_741_079_472_345)])
    #expect(result.cells("session") == [.integer(Int64(bitPattern: 0xf3a9_1c20_d4e8_7b66))])
    #expect(result.cells("duration_ms") == [.integer(53_211)])
  }

  @Test func `a case event keeps no session and a rating belongs to feedback`() throws {
    let header = "ts,event,process,authority,channel,session,rating\n"
    let start = "2025-03-04T09:00:00Z,"
    let result = try read(
      header + start + "completed,p1,08115003,online,f3a91c20d4e87b66,\n"
        + start + "submitted,p1,08115003,online,,5\n")
    #expect(result.cells("session") == [.null])
    #expect(result.rejections.map(\.column) == ["rating"])
  }

  @Test func `an unknown column is warned of once and never stored`() throws {
    let result = try read(
      "ts,event,process,authority,channel,email\n"
        + "2025-03-04T09:00:00Z,submitted,p1,08115003,online,a@b.de\n"
        + "2025-03-04T09:00:00Z,submitted,p1,08115003,online,c@d.de\n")
    #expect(result.warnings == ["unknown_column email"])
    #expect(result.rejections.isEmpty)
  }

  @Test(arguments: [
    ("max@example.org", "<email>"), ("192.168.1.20", "<ip>"), ("fe80:0:0:1:2:3:4:5", "<ip>"),
    ("DE89370400440532013000", "<iban>"), ("+4971112345678", "<phone>"),
  ])
  func `personal data is quarantined and its value is not kept`(value: String, mask: String) throws
  {
    let result = try read(
      "item_id,title,planned_on,status,source\nr1,Frage an \(value),2025-01-01,offen,Plan\n",
      feed: .roadmap)
    #expect(result.rejections.map(\.reason) == [.personalData])
    #expect(result.rejections.first?.excerpt == "Frage an \(mask)")
  }

  @Test(arguments: [
    ("192.0.2.77", "<ip>"), ("192.0.2.77:8080", "<ip>"), ("2001:db8::ca7", "<ip>"), ("::1", "<ip>"),
    ("fe80:0:0:1:2:3:4:5", "<ip>"), ("DE02120300000000202051", "<iban>"),
    ("DE99120300000000202051", "<iban>"), ("de02120300000000202051", "<iban>"),
    ("GB82WEST12345698765432", "<iban>"),
  ])
  func `an address or account in place of a key is quarantined`(key: String, mask: String) throws {
    let events = "ts,event,process,authority,channel\n"
    let start = "2025-03-04T09:00:00Z,submitted,"
    let good = String(repeating: start + "p1,08115003,online\n", count: 5)
    let json = """
      {"ts":"2025-03-04T09:00:00Z","event":"submitted","process":"\(key)","authority":"08115003",\
      "channel":"online"}

      """
    for result in [
      try read(events + good + start + "\(key),08115003,online\n"), try read(json),
      try read(
        "item_id,title,planned_on,status,source\n\(key),x,2025-01-01,offen,y\n", feed: .roadmap),
    ] {
      #expect(result.rejections.map(\.reason) == [.personalData], "\(key)")
      #expect(result.rejections.first?.excerpt == mask)
    }
  }

  @Test(arguments: [
    "p1", "sp-0001", "99108008026000", "1.2.3", "1.2.3.4.5", "256.1.1.1", "v1.2.3.4", "a:b:c",
    "SP20ANTRAGWOHNGELDNEU", "AB12CDEF34567890", "sp-2025.10.01.1", "10:30", "be:ef", "DE21-07",
  ])
  func `a key that is none is taken as it is`(key: String) throws {
    let result = try read(
      "ts,event,process,authority,channel\n"
        + "2025-03-04T09:00:00Z,submitted,\(key),081150001001,online\n")
    #expect(result.cells("process") == [.text(key)])
    #expect(result.rejections.isEmpty)
  }

  @Test func `a file with too many bad rows is refused and says why`() throws {
    let good = String(repeating: row(), count: 10)
    let bad = String(repeating: row(ts: "gestern"), count: 5)
    let fault = #expect(throws: Fault.self) { _ = try read(Self.header + good + bad) }
    #expect(fault?.problem.contains("malformed_time 5 times, first in line 12") == true)
  }

  // MARK: - Helpers

  private func row(ts: String = "2025-03-04T09:00:00Z", duration: String = "5") -> String {
    "\(ts),submitted,p1,08115003,,online,\(duration)\n"
  }

  private func read(_ text: String, feed: FeedSchema = .events) throws -> Collected {
    let sink = Collected()
    // 2026-01-01, so that tests do not depend on the day on which they run.
    try FeedReader.read(
      Array(text.utf8), file: "test", feed: feed, options: ReadOptions(now: 1_767_225_600_000),
      into: sink)
    return sink
  }
}
