import Foundation

/// How far a file has been read, as a line on stderr that is written over.
enum ProgressBar {
  private static let width = 40

  /// `nil` where nobody looks: stderr is no terminal.
  static func onTerminal() -> ((_ bytes: Int64, _ total: Int64) -> Void)? {
    isatty(STDERR_FILENO) == 1 ? { draw($0, of: $1) } : nil
  }

  private static func draw(_ bytes: Int64, of total: Int64) {
    // Files of a few pieces are there before the eye is.
    guard total > 16 << 20 else { return }
    let share = Double(bytes) / Double(total)
    let filled = Int(share * Double(width))
    let bar =
      String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled)
    let line =
      bytes < total
      ? "\r[\(bar)] \(Int(share * 100)) % of \(total >> 20) MiB"
      : "\r" + String(repeating: " ", count: width + 32) + "\r"
    FileHandle.standardError.write(Data(line.utf8))
  }
}
