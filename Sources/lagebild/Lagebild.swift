import ArgumentParser
import Domain
import Foundation

/// The command line: `lagebild <noun> <verb>`. Data on stdout, messages on stderr, exit codes of
/// `sysexits.h`.
@main
struct Lagebild: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lagebild",
    abstract: "Umsetzungsmonitor E-Government: usage and rollout of service-bw in figures.",
    subcommands: [
      Ingest.self, FeedCommand.self, AreaCommand.self, ProcessCommand.self, LoadCommand.self,
      QuarantineCommand.self, UsageCommand.self, State.self,
    ])

  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let fault as Fault {
      Message.write("lagebild: \(fault)")
      Foundation.exit(fault.kind.rawValue)
    } catch {
      exit(withError: error)
    }
  }
}

/// Messages to people, on stderr.
enum Message {
  static func write(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }
}
