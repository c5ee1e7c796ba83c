import Domain
import Formats
import Indicators

/// One number large, its interval, its change over a year, its course.
enum NumberTile {
  static func html<Desk>(_ scene: Scene<Desk>) throws -> HTML {
    let stage = scene.stage
    let indicator = scene.indicator
    // Budget years and deliveries know no months: then the figure stands alone.
    let hasMonths = indicator.hasDimension("month")
    let request = scene.request(by: hasMonths ? ["month"] : [])
    let table = try scene.desk.table(request)
    let series = MonthSeries(table.figureRows)
    let last = series.lastClosed(isState: indicator.isState, cutOff: stage.desk.cutOff)
    let row = hasMonths ? last.map { series.rows[$0] } : table.figureRows.first
    let period = last.map { TimeText.month(series.months[$0], scene.language) } ?? ""
    let figure = row?.figure ?? .missing
    var notes: [String] = []
    if let number = figure.number {
      if let row, indicator.unit == .share, indicator.hasInterval, !scene.desk.isNoisy(indicator),
        let interval = WilsonInterval(row.numerator ?? 0, of: row.denominator ?? 0)
      {
        let low = NumberText.text(interval.low, unit: .share, scene.language)
        let high = NumberText.text(interval.high, unit: .share, scene.language)
        notes.append(
          stage.say("95-%-Intervall \(low) bis \(high).", "95% interval \(low) to \(high)."))
      }
      // A flow has seasons: it is held against the same month a year before, or not at all.
      if let last, let start = start(before: last, indicator),
        let before = series.rows[start].figure.number
      {
        let change = NumberText.change(number - before, unit: indicator.unit, scene.language)
        let month = TimeText.month(series.months[start], scene.language)
        notes.append(stage.say("\(change) seit \(month).", "\(change) since \(month)."))
      }
    }
    notes += absence(figure, row, scene)
    notes += scene.remarks()
    let large = FigureText.text(figure, unit: indicator.unit, scene.language)
    let kind: HTML = figure.number == nil ? " none" : ""
    // The sign of an amount stands in the figure itself.
    let unit =
      figure.number == nil || indicator.unit == .euros ? nil : scene.unsaidUnit(indicator)
    let words: HTML = unit.map { " <small>\($0)</small>" } ?? ""
    var view = FigureView(
      id: scene.id,
      headline: scene.tile.title?[scene.language] ?? indicator.name[scene.language],
      what: scene.what(indicator, period: period, saysUnit: unit == nil),
      table: TableView.html(
        table, stage: stage,
        caption: scene.what(indicator, period: span(series, scene) ?? scene.period(indicator)),
        limit: 60),
      provenance: table.provenance, mark: scene.mark, tile: scene.tile)
    view.lead = "<p class=\"number\(kind)\">\(large)\(words)</p>"
    if series.months.count > 1, figure.number != nil {
      let shown = last.map { 0...$0 } ?? 0...0
      let spark = SparkLine(
        id: scene.id + "-s", title: indicator.name[scene.language],
        months: Array(series.months[shown]), figures: series.rows[shown].map(\.figure),
        unit: indicator.unit, language: scene.language)
      view.charts = [(nil, spark.drawing)]
    }
    view.notes = notes
    view.indicator = indicator.id
    view.files = scene.files(request, chart: hasMonths ? "lines" : nil)
    return view.html(stage)
  }

  /// Why there is no number: what the sign means, whether too little was counted, and what the
  /// indicator itself says of when it has none.
  private static func absence<Desk>(
    _ figure: Figure, _ row: FigureRow?, _ scene: Scene<Desk>
  ) -> [String] {
    guard let meaning = FigureText.meaning(figure) else { return [] }
    let stage = scene.stage
    let isTooFew = figure == .missing && (row?.denominator ?? 0) > 0
    let sign =
      isTooFew
      ? stage.say("zu wenige Angaben für eine Zahl", "too few reports for a figure")
      : meaning[scene.language]
    let reason = figure == .missing ? [scene.indicator.caveat[scene.language]] : []
    return [Headline.cased(sign) + "."] + reason
  }

  /// First and last month of published counts, whose period is one of them.
  private static func span<Desk>(_ series: MonthSeries, _ scene: Scene<Desk>) -> String? {
    guard scene.desk.isNoisy(scene.indicator), let first = series.months.first,
      let last = series.months.last
    else { return nil }
    return TimeText.month(first, scene.language) + scene.stage.say(" bis ", " to ")
      + TimeText.month(last, scene.language)
  }

  /// The month that a month is held against.
  private static func start(before last: Int, _ indicator: IndicatorDescription) -> Int? {
    if last >= 12 { return last - 12 }
    return indicator.isState && last > 0 ? 0 : nil
  }
}

/// Rows by month in order from the first that is known, months without a row filled with `missing`.
struct MonthSeries {
  let months: [Month]
  let rows: [FigureRow]

  /// - Parameter rows: one key each, the month.
  init(_ rows: [FigureRow]) {
    let known = Dictionary(
      rows.compactMap { row in Month(row.keys.last ?? "").map { ($0, row) } },
      uniquingKeysWith: { first, _ in first })
    // Months before anything was known are no gap in a series: it begins with its first figure.
    let begun = known.filter { $0.value.figure != .missing }.keys.min()
    guard let first = begun ?? known.keys.min(), let last = known.keys.max() else {
      months = []
      self.rows = []
      return
    }
    let months = (0...(last - first)).map { first + $0 }
    self.months = months
    self.rows = months.map { month in
      known[month]
        ?? FigureRow(
          keys: [month.description], labels: [nil], figure: .missing, numerator: nil,
          denominator: nil)
    }
  }

  /// Index of the last month that is over; for states the last month at all. A running month
  /// would look like a fall.
  func lastClosed(isState: Bool, cutOff: Day?) -> Int? {
    guard let last = months.indices.last else { return nil }
    guard !isState, let cutOff, cutOff < months[last].lastDay, last > 0 else { return last }
    return last - 1
  }

  /// Figures over given months, `missing` outside.
  func figures(over span: [Month]) -> [Figure] {
    let known = Dictionary(uniqueKeysWithValues: zip(months, rows.map(\.figure)))
    return span.map { known[$0] ?? .missing }
  }
}
