import Cryptography
import Domain

/// A figure of the public scope: a published count, or one over another or over inhabitants.
public struct PublicIndicator: Sendable {
  enum Denominator: Sendable {
    case measure(PublicMeasure)
    case inhabitants
  }

  public let id: String
  public let name: Text
  public let unit: Unit
  let numerator: PublicMeasure
  let denominator: Denominator?
  let scale: Double
  /// What sets it apart from the internal figure of that id.
  let note: Text?

  public static let all: [PublicIndicator] =
    PublicMeasure.allCases.map { measure in
      PublicIndicator(
        id: measure.rawValue, name: measure.name, unit: .count, numerator: measure,
        denominator: nil, scale: 1, note: nil)
    } + [
      PublicIndicator(
        id: "completion_rate", name: Text(de: "Abschlussquote", en: "completion rate"),
        unit: .share, numerator: .submissions, denominator: .measure(.started), scale: 1,
        note: Text(
          de: "Veröffentlichte Anträge je veröffentlichtem Beginn, nicht Besuche.",
          en: "Published submissions over published starts, not visits.")),
      PublicIndicator(
        id: "submissions_per_1000",
        name: Text(de: "Anträge je 1.000 Einwohner", en: "submissions per 1,000 inhabitants"),
        unit: .perThousandInhabitants, numerator: .submissions, denominator: .inhabitants,
        scale: 1_000,
        note: Text(
          de: "Je 1.000 aller Einwohner des Gebiets.",
          en: "Per 1,000 of all inhabitants of the area.")),
    ]

  public static func named(_ id: String) -> PublicIndicator? { all.first { $0.id == id } }

  /// The formula in words, in which a change of definition shows.
  var definition: String {
    let below =
      switch denominator {
      case nil: ""
      case .measure(let measure): " / released \(measure.rawValue)"
      case .inhabitants: " / population"
      }
    return "\(id): released \(numerator.rawValue)\(below) × \(Int(scale))"
  }

  var definitionHash: String { Hex.encode(SHA256.digest(Array(definition.utf8))) }

  /// What a reader of published counts has to know.
  public static let protection = Text(
    de:
      "Zum Schutz der Einzelnen sind Zahlen leicht verändert (Cell-Key-Methode): sie addieren sich"
      + " nicht auf und dürfen nicht summiert werden.",
    en: "To protect individuals, counts are slightly altered (Cell Key Method): they do not add up"
      + " and must not be summed.")

  var caveat: Text {
    guard let note else { return Self.protection }
    return Text(de: note.de + " " + Self.protection.de, en: note.en + " " + Self.protection.en)
  }
}
