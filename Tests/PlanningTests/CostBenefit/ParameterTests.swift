import Domain
import Foundation
import Indicators
import Ingest
import Planning
import TestSupport
import Testing

@Suite struct ParameterTests {
  private func parameter(
    _ value: Double, _ from: String, to: String? = nil, by: String = "a", source: String = "Tafel"
  ) -> Parameter {
    Parameter(
      id: "x", value: value, unit: "", validFrom: Day(from)!, validTo: to.flatMap { Day($0) },
      source: source, delivery: by)
  }

  @Test func `the figure of the day is the one that began last`() throws {
    let rows = [
      parameter(4.3, "2005-01-01", to: "2010-12-31"), parameter(3.3, "2011-01-01"),
      parameter(0.9, "2023-07-01"),
    ]
    func value(_ day: String) throws -> Double? { try Parameters(rows, on: Day(day)!)["x"]?.value }
    #expect(try value("2004-12-31") == nil)
    #expect(try value("2010-12-31") == 4.3)
    #expect(try value("2011-01-01") == 3.3)
    #expect(try value("2023-06-30") == 3.3)
    #expect(try value("2023-07-01") == 0.9)
  }

  @Test func `a later delivery from elsewhere displaces a figure and shows it`() throws {
    func displaced(_ rows: [Parameter]) throws -> Double? {
      let parameters = try Parameters(rows, on: Day("2025-01-01")!)
      return parameters.displaced(by: parameters["x"]!)?.value
    }
    #expect(try displaced([parameter(1, "2020-01-01"), parameter(2, "2020-01-01", by: "b")]) == 1)
    #expect(try displaced([parameter(1, "2020-01-01"), parameter(2, "2021-01-01", by: "b")]) == 1)
    #expect(try displaced([parameter(1, "2020-01-01"), parameter(2, "2021-01-01")]) == nil)
    let own = parameter(2, "2020-01-01", source: "Haushaltsplan")
    #expect(try displaced([parameter(1, "2020-01-01"), own]) == 1)
    #expect(
      try displaced([parameter(1, "2020-01-01"), parameter(1, "2021-01-01", by: "b")]) == nil)
  }

  @Test func `what was wrong and has been delivered anew counts for nothing`() throws {
    func wage(_ value: Double, _ from: String, by: String) -> Parameter {
      Parameter(
        id: "wage_x", value: value, unit: "", validFrom: Day(from)!, validTo: nil, source: "Tafel",
        delivery: by)
    }
    let (day, from) = (Day("2025-06-01")!, "2025-01-01")
    let rows = [wage(40, from, by: "a"), wage(-40, from, by: "b"), wage(41, from, by: "c")]
    let parameters = try Parameters(rows, on: day)
    #expect(parameters["wage_x"]?.value == 41)
    #expect(parameters.displaced(by: parameters["wage_x"]!)?.value == 40)
    // Neither a sound row before it nor one that holds from another day puts it right.
    #expect(throws: Fault.self) { try Parameters(Array(rows.prefix(2)), on: day) }
    #expect(throws: Fault.self) {
      try Parameters(Array(rows.prefix(2)) + [wage(41, "2025-02-01", by: "c")], on: day)
    }
  }

  @Test func `the assumptions page shows what the project has put in place of what`() throws {
    let world = try BenefitWorld()
    let table = try world.world.store.read { try Assumptions.table($0) }
    func row(_ id: String) throws -> TableRow {
      try #require(
        table.rows.first { row in
          if case .key(id, _) = row[0] { true } else { false }
        })
    }
    let horizon = try row("horizon_years")
    #expect(horizon[1] == .figure(.value(2)) && horizon[8] == .figure(.value(5)))
    #expect(try row("minutes_waiting")[6] == .text("yes"))
    #expect(try row("wage_kommunen_ed_md")[5] == .text("Lohntafel"))
    #expect(try row("wage_kommunen_ed_md")[8] == .figure(.notApplicable))
  }

  @Test func `the reference table holds the assumptions of the program, and the dated rates`()
    throws
  {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../..").standardized.path
    let rows = try TextTable.rows(path: root + "/Data/reference/parameters.csv")
    let written = rows.filter { $0["source"]!.hasPrefix("Annahme") }
    #expect(written.count == StandardAssumptions.all.count)
    for (row, own) in zip(written, StandardAssumptions.all) {
      #expect(row["id"] == own.id && Double(row["value"]!) == own.value, "\(own.id)")
      #expect(row["source"] == own.source && row["unit"] == own.unit, "\(own.id)")
      #expect(row["valid_from"] == own.validFrom.description, "\(own.id)")
    }
    let rates = rows.filter { $0["id"] == "discount_rate_nominal" }
    #expect(rates.map { $0["value"]! } == ["0.043", "0.033", "0.009"])
  }
}
