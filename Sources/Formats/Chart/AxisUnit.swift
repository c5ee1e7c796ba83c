import Domain

/// Numbers beside an axis that says its unit once: `Mio. Euro` over 0,5 · 1 · 1,5.
struct AxisUnit {
  let caption: String
  private let divisor: Double
  private let digits: Int
  private let language: Language
  private let unit: Unit

  init(_ scale: Scale, unit: Unit, _ language: Language) {
    let isGerman = language == .german
    let largest = NumberText.scaled(max(abs(scale.low), abs(scale.high)), unit: unit)
    let symbol = unit.symbol[language]
    let large: (divisor: Double, word: String)
    switch largest {
    case 1_000_000... where unit != .share: large = (1_000_000, isGerman ? "Mio." : "million")
    case 10_000... where unit != .share: large = (1_000, isGerman ? "Tsd." : "thousand")
    default: large = (1, "")
    }
    divisor = large.divisor
    let words = isGerman ? [large.word, symbol] : [symbol, large.word]
    caption = words.filter { !$0.isEmpty }.joined(separator: "\u{A0}")
    var probe = NumberText.scaled(scale.step, unit: unit) / large.divisor
    var digits = 0
    while digits < 3, abs(probe - probe.rounded()) > 1e-9 * max(1, abs(probe)) {
      probe *= 10
      digits += 1
    }
    self.digits = digits
    self.language = language
    self.unit = unit
  }

  func tick(_ value: Double) -> String { text(value, digits: digits) }

  /// A value of the chart in the axis's unit; of millions with a decimal, since they are few.
  func value(_ value: Double) -> String {
    text(value, digits: divisor >= 1_000_000 ? max(digits, 1) : digits)
  }

  private func text(_ value: Double, digits: Int) -> String {
    NumberText.decimal(NumberText.scaled(value, unit: unit) / divisor, digits: digits, language)
  }
}
