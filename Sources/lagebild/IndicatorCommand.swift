import ArgumentParser
import Domain
import Formats
import Foundation
import Indicators
import Store

/// `lagebild indicator list|show|sql|rows`
struct IndicatorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "indicator", abstract: "The catalogue of indicators and their figures.",
    subcommands: [List.self, Show.self, SQL.self, Rows.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "All indicators with their questions.")

    @OptionGroup var format: FormatOption

    func run() { format.print(IndicatorRegistry.listing) }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
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
    @OptionGroup var question: FigureOptions

    func run() throws {
      let request = try question.request(id)
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
  }

  struct SQL: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "sql",
      abstract: "A question as SQL, to be asked of the tables that `indicator rows` gives.")

    @Argument(help: "The indicator, e.g. coverage_share.")
    var id: String
    @OptionGroup var project: ProjectOptions
    @OptionGroup var question: FigureOptions

    func run() throws {
      let request = try question.request(id)
      let figures = try project.read { try ProjectFigures(reading: $0) }
      print(try figures.sql(request))
    }
  }

  struct Rows: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "rows",
      abstract: "The rows that a question is computed from, as CSV: exact, for internal eyes only.",
      discussion: """
        Loaded into any database under the table's name they answer the SQL of `indicator sql` with \
        the same figures. An empty cell is NULL.
        """)

    @Argument(help: "The indicator, e.g. coverage_share.")
    var id: String
    @OptionGroup var project: ProjectOptions
    @OptionGroup var question: FigureOptions
    @Option(help: "One of the tables, where the indicator reads several.")
    var table: String?

    func run() throws {
      let request = try question.request(id)
      let figures = try project.read { try ProjectFigures(reading: $0) }
      let tables = try figures.rows(for: request)
      let names = tables.map(\.table)
      guard
        let rows = table.map({ name in tables.first { $0.table == name } })
          ?? (tables.count == 1 ? tables[0] : nil)
      else {
        throw Fault(
          .usage, at: table.map { "--table \($0)" } ?? id,
          "\(id) reads \(names.isEmpty ? "no rows of this project" : names.joined(separator: ", "))",
          remedy: names.isEmpty ? "Load the feeds that it needs" : "Name one of them with --table")
      }
      var text = rows.columns.joined(separator: ",") + "\n"
      rows.forEach { cells in
        var isFirst = true
        for cell in cells {
          if !isFirst { text += "," }
          isFirst = false
          text += cell.map { Int64($0) == nil ? CSVWriter.field($0) : $0 } ?? ""
        }
        text += "\n"
        if text.utf8.count > 1 << 20 {
          FileHandle.standardOutput.write(Data(text.utf8))
          text = ""
        }
      }
      FileHandle.standardOutput.write(Data(text.utf8))
    }
  }
}

/// What is asked of an indicator.
struct FigureOptions: ParsableArguments {
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

  /// - Throws: ``Fault`` of kind usage.
  func request(_ id: String) throws -> FigureRequest {
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
    return request
  }

  private func month(_ text: String, _ option: String) throws -> Month {
    guard let month = Month(text) else {
      throw Fault(
        .usage, at: "\(option) \(text)", "that is no month", remedy: "Write it as 2025-01")
    }
    return month
  }
}

/// The derived tables that every load keeps up to date.
enum Marts {
  static let all: [any Mart] = [UsageCube(), CoverageMart(), ProtectedMonths()]
}
