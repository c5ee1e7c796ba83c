import Columns
import Domain
import Foundation
import Ingest
import Testing

/// What people save from a spreadsheet as CSV.
@Suite struct HandTableTests {
  static let now: Int64 = 1_767_225_600_000

  static func read(
    _ bytes: [UInt8], _ feed: FeedSchema, encoding: TextEncoding? = nil, file: String = "test.csv",
    profile: FeedProfile = .hand
  ) throws -> Collected {
    let sink = Collected()
    try FeedReader.read(
      bytes, file: file, feed: feed,
      options: ReadOptions(now: now, profile: profile, encoding: encoding), into: sink)
    return sink
  }

  private func read(_ text: String, _ feed: FeedSchema) throws -> Collected {
    try Self.read(Array(text.utf8), feed)
  }

  private static let candidates = """
    Kennung;Name;Leistungen;Kosten mindestens in Euro;Kosten wahrscheinlich in Euro;\
    Kosten höchstens in Euro;Pflege in Euro im Jahr;gesetzliche Frist;efa_available;Farbe;;
    c-1; Wohnsitz ;99108008026000,99115005001000;80.000;100.000,00;"150 000 €";12.500,50;31.12.2027;Nein;rot;;

    ;;;;;;;;;;;
    c-2;Angeln;99108008026000;80000;100000.00;150000;12500.5;2027-12-31;no;blau;;

    """.replacing("\n", with: "\r\n")

