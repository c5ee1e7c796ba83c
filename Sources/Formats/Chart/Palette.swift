/// The colours of pages and drawings, said once: page CSS gets them as custom properties for the
/// light and the dark theme, a standalone drawing as literals. One hue for figures (blue), one for
/// the reference (the Land: ochre); a test keeps every text at a contrast of 4.5 : 1 or better.
public struct Palette: Sendable, Hashable {
  /// Name of the custom property without `--`, then the colour as `#rrggbb`.
  public let colours: [(name: String, hex: String)]

  public static func == (a: Palette, b: Palette) -> Bool {
    a.colours.elementsEqual(b.colours, by: ==)
  }
  public func hash(into hasher: inout Hasher) {
    for colour in colours { hasher.combine(colour.hex) }
  }

  /// - Precondition: the palette knows the name.
  public subscript(name: String) -> String {
    guard let colour = colours.first(where: { $0.name == name }) else {
      preconditionFailure("the palette has no colour \(name)")
    }
    return colour.hex
  }

  public static let light = Palette(colours: [
    ("paper", "#f7f6f3"), ("card", "#ffffff"), ("ink", "#16202a"), ("muted", "#52606d"),
    ("line", "#d5d9dd"), ("edge", "#7b8794"), ("accent", "#17527f"), ("figure", "#1d5f94"),
    ("range", "#a9c6df"), ("reference", "#a04a00"), ("band", "#fff3d6"), ("band-ink", "#5c3a00"),
    ("c1", "#e4edf5"), ("c2", "#bcd3e6"), ("c3", "#86afd0"), ("c4", "#3b76a8"),
    ("c5", "#163f66"), ("t1", "#10202e"), ("t2", "#10202e"), ("t3", "#10202e"),
    ("t4", "#ffffff"), ("t5", "#ffffff"),
  ])

  public static let dark = Palette(colours: [
    ("paper", "#10151a"), ("card", "#182027"), ("ink", "#e8ecef"), ("muted", "#a7b2bd"),
    ("line", "#34404b"), ("edge", "#7d8a97"), ("accent", "#8cc3ee"), ("figure", "#74b3e4"),
    ("range", "#38597a"), ("reference", "#f0a860"), ("band", "#3b2d0d"), ("band-ink", "#ffe2a8"),
    ("c1", "#22303d"), ("c2", "#2b4a66"), ("c3", "#386a96"), ("c4", "#7fb5df"),
    ("c5", "#cfe5f7"), ("t1", "#ffffff"), ("t2", "#ffffff"), ("t3", "#ffffff"),
    ("t4", "#08131c"), ("t5", "#08131c"),
  ])

  /// Contrast of two colours as WCAG 2.2 defines it (relative luminance), 1…21.
  public static func contrast(_ a: String, _ b: String) -> Double {
    let (x, y) = (luminance(a), luminance(b))
    return (max(x, y) + 0.05) / (min(x, y) + 0.05)
  }

  private static func luminance(_ hex: String) -> Double {
    let digits = Array(hex.utf8.dropFirst()).map { byte -> Double in
      Double(byte >= 0x61 ? byte - 0x57 : byte - 0x30)
    }
    let channels = [0, 2, 4].map { (digits[$0] * 16 + digits[$0 + 1]) / 255 }
    let linear = channels.map { $0 <= 0.04045 ? $0 / 12.92 : power24(($0 + 0.055) / 1.055) }
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
  }

  /// `x^2.4` = x² · ⁵√(x²), the root by Newton, so that no maths library is needed.
  private static func power24(_ x: Double) -> Double {
    let target = x * x
    var root = 1.0
    for _ in 0..<60 { root = (4 * root + target / (root * root * root * root)) / 5 }
    return target * root
  }
}

/// The style rules of all drawings, said once for both readings.
public enum ChartStyle {
  /// Rules with `var(--name)`, for a page that sets the custom properties.
  public static let pageRules = rules { "var(--\($0))" }

  /// Rules with literal colours, for a drawing that travels alone.
  public static let standaloneRules = rules { Palette.light[$0] }

