import Domain
import Formats
import Indicators
import Planning

/// The form of a decision: its fields follow from the feed's declaration, its answer is the row with
/// what to do with it.
enum DecisionForm {
  /// What of the row stands together, in the order in which people tell it.
  private static let groups: [(title: Text, columns: [String])] = [
    (
      Text(de: "Beschluss", en: "Decision"),
      ["body", "decided_on", "subject", "result", "decision_id"]
    ),
    (
      Text(de: "Stimmen", en: "Votes"),
      ["votes_for", "votes_against", "abstentions", "transferred_votes"]
    ),
    (
      Text(de: "Grundlage", en: "Basis"), ["paper", "run_id", "weights", "refers_to"]
    ),
    (Text(de: "Folgen", en: "Consequences"), ["owner", "due_on"]),
  ]

  static func html(_ tile: TileDeclaration, id: String, _ stage: Stage) throws -> HTML {
    let title = tile.title?[stage.language] ?? stage.say("Angaben", "Details")
    guard stage.exact != nil, let today = stage.desk.today else {
      return FigureView.unpublished(
        id: id, what: title,
        why: stage.say(
          "Beschlüsse werden auf der internen Seite festgehalten.",
          "Decisions are written down on the internal site."), tile, stage)
    }
    let slip = DecisionSlip(stage.call, today: today)
    let objections = try slip.isSent ? slip.objections() : []
    let answer: HTML =
      try slip.isSent && objections.isEmpty ? self.answer(slip, tile, stage) : ""
    let groups = groups.map { group -> HTML in
      let fields = group.columns.map { field($0, slip, objections, stage) }
      return """
        <fieldset><legend>\(group.title[stage.language])</legend>\(fields)</fieldset>
        """
    }
    return """
      \(answer)<section class="\(tile.style)" id="\(id)"><h2>\(title)</h2>\
      \(summary(objections, stage))\
      <form class="record" method="get" action="\(stage.call.path)">\(groups)\
      \(PageView.kept(stage))\
      <p><button type="submit" name="\(DecisionSlip.sentName)" value="1">\
      \(stage.say("Zeile erzeugen", "Make the row"))</button></p></form></section>\n
      """
  }

  // MARK: - Fields

  private static func field(
    _ name: String, _ slip: DecisionSlip, _ objections: [DecisionSlip.Objection], _ stage: Stage
  ) -> HTML {
    guard let column = DecisionSlip.feed[name] else {
      preconditionFailure("the feed decisions has no column \(name)")
    }
    let isWanted = !column.isOptional && name != "decision_id"
    let label = Headline.cased(column.meaning[stage.language])
    let mark: HTML =
      isWanted ? " <span class=\"what\">\(stage.say("(Pflicht)", "(required)"))</span>" : ""
    let objection = objections.first { $0.column == name }
    var described: [String] = []
    var notes = HTML.empty
    if let objection {
      described.append(name + "-objection")
      notes += """
        <span class="objection" id="\(name)-objection">\(objection.text[stage.language])</span>
        """
    }
    if let hint = hint(name, stage) {
      described.append(name + "-hint")
      notes += "<span class=\"what\" id=\"\(name)-hint\">\(hint)</span>"
    }
    var attributes: HTML = isWanted ? " required" : ""
    if objection != nil { attributes += " aria-invalid=\"true\"" }
    if !described.isEmpty {
      attributes += " aria-describedby=\"\(described.joined(separator: " "))\""
    }
    return """
      <p class="entry"><label for="\(name)">\(label)\(mark)</label>\
      \(input(column, slip[name], attributes, stage))\(notes)</p>
      """
  }

  private static func input(
    _ column: FeedColumn, _ value: String, _ attributes: HTML, _ stage: Stage
  ) -> HTML {
    let name = column.name
    switch column.type {
    case .choice(let words):
      let options = words.map { word -> HTML in
        let selected: HTML = word == value ? " selected" : ""
        let text = column.name(of: word)[stage.language]
        return "<option value=\"\(word)\"\(selected)>\(text)</option>"
      }
      return """
        <select id="\(name)" name="\(name)"\(attributes)><option value=""></option>\(options)</select>
        """
    case .day:
      return "<input type=\"date\" id=\"\(name)\" name=\"\(name)\" value=\"\(value)\"\(attributes)>"
    case .integer(let range):
      return """
        <input type="number" id="\(name)" name="\(name)" min="\(Int(range.lowerBound))" \
        max="\(Int(range.upperBound))" value="\(value)"\(attributes)>
        """
    case .text(let maximum):
      return """
        <input type="text" id="\(name)" name="\(name)" maxlength="\(maximum)" value="\(value)"\
        \(attributes)>
        """
    default:
      return "<input type=\"text\" id=\"\(name)\" name=\"\(name)\" value=\"\(value)\"\(attributes)>"
    }
  }

