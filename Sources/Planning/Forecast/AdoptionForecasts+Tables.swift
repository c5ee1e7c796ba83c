import Columns
import Domain
import Indicators
import Store

extension AdoptionForecasts {
  /// `month, kind, active, competent, share, p2_5, p10, p50, p90, p97_5, naive, basis`: the observed
  /// months, then the future ones. The quantiles are not applicable where no fan is shown; the basis
  /// of the future months says why.
  public static func table(
    _ reader: StoreReader, process: String, kreis: String? = nil,
    _ settings: AdoptionForecast.Settings = AdoptionForecast.Settings()
  ) throws -> Table<Released> {
    let forecasts = try AdoptionForecasts(reading: reader)
    let forecast = try forecasts.forecast(process, kreis: kreis, settings)
    return forecasts.table(forecast, target: forecasts.target(process, kreis: kreis))
  }

  /// The table of a forecast.
  public func table(_ forecast: AdoptionForecast, target: AdoptionTarget) -> Table<Released> {
    let none = TableCell.figure(.notApplicable)
    let past = forecast.observed.map { month, active, competent -> [TableCell] in
      let share = competent > 0 ? Figure.value(Double(active) / Double(competent)) : .missing
      return [
        .key(month.description, label: nil), .key("observed", label: Self.observed),
        .figure(.value(Double(active))), .figure(.value(Double(competent))), .figure(share),
      ] + [TableCell](repeating: none, count: 6) + [.text("")]
    }
    let basis = forecast.basis
    let levels = [0.025, 0.1, 0.5, 0.9, 0.975].map { forecast.fan?.quantile($0) }
    let future = forecast.naive.indices.map { index -> [TableCell] in
      [
        .key(forecast.months[index].description, label: nil),
        .key("forecast", label: Text(de: "Prognose", en: "forecast")), none, none, none,
      ] + levels.map { $0.map { .figure(.value($0[index])) } ?? none }
        + [.figure(.value(forecast.naive[index])), .key(basis.key, label: basis.name)]
    }
    let name =
      history.processes.first { $0.id == forecast.process }?.name ?? .same(forecast.process)
    return Disclosure.withoutCountsOfCitizens(
      columns: Self.columns(
        dimensions: [("month", Text(de: "Monat", en: "Month")), Self.kind],
        measures: [
          ("active", Text(de: "aktive Behörden", en: "active authorities"), .count),
          ("competent", Text(de: "zuständige Behörden", en: "competent authorities"), .count),
          ("share", Text(de: "Anteil", en: "share"), .share), ("p2_5", .same("P2,5"), .share),
          ("p10", .same("P10"), .share), ("p50", .same("P50"), .share),
          ("p90", .same("P90"), .share), ("p97_5", .same("P97,5"), .share),
          ("naive", Text(de: "naive Fortschreibung", en: "naive line"), .share),
        ]) + [.dimension("basis", Text(de: "beruht auf", en: "rests on"))], rows: past + future,
      provenance: provenance(
        Text(
          de: "Verbreitung und Prognose: \(name.de)", en: "Adoption and forecast: \(name.en)"),
        note: ForecastWords.note(forecast, target)))
  }

  /// A row a released process: the curve and its error against the naive line, the share today, and
  /// the months by which a target is reached.
  public static func listing(
    _ reader: StoreReader, _ settings: AdoptionForecast.Settings = AdoptionForecast.Settings()
  ) throws -> Table<Released> {
    let forecasts = try AdoptionForecasts(reading: reader)
    let panels = forecasts.history.processes.map { ($0.id, forecasts.panel(of: $0)) }
    let all = Parallel.map(panels.count) { index in
      AdoptionForecast(
        panels[index].1, process: panels[index].0, label: panels[index].0, settings)
    }
    let rows = zip(forecasts.history.processes, all).map { process, forecast in
      forecasts.row(process, forecast)
    }
    return Disclosure.withoutCountsOfCitizens(
      columns: Self.columns(
        dimensions: [
          ("process", Text(de: "Prozess", en: "Process")), ("name", .same("Name")),
          ("forecast", Text(de: "Prognose", en: "Forecast")),
        ],
        measures: [
          ("share", Text(de: "Anteil heute", en: "share today"), .share),
          ("error", Text(de: "mittlerer Fehler", en: "mean error"), .shareDifference),
          ("naive_error", Text(de: "Fehler naiv", en: "error of the naive line"), .shareDifference),
          ("share_p50", Text(de: "Anteil am Ende, P50", en: "share at the end, P50"), .share),
          ("target", Text(de: "Ziel", en: "target"), .share),
        ])
        + [
          ("target_kind", Text(de: "Art des Ziels", en: "kind of target")),
          ("p10_on", Text(de: "P10 im Monat", en: "P10 in")),
          ("p50_on", Text(de: "P50 im Monat", en: "P50 in")),
          ("p90_on", Text(de: "P90 im Monat", en: "P90 in")),
        ].map(TableColumn.dimension), rows: rows,
      provenance: forecasts.provenance(
        Text(
          de: "Prognosen der Verbreitung, \(settings.horizon) Monate",
          en: "Forecasts of adoption, \(settings.horizon) months")))
  }

  private func row(
    _ process: AdoptionHistory.Process, _ forecast: AdoptionForecast
  ) -> [TableCell] {
    let target = self.target(process.id)
    let state = Self.state(forecast)
    let error = forecast.fit.flatMap { forecast.contest.errors[$0.curve.model] }
    return [
      .key(process.id, label: process.name), .text(process.name?.de ?? ""),
      .key(state.key, label: state.name),
      .number(forecast.share), .applicable(error),
      .applicable(forecast.contest.naiveError), .applicable(forecast.p50.last),
      .figure(.value(target.share)),
      .key(
        target.isDecided ? "decided" : "reading_aid",
        label: target.isDecided
          ? Text(de: "beschlossen", en: "decided") : Text(de: "Lesehilfe", en: "reading aid")),
    ] + Self.months(forecast.arrival(at: target.share))
  }

  /// From what the forecast comes, or why there is none.
  private static func state(_ forecast: AdoptionForecast) -> (key: String, name: Text) {
    let basis = forecast.basis
    return basis.key == AdoptionForecast.untested
      ? ("naive", Text(de: "naive Fortschreibung", en: "naive line")) : basis
  }

  /// A month, `beyond` the horizon, or nothing where there is no forecast. What is reached already
  /// is no matter of chance: its month stands once, and is called so.
  private static func months(_ arrival: TargetArrival?) -> [TableCell] {
    guard let arrival else { return [TableCell](repeating: .text(""), count: 3) }
    if case .observed(let month) = arrival {
      let when = "\(month.monthOfYear < 10 ? "0" : "")\(month.monthOfYear)/\(month.year)"
      return arrival.months.indices.map { place in
        .key(
          month.description,
          label: place == 1
            ? Text(de: "erreicht \(when)", en: "reached \(when)")
            : Text(de: "erreicht", en: "reached"))
      }
    }
    return arrival.months.map { month in
      .key(month?.description ?? "beyond", label: month == nil ? TargetArrival.never : nil)
    }
  }

  private static let observed = Text(de: "beobachtet", en: "observed")
  private static let kind = ("kind", Text(de: "Art", en: "Kind"))

  static func columns(
    dimensions: [(String, Text)], measures: [(String, Text, Unit)]
  ) -> [TableColumn] {
    dimensions.map(TableColumn.dimension)
      + measures.map(TableColumn.measure)
  }
}
