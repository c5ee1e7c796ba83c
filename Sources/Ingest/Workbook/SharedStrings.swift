import Domain

/// The part `sharedStrings` of a workbook → the texts that its cells point to.
enum SharedStrings {
  private static let limit = 2_000_000
  /// Bytes of one text at most: spreadsheet programs hold 32,767 characters in a cell.
  static let textLimit = 4 * 32_767

  static func read(_ bytes: [UInt8], _ place: String) throws(Fault) -> [String] {
    let scanner = XMLScanner(bytes, place: place)
    var texts: [String] = []
    var text = ""
    var isText = false
    // How a text is spoken (`rPh`) is no part of it.
    var isSpoken = false
    while let event = try scanner.next() {
      switch event {
      case .start("si", _): text = ""
      case .start("t", _): isText = true
      case .start("rPh", _): isSpoken = true
      case .end("t"): isText = false
      case .end("rPh"): isSpoken = false
      case .end("si"):
        guard texts.count < limit else { throw scanner.fault("it has too many texts") }
        texts.append(unescaped(text))
      case .text(let part) where isText && !isSpoken:
        text += part
        guard text.utf8.count <= textLimit else {
          throw scanner.fault("text \(texts.count + 1) is longer than a cell can hold")
        }
      default: break
      }
    }
    return texts
  }

  /// Characters that XML cannot hold are written as `_x000D_`.
  static func unescaped(_ text: String) -> String {
    guard text.contains("_x") else { return text }
    return text.replacing(#/_x([0-9A-Fa-f]{4})_/#) { match in
      UInt32(match.output.1, radix: 16).flatMap(Unicode.Scalar.init).map { String($0) }
        ?? String(match.output.0)
    }
  }
}
