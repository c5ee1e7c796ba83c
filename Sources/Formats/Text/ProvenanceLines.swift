import Domain
import Indicators

/// What a file says of where its numbers come from, as lines for people.
enum ProvenanceLines {
  /// Name → content, without what the table does not say.
  static func lines<Scope>(
    _ table: Table<Scope>, _ language: Language
  ) -> [(name: String, content: String)] {
    let said = table.provenance
    func say(_ de: String, _ en: String) -> String { language == .german ? de : en }
    let figures = table.rows.flatMap { row in
      row.compactMap { cell -> Figure? in
        if case .figure(let figure) = cell, figure.number == nil { figure } else { nil }
      }
    }
    let marks = [said.dataState.isSimulated ? SimulationMark.text : nil, Scope.mark].compactMap {
      $0
    }
    let lines: [(String, String?)] = [
      (say("Titel", "Title"), said.title[language]),
      (
        say("Kennzeichen", "Mark"),
        marks.isEmpty ? nil : marks.map { $0[language] }.joined(separator: ", ")
      ),
      (say("Quelle", "Source"), said.source[language]),
      (say("Stand", "As of"), said.cutOff?.description),
      (
        say("Zählregel", "Counting rule"),
        said.ruleText?[language] ?? (said.rule.isEmpty ? nil : said.rule)
      ),
      (say("Leistungskatalog", "Catalogue"), said.catalogueVersion),
      (say("Datenstand", "Revision of the data"), said.dataState.revision),
      (say("Prüfsumme der Definition", "Hash of the definition"), said.definitionHash),
      (say("Was das nicht sagt", "What this does not say"), said.caveat?[language]),
      (say("Hinweis", "Note"), said.note?[language]),
      (say("Zeichen", "Signs"), FigureText.legend(figures, language)),
    ]
    return lines.compactMap { name, content in content.map { (name, $0) } }
  }
}
