import ArgumentParser
import Domain
import Foundation
import Site

/// `lagebild serve`
struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serves the dashboards until it is interrupted.")

  @OptionGroup var project: ProjectOptions
  @Option(help: "Address and port, e.g. 127.0.0.1:8080; otherwise what lagebild.toml says.")
  var listen: String?
  @Option(
    help:
      "internal: exact figures, marked; public: only what has been released. Otherwise internal, where only this machine can reach the address."
  )
  var scope: Scope?
  @Flag(name: .customLong("public"), help: "The same as --scope public.")
  var isPublic = false

  enum Scope: String, ExpressibleByArgument, CaseIterable {
    case `internal`, `public`
  }

  func validate() throws {
    if isPublic, scope == .internal {
      throw ValidationError("--public and --scope internal contradict each other: take one out")
    }
  }

  func run() async throws {
    let address = try listen ?? project.settings().listen
    guard let colon = address.lastIndex(of: ":"),
      let port = UInt16(address[address.index(after: colon)...]), colon > address.startIndex
    else {
      throw Fault(
        .usage, at: "--listen \(address)", "that is no address and port",
        remedy: "Write it as 127.0.0.1:8080")
    }
    let host = String(address[..<colon])
    let scope = try scope(at: host)
    let served = ServedProject(dataFolder: try project.dataFolder(), isPublic: scope == .public)
    try await SiteServer.run(
      provider: served.provider,
      dashboardsPath: project.project + "/Dashboards",
      assetsPath: project.project + "/Dashboards/assets", host: host, port: Int(port),
      isPublic: scope == .public
    ) { port in
      let pages = ["/", "/kreise", "/prozesse", "/finanzierung", "/indikatoren", "/openapi.json"]
      Message.write("Lagebild serves on http://\(host):\(port)")
      for page in pages { Message.write("  http://\(host):\(port)\(page)") }
      Message.write("Stop it with Ctrl-C.")
    }
  }

  /// What is said, else internal; but exact figures go to others only where somebody says so.
  private func scope(at host: String) throws(Fault) -> Scope {
    if isPublic { return .public }
    if let scope { return scope }
    guard host == "localhost" || host == "[::1]" || host.hasPrefix("127.") else {
      throw Fault(
        .usage, at: "--listen \(host)",
        "others can reach that address, and nothing says what they may see",
        remedy: "Add --scope public, or --scope internal for exact figures")
    }
    return .internal
  }
}
