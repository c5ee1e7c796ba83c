import Domain
import Indicators
import Store

extension Spillover {
  /// Four rows a process: `process_id, term, estimate, expected, standard_error, odds_ratio,
  /// p_value, units, events, note`. Terms are `moran`, `kreis_neighbours`, `authority_own_kreis` and
  /// `authority_neighbours`; what cannot be estimated says why.
  /// - Parameters:
  ///   - neighbours: which Kreise share a border.
  ///   - process: `nil`: all registered Standardprozesse.
  /// - Throws: ``Fault`` of kind usage for a process that is not known.
  public static func table(
    _ reader: StoreReader, neighbours: KreisNeighbours, process: String? = nil,
    permutations: Int = ConvoyEffect.defaultPermutations, seed: UInt64 = ConvoyEffect.defaultSeed
  ) throws -> Table<Released> {
    let rollouts = try Rollouts(reading: reader)
    let standard = rollouts.processes(.standard)
    if let process, rollouts.rollout(of: process) == nil {
      throw Fault(
        .usage, at: "--process \(process)", "there is no such process",
        remedy: standard.isEmpty
          ? "Deliver the feed processes first" : Suggestion.hint(for: process, among: standard))
    }
    let rows = (process.map { [$0] } ?? standard).flatMap { id in
      Spillover(id, rollouts, neighbours, permutations: permutations, seed: seed)
        .rows(name: rollouts.rollout(of: id)?.name)
    }
    return ConvoyTable.table(
      Text(de: "Ausstrahlung auf Nachbarn", en: "Spill-over to neighbours"), columns, rows,
      source: Text(
        de: "Zuständigkeiten, Aktivierungen, Kreisgrenzen",
        en: "competence, activations, borders of Kreise"),
      cutOff: rollouts.lastDay, caveat: caveat,
      note: Text(
        de: "\(permutations) Anordnungen ausgelost, Startwert \(seed)",
        en: "\(permutations) arrangements drawn, seed \(seed)"), rollouts)
  }

  private func rows(name: Text?) -> [[TableCell]] {
    var rows: [[TableCell]] = []
    func add(
      _ term: String, estimate: Double? = nil, expected: Double? = nil, error: Double? = nil,
      odds: Double? = nil, pValue: Double? = nil, units: Int? = nil, events: Int? = nil,
      note: Text? = nil
    ) {
      let isMoran = term == "moran"
      rows.append([
        .key(processID, label: name), .key(term, label: Self.labels[term]),
        .number(estimate),
        isMoran ? .number(expected) : .figure(.notApplicable),
        isMoran ? .figure(.notApplicable) : .number(error),
        isMoran ? .figure(.notApplicable) : .number(odds), .number(pValue),
        .number(units),
        isMoran ? .figure(.notApplicable) : .number(events),
        note.map { .key($0.de, label: $0) } ?? .text(""),
      ])
    }
    switch moran {
    case .success(let moran):
      add(
        "moran", estimate: moran.value, expected: moran.expected, pValue: moran.pValue,
        units: moran.placeCount)
    case .failure(let reason): add("moran", note: reason.sentence)
    }
    for (level, hazard) in [
      (AdoptionHazard.Level.kreis, kreise), (.authority, authorities),
    ] {
      switch hazard {
      case .success(let hazard):
        for term in hazard.terms {
          add(
            "\(level.rawValue)_\(term.name)", estimate: term.coefficient,
            error: term.standardError, odds: term.oddsRatioPerTenPoints, pValue: term.pValue,
            units: hazard.trialCount, events: hazard.eventCount)
        }
      case .failure(let reason):
        for term in level.terms { add("\(level.rawValue)_\(term)", note: reason.sentence) }
      }
    }
    return rows
  }

  private static let labels: [String: Text] = [
    "moran": Text(de: "Ähnlichkeit benachbarter Kreise (Moran I)", en: "likeness (Moran's I)"),
    "kreis_neighbours": Text(
      de: "Kreise: Anteil der Nachbarkreise, die den Prozess haben",
      en: "Kreise: share of neighbouring Kreise that have the process"),
    "authority_own_kreis": Text(
      de: "Behörden: Anteil der anderen im eigenen Kreis",
      en: "authorities: share of the others of the same Kreis"),
    "authority_neighbours": Text(
      de: "Behörden: Anteil in den Nachbarkreisen",
      en: "authorities: share in neighbouring Kreise"),
  ]

  private static let caveat = Text(
    de:
      "Geht einher mit, nicht: bewirkt. Nachbarn können sich auch gleichen, weil sie ähnlich groß "
      + "sind, denselben Dienstleister oder dieselbe Aufsicht haben. Wer nie einführt, bleibt in der "
      + "Rechnung und drückt den Wert, je weiter ein Kreis ist.",
    en: "Associated with, not: caused by. Neighbours may be alike because they are of similar size "
      + "or share a service provider or supervision. Those who never begin stay in the "
      + "reckoning and lower the figure, the more the further a Kreis is.")

  private static let columns: [TableColumn] = [
    .dimension("process_id", Text(de: "Prozess", en: "process")),
    .dimension("term", Text(de: "Größe", en: "term")),
    .measure("estimate", Text(de: "Wert", en: "value"), .coefficient),
    .measure("expected", Text(de: "ohne Muster", en: "without pattern"), .coefficient),
    .measure("standard_error", Text(de: "Standardfehler", en: "standard error"), .coefficient),
    .measure(
      "odds_ratio", Text(de: "Chancen je 10 Prozentpunkte", en: "odds per 10 percentage points"),
      .coefficient),
    .measure("p_value", Text(de: "p-Wert", en: "p-value"), .coefficient),
    .measure("units", Text(de: "Kreise oder Monate", en: "Kreise or months"), .count),
    .measure("events", Text(de: "Einführungen", en: "adoptions"), .count),
    .dimension("note", Text(de: "in Worten", en: "in words")),
  ]
}
