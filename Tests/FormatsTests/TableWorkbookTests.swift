import Domain
import Formats
import Foundation
import Indicators
import TestSupport
import Testing

/// Workbooks of tables, as other programs read them.
@Suite struct TableWorkbookTests {
  private struct Question: Encodable {
    let form: String
    let book: Data
  }

  private static let provenance = Provenance(
    title: Text(de: "Probe", en: "Sample"), source: Text(de: "Quelle & Co", en: "source"),
    rule: "active", cutOff: Day("2025-06-30")!,
    note: Text(de: "zwei  Leerzeichen", en: "two blanks"),
    definitionHash: String(repeating: "a", count: 64),
    dataState: DataState(isSimulated: true, revision: "7-7"))

  private static let table = Disclosure.exact(
    columns: [
      TableColumn(name: "kreis", title: Text(de: "Kreis", en: "district"), role: .dimension),
      TableColumn(name: "name", title: .same("Name"), role: .dimension),
      TableColumn(name: "since", title: Text(de: "seit", en: "since"), role: .dimension),
      TableColumn(
        name: "cases", title: Text(de: "Fälle", en: "cases"), role: .measure, unit: .count),
      TableColumn(
        name: "share", title: Text(de: "Anteil", en: "share"), role: .measure, unit: .share),
      TableColumn(
        name: "difference", title: Text(de: "Unterschied", en: "difference"), role: .measure,
        unit: .shareDifference),
      TableColumn(
        name: "cost", title: Text(de: "Kosten", en: "cost"), role: .measure, unit: .euros),
    ],
    rows: [
      [
        .key("08115", label: .same("Böblingen")), .text("=1+1 <b> & \"c\""), .text("2024-02-29"),
        .figure(.value(1234)), .figure(.value(0.5)), .figure(.value(-0.034)),
        .figure(.value(12.5)),
      ],
      [
        .key("08111", label: .same("Stuttgart")), .text("  zwei  Worte und mehr "), .text(""),
        .figure(.missing), .figure(.withheld), .figure(.notApplicable), .figure(.value(-3)),
      ],
    ], provenance: provenance)

  @Test(.enabled(if: PythonJudge.python != nil))
  func `other programs read the same cells out of both forms, and where they come from`() throws {
    let book = TableWorkbook.workbook(Self.table, .german)
    let answers: [[String: [[String]]]] = try PythonJudge.answers(
      [
        Question(form: "xlsx", book: Data(try WorkbookWriter.bytes(book))),
        Question(form: "ods", book: Data(OpenDocumentWriter.bytes(book))),
      ], script: "sheets.py")
    for sheets in answers {
      #expect(
        sheets["Daten (simuliert, nur intern)"] == [
          [
            "Kreis (Schlüssel)", "Kreis", "Name", "Seit", "Fälle", "Anteil",
            "Unterschied (Prozentpunkte)", "Kosten (Euro)",
          ],
          [
            "08115", "Böblingen", "=1+1 <b> & \"c\"", "day 2024-02-29", "number 1234",
            "number 0.5", "number -3.4", "number 12.5",
          ],
          [
            "08111", "Stuttgart", "  zwei  Worte und mehr ", "", "k.\u{A0}A.", "•", "×",
            "number -3",
          ],
        ])
      let lines = sheets["Herkunft"] ?? []
      for line in [
        ["Kennzeichen", "Simulierte Daten, nur intern"], ["Quelle", "Quelle & Co"],
        ["Stand", "2025-06-30"], ["Zählregel", "active"], ["Datenstand", "7-7"],
        ["Prüfsumme der Definition", String(repeating: "a", count: 64)],
        ["Hinweis", "zwei  Leerzeichen"], ["Spalte Fälle", "cases"],
      ] {
        #expect(lines.contains(line), "\(line)")
      }
      #expect(lines.contains { $0[0] == "Zeichen" && $0[1].contains("keine Angabe") })
    }
  }

  @Test func `the same table gives the same bytes, and English speaks English`() throws {
    for language in Language.allCases {
      let book = TableWorkbook.workbook(Self.table, language)
      #expect(OpenDocumentWriter.bytes(book) == OpenDocumentWriter.bytes(book))
      #expect(try WorkbookWriter.bytes(book) == WorkbookWriter.bytes(book))
    }
    let book = TableWorkbook.workbook(Self.table, .english)
    #expect(book.sheets.map(\.name) == ["Data (simulated, internal only)", "Provenance"])
    #expect(book.sheets.allSatisfy { $0.name.count <= 31 })
  }
}
