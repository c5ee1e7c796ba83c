import Declarations
import Domain
import Foundation
import Indicators
import Planning

/// `Dashboards/*.toml` become pages, or faults with file, line, key path and suggestion.
enum PageReader {
  /// All pages of a folder in the order of their file names.
  /// - Throws: ``Fault`` or ``Faults``: everything that is wrong with the first wrong file.
  static func pages(
    inFolder folder: String, indicators: [IndicatorDescription]
  ) throws -> [PageDeclaration] {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      throw Fault(
        .inputMissing, at: folder, "the folder with the pages cannot be read",
        remedy: "Point --project at a folder that holds Dashboards")
    }
    let pages = try names.sorted().filter { $0.hasSuffix(".toml") && !$0.hasPrefix(".") }.map {
      name in
      let file = "Dashboards/" + name
      guard let data = FileManager.default.contents(atPath: folder + "/" + name),
        let text = String(validating: data, as: UTF8.self)
      else {
        throw Fault(
          .badData, at: file, "the file cannot be read as UTF-8", remedy: "Save it as UTF-8")
      }
      return try page(text, file: file, indicators: indicators)
    }
    try checkTogether(pages, folder: folder)
    return pages
  }

  /// One page from its text.
  static func page(
    _ text: String, file: String, indicators: [IndicatorDescription]
  ) throws -> PageDeclaration {
    try Declaration.read(text, file: file) { root in
      let path = path(root)
      let known = indicators.map(\.id)
      let choose = names("choose", of: root, among: known)
      let words = PlanListing.Parameter.allCases.map(\.word)
      let ask = names("ask", of: root, among: words).compactMap { word in
        PlanListing.Parameter.allCases.first { $0.word == word }
      }
      let (section, menu) = place(root)
      var shown = known
      if !choose.isEmpty { shown.append(TileDeclaration.chosen) }
      if path.contains(TileDeclaration.subject) { shown.append(TileDeclaration.subject) }
      if !root.has("tile") {
        root.fault("tile", "is missing", remedy: "A page has at least one [[tile]]")
      }
      return PageDeclaration(
        file: file, path: path, title: root.text("title"),
        intro: root.optionalText("intro") ?? .same(""), section: section, menu: menu,
        menuTitle: root.optionalText("menu_title"), choose: choose, ask: ask,
        tiles: root.tables("tile").map { tile($0, indicators, choose: choose, shown: shown) })
    }
  }

  /// Where in the menu: both keys or none.
  private static func place(_ root: Declaration) -> (section: MenuSection?, menu: Int?) {
    let menu = root.integer("menu", in: 1...99)
    let section: MenuSection? = root.choice("section")
    if menu != nil, !root.has("section") {
      let known = MenuSection.allCases.map(\.rawValue).joined(separator: ", ")
      root.fault("section", "is missing", remedy: "It wants one of: " + known)
    }
    if section != nil, menu == nil {
      root.fault("menu", "is missing", remedy: "It wants the place within the section, from 1")
    }
    return (section, menu)
  }

  private static func path(_ root: Declaration) -> String {
    let path = root.string("path")
    if !path.isEmpty, !path.hasPrefix("/") || (path != "/" && path.hasSuffix("/")) {
      root.fault("path", "is \"\(path)\"", remedy: "It wants a path such as \"/kreise\"")
    }
    for part in path.split(separator: "/") where part.hasPrefix("{") {
      let name = String(part.dropFirst().dropLast())
      if !PageDeclaration.subjects.contains(name) {
        root.unknownName(name, at: "path", among: PageDeclaration.subjects)
      }
    }
    return path
  }

  private static func tile(
    _ node: Declaration, _ indicators: [IndicatorDescription], choose: [String], shown: [String]
  ) -> TileDeclaration {
    let form: TileDeclaration.Form? = required("as", of: node)
    let width: TileDeclaration.Width? = required("at", of: node)
    let show = names("show", of: node, among: form?.listings ?? shown)
    if !node.has("show") {
      node.fault("show", "is missing", remedy: "It wants the name of what is shown")
    }
    let by = names("by", of: node, among: dimensions)
    if form == .dots || form == .table, by.count != 1 {
      node.fault("by", "has not exactly one name", remedy: "Write by = \"kreis\"")
    }
    let range = names("range", of: node, among: indicators.map(\.id))
    if !range.isEmpty, range.count != 2 {
      node.fault("range", "has not two ends", remedy: "Name two indicators, lowest first")
    }
    let filter = filter(node)
    let asked = show.contains(TileDeclaration.chosen) ? show + choose : show
    for indicator in indicators where (asked + range).contains(indicator.id) {
      for name in by + filter.keys.sorted() where dimensions.contains(name) {
        guard !indicator.hasDimension(name) else { continue }
        node.fault(
          by.contains(name) ? "by" : "where", "names \(name), by which \(indicator.id) is not told",
          remedy: "It can be told by " + indicator.dimensions.joined(separator: ", "))
      }
    }
    let declared = TileDeclaration(
      show: show, form: form ?? .table, width: width ?? .full,
      rows: node.integer("rows", in: 1...4) ?? 1, most: node.integer("most", in: 1...250),
      whole: node.optionalString("whole"),
      part: node.choice("part"), by: by,
      filter: filter, range: range, title: node.optionalText("title"))
    for key in ["most", "whole"] where node.has(key) && !declared.canBeCut {
      node.fault(
        key, "has no effect here: only a planning table as a listing is cut",
        remedy: "Leave it out")
    }
    return declared
  }

  /// `where = { kreis = "{kreis}" }`
  private static func filter(_ node: Declaration) -> [String: [String]] {
    guard let table = node.table("where") else { return [:] }
    var filter: [String: [String]] = [:]
    for name in table.keys {
      if !dimensions.contains(name) {
        table.fault(name, "is no dimension", remedy: Suggestion.hint(for: name, among: dimensions))
      }
      filter[name] = table.strings(name)
    }
    return filter
  }

  /// A list of names, each of them known; none where the key is absent.
  private static func names(
    _ key: String, of node: Declaration, among known: [String]
  ) -> [String] {
    let names = node.optionalStrings(key) ?? []
    for name in names where !known.contains(name) { node.unknownName(name, at: key, among: known) }
    return names
  }

  private static func required<Choice: RawRepresentable & CaseIterable>(
    _ key: String, of node: Declaration
  ) -> Choice? where Choice.RawValue == String {
    if !node.has(key) {
      let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      node.fault(key, "is missing", remedy: "It wants one of: " + known)
    }
    return node.choice(key)
  }

  private static let dimensions = [
    "land", "regierungsbezirk", "kreis", "gemeinde", "size_class", "themenfeld", "leistung", "step",
    "process", "process_kind", "month",
  ]

  private static func checkTogether(_ pages: [PageDeclaration], folder: String) throws {
    guard pages.contains(where: { $0.path == "/" }) else {
      throw Fault(
        .configuration, at: folder, "no page has the path \"/\"",
        remedy: "Restore ueberblick.toml or give one page path = \"/\"")
    }
    var seen: [String: String] = [:]
    for page in pages {
      if let other = seen.updateValue(page.file, forKey: page.path) {
        throw Fault(
          .configuration, at: page.file, "path is \(page.path), which \(other) has too",
          remedy: "Give one of them another path")
      }
    }
    for page in pages {
      for (number, tile) in page.tiles.enumerated() {
        try checkWhole(tile, at: "tile[\(number + 1)].whole", of: page, among: pages)
      }
    }
  }

  /// The page that a paper names for the rest of a table has to be there and to show it.
  private static func checkWhole(
    _ tile: TileDeclaration, at key: String, of page: PageDeclaration,
    among pages: [PageDeclaration]
  ) throws(Fault) {
    guard let path = tile.whole else { return }
    guard let other = pages.first(where: { $0.path == path }) else {
      throw Fault(
        .configuration, at: page.file, "\(key) is \"\(path)\", which is no page",
        remedy: Suggestion.hint(for: path, among: pages.map(\.path)))
    }
    let isWhole = other.tiles.contains {
      $0.form == .listing && $0.show == tile.show && $0.most == nil
    }
    guard isWhole else {
      throw Fault(
        .configuration, at: page.file,
        "\(key) is \"\(path)\", which does not list all of \(tile.show.joined(separator: ", "))",
        remedy: "Add that listing without most to \(other.file), or name another page")
    }
  }
}
