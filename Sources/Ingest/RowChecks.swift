import Columns
import Domain
import Foundation

/// Raw cells → typed cells, or the first reason why not.
struct RowChecks {
  let feed: FeedSchema
  /// Earliest day of the feed, or `nil` for any.
  let earliest: Day?
  /// Milliseconds since 1970-01-01T00:00Z; nothing may lie more than 24 hours after it.
  let now: Int64

  /// A row that passed, with its warnings.
  struct Passed {
    var cells: [Cell]
    var warnings: [(reason: ReasonCode, column: String, excerpt: String)] = []
  }

  private struct Refusal: Error { let reason: ReasonCode }

  func check(_ row: RawRow, file: String) -> Result<Passed, RejectedRow> {
    var passed = Passed(cells: [])
    passed.cells.reserveCapacity(feed.columns.count)
    for (index, column) in feed.columns.enumerated() {
      let bytes = row.cells[index] ?? []
      do {
        passed.cells.append(try cell(bytes, column, &passed))
      } catch {
        let reason = (error as? Refusal)?.reason ?? .wrongType
        return .failure(rejected(row, column.name, reason, bytes, file))
      }
    }
    for group in feed.exactlyOneOf {
      let filled = group.count { passed.cells[feed.index(of: $0)!] != .null }
      if filled != 1 {
        let reason: ReasonCode = filled == 0 ? .missingValue : .wrongType
        return .failure(rejected(row, group.joined(separator: "|"), reason, [], file))
      }
    }
    if feed.name == "events", let refused = relate(&passed) {
      let bytes = row.cells[feed.index(of: refused)!] ?? []
      return .failure(rejected(row, refused, .wrongType, bytes, file))
    }
    if feed.name == "catalogue" { warnOfType(&passed) }
    return .success(passed)
  }

  /// Wraps a rejection, so that `Result` can carry it.
  struct RejectedRow: Error { let rejection: Rejection }

  private func rejected(
    _ row: RawRow, _ column: String, _ reason: ReasonCode, _ bytes: ArraySlice<UInt8>,
    _ file: String
  ) -> RejectedRow {
    let text = String(decoding: bytes.prefix(256), as: UTF8.self)
    return RejectedRow(
      rejection: Rejection(
        file: file, line: row.line, column: column, reason: reason,
        excerpt: PersonalData.masked(text).prefix(64).description))
  }

  // MARK: - Rules between columns

  /// A rating belongs to feedback, a target to a hand-over; case events keep no session.
  private func relate(_ passed: inout Passed) -> String? {
    func at(_ name: String) -> Int { feed.index(of: name)! }
    guard let kind = passed.cells[at("event")].text.flatMap(EventKind.init) else { return "event" }
    if kind != .feedback, passed.cells[at("rating")] != .null { return "rating" }
    if kind != .handedOver, passed.cells[at("target")] != .null { return "target" }
    if !kind.isVisit { passed.cells[at("session")] = .null }
    return nil
  }

  private func warnOfType(_ passed: inout Passed) {
    let index = feed.index(of: "leika_typ")!
    guard let type = passed.cells[index].text else {
      passed.warnings.append((.missingType, "leika_typ", ""))
      return
    }
    if type.contains(",") { passed.warnings.append((.ambiguousType, "leika_typ", type)) }
  }

  // MARK: - One cell

