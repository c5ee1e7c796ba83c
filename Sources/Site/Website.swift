import Cryptography
import Domain
import Formats
import Indicators
import Planning

/// The whole site without a socket: request in, response out.
public struct Website: Sendable {
  /// Limits of design 07, in bytes.
  public static let targetLimit = 8 << 10
  public static let headerLimit = 16 << 10
  public static let bodyLimit = 64 << 10

  private let routes: [Route]
  private let menu: [Layout.MenuEntry]
  private let assets: Assets
  private let assetsHash: String
  private let keeper: SourceKeeper
  private let isPublic: Bool
  private let cache = ResponseCache()

  /// Reads pages and assets, and checks every name in the pages against the source.
  ///
  /// - Throws: ``Fault`` or ``Faults`` with file, line, key path and suggestion for what is wrong
  ///   with a page, and what the provider throws.
  public init(
    dashboardsPath: String, assetsPath: String, isPublic: Bool, provider: SiteProvider
  ) throws {
    let source = try provider.figures()
    let pages = try PageReader.pages(
      inFolder: dashboardsPath, indicators: source.indicators)
    let entries = Layout.MenuEntry.all(of: pages)
    menu = entries
    assets = try Assets(folder: assetsPath)
    assetsHash = assets.hash
    self.isPublic = isPublic
    keeper = SourceKeeper(isPublic: isPublic, provider: provider)
    let keeper = keeper
    let data = APIRoutes.data + ServiceRoutes.routes(keeper)
    let openAPI = OpenAPI.document(data.map(\.ofAnyRun))
    let all =
      data + [
        Route(
          pattern: "/openapi.json", summary: "This description", isAPI: false,
          answer: .plain { _ in .json(openAPI) })
      ] + [CalendarRoute.route] + DecisionRoute.routes(pages) + ServiceRoutes.assets(assets)
      + pages.map { page in PageRoute.route(page, menu: entries) }
    routes = all.map(\.ofAnyRun)
  }

  /// Never throws and never traps on what a reader sends: every problem is a response.
  public func respond(to request: SiteRequest) -> SiteResponse {
    var response = answer(request)
    for (name, value) in SecurityHeaders.all { response.set(name, value) }
    if response.header("Cache-Control") == nil { response.set("Cache-Control", "no-store") }
    if request.method == "HEAD" {
      response.set("Content-Length", String(response.body.count))
      response.body = []
    }
    return response
  }

  private func answer(_ request: SiteRequest) -> SiteResponse {
    if request.target.utf8.count > Self.targetLimit {
      return Problem.tooLarge(414, "The request line is longer than 8 KiB.").json
    }
    let headerBytes = request.headers.reduce(0) {
      $0 + $1.name.utf8.count + $1.value.utf8.count + 4
    }
    if headerBytes > Self.headerLimit {
      return Problem.tooLarge(431, "The headers are larger than 16 KiB.").json
    }
    if request.bodyBytes > Self.bodyLimit {
      return Problem.tooLarge(413, "The body is larger than 64 KiB.").json
    }
    guard let target = RequestTarget(request.target) else {
      return Problem.badRequest("The target is no well-formed path.").json
    }
    let found = routes.lazy.compactMap { route in
      route.match(target.segments).map { (route: route, values: $0) }
    }.first
    let isAPI = found?.route.isAPI ?? target.path.hasPrefix("/api/")
    let explicit = target.query.first { $0.name == "lang" }?.value
    let call = Call(
      path: target.path, pathValues: found?.values ?? [:], query: target.query,
      language: LanguageChoice.language(
        explicit: explicit, accept: request.header("accept-language")))
    do {
      guard let (route, _) = found else {
        throw Problem.notFound("Nothing lives at \(target.path).")
      }
      guard Route.methods.contains(request.method) else {
        throw Problem.methodNotAllowed(Route.methods)
      }
      try QueryCheck.check(target.query, for: route)
      return try answer(route, call, request)
    } catch {
      let problem = Self.problem(error)
      return isAPI ? problem.json : page(problem, call)
    }
  }

  private static func problem(_ error: any Error) -> Problem {
    switch error {
    case let problem as Problem: problem
    case let fault as Fault: Problem(fault)
    case let refusal as NotPublic: Problem.notPublic(refusal.reason)
    default:
      Problem(
        status: 500, title: Text(de: "Fehler im Dienst", en: "Error in the service"),
        detail: "An unexpected error; the log of the service names it.")
    }
  }

  private func answer(_ route: Route, _ call: Call, _ request: SiteRequest) throws -> SiteResponse {
    if case .plain(let handler) = route.answer { return tagged(try handler(call), request) }
    let desks = try keeper.desks(for: call)
    if case .exact = route.answer, desks.exact == nil { throw Problem.notPublished }
    let key = ResponseCache.Key(
      state: desks.state, target: canonical(call), language: call.language.rawValue)
    let tag = etag(key)
    if Self.matches(request.header("if-none-match"), tag) {
      return finished(SiteResponse(304, type: "text/plain", []), tag: tag)
    }
    if let kept = cache.answer(key) { return finished(kept, tag: tag) }
    let response: SiteResponse
    switch route.answer {
    case .plain(let handler): response = try handler(call)
    case .released(let handler): response = try handler(call, desks.released)
    case .page(let handler): response = try handler(call, desks.released, desks.exact)
    case .exact(let handler):
      guard let exact = desks.exact else { throw Problem.notPublished }
      response = try handler(call, desks.released, exact)
    }
    if response.status == 200 { cache.keep(response, for: key) }
    return finished(response, tag: tag)
  }

