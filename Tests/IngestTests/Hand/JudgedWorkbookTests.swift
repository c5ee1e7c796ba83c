import Columns
import Domain
import Formats
import Foundation
import Ingest
import TestSupport
import Testing

/// Workbooks between Lagebild and openpyxl, in both directions.
@Suite struct JudgedWorkbookTests {
  private static let seed: UInt64 = 20

  @Test(.enabled(if: WorkbookJudge.python != nil))
  func `what another program writes is read back`() throws {
    var random = SeededGenerator(seed: Self.seed)
    let names = FeedSchema.candidates.columns.map(\.name)
    var cells: [[WorkbookJudge.Cell?]] = [names.map { Self.text($0).0 }]
    var expected: [[Cell]] = []
    for number in 1...200 {
      let row = Self.candidate(number, &random)
      cells.append(row.map(\.0))
      expected.append(row.map(\.1))
    }
    let result = try HandTableTests.read(
      WorkbookJudge.written(cells), .candidates, file: "candidates.xlsx")
    #expect(result.rejections.isEmpty, "\(result.rejections.prefix(3))")
    #expect(result.told.isEmpty, "\(result.told.prefix(3))")
    for (index, name) in names.enumerated() {
      #expect(result.cells(name) == expected.map { $0[index] }, "seed \(Self.seed): \(name)")
    }
  }

  /// A cell of a workbook, and what has to be read of it.
  private typealias Pair = (WorkbookJudge.Cell?, Cell)

  private static func text(_ text: String) -> Pair {
    (WorkbookJudge.Cell(kind: "text", value: .text(text)), .text(text))
  }

  private static func number(_ number: Double, read cell: Cell) -> Pair {
    (WorkbookJudge.Cell(kind: "number", value: .number(number)), cell)
  }

  private static func candidate(_ number: Int, _ random: inout SeededGenerator) -> [Pair] {
    var row = [text("c-\(number)")]
    let names = ["Übung <a> & \"b\"", "=1+1", "Straße\u{20AC}", "'ja", "1.5"]
    row.append(text(names.randomElement(using: &random)!))
    let isGiven = Bool.random(using: &random)
    let key = 99_000_000_000_000 + Int.random(in: 0..<1_000_000_000_000, using: &random)
    row.append(
      isGiven
        ? Self.number(Double(key), read: .text(String(key))) : text("\(key) 99108008026000"))
    for _ in 0..<4 {
      let cents = Int64.random(in: 0...100_000_000, using: &random)
      row.append(Self.number(Double(cents) / 100, read: .integer(cents)))
    }
    row.append(isGiven ? Self.number(Double(number), read: .integer(Int64(number))) : (nil, .null))
    let day = Day("1950-01-01")! + Int.random(in: 0...60_000, using: &random)
    row.append(
      (
        WorkbookJudge.Cell(kind: "day", value: .text(day.description)),
        .integer(Int64(day.number))
      ))
    row.append((nil, .null))
    row.append(text("g/\(number)"))
    row.append(
      (WorkbookJudge.Cell(kind: "flag", value: .flag(isGiven)), .integer(isGiven ? 1 : 0)))
    row.append(text("Bauen"))
    row.append(
      (WorkbookJudge.Cell(kind: "flag", value: .flag(!isGiven)), .integer(isGiven ? 0 : 1)))
    return row
  }

  @Test(.enabled(if: WorkbookJudge.python != nil), arguments: FeedCatalogue.all.map(\.name))
  func `another program sees the template as it is meant`(name: String) throws {
    let feed = try #require(FeedCatalogue.feed(named: name))
    let book = try WorkbookWriter.bytes(FeedTemplate.workbook(feed))
    let again = try WorkbookWriter.bytes(FeedTemplate.workbook(feed))
    #expect(book == again)
    let sheets = try WorkbookJudge.seen(book)
    let data = try #require(sheets["Daten"])
    #expect(data.rows == [feed.columns.map(\.name)])
    for column in feed.columns {
      let comment = data.comments[column.name] ?? ""
      #expect(comment.contains(column.meaning.de) && comment.contains(column.meaning.en))
      let (format, rule): (String, String?) =
        switch column.type {
        case .day: ("dd.mm.yyyy", "date")
        case .money: ("#,##0.00", "decimal")
        case .integer: ("0", "whole")
        case .decimal: ("General", "decimal")
        case .choice, .flag:
          (
            "@",
            column.words.map { feed.isHandKept ? column.name(of: $0).de : $0 }
              .joined(separator: ",")
          )
        default: ("@", nil)
        }
      #expect(data.formats[column.name] == format, "\(column.name)")
      #expect(data.rules[column.name] == rule, "\(column.name)")
    }
    let explanation = try #require(sheets["Erläuterung"])
    #expect(explanation.rows.dropFirst().map { $0[0] } == feed.columns.map(\.name))
    #expect(explanation.rows.dropFirst().map { $0[1] } == feed.columns.map(\.meaning.de))
  }

  @Test(.enabled(if: WorkbookJudge.python != nil))
  func `texts stay texts, whatever they look like, and days are days`() throws {
    let rows: [[Workbook.Cell]] = [
      [.text("=1+1"), .number(-0.1), .day(Day("2024-02-29")!), .text("08115003")],
      [.text("@x"), .empty, .day(Day("1900-03-01")!), .text("99108008026000")],
      [.text("zwei\nZeilen & <mehr>"), .number(1e15), .empty, .text("'")],
    ]
    let book = Workbook(
      title: "Probe",
      sheets: [
        Workbook.Sheet(
          "Daten",
          columns: [
            .init("text", width: 10), .init("zahl", width: 10),
            .init("tag", form: .day, width: 10), .init("key", form: .text, width: 10),
          ], rows: rows)
      ])
    let sheet = try #require(try WorkbookJudge.seen(WorkbookWriter.bytes(book))["Daten"])
    #expect(sheet.types == ["ssss", "snds", "snds", "snns"])
    #expect(
      sheet.rows.dropFirst() == [
        ["=1+1", "-0.1", "2024-02-29 00:00:00", "08115003"],
        ["@x", "", "1900-03-01 00:00:00", "99108008026000"],
        ["zwei\nZeilen & <mehr>", "1000000000000000", "", "'"],
      ])
  }

  @Test func `what people fill into a template comes in without a repair`() throws {
    let feed = FeedSchema.orders
    let template = FeedTemplate.workbook(feed)
    let row: [Workbook.Cell] = feed.columns.map { column in
      switch column.type {
      case .integer, .money: .number(2026)
      case .flag: .text("yes")
      case .choice(let words): .text(words[0])
      default: .text(column.example)
      }
    }
    let sheets = template.sheets.map { sheet in
      sheet.name == "Daten" ? Workbook.Sheet("Daten", columns: sheet.columns, rows: [row]) : sheet
    }
    let bytes = try WorkbookWriter.bytes(Workbook(title: template.title, sheets: sheets))
    let result = try HandTableTests.read(bytes, feed, file: "orders.xlsx")
    #expect(result.rejections.isEmpty && result.told.isEmpty, "\(result.rejections) \(result.told)")
    #expect(result.cells("budget_eur") == [.integer(202_600)])
    #expect(result.cells("year") == [.integer(2026)])
    let csv = Array((FeedTemplate.csv(feed) + "\r\n").utf8)
    #expect(try HandTableTests.read(csv, feed).told.isEmpty)
  }
}
