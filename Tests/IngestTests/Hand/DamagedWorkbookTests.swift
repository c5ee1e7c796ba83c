import Domain
import Foundation
import Ingest
import TestSupport
import Testing

/// Workbooks that are damaged, or made to do harm.
@Suite struct DamagedWorkbookTests {
  private func read(_ book: SmallBook) throws -> Collected {
    try HandTableTests.read(book.bytes, .milestones, file: "milestones.xlsx")
  }

  @Test func `a part that says it is huge is not unpacked`() throws {
    let bytes = Self.book(saying: [0, 0, 0, 0x10], at: 24)
    let fault = #expect(throws: Fault.self) { _ = try HandTableTests.read(bytes, .milestones) }
    #expect(fault?.problem.contains("64 MiB") == true)
  }

  /// A place in the directory's entry of the sheet, and what it is made to say.
  @Test(
    arguments: [
      ("flags: encrypted", 8, [1, 0], "encrypted"), ("method", 10, [99, 0], "damaged"),
      ("checksum", 16, [1, 2, 3, 4], "damaged"), ("packed size", 20, [9, 0, 0, 0], "damaged"),
      ("smaller than it is", 24, [9, 0, 0, 0], "damaged"),
      ("larger than it is", 24, [0, 0, 0, 1], "damaged"),
      ("the start of another", 42, [0, 0, 0, 0], "damaged"),
      ("a start outside", 42, [0, 0, 0, 0x7F], "damaged"),
    ] as [(String, Int, [UInt8], String)])
  func `a part that is not what the directory says refuses the file`(
    field: String, at: Int, said: [UInt8], word: String
  ) throws {
    let bytes = Self.book(saying: said, at: at)
    let fault = #expect(throws: Fault.self) { _ = try HandTableTests.read(bytes, .milestones) }
    #expect(fault?.description.contains(word) == true, "\(String(describing: fault))")
  }

  private static func book(saying said: [UInt8], at: Int) -> [UInt8] {
    var bytes = SmallBook.milestone(name: WorkbookTests.name, plannedOn: WorkbookTests.day).bytes
    let entry = bytes.ranges(of: Array("xl/worksheets/sheet1.xml".utf8)).last!.lowerBound - 46
    bytes.replaceSubrange((entry + at)..<(entry + at + said.count), with: said)
    return bytes
  }

  @Test func `an archive of very many parts, or with one twice, is refused`() throws {
    var book = SmallBook.milestone(name: WorkbookTests.name, plannedOn: WorkbookTests.day)
    book.more = (0..<1_990).map { ("xl/media/\($0).png", "") }
    #expect(try read(book).lines == [7])
    book.more += (0..<10).map { ("xl/media/more\($0).png", "") }
    #expect(throws: Fault.self) { _ = try read(book) }
    book.more = [("xl/worksheets/sheet1.xml", "<worksheet/>")]
    #expect(throws: Fault.self) { _ = try read(book) }
  }

  /// What is not refused has to be what it was: a flipped byte may lie where nobody looks.
  @Test func `a damaged workbook is refused or reads the same, and brings nothing down`() throws {
    let seed: UInt64 = 41
    var random = SeededGenerator(seed: seed)
    let book = SmallBook.milestone(name: WorkbookTests.name, plannedOn: WorkbookTests.day)
    let whole = try read(book)
    for number in 0..<600 {
      var bytes = book.bytes
      if number % 3 == 0 {
        bytes = Array(bytes.prefix(Int.random(in: 0..<bytes.count, using: &random)))
      } else {
        for _ in 0..<Int.random(in: 1...3, using: &random) {
          let at = Int.random(in: 0..<bytes.count, using: &random)
          bytes[at] = UInt8.random(in: 0...255, using: &random)
        }
      }
      guard let result = try? HandTableTests.read(bytes, .milestones) else { continue }
      #expect(result.cells("name") == whole.cells("name"), "seed \(seed), \(number)")
      #expect(result.cells("planned_on") == whole.cells("planned_on"), "seed \(seed), \(number)")
    }
  }

  /// Behind the checksum: the scanner itself meets damaged XML.
  @Test func `a damaged sheet behind a right checksum brings nothing down`() throws {
    let seed: UInt64 = 42
    var random = SeededGenerator(seed: seed)
    let marks = Array("<>/&;\"'=! []-?rcvts09A\u{0}\u{FF}".utf8)
    for _ in 0..<1_500 {
      var book = SmallBook.milestone(name: WorkbookTests.name, plannedOn: WorkbookTests.day)
      var data = Array(book.sheetData.utf8)
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let at = Int.random(in: 0..<data.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: data[at] = marks.randomElement(using: &random)!
        case 1: data.remove(at: at)
        default: data.insert(marks.randomElement(using: &random)!, at: at)
        }
      }
      book.sheetData = String(decoding: data, as: UTF8.self)
      _ = try? read(book)
    }
  }
}
