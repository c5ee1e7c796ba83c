/// What a cell of a feed may hold. The reader, the checks, the Table Schema, the documentation and
/// the test generators all follow from it.
public enum ColumnType: Sendable, Hashable {
  /// A label, at most `maximumLength` characters, without control characters.
  case text(maximumLength: Int)
  /// A key of a given form.
  case key(KeyForm)
  /// One or more keys, separated by single spaces.
  case keys(KeyForm)
  /// A whole number in a range.
  case integer(ClosedRange<Int64>)
  /// A number with a decimal point, at most 9 fractional digits.
  case decimal(ClosedRange<Double>)
  /// An amount with at most two decimals, stored in integer cents. The range is in whole units; the
  /// column's name names the currency (`_eur`).
  case money(ClosedRange<Int64>)
  /// `yes` or `no` (JSON also `true` or `false`); stored as 1 or 0.
  case flag
  /// One of the listed words.
  case choice([String])
  /// `YYYY-MM-DD`; stored as days since 1970-01-01.
  case day
  /// `YYYY-MM`; stored as `year × 12 + month − 1`.
  case month
  /// RFC 3339 or epoch milliseconds; stored as milliseconds since 1970-01-01T00:00Z.
  case timestamp
  /// 16 hexadecimal digits: a session value, never stored, but replaced by a dense number.
  case session
  /// An unsigned 64-bit number or a text of at most 64 characters: an event number, kept only for
  /// deduplication.
  case eventID

  /// How the column is stored.
  public var physical: PhysicalType {
    switch self {
    case .text, .key, .keys, .choice, .eventID: .text
    case .decimal: .real
    case .integer, .money, .flag, .day, .month, .timestamp, .session: .integer
    }
  }
}

/// The three types a stored column can have. The raw value is part of the file format.
public enum PhysicalType: UInt8, Sendable, CaseIterable {
  case integer = 1
  case real = 2
  case text = 3
}

/// Forms of keys. Each is a full match; all keys are text.
public enum KeyForm: String, Sendable, CaseIterable {
  /// 14 digits beginning with 99 (LeiKa/FIM).
  case leika
  /// The leading 2 to 14 digits of a LeiKa key.
  case leikaPrefix
  /// OZG-Leistung, 10000–10999.
  case ozg
  /// A process id: 1–64 of `A–Z a–z 0–9 . _ : -`, or a LeiKa key.
  case process
  /// AGS with 5 or 8 digits or ARS with 12.
  case authority
  /// ARS with 12 digits.
  case ars
  /// AGS with 2, 3, 5 or 8 digits.
  case ags
  /// AGS of a Kreis, 5 digits.
  case ags5
  /// Any other id: 1–64 of `A–Z a–z 0–9 . _ : / -`.
  case identifier

  /// Whether the bytes are a key of this form.
  public func matches(_ bytes: some Collection<UInt8>) -> Bool {
    let count = bytes.count
    func digits() -> Bool { bytes.allSatisfy { (0x30...0x39).contains($0) } }
    switch self {
    case .leika: return count == 14 && bytes.starts(with: [0x39, 0x39]) && digits()
    case .leikaPrefix:
      return (2...14).contains(count) && bytes.starts(with: [0x39, 0x39]) && digits()
    case .ozg: return count == 5 && bytes.starts(with: [0x31, 0x30]) && digits()
    case .authority: return (count == 5 || count == 8 || count == 12) && digits()
    case .ars: return count == 12 && digits()
    case .ags: return [2, 3, 5, 8].contains(count) && digits()
    case .ags5: return count == 5 && digits()
    case .process: return (1...64).contains(count) && bytes.allSatisfy { Self.isWord($0) }
    case .identifier:
      return (1...64).contains(count) && bytes.allSatisfy { Self.isWord($0) || $0 == 0x2F }
    }
  }

  /// The form as a regular expression, for the Table Schema and the documentation.
  public var pattern: String {
    switch self {
    case .leika: "^99[0-9]{12}$"
    case .leikaPrefix: "^99[0-9]{0,12}$"
    case .ozg: "^10[0-9]{3}$"
    case .process: "^[A-Za-z0-9._:-]{1,64}$"
    case .authority: "^([0-9]{5}|[0-9]{8}|[0-9]{12})$"
    case .ars: "^[0-9]{12}$"
    case .ags: "^([0-9]{2}|[0-9]{3}|[0-9]{5}|[0-9]{8})$"
    case .ags5: "^[0-9]{5}$"
    case .identifier: "^[A-Za-z0-9._:/-]{1,64}$"
    }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case 0x2D, 0x2E, 0x3A, 0x5F: true
    default: false
    }
  }
}
