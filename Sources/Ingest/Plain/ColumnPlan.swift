import Domain

/// How a plain cell of a column is taken: what ``RowChecks`` says of the column, in a form that
/// costs nothing to ask for each cell.
struct ColumnPlan {
  enum Kind: UInt8 { case text, integer, decimal, money, flag, day, month, timestamp, session }

  let kind: Kind
  let column: Int
  /// The column's bit in the words of a row.
  let bit: UInt64
  /// Least and greatest stored value; for money in cents, for decimals whole units.
  let low: Int64
  let high: Int64
  /// Where the values of the column go, by row.
  let words: UnsafeMutablePointer<Int64>
  let codes: UnsafeMutablePointer<UInt32>
  let texts: UnsafeMutablePointer<TextCodes>

  /// - Parameter columns: has to live as long as the plan.
  init(
    _ index: Int, of feed: FeedSchema, earliest: Day?, now: Int64,
    into columns: borrowing RowColumns
  ) {
    column = index
    bit = 1 << UInt64(index)
    words = columns.words[index]
    codes = columns.codes[index]
    texts = columns.texts + index
    let column = feed.columns[index]
    let latest = now + BerlinTime.millisecondsPerDay
    var low = Int64.min
    var high = Int64.max
    switch column.type {
    case .text, .key, .keys, .choice, .eventID: kind = .text
    case .integer(let range):
      kind = .integer
      (low, high) = (range.lowerBound, range.upperBound)
    case .decimal(let range):
      kind = .decimal
      // Rounded inwards: what lies between is for the strict reader to judge.
      low = Int64(max(range.lowerBound, -1e15).rounded(.up))
      high = Int64(min(range.upperBound, 1e15).rounded(.down))
    case .money(let range):
      kind = .money
      low = max(range.lowerBound, 0) * 100
      high = min(range.upperBound, 1 << 50) * 100
    case .flag: kind = .flag
    case .day:
      kind = .day
      if column.name.hasSuffix("_on"), feed.refusesFuture {
        if let earliest { low = Int64(earliest.number) }
        high = Int64(BerlinTime.day(ofInstant: latest).number)
      }
    case .month:
      kind = .month
      if feed.refusesFuture {
        // The first day of the month has to lie in the span.
        if let earliest {
          low = Int64(earliest.month.number) + (earliest.dayOfMonth == 1 ? 0 : 1)
        }
        high = Int64(BerlinTime.day(ofInstant: latest).month.number)
      }
    case .timestamp:
      kind = .timestamp
      if let earliest { low = BerlinTime.start(of: earliest) }
      if feed.refusesFuture { high = latest }
    case .session: kind = .session
    }
    self.low = low
    self.high = high
  }

  /// Whether a plain text is a value of the column, which it is without a warning.
  static func takes(_ bytes: UnsafeBufferPointer<UInt8>, as type: ColumnType) -> Bool {
    guard PlainText.isPlain(bytes) else { return false }
    switch type {
    case .key(let form):
      return form.matches(bytes) && !PersonalData.isHidden(inKey: bytes, form)
    case .keys(let form):
      return bytes.split(separator: 0x20, omittingEmptySubsequences: false)
        .allSatisfy { form.matches($0) && !PersonalData.isHidden(inKey: $0, form) }
    case .choice(let words): return words.contains(String(decoding: bytes, as: UTF8.self))
    case .text(let limit): return bytes.count <= limit && PlainText.isHarmless(bytes)
    case .eventID: return bytes.count <= 64 && PlainText.isHarmless(bytes)
    default: return false
    }
  }
}
