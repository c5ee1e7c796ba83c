import Domain
import Foundation
import Hummingbird
import Indicators
import NIOCore
import ServiceLifecycle

/// The site on a socket.
public enum SiteServer {
  /// Serves until SIGINT or SIGTERM, then lets running answers finish.
  ///
  /// - Parameters:
  ///   - port: 0 takes a free one; `onListening` gets the real one.
  ///   - isPublic: scope `public`: exact figures do not exist on this server.
  /// - Throws: ``Fault`` for a misspelt name in a page, a missing asset, an address or port that
  ///   cannot be had; what the provider throws.
  public static func run(
    provider: SiteProvider, dashboardsPath: String,
    assetsPath: String, host: String, port: Int, isPublic: Bool,
    onListening: @escaping @Sendable (_ port: Int) -> Void
  ) async throws {
    let website = try Website(
      dashboardsPath: dashboardsPath, assetsPath: assetsPath, isPublic: isPublic,
      provider: provider)
    try await run(website, host: host, port: port, onListening: onListening)
  }

  /// The same with a site that is already built.
  public static func run(
    _ website: Website, host: String, port: Int,
    onListening: @escaping @Sendable (_ port: Int) -> Void
  ) async throws {
    // A slow client loses its connection instead of holding it (H30–H33).
    var application = Application(
      responder: CallbackResponder<BasicRequestContext> { request, _ in
        await respond(website, request)
      },
      server: .http1(
        configuration: .init(
          idleTimeout: .seconds(30),
          httpDecoderConfiguration: .init(
            maxHeaderFieldSize: 24 << 10, maxHeaderListSize: 32 << 10,
            maxHeaderFieldCount: 200))),
      configuration: ApplicationConfiguration(
        address: .hostname(host, port: port), serverName: nil, reuseAddress: true),
      onServerRunning: { channel in onListening(channel.localAddress?.port ?? port) })
    application.logger.logLevel = .error
    do {
      try await application.runService(gracefulShutdownSignals: [.sigterm, .sigint])
    } catch let error as IOError {
      throw fault(error, host: host, port: port)
    }
  }

  private static func respond(_ website: Website, _ request: Request) async -> Response {
    var headers = request.headers.map { ($0.name.rawName, $0.value) }
    if let authority = request.head.authority { headers.append(("host", authority)) }
    let body = await bodyBytes(request)
    let answer = website.respond(
      to: SiteRequest(
        request.method.rawValue, request.head.path ?? "", headers: headers, bodyBytes: body))
    var fields = HTTPFields()
    for (name, value) in answer.headers {
      if let name = HTTPFields.Element.Name(name) { fields[name] = value }
    }
    if request.method == .head || answer.status == 304 {
      return Response(
        status: .init(code: answer.status), headers: fields, body: .init())
    }
    return Response(
      status: .init(code: answer.status), headers: fields,
      body: .init(byteBuffer: ByteBuffer(bytes: answer.body)))
  }

  /// Length of the body, read no further than the limit: no place of this site wants one.
  private static func bodyBytes(_ request: Request) async -> Int {
    if let length = request.headers[.contentLength].flatMap({ Int($0) }),
      length > Website.bodyLimit
    {
      return length
    }
    var count = 0
    do {
      for try await part in request.body {
        count += part.readableBytes
        if count > Website.bodyLimit { break }
      }
    } catch {
      return count
    }
    return count
  }

  private static func fault(_ error: IOError, host: String, port: Int) -> Fault {
    let place = "\(host):\(port)"
    switch error.errnoCode {
    case EADDRINUSE:
      return Fault(
        .inputOutput, at: place, "the port is in use by another program",
        remedy: "Stop that program or choose another port, e.g. --listen \(host):\(port + 1)")
    case EACCES:
      return Fault(
        .configuration, at: place, "this user may not listen on that port",
        remedy: "Choose a port from 1024 on, e.g. --listen \(host):8080")
    case EADDRNOTAVAIL:
      return Fault(
        .configuration, at: place, "this machine has no such address",
        remedy: "Listen on 127.0.0.1 or on an address of this machine")
    default:
      return Fault(
        .inputOutput, at: place, "the address cannot be opened (error \(error.errnoCode))",
        remedy: "Check the address and try again")
    }
  }
}
