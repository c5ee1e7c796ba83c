/// Rough widths of text, good enough to break a label; drawings never depend on a font's metrics
/// for being right, only for being neat.
enum TextFitting {
  /// Pixels that a text takes at a font size.
  static func width(_ text: String, size: Double) -> Double {
    text.unicodeScalars.reduce(0.0) { sum, scalar in
      switch scalar {
      case "i", "j", "l", "t", "f", "r", "I", ".", ",", ":", "-", "(", ")", " ", "'":
        sum + 0.32 * size
      case "m", "w", "M", "W", "%": sum + 0.86 * size
      case "A"..."Z", "Ä", "Ö", "Ü": sum + 0.69 * size
      default: sum + 0.555 * size
      }
    }
  }

  /// As many lines as the whole text takes, broken at spaces and after hyphens. A single word wider
  /// than a line keeps its line to itself.
  static func wrapped(_ text: String, size: Double, width limit: Double) -> [String] {
    broken(text, size: size, width: limit, most: .max)
  }

  /// At most so many lines; what does not fit the last one ends in an ellipsis.
  static func lines(
    _ text: String, size: Double, width limit: Double, most: Int = 2
  ) -> [String] {
    broken(text, size: size, width: limit, most: most).map {
      shortened($0, size: size, width: limit)
    }
  }

  private static func broken(
    _ text: String, size: Double, width limit: Double, most: Int
  ) -> [String] {
    var lines: [String] = []
    var line = ""
    var rest = text[...]
    while !rest.isEmpty {
      let end = rest.indices.first { isBreak(rest, at: $0) } ?? rest.index(before: rest.endIndex)
      let word = rest[...end]
      if !line.isEmpty, lines.count + 1 < most, width(trimmed(line + word), size: size) > limit {
        lines.append(trimmed(line))
        line = ""
      }
      line += word
      rest = rest[rest.index(after: end)...]
    }
    return lines + [trimmed(line)]
  }

  /// Not after a hyphen that begins a word: `Unternehmensführung & -entwicklung`.
  private static func isBreak(_ text: Substring, at index: String.Index) -> Bool {
    text[index] == " "
      || (text[index] == "-" && index > text.startIndex
        && text[text.index(before: index)] != " ")
  }

  private static func trimmed(_ line: String) -> String {
    line.hasSuffix(" ") ? String(line.dropLast()) : line
  }

  /// The text, or as much of it as fits before an ellipsis.
  static func shortened(_ text: String, size: Double, width limit: Double) -> String {
    guard width(text, size: size) > limit else { return text }
    var kept = text
    while !kept.isEmpty, width(kept + "…", size: size) > limit { kept.removeLast() }
    return kept + "…"
  }
}
