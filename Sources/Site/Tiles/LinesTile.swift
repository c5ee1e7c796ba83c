import Domain
import Formats
import Indicators

/// A figure over the months; on the sheet of an area the Land beside it.
enum LinesTile {
  static func html<Desk>(_ scene: Scene<Desk>) throws -> HTML {
    let stage = scene.stage
    let indicator = scene.indicator
    let request = scene.request(by: ["month"])
    let table = try scene.desk.table(request)
    let series = MonthSeries(table.figureRows)
    guard series.rows.contains(where: { $0.figure.number != nil }) || series.rows.isEmpty else {
      return nothing(series, indicator, scene)
    }
    let filter = stage.filter(of: scene.tile)
    let hasArea = AreaLevel.allCases.contains { filter[$0.rawValue] != nil }
    var landFilter = filter
    for level in AreaLevel.allCases { landFilter[level.rawValue] = nil }
    // A count of the whole Land would press the area's own line flat.
    let compares = hasArea && indicator.unit != .count
    let land =
      compares
      ? try scene.desk.table(
        FigureRequest(indicator.id, by: ["month"], filter: landFilter)
      ).figureRows : nil
    let drawing = self.drawing(
      series, land: land.map { MonthSeries($0) }, indicator: indicator, id: scene.id + "-c",
      stage: stage)
    var view = FigureView(
      id: scene.id,
      headline: scene.tile.title?[scene.language] ?? Headline.course(series, indicator, stage),
      what: scene.what(
        indicator,
        period: series.months.isEmpty
          ? "" : stage.say("nach Monaten", "by month")),
      table: TableView.html(
        table, stage: stage, caption: scene.what(indicator, period: ""), limit: 60,
        // Months before anything was known are no rows of a series either.
        where: { keys in series.months.first.map { keys.last ?? "" >= $0.description } ?? true }),
      provenance: table.provenance, mark: scene.mark, tile: scene.tile)
    view.charts = [(nil, drawing)]
    view.notes =
      Notes.absent(series.rows, isByMonth: true, stage) + scene.remarks()
    view.indicator = indicator.id
    view.files = scene.files(request, chart: "lines")
    return view.html(stage)
  }

  /// An axis without a line would look like a broken chart.
  private static func nothing<Desk>(
    _ series: MonthSeries, _ indicator: IndicatorDescription, _ scene: Scene<Desk>
  ) -> HTML {
    FigureView.empty(
      id: scene.id, title: scene.tile.title?[scene.language] ?? indicator.name[scene.language],
      text: (Notes.absent(series.rows, isByMonth: true, scene.stage) + scene.remarks())
        .joined(separator: " "), scene.tile, scene.stage)
  }

  /// A running month of a flow is left out: it would look like a fall.
  static func drawing(
    _ series: MonthSeries, land: MonthSeries?, indicator: IndicatorDescription, id: String,
    stage: Stage
  ) -> Drawing {
    let last = series.lastClosed(isState: indicator.isState, cutOff: stage.desk.cutOff)
    let months = last.map { Array(series.months[0...$0]) } ?? []
    var lines: [LineChart.Series] = []
    let name: String =
      if case .kreis(let area) = stage.subject { area.name } else { "" }
    lines.append(
      .init(name: land == nil ? "" : name, figures: series.figures(over: months)))
    if let land {
      lines.append(.init(name: "Land", figures: land.figures(over: months), isReference: true))
    }
    return LineChart(
      id: id, title: indicator.name[stage.language], months: months, series: lines,
      unit: indicator.unit, language: stage.language
    ).drawing
  }
}
