import Domain
import Formats

/// A response as a value.
public struct SiteResponse: Sendable {
  public var status: Int
  /// Names in the spelling that is sent.
  public var headers: [(name: String, value: String)]
  public var body: [UInt8]

  public init(_ status: Int, type: String, _ body: [UInt8], headers: [(String, String)] = []) {
    self.status = status
    self.headers = [("Content-Type", type)] + headers.map { (name: $0.0, value: $0.1) }
    self.body = body
  }

  public var text: String { String(decoding: body, as: UTF8.self) }

  public func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  mutating func set(_ name: String, _ value: String) {
    headers.removeAll { $0.name.lowercased() == name.lowercased() }
    headers.append((name, value))
  }

  static func html(_ page: Markup, status: Int = 200) -> SiteResponse {
    SiteResponse(status, type: "text/html; charset=utf-8", Array(page.text.utf8))
  }

  static func json(_ value: JSON, status: Int = 200, type: String = "application/json")
    -> SiteResponse
  {
    SiteResponse(status, type: type, Array(value.pretty.utf8))
  }

  /// A file to save. The name comes from ``FileName`` and holds ASCII only, so no line break can
  /// enter the header (H42).
  static func file(_ text: String, type: String, name: String) -> SiteResponse {
    file(Array(text.utf8), type: type, name: name)
  }

  static func file(_ bytes: [UInt8], type: String, name: String) -> SiteResponse {
    SiteResponse(
      200, type: type, bytes,
      headers: [("Content-Disposition", "attachment; filename=\"\(name)\"")])
  }
}

/// Headers on every response (design 07, Security).
enum SecurityHeaders {
  static let all: [(String, String)] = [
    (
      "Content-Security-Policy",
      "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
        + "connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
        + "frame-ancestors 'none'"
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Frame-Options", "DENY"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
  ]
}

/// An error that a reader caused or met: status, sentence, remedy. API readers get it as
/// `application/problem+json` (RFC 9457), people as a page.
struct Problem: Error, Sendable {
  let status: Int
  let title: Text
  /// What exactly was wrong; in English, because it names parameters.
  let detail: String
  var headers: [(String, String)] = []
  /// The same for people, where it names none.
  var words: Text?

  var json: SiteResponse {
    let value = JSON.object([
      ("type", .string("about:blank")), ("title", .string(title.en)),
      ("status", .integer(status)), ("detail", .string(detail)),
    ])
    var response = SiteResponse.json(value, status: status, type: "application/problem+json")
    for (name, value) in headers { response.set(name, value) }
    return response
  }

  static func badRequest(_ detail: String) -> Problem {
    Problem(
      status: 400, title: Text(de: "Anfrage nicht verstanden", en: "Request not understood"),
      detail: detail)
  }

  static func notFound(_ detail: String) -> Problem {
    Problem(
      status: 404, title: Text(de: "Seite nicht gefunden", en: "Page not found"), detail: detail)
  }

  static func methodNotAllowed(_ allowed: [String]) -> Problem {
    Problem(
      status: 405, title: Text(de: "Methode nicht erlaubt", en: "Method not allowed"),
      detail: "Allowed: " + allowed.joined(separator: ", "),
      headers: [("Allow", allowed.joined(separator: ", "))])
  }

  static let notPublished = notPublic(
    "Exact figures are internal. This server runs in the public scope, and no release of this"
      + " figure exists.")

  /// - Parameter reason: which dimension or indicator is not public, and which are.
  static func notPublic(_ reason: String) -> Problem {
    Problem(
      status: 403, title: Text(de: "Nicht veröffentlicht", en: "Not published"), detail: reason)
  }

  static func tooLarge(_ status: Int, _ detail: String) -> Problem {
    Problem(
      status: status, title: Text(de: "Anfrage zu groß", en: "Request too large"), detail: detail)
  }

  /// What a source throws: a question that cannot be asked is the reader's, the rest is ours.
  init(_ fault: Fault) {
    switch fault.kind {
    case .usage, .badData, .inputMissing:
      self = .badRequest(fault.description)
    case .tryAgain, .inputOutput:
      self.init(
        status: 503,
        title: Text(de: "Daten gerade nicht lesbar", en: "Data cannot be read right now"),
        detail: fault.description)
    case .internal, .configuration:
      self.init(
        status: 500, title: Text(de: "Fehler im Dienst", en: "Error in the service"),
        detail: fault.description)
    }
  }

  init(
    status: Int, title: Text, detail: String, headers: [(String, String)] = [], words: Text? = nil
  ) {
    self.words = words
    self.status = status
    self.title = title
    self.detail = detail
    self.headers = headers
  }
}
