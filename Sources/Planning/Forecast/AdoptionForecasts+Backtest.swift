import Columns
import Domain
import Indicators
import Store

extension AdoptionForecasts {
  /// What would have been forecast: `process, origin, month, horizon_months, observed`, then the
  /// forecast of each model and the naive line, and how far each was off. One row a process, month
  /// from which one looks ahead, and later observed month 3, 6 or 12 ahead.
  /// - Parameter process: `nil`: all released processes.
  /// - Throws: ``Fault`` of kind usage for a process that is not released.
  public static func backtest(
    _ reader: StoreReader, process: String? = nil
  ) throws -> Table<Released> {
    let forecasts = try AdoptionForecasts(reading: reader)
    let processes = try process.map { [try forecasts.found($0)] } ?? forecasts.history.processes
    let panels = processes.map { forecasts.panel(of: $0) }
    let contests = Parallel.map(panels.count) { index in
      let series = panels[index].series
      return FitObstacle(series) == nil ? ForecastContest(series) : nil
    }
    let rows = processes.indices.flatMap { index -> [[TableCell]] in
      guard let contest = contests[index] else { return [] }
      return shown(contest.trials).map { trial, horizon in
        row(trial, horizon, process: processes[index].id, months: panels[index].months)
      }
    }
    let models = GrowthModel.allCases.map { ($0.rawValue, $0.name) }
    let naive = ("naive", Text(de: "naive Fortschreibung", en: "naive line"))
    return Disclosure.withoutCountsOfCitizens(
      columns: columns(
        dimensions: [
          ("process", Text(de: "Prozess", en: "Process")),
          ("origin", Text(de: "gesehen aus", en: "Seen from")),
          ("month", Text(de: "für", en: "For")),
        ],
        measures: [
          ("horizon_months", Text(de: "Monate voraus", en: "months ahead"), .count),
          ("observed", Text(de: "eingetreten", en: "observed"), .share),
        ] + (models + [naive]).map { ($0.0, $0.1, .share) }
          + (models + [naive]).map {
            (
              $0.0 + "_error", Text(de: "Fehler \($0.1.de)", en: "error, \($0.1.en)"),
              .shareDifference
            )
          }), rows: rows,
      provenance: forecasts.provenance(
        Text(de: "Frühere Prognosen gegen das Eingetretene", en: "Earlier forecasts and what came"),
        caveat: Text(
          de: "Jede Prognose kennt nur, was in ihrem Ausgangsmonat bekannt war; die Modelle werden "
            + "nach allen Zielmonaten bis 12 Monate voraus verglichen, gezeigt sind drei.",
          en: "Each forecast knows only what was known at its origin; the models are compared by "
            + "all months up to 12 ahead, three are shown.")))
  }

  /// The trials nearest to 3, 6 and 12 months ahead.
  private static func shown(
    _ trials: [ForecastContest.Trial]
  ) -> [(ForecastContest.Trial, Int)] {
    trials.compactMap { trial in
      let months = Int(trial.ahead.rounded())
      return [3, 6, 12].contains(months) ? (trial, months) : nil
    }
  }

  private static func row(
    _ trial: ForecastContest.Trial, _ horizon: Int, process: String, months: [Month]
  ) -> [TableCell] {
    let forecasts = GrowthModel.allCases.map { trial.forecasts[$0]! } + [trial.naive]
    return [
      .key(process, label: nil), .key(months[trial.origin].description, label: nil),
      .key(months[trial.target].description, label: nil), .figure(.value(Double(horizon))),
      .figure(.value(trial.observed)),
    ] + forecasts.map { .figure(.value($0)) }
      + forecasts.map { .figure(.value(abs($0 - trial.observed))) }
  }
}
