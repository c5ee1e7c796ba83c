import Domain

/// The part of a sheet → its rows.
struct SheetReader {
  let texts: [String]
  let styles: WorkbookStyles
  let usesEpoch1904: Bool
  let place: String

  private static let cellLimit = 2_000_000
  private static let columnLimit = 1_000
  private static let lineLimit = 1 << 20

  private var rows: [SheetRow] = []
  private var cells: [HandCell] = []
  private var line = 0
  private var column = -1
  private var cellCount = 0

  init(texts: [String], styles: WorkbookStyles, usesEpoch1904: Bool, place: String) {
    self.texts = texts
    self.styles = styles
    self.usesEpoch1904 = usesEpoch1904
    self.place = place
  }

  /// A cell while it is read.
  private struct Open {
    var kind = "n"
    var style = 0
    var value: String?
    var hasFormula = false
  }

  mutating func rows(_ bytes: [UInt8]) throws(Fault) -> [SheetRow] {
    let scanner = XMLScanner(bytes, place: place)
    var open: Open?
    var isValue = false
    var isSpoken = false
    var isData = false
    while let event = try scanner.next() {
      switch event {
      case .start("sheetData", _): isData = true
      case .end("sheetData"): isData = false
      case .start("row", let attributes) where isData: try begin(row: attributes["r"])
      case .end("row") where isData:
        while cells.last == .empty { cells.removeLast() }
        if !cells.isEmpty { rows.append(SheetRow(line: line, cells: cells)) }
      case .start("c", let attributes) where isData:
        try begin(cell: attributes["r"])
        open = Open(
          kind: attributes["t"] ?? "n", style: attributes["s"].flatMap { Int($0) } ?? 0)
      case .end("c") where open != nil:
        try end(open!)
        open = nil
      case .start("f", _): open?.hasFormula = true
      case .start("rPh", _): isSpoken = true
      case .end("rPh"): isSpoken = false
      case .start("v", _), .start("t", _):
        isValue = true
        if open != nil, open!.value == nil { open!.value = "" }
      case .end("v"), .end("t"): isValue = false
      case .text(let text) where isValue && !isSpoken:
        open?.value?.append(text)
        guard (open?.value?.utf8.count ?? 0) <= SharedStrings.textLimit else {
          throw damaged("a cell of row \(line) holds more than a cell can hold")
        }
      default: break
      }
    }
    return rows
  }

  private func damaged(_ problem: String) -> Fault { WorkbookReader.damaged(place, problem) }

  private mutating func begin(row number: String?) throws(Fault) {
    guard let next = number.map({ Int($0) }) ?? line + 1, next > line, next <= Self.lineLimit else {
      throw damaged("its rows are not in order")
    }
    line = next
    column = -1
    cells = []
  }

  private mutating func begin(cell reference: String?) throws(Fault) {
    guard let next = reference.map(Self.column) ?? column + 1, next > column else {
      throw damaged("cells of row \(line) are not in order")
    }
    column = next
  }

  /// `C7` → 2; `nil` for what is no reference.
  private static func column(_ reference: String) -> Int? {
    let letters = reference.utf8.prefix { (0x41...0x5A).contains($0) }
    let digits = reference.utf8.dropFirst(letters.count)
    guard (1...3).contains(letters.count), !digits.isEmpty,
      digits.allSatisfy(CellParser.isDigit)
    else { return nil }
    return letters.reduce(0) { $0 * 26 + Int($1 - 0x40) } - 1
  }

  private mutating func end(_ open: Open) throws(Fault) {
    let cell = try cell(open)
    guard cell != .empty else { return }
    cellCount += 1
    guard cellCount <= Self.cellLimit, column < Self.columnLimit else {
      throw Fault(
        .badData, at: "\(place), line \(line)",
        "the sheet has too many cells, or more than \(Self.columnLimit) columns",
        remedy: "Check that it is the workbook that was meant")
    }
    while cells.count < column { cells.append(.empty) }
    cells.append(cell)
  }

  private func cell(_ open: Open) throws(Fault) -> HandCell {
    guard let value = open.value else { return open.hasFormula ? .formula : .empty }
    switch open.kind {
    case "s":
      guard let index = Int(HandText.trimmed(value)), texts.indices.contains(index) else {
        throw damaged("a cell of row \(line) points to no text")
      }
      return texts[index].isEmpty ? .empty : .text(texts[index])
    case "inlineStr", "str":
      return value.isEmpty ? .empty : .text(SharedStrings.unescaped(value))
    case "b": return .flag(HandText.trimmed(value) == "1")
    case "e": return .failure(value)
    case "d":
      guard let day = Day(value.prefix(10)) else { return .failure(value) }
      let time = value.dropFirst(10)
      return .day(day, hasTime: time.contains { ("1"..."9").contains($0) })
    default:
      let number = HandText.trimmed(value)
      guard !number.isEmpty else { return open.hasFormula ? .formula : .empty }
      guard styles.isDay(open.style) else { return .number(number) }
      return day(number) ?? .failure(number)
    }
  }

  /// Days since the end of 1899, which takes 1900 for a leap year, or since the start of 1904.
  private func day(_ text: String) -> HandCell? {
    guard PlainDecimal(text) != nil, let serial = Double(text), (0...2_958_465).contains(serial)
    else { return nil }
    let whole = Int32(serial.rounded(.down))
    let hasTime = serial - Double(whole) > 1e-6
    let epoch = Day(year: usesEpoch1904 ? 1904 : 1899, month: usesEpoch1904 ? 1 : 12, day: 1)!
    if usesEpoch1904 { return .day(epoch + Int(whole), hasTime: hasTime) }
    guard whole >= 1, whole != 60 else { return nil }
    return .day(epoch + (whole < 60 ? 30 : 29) + Int(whole), hasTime: hasTime)
  }
}
