import Domain
import Formats
import Indicators
import Planning

typealias HTML = Markup

/// Everything a tile needs to draw itself for one request: what may be seen, what the page is
/// about, and how links are made.
struct Stage: Sendable {
  /// What the page is about.
  enum Subject: Sendable {
    case none
    case kreis(Area)
    case process(id: String, name: String)
    case indicator(IndicatorDescription)
    case convoy(id: String, name: String)
    /// A candidate, or a process that is reckoned like one.
    case candidate(id: String, name: String)
  }

  let call: Call
  let desk: ReleasedDesk
  /// `nil` in the public scope.
  let exact: ExactDesk?
  let page: PageDeclaration
  let subject: Subject
  /// The indicator that the reader chose, where the page lets choose.
  let chosen: String?
  /// The pages of the menu.
  var menu: [Layout.MenuEntry] = []

  var language: Language { call.language }
  func say(_ de: String, _ en: String) -> String { language == .german ? de : en }

  var subjectName: String {
    switch subject {
    case .none: ""
    case .kreis(let area): AreaNames.long(area)
    case .process(_, let name): name
    case .indicator(let indicator): indicator.name[language]
    case .convoy(_, let name), .candidate(_, let name): name
    }
  }

  /// A link inside the site that keeps the language and the state that the reader asked for.
  func link(_ path: String, _ query: [(String, String)] = []) -> String {
    Percent.path(path, query + call.kept)
  }

  /// The place of data of the state that the page shows.
  func data(_ path: String, _ query: [(String, String)]) -> String {
    Percent.path(path, query + call.keptState)
  }

  /// This page in the state that it shows, whatever is loaded later.
  var permalink: String { Linker(call, run: exact == nil ? nil : desk.runID).permanent }

  /// Indicators that a tile shows, with the reader's choice put in.
  func indicators(of tile: TileDeclaration) -> [IndicatorDescription] {
    tile.show.compactMap { name in
      if name == TileDeclaration.subject, case .indicator(let indicator) = subject {
        return indicator
      }
      return desk.indicator(
        name == TileDeclaration.chosen ? chosen ?? page.choose.first ?? "" : name)
    }
  }

  /// The tile's filter with the page's own key in place of `{kreis}`.
  func filter(of tile: TileDeclaration) -> [String: [String]] {
    tile.filter.mapValues { keys in
      keys.map { key in
        guard key.hasPrefix("{"), key.hasSuffix("}") else { return key }
        return call.pathValues[String(key.dropFirst().dropLast())] ?? key
      }
    }
  }

  /// Where the data of a figure can be fetched.
  func dataLink(_ request: FigureRequest, format: String, _ more: [(String, String)] = [])
    -> String
  {
    var query: [(String, String)] = []
    if !request.by.isEmpty { query.append(("by", request.by.joined(separator: ","))) }
    if let from = request.from { query.append(("from", from.description)) }
    if let to = request.to { query.append(("to", to.description)) }
    if let rule = request.rule { query.append(("rule", rule)) }
    for (name, keys) in request.filter.sorted(by: { $0.key < $1.key }) {
      for key in keys { query.append(("where", "\(name)=\(key)")) }
    }
    query.append(("format", format))
    query += more
    return data("/api/v1/indicators/" + Percent.encode(request.indicator), query)
  }

  /// Name of a key of a dimension as people read it.
  func name(_ dimension: String, _ key: String, label: Text?) -> String {
    if let level = AreaLevel(rawValue: dimension), let name = desk.names.short(level, key) {
      return name
    }
    if dimension == "month", let month = Month(key) { return TimeText.month(month, language) }
    if dimension == "step", let step = Int(key) {
      return step == 0
        ? say("vor dem ersten Schritt", "before the first step")
        : say("nach Schritt \(step)", "after step \(step)")
    }
    return label?[language] ?? key
  }

  /// The same with the kind of a Kreis, because names are not unique (two Heilbronns).
  func fullName(_ dimension: String, _ key: String, label: Text?) -> String {
    dimension == AreaLevel.kreis.rawValue
      ? desk.names.long(.kreis, key) ?? name(dimension, key, label: label)
      : name(dimension, key, label: label)
  }
}
