import Domain
import Indicators

/// What stands in a cell that holds no number. Three signs for three different things; none is 0.
public enum FigureText {
  public static func text(_ figure: Figure, unit: Unit?, _ language: Language) -> String {
    switch figure {
    case .value(let number): NumberText.text(number, unit: unit, language)
    case .withheld: "•"
    case .missing: language == .german ? "k.\u{A0}A." : "n/a"
    case .notApplicable: "×"
    }
  }

  /// The sign's meaning, for titles and legends.
  public static func meaning(_ figure: Figure) -> Text? {
    switch figure {
    case .value: nil
    case .withheld: Text(de: "geheim", en: "kept secret")
    case .missing: Text(de: "keine Angabe", en: "not reported")
    case .notApplicable: Text(de: "entfällt", en: "does not apply")
    }
  }

  /// A word of the column `status` as people call it; `nil` for any other text.
  public static func status(_ word: String) -> Text? {
    let all: [Figure] = [.value(0), .withheld, .missing, .notApplicable]
    return all.first { $0.status == word }.map { meaning($0) ?? Text(de: "Wert", en: "value") }
  }

  /// The signs that occur in `figures`, with their meaning: `• geheim · × entfällt`.
  public static func legend(_ figures: some Sequence<Figure>, _ language: Language) -> String? {
    let present = Set(figures)
    let parts = [Figure.withheld, .notApplicable, .missing].filter(present.contains).map {
      text($0, unit: nil, language) + " " + meaning($0)![language]
    }
    return parts.isEmpty ? nil : parts.joined(separator: " · ")
  }
}
