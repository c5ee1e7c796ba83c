import Domain
import Formats
import Planning

/// What every page has around its content: marks, name and subtitle, menu, language, foot.
struct Layout: Sendable {
  struct MenuEntry: Sendable {
    let section: MenuSection
    let path: String
    /// The word in the menu.
    let title: Text
    /// The heading of the page, and what it says of itself.
    let heading: Text
    let intro: Text
    /// What its form lets a reader choose.
    let ask: [PlanListing.Parameter]

    /// The pages that want a place in the menu, in its order.
    static func all(of pages: [PageDeclaration]) -> [MenuEntry] {
      MenuSection.allCases.flatMap { section in
        pages.filter { $0.section == section }.sorted { $0.menu! < $1.menu! }.map {
          MenuEntry(
            section: section, path: $0.path, title: $0.menuTitle ?? $0.title, heading: $0.title,
            intro: $0.intro, ask: $0.ask)
        }
      }
    }
  }

  let menu: [MenuEntry]
  /// `nil`: the data cannot be read.
  let dataState: DataState?
  /// The run from which the page can be made again; `nil`: none.
  var runID: String?
  let isInternal: Bool
  let cutOff: Day?
  /// The run that was asked for; `nil`: the page shows the current state.
  let frozen: FrozenState?

  func page(title: String, intro: String, path: String, link: Linker, content: HTML) -> HTML {
    let language = link.language
    let other: Language = language == .german ? .english : .german
    let introduction: HTML = intro.isEmpty ? "" : "<p class=\"intro\">\(intro)</p>"
    return """
      <!DOCTYPE html>
      <html lang="\(language.rawValue)"><head><meta charset="utf-8">\
      <meta name="viewport" content="width=device-width, initial-scale=1">\
      <title>\(title) – Lagebild</title>\
      <meta name="description" content="Umsetzungsmonitor E-Government">\
      <meta name="color-scheme" content="light dark">\
      <link rel="icon" href="/assets/icon.svg" type="image/svg+xml">\
      <link rel="stylesheet" href="/assets/palette.css"><link rel="stylesheet" \
      href="/assets/site.css"><script src="/assets/site.js" defer></script></head><body>
      <a class="skip" href="#main">\(say(language, "Zum Inhalt", "Skip to content"))</a>
      <header>\(marks(language))<div class="bar"><div class="brand"><a href="\(link("/"))">Lagebild</a>\
      <p>Umsetzungsmonitor E-Government</p></div>\
      \(navigation(path, link))\
      <p class="language"><a href="\(link.inLanguage(other))" hreflang="\(other.rawValue)" \
      lang="\(other.rawValue)">\(other == .english ? "English" : "Deutsch")</a></p></div></header>
      <main id="main">\(hold(link))<div class="head"><h1>\(Headline.html(title))</h1>\(introduction)</div>
      \(content)</main>
      \(foot(language, link))</body></html>\n
      """
  }

  /// The groups of pages in one line, the pages of the group that the reader is in under it.
  private func navigation(_ path: String, _ link: Linker) -> HTML {
    let language = link.language
    // A page under another one, as each report under the list of them, goes before it.
    let here = menu.filter { entry in
      entry.path == path || (entry.path != "/" && path.hasPrefix(entry.path + "/"))
    }.max { $0.path.utf8.count < $1.path.utf8.count }
    let sections = MenuSection.allCases.compactMap { section -> HTML? in
      guard let first = menu.first(where: { $0.section == section }) else { return nil }
      let current: HTML = here?.section == section ? " aria-current=\"true\"" : ""
      return "<li><a href=\"\(link(first.path))\"\(current)>\(section.title[language])</a></li>"
    }
    let pages = menu.filter { $0.section == here?.section }.map { entry -> HTML in
      let current: HTML = entry.path == here?.path ? " aria-current=\"page\"" : ""
      return "<li><a href=\"\(link(entry.path))\"\(current)>\(entry.title[language])</a></li>"
    }
    let list: HTML = pages.isEmpty ? "" : "<ul class=\"pages\">\(pages)</ul>"
    return """
      <nav aria-label="\(say(language, "Hauptmenü", "Main menu"))">\
      <ul class="sections">\(sections)</ul>\(list)</nav>
      """
  }

