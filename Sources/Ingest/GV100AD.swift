import Domain

/// The official Gemeindeverzeichnis as Destatis publishes it (GV100AD, fixed width, UTF-8) → rows
/// of the feed `areas` for one Land.
///
/// Positions are characters, not bytes: 1–2 Satzart, 3–10 Gebietsstand, 11–12 Land, 13
/// Regierungsbezirk, 14–15 Kreis, 16–18 Gemeinde, 19–22 Verband, 23–72 name, 123–124
/// Textkennzeichen, 129–139 area in hectares, 140–150 inhabitants (Datensatzbeschreibung GV100AD).
/// Population and area of the higher levels are the sums of their Gemeinden.
enum GV100AD {
  /// Baden-Württemberg.
  static let land = "08"

  /// The register of all of Germany has about 5 MB.
  static let fileLimit = 64 << 20
  /// What ``recognises(_:)`` wants to see.
  static let headBytes = 64

  /// Whether the first line looks like a record of the register.
  static func recognises(_ bytes: [UInt8]) -> Bool {
    bytes.count > 22 && bytes.prefix(12).allSatisfy(CellParser.isDigit)
      && ["10", "20", "30", "40", "50", "60"].contains(
        String(decoding: bytes.prefix(2), as: UTF8.self))
  }

  private struct Record {
    let line: Int
    let satzart: String
    let day: String
    let key: [Character]
    let name: String
    let kind: String
    let hectares: Int64
    let population: Int64
  }

  static func rows(_ bytes: [UInt8], file: String) throws -> [RawRow] {
    let records = try records(bytes, file: file)
    let gemeinden = records.filter { $0.satzart == "60" }
    return records.compactMap { record in
      let land = String(record.key[0..<2])
      switch record.satzart {
      case "10": return row(record, ars: land, kind: .land, parent: nil, of: gemeinden)
      case "20":
        return row(
          record, ars: land + String(record.key[2]), kind: .regierungsbezirk, parent: land,
          of: gemeinden)
      case "40":
        return row(
          record, ars: String(record.key[0..<5]),
          kind: AuthorityKey.isStadtkreis(String(record.key[0..<5])) ? .stadtkreis : .landkreis,
          parent: String(record.key[0..<3]), of: gemeinden)
      case "50" where record.key[8] == "5":
        return row(
          record, ars: String(record.key[0..<5]) + String(record.key[8..<12]),
          kind: .verwaltungsgemeinschaft, parent: String(record.key[0..<5]), of: gemeinden)
      // A Stadtkreis is one authority: its row as a Kreis stands for both levels.
      case "60" where gemeindeKind(record.kind) != .stadtkreis:
        let ars = String(record.key[0..<5]) + String(record.key[8..<12]) + String(record.key[5..<8])
        return row(
          record, ars: ars, kind: gemeindeKind(record.kind), parent: String(record.key[0..<5]),
          of: [record])
      default: return nil
      }
    }
  }

  private static func gemeindeKind(_ code: String) -> AreaKind {
    switch code {
    case "61", "62": .stadtkreis
    case "63": .stadt
    case "65", "66": .gemeindefreiesGebiet
    case "67": .grosseKreisstadt
    default: .gemeinde
    }
  }

  /// A row in the columns of the feed `areas`, as a CSV file would hold it.
  private static func row(
    _ record: Record, ars: String, kind: AreaKind, parent: String?, of gemeinden: [Record]
  ) -> RawRow {
    let members = gemeinden.filter { member in
      let key = String(member.key[0..<5]) + String(member.key[8..<12]) + String(member.key[5..<8])
      return key.hasPrefix(ars)
    }
    let hectares = members.reduce(0) { $0 + $1.hectares }
    let population = members.reduce(0) { $0 + $1.population }
    let fraction = String(hectares % 100)
    let values: [String: String] = [
      "ars": ARS(prefix: ars)!.digits,
      "name": cleanName(record.name, kind: kind),
      "kind": kind.rawValue,
      "parent_ars": parent.map { ARS(prefix: $0)!.digits } ?? "",
      "population": String(population),
      "area_km2": "\(hectares / 100).\(fraction.count == 1 ? "0" + fraction : fraction)",
      "valid_from": record.day,
    ]
    return RawRow(
      line: record.line,
      cells: FeedSchema.areas.columns.map { column in
        values[column.name].flatMap { $0.isEmpty ? nil : Array($0.utf8)[...] }
      })
  }

  /// Names end before ", " (`Böblingen, Stadt`); a Regierungsbezirk loses its abbreviation.
  private static func cleanName(_ name: String, kind: AreaKind) -> String {
    let base = name.split(separator: ", ", maxSplits: 1).first.map(String.init) ?? name
    let prefix = "Reg.-Bez. "
    return kind == .regierungsbezirk && base.hasPrefix(prefix)
      ? String(base.dropFirst(prefix.count)) : base
  }

  private static func records(_ bytes: [UInt8], file: String) throws -> [Record] {
    var records: [Record] = []
    for (index, lineBytes) in bytes.split(
      separator: 0x0A, omittingEmptySubsequences: false
    ).enumerated() where !lineBytes.isEmpty && lineBytes.dropFirst(10).starts(with: land.utf8) {
      guard let text = String(validating: lineBytes, as: UTF8.self) else {
        throw Fault(
          .badData, at: "\(file), line \(index + 1)", "the line is not UTF-8",
          remedy: "Download the file anew; editions since 2025 are UTF-8")
      }
      let characters = Array(text)
      func field(_ from: Int, _ to: Int) -> String {
        guard characters.count >= to else { return "" }
        return String(characters[(from - 1)..<to]).trimmingBlanks
      }
      guard characters.count >= 22 else {
        throw Fault(
          .badData, at: "\(file), line \(index + 1)", "the record is shorter than its key",
          remedy: "Download the file anew: it may be cut off")
      }
      let date = field(3, 10)
      records.append(
        Record(
          line: index + 1, satzart: field(1, 2),
          day: "\(date.prefix(4))-\(date.dropFirst(4).prefix(2))-\(date.suffix(2))",
          key: Array(characters[10..<22]), name: field(23, 72), kind: field(123, 124),
          hectares: Int64(field(129, 139)) ?? 0, population: Int64(field(140, 150)) ?? 0))
    }
    return records
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    var slice = self[...]
    while slice.last == " " || slice.last == "\r" { slice = slice.dropLast() }
    while slice.first == " " { slice = slice.dropFirst() }
    return String(slice)
  }
}
