import Domain
import Formats
import Indicators

/// A Kreis among its peers of the same kind, indicator by indicator.
enum ProfileTile {
  static func html<Desk>(_ scene: Scene<Desk>) throws -> HTML {
    let stage = scene.stage
    guard case .kreis(let area) = stage.subject else { return "" }
    let isTown = area.kind == .stadtkreis
    var rows: [ProfilePlot.Row] = []
    var lines: [HTML] = []
    var provenance: Provenance?
    let (_, hidden) = try scene.answers { indicator in
      let table = try scene.desk.table(FigureRequest(indicator.id, by: ["kreis"]))
      provenance = provenance ?? table.provenance
      let all = table.figureRows.filter { AuthorityKey.isStadtkreis($0.keys[0]) == isTown }
      let own = all.first { $0.keys[0] == area.ars.kreis5 }?.figure ?? .missing
      let land = try scene.desk.table(FigureRequest(indicator.id)).figureRows.first?.figure
      let isComparable = indicator.unit != .count
      let peers = all.filter { $0.keys[0] != area.ars.kreis5 }.compactMap(\.figure.number)
      rows.append(
        .init(
          label: Headline.cased(indicator.name[scene.language]), unit: indicator.unit, figure: own,
          reference: isComparable ? land?.number : nil, peers: peers))
      lines.append(line(indicator, own: own, land: land ?? .missing, peers: peers, scene))
    }
    guard let provenance, let first = scene.indicators.first else { return "" }
    let peersName =
      isTown
      ? stage.say("andere Stadtkreise", "other city districts")
      : stage.say("andere Landkreise", "other rural districts")
    let plot = ProfilePlot(
      id: scene.id + "-p", title: stage.say("Profil", "Profile"), rows: rows,
      legend: (area: area.name, peers: peersName, reference: "Land"), language: scene.language)
    let caption = stage.say("Profil: ", "Profile: ") + AreaNames.long(area)
    let heads = [
      area.name, "Land", stage.say("niedrigster Wert", "lowest value"),
      stage.say("höchster Wert", "highest value"),
    ]
    let table = TableView.written(
      caption: caption, first: stage.say("Indikator", "Indicator"), heads: heads, rows: lines)
    var view = FigureView(
      id: scene.id,
      headline: scene.tile.title?[scene.language]
        ?? stage.say("\(area.name) unter seinesgleichen", "\(area.name) among its peers"),
      what: [AreaNames.long(area), peersName, scene.period(first)].joined(separator: " · "),
      table: table, provenance: provenance, mark: scene.mark, tile: scene.tile)
    view.charts = [(nil, plot.drawing)]
    view.notes =
      [
        stage.say(
          "Jede Zeile hat ihre eigene Achse, vom niedrigsten zum höchsten Wert.",
          "Each row has its own axis, from the lowest to the highest value.")
      ] + scene.remarks(hidden: hidden)
    view.indicator = first.id
    return view.html(stage)
  }

  private static func line(
    _ indicator: IndicatorDescription, own: Figure, land: Figure, peers: [Double],
    _ scene: Scene<some FigureDesk>
  ) -> HTML {
    let numbers = peers + [own.number].compactMap { $0 }
    let ends: [Figure] = [
      numbers.min().map(Figure.value) ?? .missing, numbers.max().map(Figure.value) ?? .missing,
    ]
    let cells = ([own, land] + ends).map {
      "<td class=\"num\">\(FigureText.text($0, unit: indicator.unit, scene.language))</td>" as HTML
    }
    return
      "<tr><th scope=\"row\">\(Headline.cased(indicator.name[scene.language]))</th>\(cells)</tr>"
  }
}
