import Domain
import Formats
import Indicators

/// Dots with ranges over one dimension. Stadt- and Landkreise are never ranked together: they get
/// two plots on one axis.
enum DotsTile {
  static func html<Desk>(_ scene: Scene<Desk>) throws -> HTML {
    let stage = scene.stage
    let indicator = scene.indicator
    let request = scene.request()
    let table = try scene.desk.table(request)
    // A count of the whole Land is no measure for one of its parts.
    let land = indicator.unit == .count ? nil : try scene.land(indicator)
    let ranges = try self.ranges(scene)
    let dimension = scene.tile.by[0]
    let all = table.figureRows.filter { isIn(scene.tile.part, $0) }
    let rows = all.filter { isConcerned($0, scene) }
    if let few = FewAuthorities(rows, of: all, scene, dimension: dimension) {
      return few.html(table, scene)
    }
    let plots = plots(
      rows, dimension: dimension, indicator: indicator, land: land?.figure.number,
      ranges: ranges.byKey, hasIntervals: !scene.desk.isNoisy(indicator), id: scene.id,
      part: scene.tile.part, stage: stage)
    var view = FigureView(
      id: scene.id,
      headline: headline(scene, rows, dimension: dimension),
      what: scene.what(indicator),
      table: TableView.html(
        table, stage: stage, caption: scene.what(indicator), link: scene.link,
        where: { keys in rows.contains { $0.keys == keys } }),
      provenance: table.provenance, mark: scene.mark, tile: scene.tile)
    // The headline of a part says which one it is.
    view.charts = plots.map { (scene.tile.part == nil ? $0.caption : nil, $0.plot.drawing) }
    view.notes =
      [ranges.note, plots.first.flatMap { axisNote($0.plot, stage) }].compactMap { $0 }
      + Notes.absent(rows, stage)
      + FewAuthorities.note(all, rows, stage)
      + scene.outside(table, dimension: dimension, land: land)
      + scene.remarks()
    view.indicator = indicator.id
    view.files = scene.files(request, chart: "dots")
    return view.html(stage)
  }

  /// Where a process has no competent Behörde its Verbreitung does not apply: that is no gap.
  private static func isConcerned<Desk>(_ row: FigureRow, _ scene: Scene<Desk>) -> Bool {
    guard case .process = scene.stage.subject, scene.indicator.id == "activation_rate" else {
      return true
    }
    return row.figure != .missing
  }

  /// The plots: two by Kreis, else one. Ranked by value, then by name; Kreise on a public page by
  /// name alone: no Kreis is put first or last there.
  static func plots(
    _ rows: [FigureRow], dimension: String, indicator: IndicatorDescription, land: Double?,
    ranges: [String: ClosedRange<Double>], hasIntervals: Bool, id: String,
    part: TileDeclaration.Part?, stage: Stage
  ) -> [(caption: String?, plot: DotPlot)] {
    let numbers = rows.compactMap(\.figure.number) + ranges.values.map(\.upperBound)
    let isRanked = stage.exact != nil || dimension != AreaLevel.kreis.rawValue
    func plot(_ part: [FigureRow], _ suffix: String, _ title: String) -> DotPlot {
      let sorted = part.map { row in
        (row: row, name: stage.name(dimension, row.keys[0], label: row.labels[0]))
      }.sorted { a, b in
        switch (a.row.figure.number, b.row.figure.number) {
        case (let x?, let y?) where isRanked && x != y: x > y
        case (.some, nil) where isRanked: true
        case (nil, .some) where isRanked: false
        default: a.name < b.name
        }
      }
      return DotPlot(
        id: id + suffix, title: title,
        rows: sorted.map { item in
          .init(
            label: Headline.cased(item.name), figure: item.row.figure,
            range: ranges[item.row.keys[0]]
              ?? (hasIntervals ? interval(item.row, indicator) : nil))
        },
        reference: land.map { .init(label: "Land", value: $0) }, unit: indicator.unit,
        language: stage.language, alsoCovers: numbers, isRanked: isRanked)
    }
    let name = indicator.name[stage.language]
    guard dimension == "kreis" else { return [(nil, plot(rows, "-d", name))] }
    return TileDeclaration.Part.allCases.compactMap { one in
      let own = rows.filter { isIn(one, $0) }
      guard !own.isEmpty, part == nil || part == one else { return nil }
      let caption = Headline.name(of: one)[stage.language]
      return (caption, plot(own, "-" + one.rawValue, "\(name), \(caption)"))
    }
  }

  static func isIn(_ part: TileDeclaration.Part?, _ row: FigureRow) -> Bool {
    isIn(part, keys: row.keys)
  }

  static func isIn(_ part: TileDeclaration.Part?, keys: [String]) -> Bool {
    part == nil || AuthorityKey.isStadtkreis(keys[0]) == (part == .stadtkreise)
  }

  private static func axisNote(_ plot: DotPlot, _ stage: Stage) -> String? {
    plot.axisStart.map {
      stage.say("Die Achse beginnt bei \($0).", "The axis starts at \($0).")
    }
  }

  private static func interval(_ row: FigureRow, _ indicator: IndicatorDescription)
    -> ClosedRange<Double>?
  {
    guard indicator.hasInterval,
      let interval = WilsonInterval(row.numerator ?? 0, of: row.denominator ?? 0)
    else { return nil }
    return interval.low...interval.high
  }

  /// The two bounding indicators by key, and the sentence that explains the bars.
  private static func ranges<Desk>(_ scene: Scene<Desk>) throws -> (
    byKey: [String: ClosedRange<Double>], note: String?
  ) {
    let stage = scene.stage
    let bounds = scene.tile.range.compactMap(stage.desk.indicator)
    guard bounds.count == 2 else {
      return (
        [:],
        scene.indicator.hasInterval && !scene.desk.isNoisy(scene.indicator)
          ? stage.say("Balken: 95-%-Intervall nach Wilson.", "Bars: Wilson 95% interval.")
          : nil
      )
    }
    let tables = try bounds.map { try scene.desk.table(scene.request($0)).figureRows }
    let high = Dictionary(
      tables[1].map { ($0.keys, $0.figure.number) }, uniquingKeysWith: { first, _ in first })
    var byKey: [String: ClosedRange<Double>] = [:]
    for row in tables[0] {
      if let low = row.figure.number, let top = high[row.keys] ?? nil {
        byKey[row.keys[0]] = min(low, top)...max(low, top)
      }
    }
    let names = bounds.map { $0.name[scene.language] }
    return (
      byKey,
      stage.say(
        "Balken: von „\(names[0])“ bis „\(names[1])“.",
        "Bars: from “\(names[0])” to “\(names[1])”.")
    )
  }

  private static func headline<Desk>(
    _ scene: Scene<Desk>, _ rows: [FigureRow], dimension: String
  ) -> String {
    if let title = scene.tile.title { return title[scene.language] }
    return Headline.span(
      rows, dimension: dimension, indicator: scene.indicator, part: scene.tile.part ?? .landkreise,
      scene.stage)
  }
}
