import Domain
import Formats
import Indicators
import Planning

/// The adoption of a process: what was counted, what is expected, and when a target is reached.
enum BandTile {
  static func figure<Scope>(_ scene: PlanScene<Scope>) -> PlanFigure {
    let (stage, table) = (scene.stage, scene.table)
    let rows = table.rows.compactMap { row in
      Month(table.text(row, "month")).map { (month: $0, row: row) }
    }
    // Snapshots come by quarters at first: a line between them is no claim about single months.
    guard let first = rows.first?.month, let last = rows.last?.month else { return .nothing() }
    let months = (0...(last - first)).map { first + $0 }
    let known = Dictionary(
      rows.map { ($0.month, $0.row) }, uniquingKeysWith: { first, _ in first })
    func series(_ column: String) -> [Figure] {
      months.map { month in known[month].map { table.figure($0, column) } ?? .missing }
    }
    let counted = joined(series("share"))
    let chart = BandChart(
      id: scene.id + "-b", title: scene.title, months: months, counted: counted,
      expected: anchored(series("p50"), at: counted),
      bands: [
        .init(
          name: stage.say("95-%-Bereich", "95% range"),
          low: anchored(series("p2_5"), at: counted), high: anchored(series("p97_5"), at: counted)),
        .init(
          name: stage.say("80-%-Bereich", "80% range"),
          low: anchored(series("p10"), at: counted), high: anchored(series("p90"), at: counted)),
      ].filter { band in band.low.contains { $0.number != nil } },
      target: nil, unit: .share, language: stage.language)
    var view = scene.view(
      headline: headline(
        months, counted, series("p50"), basis: rows.last.map { table.text($0.row, "basis") } ?? "",
        stage),
      what: stage.say(
        "Anteil der zuständigen Behörden, die den Prozess aktiviert haben · nach Monaten",
        "Share of the competent authorities that have the process active · by month"))
    view.charts = [(nil, chart.drawing)]
    view.notes = [table.provenance.note?[stage.language]].compactMap { note in
      note.map { Prose.readable($0, stage.language) }
    }
    view.indicator = "activation_rate"
    return .drawn(view)
  }

  /// Gaps between two counted months are bridged by a straight line.
  private static func joined(_ figures: [Figure]) -> [Figure] {
    var result = figures
    var previous: (index: Int, value: Double)?
    for (index, figure) in figures.enumerated() {
      guard let value = figure.number else { continue }
      if let previous, index - previous.index > 1 {
        for gap in (previous.index + 1)..<index {
          let part = Double(gap - previous.index) / Double(index - previous.index)
          result[gap] = .value(previous.value + part * (value - previous.value))
        }
      }
      previous = (index, value)
    }
    return result
  }

  /// A forecast begins where the counted line ends, so that no gap lies between the two.
  private static func anchored(_ figures: [Figure], at counted: [Figure]) -> [Figure] {
    guard let last = counted.lastIndex(where: { $0.number != nil }),
      figures.contains(where: { $0.number != nil })
    else { return figures }
    var result = figures
    result[last] = counted[last]
    return joined(result)
  }

  /// - Parameter basis: on what the future months rest, as the table says it.
  private static func headline(
    _ months: [Month], _ counted: [Figure], _ expected: [Figure], basis: String, _ stage: Stage
  ) -> String {
    guard let last = counted.lastIndex(where: { $0.number != nil }), let now = counted[last].number
    else { return stage.say("Noch nichts gezählt", "Nothing counted yet") }
    let today = NumberText.phrase(now, unit: .share, stage.language)
    guard let end = expected.lastIndex(where: { $0.number != nil }),
      let then = expected[end].number
    else {
      let why = reason(basis)
      return stage.say("\(today) heute; \(why.de)", "\(today) today; \(why.en)")
    }
    let month = TimeText.month(months[end], stage.language)
    let value = NumberText.phrase(then, unit: .share, stage.language)
    return stage.say(
      "\(today) heute, \(value) im \(month) erwartet",
      "\(today) today, \(value) expected in \(month)"
    )
  }

  /// Why no range is shown.
  private static func reason(_ basis: String) -> Text {
    switch FitObstacle(rawValue: basis) {
    case .fewAuthorities:
      Text(
        de: "zu wenige Behörden für eine Prognose", en: "too few authorities for a forecast")
    case .nobody: Text(de: "der Beginn ist nicht absehbar", en: "the beginning cannot be told")
    case .flat: Text(de: "der Anteil hat sich nie geändert", en: "the share has never changed")
    case .atOnce:
      Text(
        de: "von Anfang an fast überall aktiv", en: "active nearly everywhere from the start")
    case .falling:
      Text(de: "der Anteil fällt, keine Prognose", en: "the share is falling, no forecast")
    case .short: tooShort
    case nil:
      basis == "naive"
        ? Text(
          de: "keine Kurve sagt besser voraus als die letzten sechs Monate",
          en: "no curve foretells better than the last six months") : tooShort
    }
  }

  private static let tooShort = Text(
    de: "für eine Prognose ist die Reihe noch zu kurz",
    en: "the series is still too short for a forecast")
}
