import Domain
import Formats
import Indicators

/// Plain sentences about one Kreis, made from the data: one an indicator, against the Land and the
/// Regierungsbezirk.
enum SentencesTile {
  static func html(_ scene: Scene) throws -> HTML {
    let stage = scene.stage
    guard case .kreis(let area) = stage.subject else { return "" }
    let comparisons = try scene.indicators.map { try Comparison($0, area: area, scene: scene) }
    guard let first = comparisons.first else { return "" }
    let sentences = comparisons.map { "<p>\($0.sentence(stage))</p>" as HTML }
    let rows = comparisons.map { comparison -> HTML in
      let cells = [comparison.own, comparison.district, comparison.land].map {
        cell($0, comparison.indicator, stage)
      }
      return "<tr><th scope=\"row\">\(comparison.indicator.name[scene.language])</th>\(cells)</tr>"
    }
    let caption = stage.say("Werte hinter den Sätzen", "Values behind the sentences")
    let table = TableView.box(
      caption: caption,
      """
      <table><caption>\(caption)</caption><thead><tr>\
      <th scope="col">\(stage.say("Indikator", "Indicator"))</th>\
      <th scope="col" class="num">\(area.name)</th>\
      <th scope="col" class="num">\(stage.say("Regierungsbezirk", "Region"))</th>\
      <th scope="col" class="num">Land</th></tr></thead><tbody>\(rows)</tbody></table>
      """)
    var view = FigureView(
      id: scene.id,
      headline: scene.tile.title?[scene.language] ?? stage.say("In Sätzen", "In words"),
      what: [AreaNames.long(area), scene.period(first.indicator)].joined(separator: " · "),
      table: table, provenance: first.provenance, mark: Exact.mark, width: scene.tile.width)
    view.lead = "<div class=\"sentences\">\(sentences)</div>"
    view.indicator = first.indicator.id
    return view.html(stage)
  }

  private static func cell(_ figure: Figure, _ indicator: IndicatorDescription, _ stage: Stage)
    -> HTML
  {
    "<td class=\"num\">\(FigureText.text(figure, unit: indicator.unit, stage.language))</td>"
  }
}

/// One indicator of one Kreis beside Regierungsbezirk and Land.
struct Comparison {
  let indicator: IndicatorDescription
  let own: Figure
  let district: Figure
  let land: Figure
  let month: String
  let provenance: Provenance

  init(_ indicator: IndicatorDescription, area: Area, scene: Scene) throws {
    self.indicator = indicator
    let table = try scene.desk.table(
      FigureRequest(indicator.id, filter: ["kreis": [area.ars.kreis5]]))
    own = table.figureRows.first?.figure ?? .missing
    provenance = table.provenance
    let key = String(area.ars.digits.prefix(3))
    district =
      try scene.desk.table(FigureRequest(indicator.id, filter: ["regierungsbezirk": [key]]))
      .figureRows.first?.figure ?? .missing
    land = try scene.desk.table(FigureRequest(indicator.id)).figureRows.first?.figure ?? .missing
    month = scene.period(indicator)
  }

  /// `Verbreitung: 62,3 % (Juni 2025). Das sind 1,2 Prozentpunkte mehr als im Land (61,1 %) …`
  func sentence(_ stage: Stage) -> String {
    let language = stage.language
    let name = indicator.name[language]
    guard let number = own.number else {
      return "\(name): \(FigureText.meaning(own)![language])."
    }
    let value = NumberText.phrase(number, unit: indicator.unit, language)
    var text = "\(name): \(value) (\(month))."
    // Counts of areas of different size are not compared.
    guard indicator.unit != .count, let land = land.number else { return text }
    text += " " + difference(number, land, stage.say("im Land", "the Land"), stage) + "."
    if let district = district.number {
      text +=
        " "
        + difference(
          number, district, stage.say("im Regierungsbezirk", "the region"), stage) + "."
    }
    return text
  }

  private func difference(_ value: Double, _ other: Double, _ place: String, _ stage: Stage)
    -> String
  {
    let language = stage.language
    let printed = NumberText.phrase(other, unit: indicator.unit, language)
    let change = NumberText.change(value - other, unit: indicator.unit, language)
    if change.hasPrefix("±") {
      return stage.say(
        "Das ist so viel wie \(place) (\(printed))", "As much as \(place) (\(printed))")
    }
    let amount = String(change.dropFirst())
    let isMore = value > other
    return stage.say(
      "Das sind \(amount) \(isMore ? "mehr" : "weniger") als \(place) (\(printed))",
      "That is \(amount) \(isMore ? "more" : "less") than \(place) (\(printed))")
  }
}
