import ArgumentParser
import Declarations
import Domain
import Foundation
import Store

/// The command line: `lagebild <noun> <verb>`. Data on stdout, messages on stderr, exit codes of
/// `sysexits.h`.
@main
struct Lagebild: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lagebild",
    abstract: "Umsetzungsmonitor E-Government: usage and rollout of service-bw in figures.",
    subcommands: [
      Demo.self, Run.self, RunsCommand.self, Ingest.self, Compact.self, RetentionCommand.self,
      FeedCommand.self,
      AreaCommand.self, ProcessCommand.self, LoadCommand.self, QuarantineCommand.self,
      CompetenceCommand.self, CoverageCommand.self, GapCommand.self, IndicatorCommand.self,
      UsageCommand.self, SQLCommand.self, ReleaseCommand.self, KeyCommand.self,
      FinancingCommand.self, OrdersCommand.self, DecisionCommand.self, BenefitCommand.self,
      AssumptionsCommand.self, PriorityCommand.self, PortfolioCommand.self, ConvoyCommand.self,
      ForecastCommand.self, ActivationCommand.self,
      DeadlinesCommand.self, ChangesCommand.self,
      Serve.self, State.self, Trace.self,
      Check.self, Doctor.self,
    ])

  static func main() async {
    Memory.keepFreedBlocks()
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch let faults as Faults {
      for fault in faults.all { Message.write("lagebild: \(fault)") }
      Foundation.exit(faults.kind.rawValue)
    } catch let fault as Fault {
      Message.write("lagebild: \(fault)")
      Foundation.exit(fault.kind.rawValue)
    } catch let error as CocoaError {
      Message.write("lagebild: \(error.localizedDescription)")
      Foundation.exit(Fault.Kind.inputOutput.rawValue)
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
