import Domain
import Indicators

/// What candidates and processes are worth, drawn many times from the uncertainty of the inputs.
/// Draw `d` is one possible world: wages, discount rate and take-up are the same for all processes
/// in it, so draws of different processes may be compared and added.
public struct BenefitDraws: Sendable, Hashable {
  /// The assessable ones, ascending.
  public let ids: [String]
  /// Draws of each of them.
  public let count: Int
  /// Capital value (WiBe) in EUR, `[process * count + draw]`.
  public let capitalValues: [Double]
  /// Hours that citizens save a year, mean of the horizon, `[process * count + draw]`.
  public let citizenHours: [Double]

  /// - Precondition: both lists have `ids.count * count` numbers.
  public init(ids: [String], count: Int, capitalValues: [Double], citizenHours: [Double]) {
    precondition(
      capitalValues.count == ids.count * count && citizenHours.count == ids.count * count,
      "draws of another shape")
    self.ids = ids
    self.count = count
    self.capitalValues = capitalValues
    self.citizenHours = citizenHours
  }
}

/// A process or candidate whose worth cannot be reckoned: it is listed with what is missing, and
/// never ranked as zero.
public struct NotAssessable: Sendable, Hashable {
  public let id: String
  public let name: String
  /// What is missing, in words: "Aufwand vorher", "Fallzahlen".
  public let missing: [Text]

  public init(id: String, name: String, missing: [Text]) {
    self.id = id
    self.name = name
    self.missing = missing
  }

  /// What is missing as a list in words.
  static func words(_ missing: [Text], separator: String = ", ") -> Text {
    Text(
      de: missing.map(\.de).joined(separator: separator),
      en: missing.map(\.en).joined(separator: separator))
  }

  /// A cell with what is missing, in the language of whoever reads it.
  func cell(separator: String = ", ") -> TableCell {
    let words = Self.words(missing, separator: separator)
    return .key(words.de, label: words)
  }

  /// The candidates of which nothing was drawn, with what is known to be missing of them.
  static func among(
    _ candidates: [Candidate], without draws: BenefitDraws, _ known: [NotAssessable]
  ) -> [NotAssessable] {
    let drawn = Set(draws.ids)
    let known = Dictionary(known.map { ($0.id, $0) }) { first, _ in first }
    return candidates.filter { !drawn.contains($0.id) }.map { candidate in
      known[candidate.id]
        ?? NotAssessable(
          id: candidate.id, name: candidate.name,
          missing: [Text(de: "Kosten-Nutzen", en: "cost-benefit")])
    }
  }
}
