import Columns
import Domain
import Indicators
import Store

/// The forecasts of one state of the project.
public struct AdoptionForecasts {
  let history: AdoptionHistory
  let targets: AdoptionTargets

  /// - Throws: ``Fault`` for a damaged database.
  public init(reading reader: StoreReader) throws {
    history = try AdoptionHistory(reading: reader)
    targets = AdoptionTargets(try reader.current(.targets))
  }

  /// Keys of the released processes that may spread (all but individual ones), ascending.
  public var processes: [String] { history.processes.map(\.id) }

  /// - Parameter kreis: five digits, for the Behörden of one Kreis alone; `nil`: the Land.
  /// - Throws: ``Fault`` of kind usage for a process that is not released, a Kreis without
  ///   competent Behörde, or one with fewer than 20 of them: a forecast would be about single
  ///   decisions.
  public func forecast(
    _ process: String, kreis: String? = nil, _ settings: AdoptionForecast.Settings
  ) throws -> AdoptionForecast {
    let panel = try self.panel(of: found(process), kreis: kreis)
    if let kreis {
      let competent = panel.series.competent.last ?? 0
      guard competent >= FitObstacle.fewestAuthorities else {
        throw Fault(
          .usage, at: "--kreis \(kreis)",
          "\(Int(competent)) of its authorities are competent for \(process): below "
            + "\(Int(FitObstacle.fewestAuthorities)) there is no forecast",
          remedy: "Ask for the whole Land, without --kreis")
      }
    }
    return AdoptionForecast(
      panel, process: process, label: [process, kreis].compactMap { $0 }.joined(separator: " "),
      settings)
  }

  /// The target of a process: decided for it, for the Land or Kreis, or 80 % as a reading aid.
  public func target(_ process: String, kreis: String? = nil) -> AdoptionTarget {
    targets.target(process, area: kreis.map { $0 + "0000000" })
  }

  /// - Throws: ``Fault`` of kind usage for a process that is not released, or belongs to one Kommune.
  func found(_ process: String) throws -> AdoptionHistory.Process {
    guard let found = history.processes.first(where: { $0.id == process }) else {
      guard !history.isIndividual(process) else {
        throw Fault(
          .usage, at: process, "an individual process belongs to one Kommune and does not spread",
          remedy: "Ask for a process of another kind")
      }
      throw Fault(
        .usage, at: process, "there is no released process of that name that could spread",
        remedy: Suggestion.hint(for: process, among: processes))
    }
    return found
  }

  func panel(of process: AdoptionHistory.Process, kreis: String? = nil) -> AdoptionPanel {
    let (months, counts) = history.counts(process, kreis: kreis)
    return AdoptionPanel(
      released: process.released, months: months,
      groups: counts.groups.indices.map {
        AdoptionPanel.Group(
          key: counts.groups[$0], active: counts.active[$0], competent: counts.competent[$0])
      }.sorted { $0.key < $1.key })
  }

  func provenance(_ title: Text, caveat: Text = AdoptionForecasts.caveat, note: Text? = nil)
    -> Provenance
  {
    Provenance(
      title: title,
      source: Text(
        de: "Aktivierungen, Zuständigkeiten, Prozesse",
        en: "activations, competences, processes"),
      rule: "active", cutOff: history.snapshots?.upperBound, caveat: caveat, note: note,
      dataState: history.dataState)
  }

  static let caveat = Text(
    de: "Eine Prognose schreibt fort, was war; sie kennt keine Beschlüsse, Konvois oder "
      + "Haushalte. Wo keine Kurve besser ist als die naive Linie, wird kein Bereich gezeigt.",
    en: "A forecast continues what was; it knows no decisions, convoys or budgets. Where no curve "
      + "does better than the naive line, no range is shown.")
}
