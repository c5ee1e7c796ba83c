import Domain
import Indicators

/// A finished chart. Three readings: inline in a page (classes, page CSS), alone as a file (own
/// style block, literal colours, provenance printed in it), and as text (`description`).
public struct Drawing: Sendable, Hashable {
  /// Unique on its page; prefixes the ids inside the drawing.
  public let id: String
  public let width: Double
  public let height: Double
  /// What the chart shows, in a few words.
  public let title: String
  /// The text alternative: sentences made from the data.
  public let description: String
  /// Whether it holds links, so that it is a group of things instead of one image.
  public let hasLinks: Bool
  let body: Markup

  /// Upper-case roots of the ids used inside.
  static func hatchID(_ id: String) -> String { id + "-hatch" }
  static func speckID(_ id: String) -> String { id + "-speck" }

  /// The `svg` element for a page.
  public var inline: Markup {
    """
    <svg class="chart" viewBox="0 0 \(Coordinate(width)) \(Coordinate(height))" \
    role="\(hasLinks ? "group" : "img")" aria-labelledby="\(id)-title" \
    aria-describedby="\(id)-desc"><title id="\(id)-title">\(title)</title>\
    <desc id="\(id)-desc">\(description)</desc>\(definitions)\(body)</svg>
    """
  }

  /// A file of its own, with the source, the cut-off day and the marks printed under the chart.
  /// - Parameters:
  ///   - what: of what it is, where the title does not say: the Kreis, the process.
  ///   - notes: sentences without which it would be misread.
  public func standalone(
    _ provenance: Provenance, mark: Text?, what: String = "", notes: [String] = [],
    _ language: Language
  ) -> Markup {
    // A picture is put into a letter without its page: nothing may be cut at its edge.
    let heads =
      TextFitting.wrapped(title, size: Self.headSize, width: width).map { ($0, "strong") }
      + (what.isEmpty ? [] : TextFitting.wrapped(what, size: Self.lineSize, width: width))
      .map { ($0, "quiet") }
    var lines = (notes + [provenance.source[language]]).flatMap {
      TextFitting.wrapped($0, size: Self.lineSize, width: width)
    }
    if let day = provenance.cutOff {
      lines.append((language == .german ? "Stand " : "As of ") + TimeText.day(day, language))
    }
    var marks: [String] = []
    if provenance.dataState.isSimulated {
      marks.append(SimulationMark.text[language])
    }
    if let mark { marks.append(mark[language]) }
    let top = 18 + 16 * Double(heads.count)
    let bottom = 16 + 15 * Double(lines.count + (marks.isEmpty ? 0 : 1))
    let total = top + height + bottom
    var foot = Markup.empty
    var y = top + height + 14
    for line in lines {
      foot += "<text class=\"quiet\" x=\"0\" y=\"\(Coordinate(y))\">\(line)</text>"
      y += 15
    }
    var head = Markup.empty
    for (number, line) in heads.enumerated() {
      head += """
        <text class="\(line.1)" x="0" y="\(Coordinate(14 + 16 * Double(number)))">\(line.0)</text>
        """
    }
    if !marks.isEmpty {
      foot += """
        <text class="ref-text strong" x="0" y="\(Coordinate(y))">\
        \(marks.joined(separator: " · "))</text>
        """
    }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <svg xmlns="http://www.w3.org/2000/svg" class="chart" \
      viewBox="-12 -6 \(Coordinate(width + 24)) \(Coordinate(total + 12))" \
      width="\(Coordinate((width + 24) * 1.5))" height="\(Coordinate((total + 12) * 1.5))" \
      role="img" aria-labelledby="\(id)-title" aria-describedby="\(id)-desc">\
      <title id="\(id)-title">\(title)</title><desc id="\(id)-desc">\(description)</desc>\
      <style>\(style)</style>\
      <rect x="-12" y="-6" width="\(Coordinate(width + 24))" height="\(Coordinate(total + 12))" \
      fill="\(Palette.light["card"])"/>\
      \(definitions)\(head)\
      <g transform="translate(0 \(Coordinate(top)))">\(body)</g>\(foot)</svg>\n
      """
  }

  private static let headSize = 14.0
  private static let lineSize = 12.5

  /// CSS needs its quotes as they are; XML allows character references inside `style`.
  private var style: String { ChartStyle.standaloneRules }

  private var definitions: Markup {
    """
    <defs><pattern id="\(Self.hatchID(id))" width="6" height="6" patternUnits="userSpaceOnUse" \
    patternTransform="rotate(45)"><path class="hatch" d="M0 0V6"/></pattern>\
    <pattern id="\(Self.speckID(id))" width="7" height="7" patternUnits="userSpaceOnUse">\
    <circle class="speck" cx="3.5" cy="3.5" r="1.1"/></pattern></defs>
    """
  }
}

/// The mark of a simulated project.
public enum SimulationMark {
  public static let text = Text(de: "Simulierte Daten", en: "Simulated data")
}
