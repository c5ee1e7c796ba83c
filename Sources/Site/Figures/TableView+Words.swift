import Domain
import Formats
import Indicators

/// How the words and numbers of a cell are told.
extension TableView {
  /// Whether a cell holds words of ours, which a row begins with a capital; a name stays as it is
  /// delivered (`i-Kfz`), and is the same in both languages.
  static func isOurs(_ cell: TableCell, _ column: TableColumn) -> Bool {
    guard case .key(_, let label?) = cell else { return false }
    return label.de != label.en && !column.name.hasPrefix("process")
  }

  /// As many decimals as a number has, four at most.
  static func digits(_ number: Double) -> Int {
    var scale = 1.0
    for digits in 0..<4 {
      let scaled = number * scale
      if abs(scaled - scaled.rounded()) < 1e-9 * max(1, abs(scaled)) { return digits }
      scale *= 10
    }
    return 4
  }

  /// Days as people write them, checksums by their first digits.
  static func readable(_ text: String, _ stage: Stage) -> String {
    if let day = Day(text) { return TimeText.shortDay(day, stage.language) }
    if let month = Month(text) { return TimeText.shortMonth(month) }
    if let moment = TimeText.moment(text, stage.language) { return moment }
    let isChecksum = text.utf8.count == 64 && text.utf8.allSatisfy { $0 < 0x67 }
    return isChecksum ? String(text.prefix(12)) + "…" : text
  }
}