  private func finished(_ response: SiteResponse, tag: String) -> SiteResponse {
    var response = response
    if response.status == 304 { response.headers = [] }
    response.set("ETag", tag)
    response.set("Vary", "Accept-Language")
    // Exact figures must not lie in anybody's cache; public ones are asked for again each time.
    response.set("Cache-Control", isPublic ? "public, no-cache" : "no-store")
    return response
  }

  /// Answers without data (assets, description) are tagged by their own bytes.
  private func tagged(_ response: SiteResponse, _ request: SiteRequest) -> SiteResponse {
    guard response.status == 200, response.header("Cache-Control") == nil else { return response }
    let hash = Hex.encode(SHA256.digest(response.body)).prefix(32)
    let tag = "\"\(hash)\""
    var result =
      Self.matches(request.header("if-none-match"), tag)
      ? SiteResponse(304, type: "text/plain", []) : response
    if result.status == 304 { result.headers = [] }
    result.set("ETag", tag)
    result.set("Cache-Control", "public, no-cache")
    return result
  }

  private func canonical(_ call: Call) -> String {
    call.path + "?"
      + call.query.map { Percent.encode($0.name) + "=" + Percent.encode($0.value) }
      .joined(separator: "&")
  }

  private func etag(_ key: ResponseCache.Key) -> String {
    let parts = [
      SiteVersion.text, assetsHash, isPublic ? "public" : "internal", key.state, key.target,
      key.language,
    ]
    let hash = SHA256.digest(Array(parts.joined(separator: "\n").utf8))
    return "\"\(Hex.encode(hash).prefix(32))\""
  }

  /// `If-None-Match` with one tag, several, or `*`; anything else matches nothing (H44).
  private static func matches(_ header: String?, _ tag: String) -> Bool {
    guard let header, header.utf8.count <= 1024 else { return false }
    return header.split(separator: ",").contains { part in
      let text = part.trimmingPrefix { $0 == " " }
      let end = text.lastIndex { $0 != " " }.map { text[...$0] } ?? ""
      return end == tag || end == "W/" + tag || end == "*"
    }
  }

  /// An error as a page for people.
  private func page(_ problem: Problem, _ call: Call) -> SiteResponse {
    let desks = try? keeper.desks()
    let link = Linker(call.ofCurrentState)
    let layout = Layout(
      menu: menu, dataState: desks?.released.dataState, runID: desks?.released.runID,
      isInternal: !isPublic, cutOff: desks?.released.cutOff, frozen: nil)
    // What exactly was wrong names parameters and is English; a missing page needs no more words.
    let detail: HTML =
      problem.words.map { "<p>\($0[call.language])</p>" }
      ?? (problem.status != 404
        ? "<p lang=\"en\">\(problem.detail)</p>"
        : call.language == .german
          ? "<p>Unter \(call.path) liegt keine Seite.</p>"
          : "<p>There is no page at \(call.path).</p>")
    let home = call.language == .german ? "Zum Überblick" : "To the overview"
    let html = layout.page(
      title: problem.title[call.language], intro: "", path: call.path, link: link,
      content: """
        <section class="tile problem">\(detail)\
        <p><a href="\(link("/"))">\(home)</a></p></section>
        """)
    var response = SiteResponse.html(html, status: problem.status)
    for (name, value) in problem.headers { response.set(name, value) }
    return response
  }
}

/// A declared page as a route.
enum PageRoute {
  static func route(_ page: PageDeclaration, menu: [Layout.MenuEntry]) -> Route {
    var parameters = [
      RouteParameter(
        name: "lang", place: .query, kind: .choice(Language.allCases.map(\.rawValue)),
        summary: "language")
    ]
    if !page.choose.isEmpty {
      parameters.append(
        RouteParameter(
          name: "indikator", place: .query, kind: .choice(page.choose), summary: "indicator"))
    }
    // A form also sends fields that a reader has emptied, so they are checked by who reads them.
    parameters += page.ask.flatMap { parameter in
      parameter.fields.map {
        RouteParameter(
          name: $0.name, place: .query, kind: .text(maximumLength: 120),
          summary: parameter.summary)
      }
    }
    let view = PageView(page: page, menu: menu)
    if page.tiles.contains(where: { $0.form == .record }) {
      parameters += DecisionSlip.parameters
    }
    return Route(
      pattern: page.path, summary: page.title.en, isAPI: false, parameters: parameters,
      produces: ["text/html"],
      answer: .page { call, desk, exact in try view.response(call, desk, exact) })
  }
}
