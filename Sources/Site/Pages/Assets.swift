import Cryptography
import Domain
import Formats
import Foundation

/// Style, script and icon, read once at start-up; the palette's properties and the rules of the
/// drawings are made from ``Palette``, so that page and drawing cannot differ.
struct Assets: Sendable {
  struct File: Sendable {
    let type: String
    let bytes: [UInt8]
    /// First 32 hexadecimal digits of the SHA-256 of the bytes.
    let hash: String
  }

  private(set) var files: [String: File] = [:]

  /// - Throws: ``Fault`` where the folder or one of its three files is missing.
  init(folder: String) throws(Fault) {
    for (name, type) in [
      ("site.css", "text/css; charset=utf-8"), ("site.js", "text/javascript; charset=utf-8"),
      ("icon.svg", "image/svg+xml; charset=utf-8"),
    ] {
      guard let data = FileManager.default.contents(atPath: folder + "/" + name) else {
        throw Fault(
          .inputMissing, at: folder + "/" + name, "the file is missing",
          remedy: "Restore Dashboards/assets from the release")
      }
      add(name, type: type, bytes: Array(data))
    }
    let palette = ChartStyle.properties + ChartStyle.pageRules
    add("palette.css", type: "text/css; charset=utf-8", bytes: Array(palette.utf8))
  }

  /// Hash over all files; part of every ETag.
  var hash: String {
    var hash = SHA256()
    for (name, file) in files.sorted(by: { $0.key < $1.key }) { hash.update(name + file.hash) }
    return String(Hex.encode(hash.finish()).prefix(16))
  }

  private mutating func add(_ name: String, type: String, bytes: [UInt8]) {
    let hash = String(Hex.encode(SHA256.digest(bytes)).prefix(32))
    files[name] = File(type: type, bytes: bytes, hash: hash)
  }
}
