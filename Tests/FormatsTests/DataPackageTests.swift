import Domain
import Formats
import Foundation
import Indicators
import TestSupport
import Testing

/// Archives for strangers, as another program unpacks them.
@Suite struct DataPackageTests {
  private struct Question: Encodable {
    let package: Data
  }

  private struct Answer: Decodable {
    /// Name → text, in the order of the archive.
    let files: [[String]]
    /// Rows of each resource as the description says where they are.
    let rows: [String: [[String: String]]]
    let faults: [String]
  }

  private static func table(rows: [[TableCell]]) -> Table<Exact> {
    Disclosure.exact(
      columns: [
        TableColumn(name: "kreis", title: Text(de: "Kreis", en: "district"), role: .dimension),
        TableColumn(name: "name", title: .same("Name"), role: .dimension),
        TableColumn(
          name: "share", title: Text(de: "Anteil", en: "share"), role: .measure, unit: .share),
        TableColumn(name: "status", title: .same("Status"), role: .measure),
      ], rows: rows,
      provenance: Provenance(
        title: Text(de: "Probe", en: "Sample"), source: Text(de: "Quelle & Co", en: "source"),
        rule: "active", cutOff: Day("2025-06-30")!,
        dataState: DataState(isSimulated: true, revision: "7-7")))
  }

  private static let rows: [[TableCell]] = [
    [
      .key("08115", label: .same("Böblingen")), .text("=1+1, \"zwei\""), .figure(.value(0.5)),
      .text("value"),
    ],
    [
      .key("08111", label: .same("Stuttgart")), .text("zwei\nZeilen"), .figure(.withheld),
      .text("withheld"),
    ],
  ]

  @Test func `python unpacks it, and finds each file that the description names as it says`() throws
  {
    guard PythonJudge.python != nil else { return }
    let bytes = DataPackage.bytes(Self.table(rows: Self.rows), stem: "lagebild-probe", .german)
    #expect(
      bytes == DataPackage.bytes(Self.table(rows: Self.rows), stem: "lagebild-probe", .german))
    let answers: [Answer] = try PythonJudge.answers(
      [Question(package: Data(bytes))], script: "packages.py")
    let answer = try #require(answers.first)
    #expect(answer.faults.isEmpty, "\(answer.faults)")
    #expect(
      answer.files.map(\.[0]) == [
        "datapackage.json", "README.md", "lagebild-probe.csv", "names.csv",
      ])
    #expect(
      answer.rows["lagebild-probe"] == [
        ["kreis": "08115", "name": "'=1+1, \"zwei\"", "share": "0.5", "status": "value"],
        ["kreis": "08111", "name": "zwei\nZeilen", "share": "", "status": "withheld"],
      ])
    #expect(answer.rows["names"]?.map { $0["de"] } == ["Böblingen", "Stuttgart"])
    let (description, readme) = (answer.files[0][1], answer.files[1][1])
    #expect(description.contains("\"revision\": \"7-7\"") && description.contains("\"cut_off\""))
    for line in ["# Probe", "- Stand: 2025-06-30", "- Kennzeichen: ", "- Quelle: Quelle & Co"] {
      #expect(readme.contains(line), "\(line)")
    }
  }

  @Test func `an empty table is a package too, without names`() throws {
    guard PythonJudge.python != nil else { return }
    let bytes = DataPackage.bytes(Self.table(rows: []), stem: "leer", .english)
    let answers: [Answer] = try PythonJudge.answers(
      [Question(package: Data(bytes))], script: "packages.py")
    #expect(answers.first?.faults == [] && answers.first?.rows == ["leer": []])
  }

  @Test func `in a workbook the status of a figure is a word of its language`() {
    func words(_ language: Language) -> [Workbook.Cell] {
      TableWorkbook.workbook(Self.table(rows: Self.rows), language).sheets[0].rows.compactMap(
        \.last)
    }
    #expect(words(.german) == [.text("Wert"), .text("geheim")])
    #expect(words(.english) == [.text("value"), .text("kept secret")])
  }
}