  private func cell(
    _ bytes: ArraySlice<UInt8>, _ column: FeedColumn, _ passed: inout Passed
  ) throws -> Cell {
    if bytes.isEmpty {
      guard column.isOptional else {
        throw Refusal(
          reason: column.name == "leika" && feed.key == ["leika"] ? .noKey : .missingValue)
      }
      return .null
    }
    switch column.type {
    case .text(let limit): return .text(try label(bytes, limit, column, &passed))
    case .key(let form):
      guard form.matches(bytes) else {
        let isAbsent = form == .leika && bytes.elementsEqual("nicht im LeiKa".utf8)
        throw Refusal(reason: isAbsent ? .noKey : .malformedKey)
      }
      if PersonalData.isHidden(inKey: bytes, form) { throw Refusal(reason: .personalData) }
      return .text(String(decoding: bytes, as: UTF8.self))
    case .keys(let form):
      let parts = bytes.split(separator: 0x20, omittingEmptySubsequences: false)
      guard parts.allSatisfy({ form.matches($0) }) else { throw Refusal(reason: .malformedKey) }
      if parts.contains(where: { PersonalData.isHidden(inKey: $0, form) }) {
        throw Refusal(reason: .personalData)
      }
      return .text(String(decoding: bytes, as: UTF8.self))
    case .integer(let range):
      guard let value = CellParser.integer(bytes) else { throw Refusal(reason: .wrongType) }
      guard range.contains(value) else { throw Refusal(reason: .outOfRange) }
      return .integer(value)
    case .decimal(let range):
      guard let value = CellParser.decimal(bytes) else { throw Refusal(reason: .wrongType) }
      guard range.contains(value) else { throw Refusal(reason: .outOfRange) }
      return .real(value)
    case .money(let range):
      guard let cents = CellParser.fixed(bytes, fraction: 2) else {
        throw Refusal(reason: .wrongType)
      }
      guard (range.lowerBound * 100...range.upperBound * 100).contains(cents) else {
        throw Refusal(reason: .outOfRange)
      }
      return .integer(cents)
    case .flag:
      switch String(decoding: bytes, as: UTF8.self) {
      case "yes", "1": return .integer(1)
      case "no", "0": return .integer(0)
      default: throw Refusal(reason: .unknownChoice)
      }
    case .choice(let words):
      let word = String(decoding: bytes, as: UTF8.self)
      guard words.contains(word) else { throw Refusal(reason: .unknownChoice) }
      return .text(word)
    case .day:
      guard let day = Day(String(decoding: bytes, as: UTF8.self)) else {
        throw Refusal(reason: .malformedTime)
      }
      // Validity may reach into the future, what was observed may not.
      if column.name.hasSuffix("_on"), feed.refusesFuture { try checkSpan(day) }
      return .integer(Int64(day.number))
    case .month:
      guard let month = Month(String(decoding: bytes, as: UTF8.self)) else {
        throw Refusal(reason: .malformedTime)
      }
      if feed.refusesFuture { try checkSpan(month.firstDay) }
      return .integer(Int64(month.number))
    case .timestamp: return .integer(try instant(bytes, column, &passed))
    case .session:
      guard let value = CellParser.session(bytes) else { throw Refusal(reason: .malformedKey) }
      return .integer(value)
    case .eventID:
      guard bytes.count <= 64 else { throw Refusal(reason: .tooLong) }
      return .text(try label(bytes, 64, column, &passed))
    }
  }

  private func instant(
    _ bytes: ArraySlice<UInt8>, _ column: FeedColumn, _ passed: inout Passed
  ) throws -> Int64 {
    let instant: Int64
    switch CellParser.timestamp(bytes) {
    case .instant(let value): instant = value
    case .ambiguous(let first):
      passed.warnings.append(
        (.ambiguousHour, column.name, String(decoding: bytes, as: UTF8.self)))
      instant = first
    case .missingHour: throw Refusal(reason: .missingHour)
    case .malformed: throw Refusal(reason: .malformedTime)
    }
    if let earliest, instant < BerlinTime.start(of: earliest) { throw Refusal(reason: .tooEarly) }
    if feed.refusesFuture, instant > now + BerlinTime.millisecondsPerDay {
      throw Refusal(reason: .inTheFuture)
    }
    return instant
  }

  private func checkSpan(_ day: Day) throws {
    if let earliest, day < earliest { throw Refusal(reason: .tooEarly) }
    if day > BerlinTime.day(ofInstant: now + BerlinTime.millisecondsPerDay) {
      throw Refusal(reason: .inTheFuture)
    }
  }

  /// A text in NFC, free of control characters and of personal data.
  private func label(
    _ bytes: ArraySlice<UInt8>, _ limit: Int, _ column: FeedColumn, _ passed: inout Passed
  ) throws -> String {
    guard var text = String(validating: bytes, as: UTF8.self) else {
      throw Refusal(reason: .notUTF8)
    }
    if text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
      throw Refusal(reason: .controlCharacter)
    }
    if bytes.contains(where: { $0 >= 0x80 }) {
      text = text.precomposedStringWithCanonicalMapping
      if text.unicodeScalars.contains(where: { $0.properties.generalCategory == .format }) {
        passed.warnings.append((.hiddenCharacter, column.name, text))
      }
    }
    guard text.count <= limit else { throw Refusal(reason: .tooLong) }
    let isRegister = feed.name == "areas" || feed.name == "catalogue" || feed.name == "contacts"
    if !isRegister, PersonalData.masked(text) != text { throw Refusal(reason: .personalData) }
    return text
  }
}
