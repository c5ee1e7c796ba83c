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
      commandName: "query",
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
    @Option(
      help: ArgumentHelp(
        "auto: from the cubes where they can answer, else from the events; raw or cube: only so.",
        valueName: "auto|raw|cube"))
    var source = UsageSource.automatic
    @Flag(help: "Say on stderr what was read, what was skipped and what took how long.")
    var explain = false

    func run() throws {
      let query = try UsageQuery(
        measures: names(measure), by: names(by ?? ""), conditions: conditions, from: from, to: to)
      let answer = try project.read {
        try UsageEngine.answer(query, reader: $0, source: source)
      }
      format.print(answer.table)
      if let day = answer.explanation.eventsFrom {
        Message.write(
          "events before \(day) were deleted by retention; answered from"
            + " \(answer.explanation.source)")
      }
      if explain { Message.write(Self.lines(answer.explanation).joined(separator: "\n")) }
    }

    private static func lines(_ explanation: UsageExplanation) -> [String] {
      let skipped = explanation.segments - explanation.segmentsRead
      let steps = explanation.steps.map { "\($0.name) \(tenths($0.milliseconds)) ms" }
      return ["answered from: \(explanation.source)"]
        + (explanation.notFromCube.map { ["not from a cube: \($0)"] } ?? [])
        + [
          "segments: \(explanation.segmentsRead) read, \(skipped) skipped, with"
            + " \(explanation.rowsRead) rows",
          "columns: \(explanation.columns.joined(separator: ", "))",
          "bytes: \(explanation.bytesRead) read, \(explanation.bytesFromMemory) from memory",
          "threads: \(explanation.threads)",
          "time: \(steps.joined(separator: ", "))",
        ]
    }

    private static func tenths(_ number: Double) -> String {
      let tenths = Int((number * 10).rounded())
      return "\(tenths / 10).\(tenths % 10)"
    }

    private func names(_ list: String) -> [String] {
      list.split(separator: ",").map(String.init)
    }
  }
}

extension UsageSource: ExpressibleByArgument {}
