import Domain

/// The part `styles` of a workbook → which formats of cells show a number as a day.
struct WorkbookStyles {
  private let areDays: [Bool]

  /// Of a workbook without styles.
  init() { areDays = [] }

  init(_ bytes: [UInt8], place: String) throws(Fault) {
    let scanner = XMLScanner(bytes, place: place)
    var codes: [Int: String] = [:]
    var formats: [Int] = []
    var isCell = false
    while let event = try scanner.next() {
      switch event {
      case .start("numFmt", let attributes):
        if let id = attributes["numFmtId"].flatMap({ Int($0) }) {
          codes[id] = attributes["formatCode"]
        }
      case .start("cellXfs", _): isCell = true
      case .end("cellXfs"): isCell = false
      case .start("xf", let attributes):
        if isCell { formats.append(attributes["numFmtId"].flatMap { Int($0) } ?? 0) }
      default: break
      }
    }
    areDays = formats.map { codes[$0].map(Self.isDay) ?? Self.builtInDays.contains($0) }
  }

  /// Whether cells of that style show days.
  func isDay(_ style: Int) -> Bool { areDays.indices.contains(style) && areDays[style] }

  /// Numbers of formats that every program knows, those of East Asian places included.
  private static let builtInDays = Set([14, 15, 16, 17, 22] + Array(27...36) + Array(50...58))

  /// Whether a format has a day or a year in it, beside quoted texts, colours and escapes.
  private static func isDay(_ code: String) -> Bool {
    var rest = code.lowercased()[...]
    guard rest != "general", rest != "standard" else { return false }
    while let first = rest.popFirst() {
      switch first {
      case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
      case "[": rest = rest.drop { $0 != "]" }.dropFirst()
      case "\\", "_", "*": rest = rest.dropFirst()
      // Germans write `TT.MM.JJJJ`, and some programs leave it so.
      case "d", "y", "j": return true
      case ";": return false
      default: break
      }
    }
    return false
  }
}
