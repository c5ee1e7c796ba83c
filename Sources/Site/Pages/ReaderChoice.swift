import Domain
import Planning

/// What a reader may choose on a page of plans: fields of its form and parameters of its URL.
extension PlanListing.Parameter {
  /// A field of a form, which is a parameter of the page's URL.
  struct Field: Sendable {
    let name: String
    let label: Text
  }

  /// Its name in a page's declaration, and in the URL where it has one field.
  var word: String {
    switch self {
    case .since: "seit"
    case .on: "am"
    case .convoy: "konvoi"
    case .process: "prozess"
    case .kreis: "kreis"
    case .budget: "budget"
    case .policy: "auslegung"
    case .minimum: "mindestens"
    case .weights: "gewichte"
    case .order: "regeln"
    }
  }

  var label: Text {
    switch self {
    case .since: Text(de: "Seit", en: "Since")
    case .on: Text(de: "Gesehen am", en: "Seen on")
    case .convoy: Text(de: "Konvoi", en: "Convoy")
    case .process: Text(de: "Prozess", en: "Process")
    case .kreis: Text(de: "Kreis", en: "District")
    case .budget:
      Text(
        de: "Budget für Neues in Euro (mehrere Jahre mit ; getrennt)",
        en: "Budget for new ones in EUR (several years apart by ;)")
    case .policy: Text(de: "Auslegung des § 5", en: "Reading of § 5")
    case .minimum:
      Text(
        de: "Mindestens je Themenfeld, etwa Bildung=2",
        en: "Minimum of a Themenfeld, such as Bildung=2")
    case .weights: Text(de: "Eigene Gewichte", en: "Weights of your own")
    case .order: Text(de: "Regeln: was wiegt mehr?", en: "Rules: what weighs more?")
    }
  }

  /// Weights have a field for each criterion, rules two each, everything else has one.
  var fields: [Field] {
    switch self {
    case .weights:
      Criterion.allCases.map {
        Field(name: "gewicht-" + $0.rawValue.replacing("_", with: "-"), label: $0.name)
      }
    case .order: OrderForm.names.map { Field(name: $0, label: label) }
    default: [Field(name: word, label: label)]
    }
  }

  /// What the fields of a page's URL say; `nil`: nothing.
  func choice(_ call: Call) -> String? {
    if self == .order { return OrderForm(call).text }
    let sent = fields.map { call.value($0.name) ?? "" }
    guard self == .weights else { return sent[0].isEmpty ? nil : sent[0] }
    // A comma separates the weights of the interface; people write one before decimal places.
    let named = zip(Criterion.allCases, sent).filter { !$0.1.isEmpty }
    return named.isEmpty
      ? nil
      : named.map { "\($0.0.rawValue)=\($0.1.replacing(",", with: "."))" }.joined(separator: ",")
  }

  /// How the interface checks it.
  var kind: RouteParameter.Kind {
    switch self {
    case .on: .day
    case .since, .convoy, .process, .kreis, .budget, .minimum: .text(maximumLength: 120)
    case .policy: .choice(SharePolicy.allCases.map(\.rawValue))
    case .weights, .order: .text(maximumLength: 400)
    }
  }

  /// For the description of the interface.
  var summary: String {
    switch self {
    case .since: "a day, or the id of a decision: then the day of its meeting"
    case .on: "the day from which is looked"
    case .convoy: "id of a convoy"
    case .process: "id of a process"
    case .kreis: "key of a Kreis, five digits"
    case .budget:
      "EUR for new processes in each budget year from this one on, one to five, separated by commas"
    case .minimum: "how many of a Themenfeld at least, as Bauen=2; several separated by semicolons"
    case .policy: "reading of § 5 (2): A, the Kommunen first up to their cap, or B, half and half"
    case .weights: "weights of criteria, as net_value=30,hours=20,demand=50"
    case .order: "what weighs more than what, as net_value>hours>demand,benefit>balance"
    }
  }
}

extension Stage {
  /// What the reader asked a planning table: by the page's form, and by what the page is about.
  func question(_ listing: PlanListing) -> PlanQuestion {
    var choices: [PlanListing.Parameter: String] = [:]
    for parameter in page.ask { choices[parameter] = parameter.choice(call) }
    switch subject {
    case .process(let id, _), .candidate(let id, _): choices[.process] = id
    case .convoy(let id, _): choices[.convoy] = id
    case .kreis(let area): choices[.kreis] = area.ars.kreis5
    default: break
    }
    return PlanQuestion(listing, choices)
  }

  /// What this reader chose, as far as another page of the menu lets choose it too: without it a link
  /// would lead to another selection than the one it stands under.
  func choices(for path: String) -> [(String, String)] {
    let ask = menu.first { $0.path == path }?.ask ?? []
    let names = Set(ask.flatMap(\.fields).map(\.name))
    return call.query.filter { names.contains($0.name) && !$0.value.isEmpty }
  }

  /// Where the data of a planning table can be fetched.
  func files(of question: PlanQuestion) -> [(label: String, href: String)] {
    let choices = question.choices.sorted { $0.key.rawValue < $1.key.rawValue }
    return TableAnswer.files(language) { query in
      data(
        PlanAPI.path(of: question.listing), choices.map { ($0.key.rawValue, $0.value) } + query)
    }
  }
}
