import Domain
import Planning

/// What a reader may choose on a page of plans: a field of its form and a parameter of its URL.
extension PlanListing.Parameter {
  /// Its name in the URL of a page.
  var word: String {
    switch self {
    case .since: "seit"
    case .on: "am"
    }
  }

  var label: Text {
    switch self {
    case .since: Text(de: "Seit", en: "Since")
    case .on: Text(de: "Gesehen am", en: "Seen on")
    }
  }

  var kind: RouteParameter.Kind {
    switch self {
    case .since: .text(maximumLength: 64)
    case .on: .day
    }
  }

  /// For the description of the interface.
  var summary: String {
    switch self {
    case .since: "a day, or the id of a decision: then the day of its meeting"
    case .on: "the day from which is looked; otherwise today"
    }
  }
}

extension Stage {
  /// What the reader asked a planning table by the page's form.
  func question(_ listing: PlanListing) -> PlanQuestion {
    var choices: [PlanListing.Parameter: String] = [:]
    for parameter in page.ask {
      if let value = call.value(parameter.word), !value.isEmpty { choices[parameter] = value }
    }
    return PlanQuestion(listing, choices)
  }

  /// Where the data of a planning table can be fetched.
  func dataLink(_ question: PlanQuestion, format: String) -> String {
    let choices = question.choices.sorted { $0.key.rawValue < $1.key.rawValue }
    let query = choices.map { ($0.key.rawValue, $0.value) } + [("format", format)]
    return Percent.path(PlanAPI.path(of: question.listing), query)
  }
}