  @Test func `what a spreadsheet does is undone, and each cell is told`() throws {
    let result = try read(Self.candidates, .candidates)
    #expect(result.rejections.isEmpty)
    #expect(result.lines == [2, 5])
    #expect(result.cells("name") == [.text("Wohnsitz"), .text("Angeln")])
    #expect(
      result.cells("leika") == [.text("99108008026000 99115005001000"), .text("99108008026000")])
    for (name, cents) in [
      ("cost_eur_min", 8_000_000), ("cost_eur", 10_000_000), ("cost_eur_max", 15_000_000),
      ("care_eur_a_year", 1_250_050),
    ] as [(String, Int64)] {
      #expect(result.cells(name) == [.integer(cents), .integer(cents)], "\(name)")
    }
    let day = Int64(Day("2027-12-31")!.number)
    #expect(result.cells("legal_deadline") == [.integer(day), .integer(day)])
    #expect(result.cells("efa_available") == [.integer(0), .integer(0)])
    #expect(
      result.told == [
        "1 Farbe: ", "2 name:  Wohnsitz  → Wohnsitz",
        "2 leika: 99108008026000,99115005001000 → 99108008026000 99115005001000",
        "2 cost_eur_min: 80.000 → 80000", "2 cost_eur: 100.000,00 → 100000.00",
        "2 cost_eur_max: 150 000 € → 150000", "2 care_eur_a_year: 12.500,50 → 12500.50",
        "2 legal_deadline: 31.12.2027 → 2027-12-31", "2 efa_available: Nein → no",
      ])
  }

  @Test func `a feed of programs stays strict`() throws {
    let text = """
      order_id,title,kind,year,planned_units,unit,delivered_units,budget_eur,spent_eur,\
      share_kommunen_eur,status,reservation
      la-1,Eins,Pflege,2025,4,Stück,1,"1.000,00",0,0,ordered,ja

      """
    let strict = try Self.read(Array(text.utf8), .orders, profile: .machine)
    #expect(strict.rejections.map(\.reason) == [.wrongType])
    #expect(try read(text, .orders).cells("budget_eur") == [.integer(100_000)])
  }

  /// A cell of each type: what is made of it (the same text: nothing), or why it is refused.
  @Test(arguments: [
    ("kreis_ags5", "8115", "08115"), ("kreis_ags5", "08115", "08115"),
    ("kreis_ags5", "'08115", "08115"), ("kreis_ags5", "115", "malformed_key"),
    ("kreis_ags5", "0815", "malformed_key"), ("planned_on", "3.1.2026", "2026-01-03"),
    ("planned_on", "31.02.2026", "malformed_time"), ("planned_on", "03.01.26", "malformed_time"),
    ("planned_on", "46025", "malformed_time"), ("planned_on", "01/03/2026", "malformed_time"),
    ("name", "Erste\tStufe", "Erste Stufe"), ("name", "a@b.de", "personal_data"),
  ])
  func `keys, days and texts`(column: String, cell: String, outcome: String) throws {
    let names = ["convoy_id", "milestone_id", "name", "planned_on", "kreis_ags5"]
    let usual = ["k-1", "m-1", "Start", "2026-03-31", "08115"]
    let row = zip(names, usual).map { $0 == column ? cell : $1 }
    let result = try read(
      names.joined(separator: ";") + "\n" + row.joined(separator: ";") + "\n", .milestones)
    check(result, column, cell, outcome)
  }

  @Test(arguments: [
    ("0,8", "0.8"), ("0.8", "0.8"), ("1.234,5", "1234.5"), ("-1.234.567", "-1234567"),
    ("1.234", "ambiguous_number"), ("-12.345", "ambiguous_number"), ("0.125", "0.125"),
    ("80 %", "0.8"), ("80,5%", "0.805"), ("1,2,3", "wrong_type"), ("1,234.5", "wrong_type"),
    ("1.23.456", "wrong_type"), ("1,5E+06", "wrong_type"), ("\u{2212}5", "-5"), ("1 234", "1234"),
    ("nan", "wrong_type"), ("0x10", "wrong_type"), ("+5", "wrong_type"), (",5", "wrong_type"),
    ("1.0000000001", "wrong_type"), ("1,5000000000", "1.500000000"),
  ])
  func `numbers`(cell: String, outcome: String) throws {
    let result = try read(
      "target_id;indicator;area_ars;value;due_on;decided_on;source\n"
        + "z-1;coverage_share;080000000000;\(cell);2026-12-31;2025-03-14;Beschluss\n", .targets)
    check(result, "value", cell, outcome)
  }

  @Test func `the words of a drop-down become the words of the feed, and it is told`() throws {
    let header = "convoy_id;name;task;kreis_ags5;joined_on;role\n"
    let rows = ["federführend", "LEADING", "Mitglied", "member", "Gast"].map {
      "k-1;Eins;Aufgabe;08115;2025-01-01;\($0)\n"
    }
    let result = try read(header + rows.joined(), .convoys)
    #expect(
      result.cells("role") == [.text("lead"), .text("lead"), .text("member"), .text("member")])
    #expect(
      result.told == [
        "2 role: federführend → lead", "3 role: LEADING → lead", "4 role: Mitglied → member",
      ])
    #expect(result.rejections.map(\.reason) == [.unknownChoice])
  }

  @Test func `words of a choice have names that tell them apart`() {
    for feed in FeedCatalogue.all where feed.isHandKept {
      for column in feed.columns {
        for word in column.words {
          let name = column.name(of: word)
          #expect(column.word(called: name.de) == word && column.word(called: name.en) == word)
        }
      }
    }
  }

  @Test(arguments: [
    ("81150003003", "081150003003"), ("8115", "malformed_key"), ("080000000000", "080000000000"),
  ])
  func `a regional key gets its zero back`(cell: String, outcome: String) throws {
    let result = try read(
      "target_id;indicator;area_ars;value;due_on;decided_on;source\n"
        + "z-1;coverage_share;\(cell);1;2026-12-31;2025-03-14;Beschluss\n", .targets)
    check(result, "area_ars", cell, outcome)
  }

  @Test(arguments: ["9,91080E+13", "9.9108E+13", "1E+11", "1,2e+11"])
  func `a key of which digits are lost refuses the file and says what to do`(cell: String) throws {
    let fault = #expect(throws: Fault.self) {
      _ = try read(
        Self.candidates.replacing("99108008026000;80000", with: "\(cell);80000"),
        .candidates)
    }
    #expect(fault?.place == "test.csv, line 5, column leika")
    #expect(fault?.remedy.contains("Format the column as text") == true)
  }

  @Test func `an old German file is read where that is declared`() throws {
    let bytes = Array(Self.candidates.replacing("Angeln", with: "Prüfung €").utf8)
    let latin = Self.windows1252(bytes)
    #expect(throws: Fault.self) { _ = try Self.read(latin, .candidates) }
    let declared = try Self.read(latin, .candidates, encoding: .windows1252)
    #expect(declared.cells("name")[1] == .text("Prüfung €"))
    #expect(declared.told.first == "1 -: windows-1252 → utf-8")
    // What is UTF-8 all the same is read as such.
    let other = try Self.read(bytes, .candidates, encoding: .windows1252)
    #expect(other.cells("name")[1] == .text("Prüfung €"))
    #expect(other.told.first?.contains("read as utf-8") == true)
    let marked = try Self.read([0xEF, 0xBB, 0xBF] + bytes, .candidates, encoding: .windows1252)
    #expect(marked.told.first == "1 Farbe: ")
    #expect(throws: Fault.self) {
      _ = try Self.read(latin + [0x81, 0x0A], .candidates, encoding: .windows1252)
    }
  }

  @Test(arguments: [
    ("Kennung;Name\nc-1;x\n", "lacks leika"), ("candidate_id;Kennung\n", "twice"),
    ("", "empty"), ("candidate_id;name", "cut off"),
  ])
  func `a table that is none is refused with place and remedy`(text: String, word: String) throws {
    let fault = #expect(throws: Fault.self) { _ = try read(text, .candidates) }
    #expect(fault?.description.contains(word) == true, "\(String(describing: fault))")
  }

  @Test func `titles of hand-kept feeds mean one column each`() {
    for feed in FeedCatalogue.all where feed.isHandKept {
      var columns: [String: String] = [:]
      for column in feed.columns {
        for title in [column.name, column.meaning.de, column.meaning.en] {
          let known = columns.updateValue(column.name, forKey: title.lowercased())
          #expect(known ?? column.name == column.name, "\(feed.name): \(title)")
        }
      }
    }
  }

  // MARK: - Helpers

  private func check(_ result: Collected, _ column: String, _ cell: String, _ outcome: String) {
    if let reason = ReasonCode(rawValue: outcome) {
      #expect(result.rejections.map(\.reason) == [reason], "\(cell)")
      #expect(result.rejections.map(\.column) == [column], "\(cell)")
      #expect(result.lines.isEmpty)
      return
    }
    #expect(result.rejections.isEmpty, "\(cell): \(result.rejections)")
    let told = result.told.filter { $0.hasPrefix("2 \(column): ") }
    #expect(told == (cell == outcome ? [] : ["2 \(column): \(cell) → \(outcome)"]))
    let value: Cell =
      switch column {
      case "planned_on": .integer(Int64(Day(outcome)!.number))
      case "value": .real(Double(outcome)!)
      default: .text(outcome)
      }
    #expect(result.cells(column) == [value])
  }

  private static func windows1252(_ bytes: [UInt8]) -> [UInt8] {
    String(decoding: bytes, as: UTF8.self).unicodeScalars.map {
      $0 == "€" ? 0x80 : UInt8($0.value)
    }
  }
}
