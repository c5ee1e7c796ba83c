import ArgumentParser
import Domain
import Indicators
import Store

/// `lagebild indicator list|show`
struct IndicatorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "indicator", abstract: "The catalogue of indicators and their figures.",
    subcommands: [List.self, Show.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "All indicators with their questions.")

    @OptionGroup var format: FormatOption

    func run() { format.print(IndicatorRegistry.listing) }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Figures of an indicator, exact (internal) or as they are public.",
      discussion: """
        Without month in --by, a state is that of the last month and a count that of all months \
        together. An empty value with status missing is not zero: nothing is known.
        """)

    @Argument(help: "The indicator, e.g. coverage_share.")
    var id: String
    @OptionGroup var project: ProjectOptions
    @OptionGroup var format: FormatOption
    @Option(help: "internal: exact figures; public: facts as they are, counts as released.")
    var scope: Serve.Scope = .internal
    @Option(help: "Dimensions, separated by commas: kreis, gemeinde, themenfeld, month, …")
    var by: String?
    @Option(help: "First month, e.g. 2025-01.")
    var from: String?
    @Option(help: "Last month, inclusive.")
    var to: String?
    @Option(help: "Counting rule: active, or maturity=MODEL:LEVEL.")
    var rule: String?
    @Option(name: .customLong("where"), help: "dimension=key; the same dimension again means or.")
    var conditions: [String] = []

    func run() throws {
      var request = FigureRequest(
        id, by: by?.split(separator: ",").map(String.init) ?? [],
        from: try from.map { try month($0, "--from") }, to: try to.map { try month($0, "--to") },
        rule: rule)
      for condition in conditions {
        let parts = condition.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2 else {
          throw Fault(
            .usage, at: "--where \(condition)", "a condition has the form dimension=key",
            remedy: "For example --where kreis=08115")
        }
        request.filter[parts[0], default: []].append(parts[1])
      }
      let figures = try project.read { try ProjectFigures(reading: $0) }
      switch scope {
      case .internal: format.print(try figures.table(request))
      case .public: format.print(try released(request, figures))
      }
    }

    private func released(
      _ request: FigureRequest, _ figures: ProjectFigures
    ) throws -> Table<Released> {
      do {
        return try figures.publicTable(
          request, try project.read { try PublicFigures(reading: $0) })
      } catch let refusal as NotPublic {
        throw Fault(
          .usage, at: "--scope public", String(refusal.reason.dropLast()),
          remedy: "Ask for what is public, or inside with --scope internal")
      }
    }

    private func month(_ text: String, _ option: String) throws -> Month {
      guard let month = Month(text) else {
        throw Fault(
          .usage, at: "\(option) \(text)", "that is no month", remedy: "Write it as 2025-01")
      }
      return month
    }
  }
}

/// The derived tables that every load keeps up to date.
enum Marts {
  static let all: [any Mart] = [UsageCube(), CoverageMart()]
}
