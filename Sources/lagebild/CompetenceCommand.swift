import ArgumentParser
import Domain
import Foundation
import Indicators

/// `lagebild competence explain LEIKA AREA`, `lagebild competence check`
struct CompetenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "competence", abstract: "Who is competent for a Leistung where, and why.",
    subcommands: [Explain.self, Check.self])

  struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "explain",
      abstract: "The competent authority of a Gemeinde, and the rules that lead to it.",
      discussion: """
        For a larger area (a Kreis, a Verwaltungsgemeinschaft, the Land) one line a Gemeinde.
        """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, csv, json }

    @OptionGroup var project: ProjectOptions
    @Argument(help: "LeiKa key, 14 digits.")
    var leika: String
    @Argument(help: "AGS with 5 or 8 digits, or ARS with 12.")
    var area: String
    @OptionGroup var date: DateOption
    @Option(help: "Form of the answer.")
    var format: Format = .text

    func run() throws {
      let directory = try project.read { try CompetenceDirectory(reading: $0) }
      let explanations = try directory.explain(leika, in: area, on: date.day ?? .today)
      switch format {
      case .text where explanations.count == 1: Swift.print(Self.text(explanations[0]))
      case .text: Swift.print(explanations.map(Self.line).joined(separator: "\n"))
      case .csv: FormatOption.print(directory.table(explanations), as: .csv)
      case .json: FormatOption.print(directory.table(explanations), as: .json)
      }
    }

    private static func line(_ explanation: CompetenceExplanation) -> String {
      let place = explanation.chain[0].text
      return "\(place): \(explanation.authority?.text ?? explanation.competence.outcome)"
    }

    private static func text(_ explanation: CompetenceExplanation) -> String {
      let leistung = explanation.catalogue?.name.map { "\($0) (\(explanation.leika))" }
      var lines = [
        Style.bold(leistung ?? explanation.leika),
        "in \(explanation.chain[0].text) on \(explanation.day)", "",
      ]
      if let authority = explanation.authority, let rule = explanation.deciding?.rule {
        lines += [
          "competent  " + Style.good(authority.text), "because    \(explanation.reason.en)",
          "by rule    \(rule.description), \(rule.source)",
        ]
      } else {
        let outcome = explanation.competence.outcome.replacing("_", with: " ")
        lines += ["competent  " + Style.bad(outcome), "because    \(explanation.reason.en)"]
      }
      lines.append("catalogue  \(explanation.catalogueReason.en)")
      if !explanation.steps.isEmpty { lines += ["", "rules for the Leistung, strongest first"] }
      for (number, step) in explanation.steps.enumerated() {
        let until = step.rule.validTo.map { " to \($0)" } ?? ""
        lines += [
          "  \(number + 1)  \(step.rule.description), \(step.rule.validFrom)\(until)",
          "     \(step.outcome.word.replacing("_", with: " ")): "
            + step.reason(in: explanation.gemeinde, on: explanation.day).en,
        ]
        lines += [step.authority.map { "     names \($0.text)" }].compactMap { $0 }
        lines.append("     \(step.rule.source)")
      }
      lines += ["", "the Gemeinde and what lies above it"]
      lines += explanation.chain.map { place in
        place.ars == explanation.authority?.ars
          ? "  → \(Style.good(place.text))" : "    \(place.text)"
      }
      return lines.joined(separator: "\n")
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Rules that contradict the catalogue or each other, or that never decide.")

    @OptionGroup var project: ProjectOptions
    @OptionGroup var format: FormatOption

    func run() throws {
      try format.print(project) { try CompetenceCheck.table($0) }
    }
  }
}
