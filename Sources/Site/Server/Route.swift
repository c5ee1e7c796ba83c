import Domain
import Indicators

/// A parameter of a route, declared once: the router checks by it, `openapi.json` prints it.
struct RouteParameter: Sendable {
  enum Place: String, Sendable { case path, query }

  enum Kind: Sendable {
    case text(maximumLength: Int)
    case choice([String])
    case month
    case day
  }

  let name: String
  let place: Place
  let kind: Kind
  let summary: String
  /// May occur more than once; any other parameter that does is refused (H38).
  var isRepeatable = false

  /// Why a value is not admitted; `nil`: it is.
  func complaint(_ value: String) -> String? {
    switch kind {
    case .text(let maximumLength):
      value.utf8.count <= maximumLength
        ? nil : "Parameter \(name) is longer than \(maximumLength) bytes."
    case .choice(let known):
      known.contains(value)
        ? nil
        : "Parameter \(name) cannot be \"\(value)\". " + Suggestion.hint(for: value, among: known)
    case .month: Month(value) != nil ? nil : "Parameter \(name) wants a month as 2025-03."
    case .day: Day(value) != nil ? nil : "Parameter \(name) wants a day as 2025-03-31."
    }
  }
}

/// A place of the site, declared once; router, `openapi.json` and 405 follow from the list.
struct Route: Sendable {
  /// Who may be answered, and with what in hand.
  enum Answer: Sendable {
    /// Needs no data.
    case plain(@Sendable (Call) throws -> SiteResponse)
    /// Shows what is public, in every scope.
    case released(@Sendable (Call, ReleasedDesk) throws -> SiteResponse)
    /// Shows exact figures; does not exist in the public scope.
    case exact(@Sendable (Call, ReleasedDesk, ExactDesk) throws -> SiteResponse)
    /// Shows exact figures where there is a desk for them, else what is public: a page a notice.
    case page(@Sendable (Call, ReleasedDesk, ExactDesk?) throws -> SiteResponse)
  }

  /// `/api/v1/indicators/{id}`
  let pattern: String
  let summary: String
  /// Errors as problem+json and an entry in `openapi.json`; else errors are pages.
  var isAPI = true
  var parameters: [RouteParameter] = []
  /// Media types of a 200.
  var produces: [String] = ["application/json"]
  let answer: Answer

  /// GET and HEAD: nothing on this site changes anything.
  static let methods = ["GET", "HEAD"]

  /// The same place, with the choice of the state that it shows, where it shows any.
  var ofAnyRun: Route {
    if case .plain = answer { return self }
    var route = self
    route.parameters += RunChoice.parameters
    return route
  }

  private var parts: [Substring] { pattern.split(separator: "/") }

  /// Path parameters, or `nil` if the path is another one.
  func match(_ segments: [String]) -> [String: String]? {
    let parts = parts
    guard parts.count == segments.count else { return nil }
    var found: [String: String] = [:]
    for (part, segment) in zip(parts, segments) {
      if part.hasPrefix("{") {
        guard !segment.isEmpty else { return nil }
        found[String(part.dropFirst().dropLast())] = segment
      } else if part != segment {
        return nil
      }
    }
    return found
  }
}

/// A request that found its route and passed its checks.
struct Call: Sendable {
  let path: String
  let pathValues: [String: String]
  /// In the order sent.
  let query: [(name: String, value: String)]
  let language: Language

  /// The value of a parameter that occurs at most once.
  func value(_ name: String) -> String? { query.first { $0.name == name }?.value }
  func values(_ name: String) -> [String] { query.filter { $0.name == name }.map(\.value) }

  /// What a reader asked for that holds on other pages too: which state of the data.
  var keptState: [(String, String)] {
    [RunChoice.stand, RunChoice.run].compactMap { name in
      value(name).flatMap { $0.isEmpty ? nil : (name, $0) }
    }
  }
  /// Besides: the language.
  var kept: [(String, String)] { keptState + keptLanguage }
  var keptLanguage: [(String, String)] { value("lang").map { [("lang", $0)] } ?? [] }
  /// The same call without the state that it asks for.
  var ofCurrentState: Call {
    Call(
      path: path, pathValues: pathValues,
      query: query.filter { ![RunChoice.run, RunChoice.stand].contains($0.name) },
      language: language)
  }
  /// What holds on this page only.
  var own: [(String, String)] {
    query.filter { !["lang", RunChoice.run, RunChoice.stand].contains($0.name) }
      .map { ($0.name, $0.value) }
  }
}

/// Checks a request's query against the route's declaration.
enum QueryCheck {
  static func check(_ query: [(name: String, value: String)], for route: Route) throws(Problem) {
    let known = route.parameters.filter { $0.place == .query }
    var seen: Set<String> = []
    for (name, value) in query {
      guard let parameter = known.first(where: { $0.name == name }) else {
        throw .badRequest(
          known.isEmpty
            ? "Unknown parameter \"\(name)\"; this place takes none."
            : "Unknown parameter \"\(name)\". "
              + Suggestion.hint(for: name, among: known.map(\.name)))
      }
      if !seen.insert(name).inserted, !parameter.isRepeatable {
        throw .badRequest("Parameter \(name) occurs twice.")
      }
      if let complaint = parameter.complaint(value) { throw .badRequest(complaint) }
    }
  }
}