  /// `:root` with the custom properties, light and dark.
  public static let properties: String = {
    func block(_ palette: Palette) -> String {
      palette.colours.map { "--\($0.name):\($0.hex)" }.joined(separator: ";")
    }
    return ":root{color-scheme:light dark;\(block(.light))}\n"
      + "@media (prefers-color-scheme:dark){:root{\(block(.dark))}}\n"
      + "@media print{:root{color-scheme:light;\(block(.light))}}\n"
  }()

  private static func rules(_ colour: (String) -> String) -> String {
    var rules = """
      .chart text{font-family:-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",Arial,\
      sans-serif;font-size:12px;fill:\(colour("ink"));font-variant-numeric:tabular-nums}
      .chart .quiet{fill:\(colour("muted"));font-size:11px}
      .chart .halo{paint-order:stroke;stroke:\(colour("card"));stroke-width:4px;\
      stroke-linejoin:round}
      .chart .strong{font-weight:600}
      .chart .start{text-anchor:start}.chart .middle{text-anchor:middle}.chart .end{text-anchor:end}
      .chart .grid{stroke:\(colour("line"));stroke-width:1}
      .chart .axis{stroke:\(colour("edge"));stroke-width:1}
      .chart .line{fill:none;stroke:\(colour("figure"));stroke-width:2.2;stroke-linejoin:round;\
      stroke-linecap:round}
      .chart .line.ref{stroke:\(colour("reference"));stroke-width:1.5}
      .chart .area{fill:\(colour("range"));opacity:.35}
      .chart .dot{fill:\(colour("figure"));stroke:\(colour("card"));stroke-width:1}
      .chart .span{stroke:\(colour("range"));stroke-width:6;stroke-linecap:round}
      .chart .ref-line{stroke:\(colour("reference"));stroke-width:1.5}
      .chart .ref-mark{fill:\(colour("reference"))}
      .chart .ref-text{fill:\(colour("reference"));font-size:11px}
      .chart .fig-text{fill:\(colour("figure"));font-size:11px;font-weight:600}
      .chart .peer{stroke:\(colour("edge"));stroke-width:1.2;opacity:.75}
      .chart .dashed{stroke-dasharray:5 4}
      .chart .thick{stroke-width:2.6}
      .chart .part-1{fill:\(colour("figure"))}
      .chart .part-2{fill:\(colour("range"));stroke:\(colour("edge"));stroke-width:.8}
      .chart .band-1{fill:\(colour("c1"));stroke:\(colour("c3"));stroke-width:.6}
      .chart .band-2{fill:\(colour("c2"))}
      .chart .plan{fill:\(colour("card"));stroke:\(colour("figure"));stroke-width:1.3}
      .chart .done{fill:\(colour("figure"))}
      .chart .plan-step{fill:\(colour("card"));stroke:\(colour("figure"));stroke-width:1.3}
      .chart .done-step{fill:\(colour("figure"));stroke:\(colour("card"));stroke-width:1}
      .chart .arm{fill:none;stroke:\(colour("edge"));stroke-width:1;opacity:.55}
      .chart .arm.chosen{stroke:\(colour("figure"));opacity:.8}
      .chart .hollow{fill:\(colour("card"));stroke:\(colour("edge"));stroke-width:1.5}
      .chart .hit{fill:\(colour("card"));fill-opacity:0}
      .chart .hatch{stroke:\(colour("muted"));stroke-width:1.4}
      .chart .speck{fill:\(colour("muted"))}
      .chart .blank{fill:\(colour("card"));stroke:\(colour("edge"));stroke-width:1}
      .chart .tile-name{font-weight:600;font-size:12px}
      .chart .tile-value{font-size:10.5px}

      """
    for level in 1...5 {
      rules += ".chart .c\(level){fill:\(colour("c\(level)"));stroke:\(colour("edge"));"
      rules += "stroke-width:.6}"
      rules += ".chart text.t\(level){fill:\(colour("t\(level)"))}\n"
    }
    return rules
  }
}
