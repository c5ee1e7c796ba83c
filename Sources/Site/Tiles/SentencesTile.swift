import Domain
import Formats
import Indicators

/// Plain sentences about one Kreis, made from the data: one an indicator, against the Land and the
/// Regierungsbezirk.
enum SentencesTile {
  static func html<Desk>(_ scene: Scene<Desk>) throws -> HTML {
    let stage = scene.stage
    guard case .kreis(let area) = stage.subject else { return "" }
    let (comparisons, hidden) = try scene.answers { try Comparison($0, area: area, scene: scene) }
    guard let first = comparisons.first else { return "" }
    let sentences = comparisons.map { "<p>\($0.sentence(stage))</p>" as HTML }
    let rows = comparisons.map { comparison -> HTML in
      let cells = [comparison.own, comparison.district, comparison.land].map {
        cell($0, comparison.indicator, stage)
      }
      let name = Headline.cased(comparison.indicator.name[scene.language])
      return "<tr><th scope=\"row\">\(name)</th>\(cells)</tr>"
    }
    let caption = stage.say("Werte hinter den Sätzen", "Values behind the sentences")
    let table = TableView.written(
      caption: caption, first: stage.say("Indikator", "Indicator"),
      heads: [area.name, first.districtName, "Land"], rows: rows)
    var view = FigureView(
      id: scene.id,
      headline: scene.tile.title?[scene.language] ?? stage.say("In Sätzen", "In words"),
      what: [AreaNames.long(area), scene.period(first.indicator)].joined(separator: " · "),
      table: table, provenance: first.provenance, mark: scene.mark, tile: scene.tile)
    view.lead = "<div class=\"sentences\">\(sentences)</div>"
    view.notes = scene.remarks(hidden: hidden)
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
  /// Name of the Regierungsbezirk.
  let districtName: String
  let provenance: Provenance

  init<Desk>(_ indicator: IndicatorDescription, area: Area, scene: Scene<Desk>) throws {
    self.indicator = indicator
    // Of what happens in time the last twelve months: a sum over all that is known compares with
    // nothing.
    let year = scene.stage.exact == nil || indicator.isState ? nil : scene.lastYear(indicator)
    func request(_ filter: [String: [String]]) -> FigureRequest {
      FigureRequest(indicator.id, from: year?.lowerBound, to: year?.upperBound, filter: filter)
    }
    let table = try scene.desk.table(request(["kreis": [area.ars.kreis5]]))
    own = table.figureRows.first?.figure ?? .missing
    provenance = table.provenance
    let key = String(area.ars.digits.prefix(3))
    let region = scene.stage.desk.names.area(.regierungsbezirk, key)?.name ?? key
    districtName = String(region.trimmingPrefix("Regierungsbezirk "))
    do {
      district =
        try scene.desk.table(request(["regierungsbezirk": [key]]))
        .figureRows.first?.figure ?? .missing
    } catch is NotPublic {
      // Published are Land, Kreise and Gemeinden, and no sums of them.
      district = .notApplicable
    }
    land = try scene.desk.table(request([:])).figureRows.first?.figure ?? .missing
    month = year.map(scene.text) ?? scene.period(indicator)
  }

  /// `Verbreitung: 62,3 % (Juni 2025). Das sind 1,2 Prozentpunkte mehr als im Land (61,1 %) und …`
  func sentence(_ stage: Stage) -> HTML {
    let name = Headline.cased(indicator.name[stage.language])
    guard let number = own.number else {
      return "<strong>\(name): \(FigureText.meaning(own)![stage.language]).</strong>"
    }
    let value = NumberText.phrase(number, unit: indicator.unit, stage.language)
    // Counts of areas of different size are not compared.
    let others = [
      (stage.say("im Land", "in the Land"), land),
      (
        stage.say("im Regierungsbezirk \(districtName)", "in the region of \(districtName)"),
        district
      ),
    ]
    let differences = others.compactMap { place, figure in
      indicator.unit == .count ? nil : figure.number.map { difference(number, $0, place, stage) }
    }
    let comparison = differences.joined(separator: stage.say(" und ", " and "))
    let rest =
      comparison.isEmpty
      ? "" : stage.say(" Das sind \(comparison).", " That is \(comparison).")
    return "<strong>\(name): \(value)</strong> (\(month)).\(rest)"
  }

  /// `1,2 Prozentpunkte mehr als im Land (61,1 %)`
  private func difference(_ value: Double, _ other: Double, _ place: String, _ stage: Stage)
    -> String
  {
    let printed = NumberText.text(other, unit: indicator.unit, stage.language)
    // The difference of what is printed, so that a reader who subtracts finds the same.
    let unit = indicator.unit
    let gap = NumberText.printed(value, unit: unit) - NumberText.printed(other, unit: unit)
    let change = NumberText.change(gap, unit: unit, stage.language)
    if change.hasPrefix("±") {
      return stage.say("so viel wie \(place) (\(printed))", "as much as \(place) (\(printed))")
    }
    let amount = String(change.dropFirst())
    let isMore = value > other
    return stage.say(
      "\(amount) \(isMore ? "mehr" : "weniger") als \(place) (\(printed))",
      "\(amount) \(isMore ? "more" : "less") than \(place) (\(printed))")
  }
}
