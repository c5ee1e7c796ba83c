import Domain
import Planning

/// Rules about weights as lines of a form: "capital value weighs more than case volume". Each is
/// two fields of the page's URL, `mehr-1` and `weniger-1`.
struct OrderForm {
  /// More rules than the bodies of the agreement agree on.
  private static let limit = 8
  /// As many lines are there for a reader who has not said anything yet.
  private static let fewest = 3

  /// The fields of all lines.
  static let names = (1...limit).flatMap { [more($0), less($0)] }

  private static func more(_ line: Int) -> String { "mehr-\(line)" }
  private static func less(_ line: Int) -> String { "weniger-\(line)" }

  /// Lines in which something is chosen, as it was sent.
  private let lines: [(number: Int, more: String, less: String)]

  init(_ call: Call) {
    lines = (1...Self.limit).compactMap { line -> (number: Int, more: String, less: String)? in
      let (more, less) = (
        call.value(Self.more(line)) ?? "", call.value(Self.less(line)) ?? ""
      )
      return more.isEmpty && less.isEmpty ? nil : (line, more, less)
    }
  }

  /// `net_value>volume,benefit>demand`; `nil`: nothing is said.
  var text: String? {
    lines.isEmpty ? nil : lines.map { "\($0.more)>\($0.less)" }.joined(separator: ",")
  }

  /// Why no ranking can follow these rules, by their names; `nil`: it can, or the table does not
  /// ask for them.
  func complaint(_ question: PlanQuestion, _ stage: Stage) -> String? {
    guard question.choices[.order] != nil else { return nil }
    for line in lines where comparison(line) == nil {
      return stage.say(
        "Regel \(line.number) nennt nicht zwei Kriterien. Wählen Sie das andere dazu oder lassen "
          + "Sie beide leer.",
        "Rule \(line.number) does not name two criteria. Choose the other one as well, or leave "
          + "both empty.")
    }
    guard question.choices[.weights] == nil else {
      return stage.say(
        "Feste Gewichte lassen Regeln nichts zu sagen. Lassen Sie die Gewichte oder die Regeln "
          + "leer: \(sentence(lines.compactMap(comparison), stage)).",
        "Fixed weights leave nothing for rules to say. Empty the weights or the rules: "
          + "\(sentence(lines.compactMap(comparison), stage)).")
    }
    return WeightRules.circle(lines.compactMap(comparison)).map { circle in
      stage.say(
        "Diese Regeln widersprechen sich: \(sentence(circle, stage)). Nehmen Sie eine davon heraus.",
        "These rules contradict each other: \(sentence(circle, stage)). Take one of them out.")
    }
  }

  /// The rules in words, before a reason that names them by their keys; empty where the table does
  /// not ask for them.
  func reminder(_ question: PlanQuestion, _ stage: Stage) -> String {
    guard question.choices[.order] != nil else { return "" }
    return stage.say("Ihre Regeln: ", "Your rules: ")
      + sentence(lines.compactMap(comparison), stage) + ". "
  }

  private func comparison(
    _ line: (number: Int, more: String, less: String)
  ) -> WeightRules.Comparison? {
    guard let more = WeightRules.Item(line.more), let less = WeightRules.Item(line.less) else {
      return nil
    }
    return WeightRules.Comparison(more, over: less)
  }

  private func sentence(_ rules: [WeightRules.Comparison], _ stage: Stage) -> String {
    rules.map { rule in
      let (more, less) = (rule.more.name[stage.language], rule.less.name[stage.language])
      return stage.say("„\(more)“ vor „\(less)“", "“\(more)” before “\(less)”")
    }.joined(separator: "; ")
  }

  // MARK: - Fields

  /// The lines that say something and one more, folded away until they are used.
  func html(_ stage: Stage) -> HTML {
    let count = min(max(Self.fewest, (lines.last?.number ?? 0) + 1), Self.limit)
    let rules = (1...count).map { line -> HTML in
      let sent = lines.first { $0.number == line }
      let rule = stage.say("Regel \(line)", "Rule \(line)")
      return """
        <span class="rule" role="group" aria-label="\(rule)">\
        \(select(Self.more(line), sent?.more, stage.say("wiegt mehr", "weighs more"), rule, stage)) \
        \(stage.say("wiegt mehr als", "weighs more than")) \
        \(select(Self.less(line), sent?.less, stage.say("wiegt weniger", "weighs less"), rule, stage))\
        </span>
        """
    }
    let open: HTML = lines.isEmpty ? "" : " open"
    return """
      <details class="fields"\(open)><summary>\
      \(PlanListing.Parameter.order.label[stage.language])</summary>\
      <p class="note">\(stage.say(
        "Gewichte oder Regeln, nicht beides. Kosten und Nutzen behalten ihr Mindestgewicht (§ 1 Abs. 6).",
        "Weights or rules, not both. Cost and benefit keep their least weight (§ 1 (6)).")) </p>\
      <div class="rules">\(rules)</div></details>
      """
  }

  private func select(
    _ name: String, _ sent: String?, _ role: String, _ rule: String, _ stage: Stage
  ) -> HTML {
    let options = WeightRules.Item.names.compactMap(WeightRules.Item.init).map { item -> HTML in
      let selected: HTML = item.description == sent ? " selected" : ""
      return """
        <option value="\(item.description)"\(selected)>\
        \(Headline.cased(item.name[stage.language]))</option>
        """
    }
    return """
      <select id="\(name)" name="\(name)" aria-label="\(rule): \(role)">\
      <option value="">–</option>\(options)</select>
      """
  }
}
