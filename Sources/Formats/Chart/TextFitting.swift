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

  /// One or two lines; what does not fit the second line ends in an ellipsis.
  static func lines(_ text: String, size: Double, width limit: Double) -> [String] {
    if width(text, size: size) <= limit { return [text] }
    let words = text.split(separator: " ").map(String.init)
    var first = ""
    var rest = words[...]
    while let word = rest.first {
      let longer = first.isEmpty ? word : first + " " + word
      if !first.isEmpty, width(longer, size: size) > limit { break }
      first = longer
      rest = rest.dropFirst()
    }
    if rest.isEmpty { return [shortened(first, size: size, width: limit)] }
    return [
      shortened(first, size: size, width: limit),
      shortened(rest.joined(separator: " "), size: size, width: limit),
    ]
  }

  private static func shortened(_ text: String, size: Double, width limit: Double) -> String {
    guard width(text, size: size) > limit else { return text }
    var kept = text
    while !kept.isEmpty, width(kept + "…", size: size) > limit { kept.removeLast() }
    return kept + "…"
  }
}
