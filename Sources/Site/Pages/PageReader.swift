import Declarations
import Domain
import Formats
import Foundation
import Indicators

/// `Dashboards/*.toml` become pages, or a fault with file, key path and suggestion.
enum PageReader {
  /// All pages of a folder in the order of their file names.
  static func pages(
    inFolder folder: String, indicators: [IndicatorDescription]
  ) throws(Fault) -> [PageDeclaration] {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      throw Fault(
        .inputMissing, at: folder, "the folder with the pages cannot be read",
        remedy: "Point --project at a folder that holds Dashboards")
    }
    var pages: [PageDeclaration] = []
    for name in names.sorted() where name.hasSuffix(".toml") && !name.hasPrefix(".") {
      let place = "Dashboards/" + name
      guard let data = FileManager.default.contents(atPath: folder + "/" + name),
        let text = String(validating: data, as: UTF8.self)
      else {
        throw Fault(
          .badData, at: place, "the file cannot be read as UTF-8", remedy: "Save it as UTF-8")
      }
      pages.append(try page(text, file: place, indicators: indicators))
    }
    try checkTogether(pages, folder: folder)
    return pages
  }

  /// One page from its text.
  static func page(_ text: String, file: String, indicators: [IndicatorDescription])
    throws(Fault) -> PageDeclaration
  {
    let root = DeclarationNode(
      value: try DeclarationValue.parse(text, file: file), file: file, keyPath: "")
    try root.admit(["path", "title", "intro", "menu", "menu_title", "choose", "tile"])
    let path = try root.need("path").string()
    guard path.hasPrefix("/"), path == "/" || !path.hasSuffix("/") else {
      throw root.fault("path", "\"\(path)\" is no path", "Write it as \"/kreise\"")
    }
    for part in path.split(separator: "/") where part.hasPrefix("{") {
      let name = String(part.dropFirst().dropLast())
      guard PageDeclaration.subjects.contains(name) else {
        throw root.fault(
          "path", "no page can be about \"\(name)\"",
          Suggestion.hint(for: name, among: PageDeclaration.subjects))
      }
    }
    let known = indicators.map(\.id)
    var choose: [String] = []
    for node in try root.find("choose")?.elements() ?? [] {
      choose.append(try node.choice(known, what: "indicator"))
    }
    var tiles: [TileDeclaration] = []
    for node in try root.need("tile").elements() {
      tiles.append(try tile(node, known: known, hasChoice: !choose.isEmpty))
    }
    return PageDeclaration(
      file: file, path: path, title: try root.need("title").text(),
      intro: try root.find("intro")?.text() ?? .same(""),
      menu: try root.find("menu")?.integer(), menuTitle: try root.find("menu_title")?.text(),
      choose: choose, tiles: tiles)
  }

  private static func tile(_ node: DeclarationNode, known: [String], hasChoice: Bool)
    throws(Fault) -> TileDeclaration
  {
    try node.admit(["show", "as", "at", "by", "where", "range", "title"])
    let formNode = try node.need("as")
    let form = TileDeclaration.Form(
      rawValue: try formNode.choice(TileDeclaration.Form.allCases.map(\.rawValue), what: "form"))!
    let width = TileDeclaration.Width(
      rawValue: try node.need("at").choice(
        TileDeclaration.Width.allCases.map(\.rawValue), what: "width"))!
    var names = known
    if hasChoice { names.append(TileDeclaration.chosen) }
    switch form {
    case .listing: names = ["loads", "quarantine", "processes", "indicators"]
    case .curves: names = ["adoption"]
    case .facts: names = ["kreis", "process"]
    case .definition: names = ["indicator"]
    default: break
    }
    var show: [String] = []
    for one in try node.need("show").elements() {
      show.append(try one.choice(names, what: "name"))
    }
    guard !show.isEmpty else {
      throw node.fault("show", "nothing is shown", "Name at least one indicator")
    }
    var by: [String] = []
    for one in try node.find("by")?.elements() ?? [] {
      by.append(try one.choice(dimensions, what: "dimension"))
    }
    let needsOne: Set<TileDeclaration.Form> = [.dots, .table]
    guard !needsOne.contains(form) || by.count == 1 else {
      throw node.fault(
        "by", "a tile as \(form.rawValue) needs one dimension", "Write by = \"kreis\"")
    }
    var range: [String] = []
    for one in try node.find("range")?.elements() ?? [] {
      range.append(try one.choice(known, what: "indicator"))
    }
    guard range.isEmpty || range.count == 2 else {
      throw node.fault("range", "a range has two ends", "Name two indicators, lowest first")
    }
    var filter: [String: [String]] = [:]
    for (name, value) in try node.find("where")?.members() ?? [] {
      guard dimensions.contains(name) else {
        throw value.fault(
          nil, "unknown dimension", Suggestion.hint(for: name, among: dimensions))
      }
      filter[name] = try strings(value)
    }
    return TileDeclaration(
      keyPath: node.keyPath, show: show, form: form, width: width, by: by, filter: filter,
      range: range, title: try node.find("title")?.text())
  }

  private static func strings(_ node: DeclarationNode) throws(Fault) -> [String] {
    var all: [String] = []
    for one in try node.elements() { all.append(try one.string()) }
    return all
  }

  private static let dimensions = [
    "land", "regierungsbezirk", "kreis", "gemeinde", "size_class", "themenfeld", "leistung",
    "process", "process_kind", "month",
  ]

  private static func checkTogether(_ pages: [PageDeclaration], folder: String) throws(Fault) {
    guard pages.contains(where: { $0.path == "/" }) else {
      throw Fault(
        .configuration, at: folder, "no page has the path \"/\"",
        remedy: "Restore ueberblick.toml or give one page path = \"/\"")
    }
    var seen: [String: String] = [:]
    for page in pages {
      if let other = seen.updateValue(page.file, forKey: page.path) {
        throw Fault(
          .configuration, at: page.file + ": path", "\(other) has the path \(page.path) too",
          remedy: "Give one of them another path")
      }
    }
  }
}
