import Domain

/// A cell that people filled in → the text that the feed's checks judge. What a spreadsheet does to
/// keys, numbers and days is undone; whatever is not sure stays as it is, and is refused there.
struct HandRepairs {
  let column: FeedColumn

  struct Refusal: Error {
    let reason: ReasonCode
  }

  /// A key of which digits are gone for good.
  struct LostDigits: Error {}

  /// - Returns: the text, and whether somebody has to be told that it is not what was read.
  func text(_ cell: HandCell) throws -> (text: String, isRepaired: Bool) {
    switch cell {
    case .empty: return ("", false)
    case .failure, .formula: throw Refusal(reason: .wrongType)
    case .flag(let flag): return (flag ? "yes" : "no", column.type != .flag)
    case .day(let day, let hasTime): return try from(day, hasTime: hasTime)
    case .number(let raw):
      guard let number = PlainDecimal(raw) else { throw Refusal(reason: .wrongType) }
      return try from(number)
    case .text(let text):
      let trimmed = HandText.trimmed(text)
      let made = try from(trimmed)
      return (made, made != text && !trimmed.isEmpty)
    }
  }

  // MARK: - Typed cells of a workbook

  private func from(_ day: Day, hasTime: Bool) throws -> (String, Bool) {
    switch column.type {
    case .day: (day.description, hasTime)
    case .month: (day.month.description, true)
    case .text: (day.description, true)
    // `3-1` and `1.3` that the spreadsheet took for a day.
    case .key, .keys, .choice, .eventID, .session: throw Refusal(reason: .malformedKey)
    default: throw Refusal(reason: .wrongType)
    }
  }

  private func from(_ number: PlainDecimal) throws -> (String, Bool) {
    let shown = number.asSpreadsheetShowsIt
    switch column.type {
    case .key(let form), .keys(let form):
      guard number.wholeCount <= 15 else { throw LostDigits() }
      guard number.fractionCount == 0 else { throw Refusal(reason: .malformedKey) }
      let key = Self.withLeadingZero(number.text, form)
      return (key, key != number.text)
    case .decimal:
      let rounded = shown.rounded(fraction: 9)
      return (rounded.text, rounded != shown)
    case .day, .month, .timestamp: throw Refusal(reason: .malformedTime)
    default: return (shown.text, false)
    }
  }

  // MARK: - Texts

  private func from(_ text: String) throws -> String {
    guard !text.isEmpty else { return text }
    switch column.type {
    case .text: return Self.onOneLine(text)
    case .key(let form): return try key(text, form)
    case .keys(let form):
      let parts = text.unicodeScalars.split {
        HandText.isBlank($0) || $0 == "," || $0 == ";"
      }
      return try parts.map { try key(String($0), form) }.joined(separator: " ")
    case .integer: return try number(text, fraction: 0)
    case .money: return try number(text, fraction: 2, suffixes: ["€", "EUR", "Euro"])
    case .decimal:
      if let share = GermanNumber.share(text) { return share }
      return try number(text, fraction: 9)
    case .flag: return Self.flags[text.lowercased()] ?? text
    case .choice: return column.words.contains(text) ? text : column.word(called: text) ?? text
    case .day: return GermanDay.read(text) ?? text
    case .month: return GermanDay.month(text) ?? text
    case .timestamp, .session, .eventID: return text
    }
  }

  private func number(_ text: String, fraction: Int, suffixes: [String] = []) throws -> String {
    switch GermanNumber.read(text, fraction: fraction, suffixes: suffixes) {
    case .number(let number): return number
    case .ambiguous: throw Refusal(reason: .ambiguousNumber)
    case .unknown: return text
    }
  }

  private func key(_ text: String, _ form: KeyForm) throws -> String {
    // An apostrophe is how spreadsheets are told that digits are text.
    let key = text.hasPrefix("'") ? String(text.dropFirst()) : text
    if Self.isScientific(key) { throw LostDigits() }
    return Self.withLeadingZero(key, form)
  }

  /// `9,9108E+13`
  private static func isScientific(_ text: String) -> Bool {
    text.uppercased().contains("E+") && PlainDecimal(text.replacing(",", with: ".")) != nil
  }

  /// AGS and ARS of the first nine Länder begin with a zero that spreadsheets take away.
  static func withLeadingZero(_ key: String, _ form: KeyForm) -> String {
    let lengths: [Int] =
      switch form {
      case .ars: [11]
      case .ags: [1, 4, 7]
      case .ags5: [4]
      case .authority: [4, 7, 11]
      case .leika, .leikaPrefix, .ozg, .process, .identifier: []
      }
    guard lengths.contains(key.utf8.count), key.utf8.allSatisfy(CellParser.isDigit),
      !key.hasPrefix("0")
    else { return key }
    return "0" + key
  }

  private static let flags = [
    "ja": "yes", "j": "yes", "wahr": "yes", "true": "yes", "yes": "yes",
    "nein": "no", "n": "no", "falsch": "no", "false": "no", "no": "no",
  ]

  /// Line breaks inside a cell become blanks.
  private static func onOneLine(_ text: String) -> String {
    text.split { $0.isNewline || $0 == "\t" }
      .map { HandText.trimmed(String($0)) }.filter { !$0.isEmpty }.joined(separator: " ")
  }
}
