/// Tells on which line of a TOML text a key path stands, which the TOML library does not.
///
/// Knows what people write in declarations: `[table]`, `[[table]]` and `key = value`. A path that
/// it cannot place (an inline table, a value over several lines) gets the line of the nearest
/// part that it can.
struct LineIndex {
  private var lines: [String: Int] = [:]

  init(_ text: String) {
    var counts: [String: Int] = [:]
    var table = ""
    for (index, line) in text.split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline
    ).enumerated() {
      let line = line.drop { $0 == " " || $0 == "\t" }
      if line.hasPrefix("[[") {
        let name = Self.path(line.dropFirst(2).prefix { $0 != "]" })
        counts[name, default: 0] += 1
        table = "\(name)[\(counts[name]!)]"
        lines[table] = index + 1
      } else if line.hasPrefix("[") {
        table = Self.path(line.dropFirst().prefix { $0 != "]" })
        lines[table] = index + 1
      } else if let equals = line.firstIndex(of: "="), !line.hasPrefix("#") {
        let key = Self.path(line[..<equals])
        let path = table.isEmpty ? key : table + "." + key
        if lines[path] == nil { lines[path] = index + 1 }
      }
    }
  }

  /// Line, 1-based, of `path` (`step[2].from`) or of the nearest thing around it.
  func line(of path: String) -> Int? {
    var path = path[...]
    while !path.isEmpty {
      if let line = lines[String(path)] { return line }
      guard let cut = path.lastIndex(where: { $0 == "." || $0 == "[" }) else { return nil }
      path = path[..<cut]
    }
    return nil
  }

  private static func path(_ text: Substring) -> String {
    text.split(separator: ".")
      .map { part in
        String(part.filter { $0 != " " && $0 != "\t" && $0 != "\"" && $0 != "'" })
      }
      .joined(separator: ".")
  }
}
