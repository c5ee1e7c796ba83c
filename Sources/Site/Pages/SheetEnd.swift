import Domain
import Formats
import Indicators
import Planning

/// What stands once at the end of a paper or an area's sheet, for all of its figures.
extension PageView {
  func end(_ stage: Stage) -> HTML {
    if case .kreis = stage.subject { return caveats(stage) }
    return page.section == .berichte ? basis(stage) : ""
  }

  /// What a paper rests on: what its reader asked for, and of each table, once, the source, the
  /// counting rule and what it does not say. Printed it takes the place of what is folded away
  /// under each figure.
  private func basis(_ stage: Stage) -> HTML {
    var seen: Set<PlanListing> = []
    let items = page.tiles.compactMap { tile -> HTML? in
      guard tile.form != .follow, let listing = PlanTile.listing(of: tile),
        seen.insert(listing).inserted,
        let provenance = PlanTile.provenance(stage.question(listing), stage)
      else { return nil }
      let name = Prose.readable(provenance.title[stage.language], stage.language)
      let said = sentences(provenance, stage).joined(separator: " ")
      return "<li><strong>\(name):</strong> \(said)</li>"
    }
    let figures = figures(stage).map { indicator -> HTML in
      let name = Headline.cased(indicator.name[stage.language])
      return """
        <li><strong>\(name):</strong> \(stage.say("Quelle: ", "Source: "))\
        \(indicator.source[stage.language]). \(indicator.caveat[stage.language])</li>
        """
    }
    guard !items.isEmpty else { return "" }
    return """
      <section class="caveats basis"><h2>\(stage.say(
        "Grundlagen und Annahmen", "Sources and assumptions"))</h2>\
      <ul>\(asked(stage))\(figures)\(items)</ul></section>
      """
  }

  /// What the reader chose for the paper; nothing for one that leaves no choice. Weights are a
  /// counting rule, and stand as such.
  private func asked(_ stage: Stage) -> HTML {
    let ask = page.ask.filter { $0.fields.count == 1 }
    guard !ask.isEmpty else { return "" }
    let chosen = ask.compactMap { parameter -> String? in
      guard let value = stage.call.value(parameter.fields[0].name), !value.isEmpty else {
        return nil
      }
      // What follows in brackets or behind a comma tells how to fill the field in.
      let label = parameter.label[stage.language].split(separator: /,| \(/)[0]
      return "\(Headline.cased(String(label))): \(value)"
    }
    let text =
      chosen.isEmpty
      ? stage.say(
        "keine, gerechnet ist mit denen des Projekts", "none, those of the project count")
      : chosen.joined(separator: "; ")
    return "<li><strong>\(stage.say("Vorgaben", "Choices")):</strong> \(text).</li>"
  }

  private func sentences(_ provenance: Provenance, _ stage: Stage) -> [String] {
    let language = stage.language
    var source = stage.say("Quelle: ", "Source: ") + provenance.source[language]
    if let day = provenance.cutOff {
      source += stage.say(", Stand ", ", as of ") + TimeText.day(day, language)
    }
    let rule =
      provenance.rule.isEmpty
      ? nil : (provenance.ruleText ?? RuleText.text(provenance.rule))[language]
    return
      ([source, rule].compactMap(\.self)
      + [provenance.caveat, provenance.note].compactMap {
        $0.map { Prose.readable($0[language], language) }
      })
      .map { Headline.cased($0.hasSuffix(".") ? $0 : $0 + ".") }
  }

  /// The indicators of the page that this reader sees, once each.
  private func figures(_ stage: Stage) -> [IndicatorDescription] {
    var seen: Set<String> = []
    return page.tiles.filter { PlanTile.listing(of: $0) == nil }.flatMap { tile in
      stage.indicators(of: tile).filter { isShown($0, in: tile, stage) }
    }.filter { seen.insert($0.id).inserted }
  }

  /// What they do not say; on paper, where their tables are left out, also where these stand.
  private func caveats(_ stage: Stage) -> HTML {
    let shown = figures(stage)
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
      <strong>\(stage.say("Zählregel:", "Counting rule:"))</strong> \
      \(RuleText.text("active")[stage.language]). \
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