  private func marks(_ language: Language) -> HTML {
    var marks: [HTML] = []
    if dataState?.isSimulated == true {
      let more = say(
        language, "Kein Wert beschreibt eine wirkliche Kommune.",
        "No value describes a real municipality.")
      marks.append("<strong>\(SimulationMark.text[language])</strong> <span>\(more)</span>")
    }
    if isInternal {
      marks.append("<strong>\(say(language, "nur intern", "internal only"))</strong>")
    }
    guard !marks.isEmpty else { return "" }
    let items = marks.map { "<li>\($0)</li>" as HTML }
    let label = say(language, "Kennzeichen", "Marks")
    return "<div class=\"marks\" role=\"group\" aria-label=\"\(label)\"><ul>\(items)</ul></div>\n"
  }

  /// That the page shows an earlier state, and the way to the current one.
  private func hold(_ link: Linker) -> HTML {
    guard let frozen else { return "" }
    let language = link.language
    let day = TimeText.day(frozen.day, language)
    let text = say(
      language, "Festgehaltener Stand vom \(day), Lauf \(frozen.run).",
      "State kept from \(day), run \(frozen.run).")
    return """
      <p class="frozen" role="note"><strong>\(text)</strong> \
      <a class="screen" href="\(link.current)">\(say(language, "Zum aktuellen Stand", "To the current state"))</a></p>
      """
  }

  private func foot(_ language: Language, _ link: Linker) -> HTML {
    let stand =
      cutOff.map {
        say(language, "Stand ", "As of ") + TimeText.day($0, language)
      } ?? say(language, "Noch keine Daten", "No data yet")
    return """
      <footer><p>\(stand)\(revision(language, link))</p>\
      <p class="print">\(say(language, "Adresse dieser Seite: ", "Address of this page: "))\
      \(link.permanent)</p>\
      <p class="screen">\(say(
        language, "Keine Cookies, kein fremder Dienst, keine Reichweitenmessung.",
        "No cookies, no outside service, no tracking."))</p>\
      <ul class="screen"><li><a href="/api/v1/indicators">\(say(language, "Daten als JSON", "Data as JSON"))</a></li>\
      <li><a href="/openapi.json">OpenAPI</a></li></ul></footer>
      """
  }

  /// Which deliveries the page rests on; `78-80`, which files say too, is how runs are told apart.
  private func revision(_ language: Language, _ link: Linker) -> HTML {
    guard let dataState, let loads = dataState.loads else { return "" }
    let run = runID.map { say(language, ", Lauf ", ", run ") + $0 } ?? ""
    let deliveries =
      loads == 1
      ? say(language, "einer Lieferung", "one delivery")
      : language.grouped(loads) + say(language, " Lieferungen", " deliveries")
    return """
       · \(say(language, "Datenstand", "Revision")) \(dataState.revision)\(run), \
      \(say(language, "nach", "after")) <a href="\(link("/datenstaende"))">\(deliveries)</a>
      """
  }

  private func say(_ language: Language, _ de: String, _ en: String) -> String {
    language == .german ? de : en
  }
}

/// Makes links that keep the language and the state of the data the reader asked for.
struct Linker: Sendable {
  private let call: Call
  /// The run of the state that the page shows; `nil`: none may be named.
  private let run: String?

  init(_ call: Call, run: String? = nil) {
    self.call = call
    self.run = run
  }

  var language: Language { call.language }

  func callAsFunction(_ path: String) -> String { Percent.path(path, call.kept) }

  /// This page in another language.
  func inLanguage(_ other: Language) -> String {
    Percent.path(call.path, call.own + call.keptState + [("lang", other.rawValue)])
  }

  /// This page in the current state.
  var current: String {
    Percent.path(call.path, call.own + call.keptLanguage)
  }

  /// This page as it is now, whatever is loaded later and whatever language a browser prefers.
  var permanent: String {
    let state = run.map { [(RunChoice.run, $0)] } ?? call.keptState
    return Percent.path(call.path, call.own + state + [("lang", language.rawValue)])
  }
}