  private static func hint(_ name: String, _ stage: Stage) -> String? {
    switch name {
    case "decision_id":
      stage.say(
        "Leer: wird aus Gremium und Tag gebildet.", "Empty: made from the body and the day.")
    case "result":
      stage.say(
        "Zum Beispiel: angenommen, abgelehnt, vertagt.",
        "For example: angenommen, abgelehnt, vertagt.")
    case "owner":
      stage.say("Eine Stelle, keine Person.", "An office, not a person.")
    case "weights":
      stage.say(
        "Leer: die Vorlage beruht auf keiner Meinung über Gewichte.",
        "Empty: the paper rests on no opinion about weights.")
    default: nil
    }
  }

  /// What is wrong, with links to the fields.
  private static func summary(_ objections: [DecisionSlip.Objection], _ stage: Stage) -> HTML {
    guard !objections.isEmpty else { return "" }
    let items = objections.map { objection -> HTML in
      let text = objection.text[stage.language]
      guard let name = objection.column, let column = DecisionSlip.feed[name] else {
        return "<li>\(text)</li>"
      }
      let label = Headline.cased(column.meaning[stage.language])
      return "<li><a href=\"#\(name)\">\(label)</a>: \(text)</li>"
    }
    return """
      <div class="objections" role="alert"><p><strong>\
      \(stage.say("So nähme das Laden die Zeile nicht an:", "A load would not take the row like this:"))\
      </strong></p><ul>\(items)</ul></div>
      """
  }

  // MARK: - Answer

  private static func answer(
    _ slip: DecisionSlip, _ tile: TileDeclaration, _ stage: Stage
  ) throws -> HTML {
    let remarks = slip.remarks(try stage.desk.plan(PlanQuestion(.decisions))).map {
      "<p class=\"note\">\($0[stage.language])</p>" as HTML
    }
    let rows = DecisionSlip.feed.columns.filter { !slip[$0.name].isEmpty }.map { column -> HTML in
      let value: String =
        if case .choice = column.type {
          column.name(of: slip[column.name])[stage.language]
        } else {
          Day(slip[column.name]).map { TimeText.day($0, stage.language) } ?? slip[column.name]
        }
      return
        "<div><dt>\(Headline.cased(column.meaning[stage.language]))</dt><dd>\(value)</dd></div>"
    }
    let query = DecisionSlip.feed.columns.compactMap { column in
      slip[column.name].isEmpty ? nil : (column.name, slip[column.name])
    }
    let file = Percent.path(DecisionRoute.path(of: stage.page), query)
    let command = "lagebild ingest \(slip.fileName)"
    return """
      <section class="\(tile.style)" id="zeile"><h2>\
      \(remarks.isEmpty
        ? stage.say("Die Zeile ist fertig", "The row is ready")
        : stage.say("Bitte vor dem Speichern prüfen", "Please check before you save"))</h2>\(remarks)\
      <dl class="facts">\(rows)</dl>\
      <p><a class="button" href="\(file)">\
      \(stage.say("\(slip.fileName) speichern", "Save \(slip.fileName)"))</a></p>\
      <h3>\(stage.say("Was jetzt zu tun ist", "What to do now"))</h3><ol class="steps">\
      <li>\(stage.say(
        "Diese Seite hat nichts gespeichert: erst die Datei trägt den Beschluss ein.",
        "This page has kept nothing: only the file enters the decision.")) \
      \(stage.say("Die Datei speichern.", "Save the file."))</li>\
      <li>\(stage.say(
        "Die Datei in den Ordner", "Put the file into the folder")) <code>Data/inbox</code> \
      \(stage.say(
        "des Projekts legen. Der nächste Lauf lädt sie, wenn lagebild.toml für den Feed",
        "of the project. The next run loads it where lagebild.toml says for the feed")) \
      <code>decisions</code> \(stage.say("das Profil", "the profile")) <code>hand</code>\
      \(stage.say(" nennt. Sofort lädt sie:", ". This loads it at once:")) \
      <code>\(command)</code></li>\
      <li>\(stage.say("Danach steht der Beschluss unter", "Then the decision stands under")) \
      <a href="\(stage.link("/beschluesse"))">\(stage.say("Beschlüsse", "decisions"))</a>\
      \(stage.say(", seine Frist unter", ", its due date under")) \
      <a href="\(stage.link("/termine"))">\(stage.say("Termine", "dates"))</a>.</li></ol></section>\n
      """
  }
}
