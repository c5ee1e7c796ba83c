import Domain
import Formats
import Indicators

/// What stands once at the end of an area's sheet, for all of its figures.
extension PageView {
  /// What they do not say; on paper, where their tables are left out, also where these stand.
  func caveats(_ stage: Stage) -> HTML {
    guard case .kreis = stage.subject else { return "" }
    var seen: Set<String> = []
    let shown = page.tiles.flatMap { tile in
      stage.indicators(of: tile).filter { isShown($0, in: tile, stage) }
    }.filter { seen.insert($0.id).inserted }
    guard !shown.isEmpty else { return "" }
    let items = shown.map { indicator -> HTML in
      """
      <li><strong>\(Headline.cased(indicator.name[stage.language])):</strong> \
      \(indicator.caveat[stage.language])</li>
      """
    }
    return """
      <section class="caveats"><h2>\(stage.say("Was das nicht sagt", "What this does not say"))</h2>\
      <ul>\(items)</ul>\(sources(shown, stage))</section>
      """
  }

  private func sources(_ shown: [IndicatorDescription], _ stage: Stage) -> HTML {
    var parts: [String] = []
    for indicator in shown {
      for part in indicator.source[stage.language].split(separator: "; ").map(String.init)
      where !parts.contains(part) { parts.append(part) }
    }
    let list = parts.joined(separator: "; ")
    return """
      <p class="print"><strong>\(stage.say("Quellen:", "Sources:"))</strong> \(list). \
      \(stage.say(
        "Tabellen und Methoden zu jeder Abbildung stehen auf der Seite",
        "Tables and methods of each figure stand on the page")) \(stage.call.path).</p>
      """
  }

  /// Whether this reader sees the figure: the public sees facts and what has been released.
  private func isShown(
    _ indicator: IndicatorDescription, in tile: TileDeclaration, _ stage: Stage
  ) -> Bool {
    guard stage.exact == nil else { return true }
    guard indicator.isPublic else { return false }
    let request = FigureRequest(
      indicator.id, by: tile.by + (tile.form == .lines ? ["month"] : []),
      filter: stage.filter(of: tile))
    return (try? PublishedDesk(desk: stage.desk).table(request)) != nil
  }
}
