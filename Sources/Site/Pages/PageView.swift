import Domain
import Formats
import Indicators
import Planning

/// A declared page becomes HTML for one request.
struct PageView: Sendable {
  let page: PageDeclaration
  let menu: [Layout.MenuEntry]

  func response(_ call: Call, _ desk: ReleasedDesk, _ exact: ExactDesk?) throws -> SiteResponse {
    let chosen = call.value("indikator")
    let stage = Stage(
      call: call, desk: desk, exact: exact, page: page,
      subject: try Stage.Subject(of: page, call, desk), chosen: chosen, menu: menu)
    let tiles = try drawn(stage)
    let isSheet = if case .kreis = stage.subject { true } else { false }
    let layout = Layout(
      menu: menu, dataState: desk.dataState, runID: desk.runID, isInternal: exact != nil,
      cutOff: desk.cutOff, frozen: desk.frozen)
    return .html(
      layout.page(
        title: fill(page.title[call.language], stage.subjectName),
        intro: fill(page.intro[call.language], stage.subjectName), path: call.path,
        link: Linker(call, run: exact == nil ? nil : desk.runID),
        content:
          "\(chooser(stage))<div class=\"tiles\(isSheet ? " sheet" : "")\">\n\(tiles)</div>\(end(stage))"
      ))
  }

  /// What is not public is told once a page.
  private func drawn(_ stage: Stage) throws -> [HTML] {
    struct Told: Hashable {
      let indicators: [String]
      let matter: NotPublic.Matter
    }
    var told: Set<Told> = []
    return try page.tiles.enumerated().map { position, tile in
      do {
        return try Tile.html(tile, position: position, stage)
      } catch let refusal as NotPublic {
        let ids = stage.indicators(of: tile).map(\.id)
        guard told.insert(Told(indicators: ids, matter: refusal.matter)).inserted else { return "" }
        return Tile.notice(refusal, tile, position: position, stage)
      }
    }
  }

  private func fill(_ text: String, _ name: String) -> String {
    var result = ""
    var rest = text[...]
    while let range = rest.firstRange(of: "{name}") {
      result += rest[..<range.lowerBound] + name
      rest = rest[range.upperBound...]
    }
    return result + rest
  }

  /// The form with which a reader chooses the indicator; works without JavaScript.
  private func chooser(_ stage: Stage) -> HTML {
    let ask = page.ask.filter { isAnswered($0, stage) }
    guard !page.choose.isEmpty || !ask.isEmpty else { return "" }
    let fields = ask.map { field($0, stage) }
    return """
      <form class="choose" method="get" action="\(stage.call.path)">\
      \(indicatorField(stage))\(fields)\(Self.kept(stage))\
      <button type="submit">\(stage.say("Anzeigen", "Show"))</button></form>\n
      """
  }

  /// Whether a table of the page that this reader sees hangs on the choice.
  private func isAnswered(_ parameter: PlanListing.Parameter, _ stage: Stage) -> Bool {
    page.tiles.contains { tile in
      guard let listing = PlanTile.listing(of: tile) else { return false }
      return listing.parameters.contains(parameter)
        && (stage.exact != nil || listing.refusal == nil)
    }
  }

  /// The language and the state of the data that a reader has asked for, as fields of a form.
  static func kept(_ stage: Stage) -> HTML {
    stage.call.kept.map { "<input type=\"hidden\" name=\"\($0.0)\" value=\"\($0.1)\">" as HTML }
      .joined()
  }

  private func indicatorField(_ stage: Stage) -> HTML {
    guard !page.choose.isEmpty else { return "" }
    let current = stage.chosen ?? page.choose[0]
    let offered = page.choose.compactMap(stage.desk.indicator).filter {
      stage.exact != nil || $0.isPublic
    }
    let options = offered.map { indicator -> HTML in
      let selected: HTML = indicator.id == current ? " selected" : ""
      return """
        <option value="\(indicator.id)"\(selected)>\(Headline.cased(indicator.name[stage.language]))</option>
        """
    }
    return """
      <label for="indikator">\(stage.say("Indikator", "Indicator"))</label>\
      <select id="indikator" name="indikator">\(options)</select>
      """
  }

  /// The fields for a choice of plans, with what counts where the reader left it open. Many fields
  /// of one choice are folded away until they are used.
  private func field(_ parameter: PlanListing.Parameter, _ stage: Stage) -> HTML {
    if parameter == .order { return OrderForm(stage.call).html(stage) }
    if parameter == .policy { return policyField(stage) }
    let inputs = parameter.fields.map { field -> HTML in
      let sent = stage.call.value(field.name) ?? ""
      let value = sent.isEmpty ? stage.desk.standard(parameter) ?? "" : sent
      return """
        <span class="field"><label for="\(field.name)">\(Headline.cased(field.label[stage.language]))\
        </label><input type="\(type(parameter, value))" id="\(field.name)" name="\(field.name)" \
        value="\(value)"\(hint(parameter, stage))></span>
        """
    }
    guard inputs.count > 1 else { return inputs.joined() }
    let open: HTML = parameter.choice(stage.call) == nil ? "" : " open"
    return """
      <details class="fields"\(open)><summary>\(parameter.label[stage.language])</summary>\
      <div>\(inputs)</div></details>
      """
  }

  /// What counts where the field is left open.
  private func hint(_ parameter: PlanListing.Parameter, _ stage: Stage) -> HTML {
    guard parameter == .budget, stage.exact != nil, let usual = stage.desk.usualBudgets else {
      return ""
    }
    let amounts = usual.map { stage.language.grouped(($0 + 50) / 100) }
    return " placeholder=\"\(amounts.joined(separator: "; "))\""
  }

  private func policyField(_ stage: Stage) -> HTML {
    let name = PlanListing.Parameter.policy.word
    let sent = stage.call.value(name) ?? ""
    let options = SharePolicy.allCases.map { policy -> HTML in
      let selected: HTML = policy.rawValue == sent ? " selected" : ""
      let name = policy.name[stage.language]
      return "<option value=\"\(policy.rawValue)\"\(selected)>\(name)</option>"
    }
    return """
      <span class="field"><label for="\(name)">\
      \(PlanListing.Parameter.policy.label[stage.language])</label>\
      <select id="\(name)" name="\(name)"><option value="">\
      \(stage.say("die des Haushaltsjahrs", "that of the budget year"))</option>\(options)</select>\
      </span>
      """
  }

  private func type(_ parameter: PlanListing.Parameter, _ value: String) -> HTML {
    switch parameter {
    // The id of a meeting is no date; then the field takes any text.
    case .since, .on: Day(value) == nil ? "text" : "date"
    case .weights: "number"
    default: "text"
    }
  }
}
