import Columns
import Domain
import Foundation
import Ingest
import TestSupport
import Testing

/// Workbooks as programs of several makers write them.
@Suite struct WorkbookTests {
  static let name = "<c t=\"str\"><v>Start</v></c>"
  static let day = "<c s=\"1\"><v>46112</v></c>"

  private func read(_ book: SmallBook) throws -> Collected {
    try HandTableTests.read(book.bytes, .milestones, file: "milestones.xlsx")
  }

  @Test(arguments: [
    ("<c s=\"1\"><v>46112</v></c>", "2026-03-31"), ("<c s=\"2\"><v>46112.0</v></c>", "2026-03-31"),
    ("<c s=\"4\"><v>46112.25</v></c>", "2026-03-31 told"),
    ("<c t=\"d\"><v>2026-03-31T00:00:00</v></c>", "2026-03-31"),
    ("<c t=\"str\"><v>31.03.2026</v></c>", "2026-03-31 told"),
    ("<c s=\"2\"><v>1</v></c>", "1900-01-01"), ("<c s=\"2\"><v>59</v></c>", "1900-02-28"),
    ("<c s=\"2\"><v>61</v></c>", "1900-03-01"), ("<c s=\"2\"><v>60</v></c>", "wrong_type"),
    ("<c s=\"2\"><v>-1</v></c>", "wrong_type"), ("<c s=\"0\"><v>46112</v></c>", "malformed_time"),
    ("<c s=\"3\"><v>46112</v></c>", "malformed_time"), ("<c><v>46112</v></c>", "malformed_time"),
    ("<c t=\"e\"><v>#REF!</v></c>", "wrong_type"), ("<c><f>TODAY()</f></c>", "wrong_type"),
    ("<c><f>TODAY()</f><v/></c>", "wrong_type"),
    ("<c t=\"b\"><v>1</v></c>", "malformed_time"),
  ])
  func `a day is a number that is shown as one`(cell: String, outcome: String) throws {
    let result = try read(.milestone(name: Self.name, plannedOn: cell))
    if let reason = ReasonCode(rawValue: outcome) {
      #expect(result.rejections.map(\.reason) == [reason])
      #expect(result.rejections.map(\.line) == [7])
    } else {
      let words = outcome.split(separator: " ")
      #expect(result.cells("planned_on") == [.integer(Int64(Day(words[0])!.number))])
      #expect(result.lines == [7])
      #expect(result.told.count == words.count - 1, "\(result.told)")
    }
  }

