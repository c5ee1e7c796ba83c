import Cryptography
import Domain
import Foundation

/// Files with manifests in the landing folder, as the landing protocol wants them: `NAME.tmp`,
/// synced, renamed, then the manifest.
struct DeliveryWriter {
  let inbox: String
  /// The last day of the data: what is about no month is made on the day after.
  let cutOff: Day
  private(set) var files: [String] = []
  private var sequence = 0

  init(inbox: String, cutOff: Day) {
    self.inbox = inbox
    self.cutOff = cutOff
  }

  /// - Parameters:
  ///   - period: month, year or day that the delivery is about; `nil`: as it stands.
  ///   - more: further entries of the manifest (catalogue).
  mutating func write(
    _ bytes: [UInt8], name: String, feed: String, rows: Int, period: String? = nil,
    more: [(String, String)] = []
  ) throws {
    sequence += 1
    try put(bytes, name)
    var entries: [(String, String)] = [
      ("feed", "\"\(feed)\""), ("source", "\"simulation\""),
      ("sha256", "\"\(Hex.encode(SHA256.digest(bytes)))\""), ("bytes", String(bytes.count)),
      ("rows", String(rows)), ("schema_version", "1"),
    ]
    if let period { entries.append(("period", "\"\(period)\"")) }
    let lastDay = period.flatMap { Month($0) }?.lastDay ?? cutOff
    entries += [
      ("seq", String(sequence)), ("produced_at", "\"\(lastDay + 1)T04:00:00+00:00\""),
    ]
    entries += more.map { ($0.0, "\"\($0.1)\"") }
    let manifest =
      "{\n" + entries.map { "  \"\($0.0)\": \($0.1)" }.joined(separator: ",\n") + "\n}\n"
    try put(Array(manifest.utf8), name + ".manifest.json")
    files.append(name)
  }

  mutating func write(
    _ text: FeedText, name: String? = nil, period: String? = nil, more: [(String, String)] = []
  ) throws {
    try write(
      text.bytes, name: name ?? text.feed.name + ".csv", feed: text.feed.name, rows: text.rowCount,
      period: period, more: more)
  }

  private func put(_ bytes: [UInt8], _ name: String) throws {
    let path = inbox + "/" + name
    let temporary = path + ".tmp"
    do {
      guard FileManager.default.createFile(atPath: temporary, contents: nil),
        let handle = FileHandle(forWritingAtPath: temporary)
      else {
        throw CocoaError(.fileWriteNoPermission)
      }
      try handle.write(contentsOf: Data(bytes))
      try handle.synchronize()
      try handle.close()
      if FileManager.default.fileExists(atPath: path) {
        try FileManager.default.removeItem(atPath: path)
      }
      try FileManager.default.moveItem(atPath: temporary, toPath: path)
    } catch {
      throw Fault(
        .inputOutput, at: path, "the file cannot be written",
        remedy: "Check permissions and free space of the folder")
    }
  }
}
