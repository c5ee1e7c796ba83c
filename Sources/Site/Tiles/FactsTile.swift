import Domain
import Formats
import Indicators
import Planning

/// What the register says about the thing the page is about: a process or a Kreis.
enum FactsTile {
  static func html(_ tile: TileDeclaration, id: String, _ stage: Stage) throws -> HTML {
    guard PlanListing(rawValue: tile.show.first ?? "") == nil else {
      return try PlanTile.html(tile, id: id, stage)
    }
    let facts: [(String, String)]
    switch stage.subject {
    case .process(let process, _): facts = try self.facts(ofProcess: process, stage)
    case .kreis(let area): facts = self.facts(ofKreis: area, stage)
    case .none, .indicator, .convoy, .candidate: facts = []
    }
    let list = facts.map { "<div><dt>\($0.0)</dt><dd>\($0.1)</dd></div>" as HTML }
    let title = tile.title?[stage.language] ?? stage.say("Steckbrief", "Facts")
    return """
      <section class="\(tile.style)" id="\(id)"><h2>\(title)</h2>\
      <dl class="facts">\(list)</dl></section>\n
      """
  }

  /// The columns of the listing under their own titles, so that nothing is said twice.
  private static func facts(ofProcess id: String, _ stage: Stage) throws -> [(String, String)] {
    let table = try stage.desk.processListing()
    guard let row = table.rows.first(where: { table.text($0, "process_id") == id }) else {
      return []
    }
    return zip(table.columns, row).compactMap { column, cell in
      let text: String
      switch cell {
      case .key(let key, let label): text = label?[stage.language] ?? key
      case .text(let value):
        text = Day(value).map { TimeText.day($0, stage.language) } ?? value
      case .figure(let figure):
        text = FigureText.text(figure, unit: column.unit ?? .count, stage.language)
      }
      // The name is the heading of the page.
      return text.isEmpty || column.name == "name"
        ? nil : (Headline.cased(column.title[stage.language]), text)
    }
  }

  private static func facts(ofKreis area: Area, _ stage: Stage) -> [(String, String)] {
    let gemeinden = stage.desk.areas.filter {
      $0.level == .gemeinde && $0.ars.kreis5 == area.ars.kreis5
    }.count
    let district = stage.desk.names.area(.regierungsbezirk, String(area.ars.digits.prefix(3)))
    var facts: [(String, String)] = [(stage.say("Art", "Kind"), area.kind.rawValue)]
    if let district { facts.append(("Regierungsbezirk", district.name)) }
    facts.append(
      (
        stage.say("Einwohner", "Inhabitants"),
        area.population.map { NumberText.decimal(Double($0), digits: 0, stage.language) }
          ?? FigureText.text(.missing, unit: nil, stage.language)
      ))
    if let size = area.areaKm2 {
      facts.append(
        (
          stage.say("Fläche", "Area"),
          NumberText.decimal(size, digits: 1, stage.language) + "\u{A0}km²"
        ))
    }
    facts.append(
      (
        stage.say("Gemeinden", "Municipalities"),
        NumberText.decimal(Double(gemeinden), digits: 0, stage.language)
      ))
    facts.append((stage.say("Schlüssel", "Key"), area.ars.kreis5))
    return facts
  }
}
