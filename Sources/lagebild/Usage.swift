import ArgumentParser
import Domain
import Formats
import Foundation
import Indicators
import Store

/// `lagebild usage query`
struct UsageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "usage", abstract: "Questions to the stored events.", subcommands: [Query.self])

  struct Query: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Exact measures over events, by dimensions (internal figures).",
      discussion: """
        Measures: \(UsageMeasure.allCases.map(\.rawValue).joined(separator: ", ")).
        Dimensions: \(UsageDimension.allCases.map(\.rawValue).joined(separator: ", ")).
        Times are Berlin time; hour is 0–23, weekday 1 (Monday) to 7. An empty field means a \
        denominator of zero or no values.
        """)

    @OptionGroup var project: ProjectOptions
    @OptionGroup var format: FormatOption
    @Option(help: "Measures, separated by commas.")
    var measure: String
    @Option(help: "Dimensions, separated by commas.")
    var by: String?
    @Option(name: .customLong("where"), help: "dimension=key; the same dimension again means or.")
    var conditions: [String] = []
    @Option(help: "First day, month or year, inclusive.")
    var from: String?
    @Option(help: "Last day, month or year, inclusive.")
    var to: String?

    func run() throws {
      let query = try UsageQuery(
        measures: names(measure), by: names(by ?? ""), conditions: conditions, from: from, to: to)
      try format.print(project) { try UsageEngine.table(query, reader: $0) }
    }

    private func names(_ list: String) -> [String] {
      list.split(separator: ",").map(String.init)
    }
  }
}