  @Test func `the years of some programs begin in 1904`() throws {
    var book = SmallBook.milestone(name: Self.name, plannedOn: "<c s=\"1\"><v>44650</v></c>")
    book.properties = "<workbookPr date1904=\"1\"/>"
    #expect(
      try read(book).cells("planned_on") == [.integer(Int64(Day("2026-03-31")!.number))])
  }

  @Test(arguments: [
    ("<c t=\"s\"><v>0</v></c>", "Übung & Co"), ("<c t=\"s\"><v>1</v></c>", "Teil A"),
    (
      "<c t=\"inlineStr\"><is><r><t>Teil</t></r><r><t xml:space=\"preserve\"> B</t></r></is></c>",
      "Teil B"
    ),
    ("<c t=\"str\"><f>A1</f><v>a&lt;b&#228;</v></c>", "a<bä"),
    ("<c t=\"str\"><v><![CDATA[<5>]]></v></c>", "<5>"), ("<c><v>2026</v></c>", "2026"),
    ("<c><v>1.5E-3</v></c>", "0.0015"), ("<c><v>0.30000000000000004</v></c>", "0.3"),
    ("<c><v>12345678901234568</v></c>", "12345678901234600"),
  ])
  func `texts come in many ways`(cell: String, text: String) throws {
    var book = SmallBook.milestone(name: cell, plannedOn: Self.day)
    book.texts =
      "<si><t>\u{DC}bung &amp; Co</t></si>"
      + "<si><r><t>Teil</t></r><rPh sb=\"0\" eb=\"1\"><t>x</t></rPh><r><t> A</t></r></si>"
    #expect(try read(book).cells("name") == [.text(text)])
  }

  @Test func `prefixes do not matter, the address behind them does`() throws {
    var book = SmallBook.milestone(name: Self.name, plannedOn: Self.day)
    book.bookAttributes = "xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\""
    #expect(try read(book).lines == [7])
    book.bookAttributes = "xmlns=\"http://example.org\""
    #expect(throws: Fault.self) { _ = try read(book) }
  }

  @Test func `of several sheets the one named Daten counts, else there has to be only one`() throws
  {
    func sheet(_ name: String, _ id: Int, _ more: String = "") -> String {
      "<sheet name=\"\(name)\" sheetId=\"\(id)\" r:id=\"rId\(id)\" \(more)/>"
    }
    var book = SmallBook.milestone(name: Self.name, plannedOn: Self.day)
    book.sheets = sheet("Notizen", 9) + sheet("daten", 1)
    #expect(try read(book).lines == [7])
    book.sheets = sheet("Listen", 9, "state=\"hidden\"") + sheet("Tabelle1", 1)
    #expect(try read(book).lines == [7])
    book.sheets = sheet("Notizen", 9) + sheet("Tabelle1", 1)
    let fault = #expect(throws: Fault.self) { _ = try read(book) }
    #expect(fault?.problem.contains("Notizen, Tabelle1") == true)
  }

  @Test(arguments: [
    ("<!DOCTYPE x [<!ENTITY a \"b\">]>", "", "declares a document type"),
    ("<!DOCTYPE x SYSTEM \"file:///etc/hostname\">", "", "declares a document type"),
    ("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>", "", "another encoding"),
    ("", "<c t=\"str\"><v>&a;</v></c>", "the entity &a;"),
    ("", "<c r=\"A7\"><v>1</v></c>", "not in order"), ("", "<c t=\"s\"><v>9</v></c>", "no text"),
    ("", "<c><v>1</c></v>", "</c> closes nothing"),
    ("", "<c r=\"ZZZZ7\"><v>1</v></c>", "not in order"),
    ("", String(repeating: "<c>", count: 40), "too deep"), ("", "<c a=\"1\" a=\"1\"/>", "twice"),
    ("", "<c r=\"AMZ7\"><v>1</v></c>", "1000 columns"),
    ("", String(repeating: "<c t=\"str\"><v>x</v></c>", count: 1000), "1000 columns"),
    ("", "<c " + (0..<257).map { "a\($0)=\"\" " }.joined() + "/>", "too many attributes"),
    ("", "<c t=\"str\"><v>\(String(repeating: "0", count: 200_000))</v></c>", "row 7 holds more"),
    (
      "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>",
      "<c t=\"str\"><v>&b;</v></c>", "declares a document type"
    ),
  ])
  func `a sheet that is broken or reaches out refuses the file`(
    prologue: String, cell: String, word: String
  ) throws {
    var book = SmallBook.milestone(name: Self.name + cell, plannedOn: "")
    if !prologue.isEmpty { book.prologue = prologue }
    let fault = #expect(throws: Fault.self) { _ = try read(book) }
    #expect(fault?.description.contains(word) == true, "\(String(describing: fault))")
  }

  @Test func `a text that no cell can hold refuses the file`() throws {
    var book = SmallBook.milestone(name: Self.name, plannedOn: Self.day)
    book.texts = "<si><t>a</t></si><si><t>\(String(repeating: "0", count: 200_000))</t></si>"
    let fault = #expect(throws: Fault.self) { _ = try read(book) }
    #expect(fault?.place.contains("xl/sharedStrings.xml") == true)
    #expect(fault?.problem.contains("text 2 is longer") == true, "\(String(describing: fault))")
  }

  @Test func `a sheet may be written in UTF-16, and says so rightly or is refused`() throws {
    var book = SmallBook.milestone(name: Self.name, plannedOn: Self.day)
    let plain = try read(book)
    for mark: [UInt8] in [[0xFF, 0xFE], [0xFE, 0xFF]] {
      let isLittle = mark[0] == 0xFF
      book.encoding = { text in
        mark
          + text.utf16.flatMap { unit in
            let pair = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
            return isLittle ? pair : pair.reversed()
          }
      }
      book.prologue = "<?xml version=\"1.0\" encoding=\"UTF-16\"?>"
      #expect(try read(book).lines == plain.lines)
      book.prologue = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
      let fault = #expect(throws: Fault.self) { _ = try read(book) }
      #expect(fault?.problem.contains("encoding") == true, "\(String(describing: fault))")
    }
  }

  @Test func `other forms of workbooks are told from each other`() throws {
    let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    let secret = "EncryptedPackage".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    var macros = SmallBook()
    macros.more = [("xl/vbaProject.bin", "x")]
    let files: [([UInt8], String)] = [
      (compound, ".xls"), (compound + secret, "password"), (macros.bytes, "macros"),
      (StoredZip.bytes([("mimetype", "x"), ("content.xml", "x")]), ".ods"),
      (StoredZip.bytes([("xl/workbook.bin", "x")]), ".xlsb"),
      (StoredZip.bytes([("a.txt", "x")]), "no workbook"),
    ]
    for (bytes, word) in files {
      let fault = #expect(throws: Fault.self) { _ = try HandTableTests.read(bytes, .milestones) }
      #expect(fault?.description.contains(word) == true, "\(String(describing: fault))")
    }
    let book = SmallBook.milestone(name: Self.name, plannedOn: Self.day).bytes
    let strict = #expect(throws: Fault.self) {
      _ = try HandTableTests.read(book, .milestones, profile: .machine)
    }
    #expect(strict?.remedy.contains("profile = \"hand\"") == true)
    let events = #expect(throws: Fault.self) {
      _ = try HandTableTests.read(book, .events, profile: .machine)
    }
    #expect(events?.remedy.contains("CSV") == true)
  }
}
