import Domain
import Formats
import Indicators

/// A figure on a page: headline made from the data, what/where/when, chart, table, source, method,
/// permalink, files. It cannot be made without the provenance of its numbers.
struct FigureView {
  /// Anchor on the page.
  let id: String
  let headline: String
  /// What is shown, where and when, as one line.
  let what: String
  var charts: [(caption: String?, drawing: Drawing)] = []
  /// Stands before the charts: the large number of a tile, sentences, a definition.
  var lead: HTML = ""
  /// Short remarks under the charts.
  var notes: [String] = []
  let table: HTML
  /// The table is the figure itself, not only its second reading.
  var isTableOpen = false
  let provenance: Provenance
  let mark: Text?
  /// The indicator whose definition page explains the method.
  var indicator: String?
  /// Label → place of the same data as a file.
  var files: [(label: String, href: String)] = []
  /// The declaration: width and height on the page.
  let tile: TileDeclaration

  func html(_ stage: Stage) -> HTML {
    let drawn = charts.map { chart -> HTML in
      let caption: HTML = chart.caption.map { "<h3>\($0)</h3>" } ?? ""
      return "<div class=\"chart-box\">\(caption)\(chart.drawing.inline)</div>"
    }
    let notes: HTML =
      self.notes.isEmpty ? "" : "<p class=\"note\">\(self.notes.joined(separator: " "))</p>"
    let body: HTML =
      isTableOpen
      ? "\(table)<details class=\"source\"><summary>\(stage.say("Quelle und Methode", "Source and method"))</summary>\(method(stage))</details>"
      : "<details><summary>\(stage.say("Tabelle, Quelle und Methode", "Table, source and method"))</summary>\(table)\(method(stage))</details>"
    let charts: HTML = drawn.isEmpty ? "" : "<div class=\"charts\">\(drawn)</div>"
    return """
      <figure class="\(tile.style)" id="\(id)"><figcaption><h2>\(Headline.html(headline))</h2>\
      <p class="what">\(Headline.cased(context))</p></figcaption>\(lead)\
      \(charts)\(notes)\(body)</figure>\n
      """
  }

  /// What is shown, without the name where the heading has just said it.
  private var context: String {
    what.hasPrefix(headline + " · ") ? String(what.dropFirst(headline.count + 3)) : what
  }

  private func readable(_ sentence: String, _ stage: Stage) -> HTML {
    "\(Prose.readable(sentence, stage.language))"
  }

  private func method(_ stage: Stage) -> HTML {
    var lines: [(String, HTML)] = [
      (stage.say("Quelle", "Source"), "\(provenance.source[stage.language])")
    ]
    if let day = provenance.cutOff {
      lines.append((stage.say("Stand", "As of"), "\(TimeText.day(day, stage.language))"))
    }
    if !provenance.rule.isEmpty {
      lines.append(
        (
          stage.say("Zählregel", "Counting rule"),
          "\((provenance.ruleText ?? RuleText.text(provenance.rule))[stage.language])"
        ))
    }
    if let version = provenance.catalogueVersion {
      lines.append((stage.say("Leistungskatalog", "Catalogue"), readable(version, stage)))
    }
    if let caveat = provenance.caveat {
      lines.append(
        (
          stage.say("Was das nicht sagt", "What this does not say"),
          readable(caveat[stage.language], stage)
        ))
    }
    if let note = provenance.note {
      lines.append((stage.say("Hinweis", "Note"), readable(note[stage.language], stage)))
    }
    if let indicator {
      let href = stage.link("/indikatoren/" + Percent.encode(indicator))
      lines.append(
        (
          stage.say("Methode", "Method"),
          "<a href=\"\(href)\">\(stage.say("Definition, Formel und Rechenbeispiel", "Definition, formula and worked example"))</a>"
        ))
    }
    if let mark { lines.append((stage.say("Kennzeichen", "Mark"), "\(mark[stage.language])")) }
    let files = self.files.map { file -> HTML in
      "<li><a href=\"\(file.href)\">\(file.label)</a></li>"
    }
    let list = lines.map { line -> HTML in "<div><dt>\(line.0)</dt><dd>\(line.1)</dd></div>" }
    return """
      <dl class="method">\(list)</dl><ul class="files">\(files)\
      <li><a href="\(stage.permalink)#\(id)">\(stage.say("Link auf diese Abbildung", "Link to this figure"))</a></li></ul>
      """
  }

  /// The notice in place of a figure that exists for internal readers only.
  static func unpublished(
    id: String, what: String, why: String, _ tile: TileDeclaration, _ stage: Stage
  ) -> HTML {
    """
    <section class="\(tile.style) unpublished" id="\(id)"><h2>\(what)</h2>\
    <p><strong>\(stage.say("Nicht veröffentlicht.", "Not published."))</strong> \(why)</p>\
    </section>\n
    """
  }

  /// What is wrong in place of a figure that cannot be made.
  static func failed(
    id: String, title: String, reason: HTML, _ tile: TileDeclaration, _ stage: Stage
  ) -> HTML {
    """
    <section class="\(tile.style) unpublished" id="\(id)"><h2>\(title)</h2>\
    <p><strong>\(stage.say("Nicht berechenbar.", "Cannot be reckoned."))</strong> \(reason)</p>\
    </section>\n
    """
  }

  /// A sentence in place of a figure whose thing has no rows yet.
  static func empty(
    id: String, title: String, text: String, _ tile: TileDeclaration, _ stage: Stage
  ) -> HTML {
    """
    <section class="\(tile.style)" id="\(id)"><h2>\(title)</h2><p class="what">\(text)</p></section>\n
    """
  }
}

/// Counting rules in words.
enum RuleText {
  static func text(_ rule: String) -> Text {
    if rule == "active" {
      return Text(
        de: "aktiv im Echtbetrieb, jeder Reifegrad", en: "active in production, any maturity")
    }
    if rule.hasPrefix("maturity=") {
      let parts = rule.dropFirst("maturity=".count).split(separator: ":")
      if parts.count == 2 {
        return Text(
          de: "aktiv, Reifegradmodell \(parts[0]), mindestens Stufe \(parts[1])",
          en: "active, maturity model \(parts[0]), level \(parts[1]) or higher")
      }
    }
    return .same(rule)
  }
}
