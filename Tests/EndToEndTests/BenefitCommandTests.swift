import Foundation
import Testing

/// `lagebild benefit` and `lagebild assumptions`, on the feeds of a user.
@Suite struct BenefitCommandTests {
  private static let feeds = [
    (
      "parameters",
      """
      id,value,unit,valid_from,source
      wage_kommunen_mean,30.00,eur_per_hour,2024-01-01,Lohntafel
      wage_kommunen_ed_md,30.00,eur_per_hour,2024-01-01,Lohntafel
      travel_minutes_gemeinde,15,minutes,2024-01-01,Wegetafel
      travel_cost_gemeinde,1.00,eur,2024-01-01,Wegetafel
      discount_rate_nominal,0.009,share,2024-01-01,Zinstafel
      horizon_years,3,years,2024-01-01,Beschluss
      digital_share_year_1,0.5,share,2024-01-01,Beschluss

      """
    ),
    (
      "effort",
      """
      leika,side,mode,activity_no,minutes,share_of_cases
      99001001001000,administration,before,5,20,1
      99001001001000,administration,digital,5,10,1
      99001001001000,citizen,before,5,30,1
      99001001001000,citizen,digital,5,10,1

      """
    ),
    (
      "cases",
      """
      month,authority_ars,leika,channel,cases
      2025-01,081110000000,99001001001000,counter,1000

      """
    ),
    (
      "candidates",
      """
      candidate_id,name,leika,cost_eur_min,cost_eur,cost_eur_max,care_eur_a_year
      k1,Eins,99001001001000,4000.00,5000.00,9000.00,500.00
      k2,Zwei,99001001002000,4000.00,5000.00,9000.00,500.00

      """
    ),
  ]

  private func project(_ names: [String]? = nil) throws -> TestProject {
    let project = try TestProject()
    for (name, text) in Self.feeds where names?.contains(name) ?? true {
      let file = try project.write("\(name)-1.csv", text)
      #expect(try Lagebild.run("ingest", file, in: project).status == 0)
    }
    return project
  }

  @Test func `an answer has its quantiles, its sources, and the same bytes each time`() throws {
    let project = try project()
    func ask() throws -> Lagebild.Answer {
      try Lagebild.run("benefit", "show", "k1", "--format", "json", "--draws", "500", in: project)
    }
    let answer = try ask()
    #expect(answer.status == 0, "\(answer.messages)")
    let sheet = try #require(
      JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any])
    let value = try #require(sheet["capital_value_eur"] as? [String: Any])
    let quantiles = try ["p5", "p50", "p95"].map { try #require(value[$0] as? Double) }
    #expect(quantiles == quantiles.sorted() && quantiles[0] < quantiles[2])
    // 12,000 cases a year, half of them digital, each saves 5.00 − 1.25 EUR (half are retyped).
    let years = try #require(sheet["years"] as? [[String: Any]])
    #expect(years.count == 4)
    #expect(abs((years[1]["benefit_eur"] as? Double ?? 0) - 22_500) < 1e-6)
    let inputs = try #require(sheet["inputs"] as? [[String: Any]])
    #expect(inputs.allSatisfy { ($0["source"] as? String)?.isEmpty == false })
    #expect(try ask().output == answer.output)
  }

  @Test func `what cannot be assessed says what is missing, and is no error`() throws {
    let project = try project()
    let list = try Lagebild.run("benefit", "list", "--draws", "100", in: project)
    #expect(list.status == 0, "\(list.messages)")
    #expect(list.lines.count == 3)
    let last = try #require(list.lines.last)
    #expect(last.hasPrefix("k2,Zwei,no,") && last.contains("Fallzahlen") && last.hasSuffix(",,,,,"))
    let show = try Lagebild.run("benefit", "show", "k2", "--format", "json", in: project)
    #expect(show.status == 0 && show.output.contains("\"assessable\": false"))
  }

  @Test func `faults have their exit codes`() throws {
    let project = try project()
    #expect(try Lagebild.run("benefit", "show", "k9", in: project).status == 64)
    #expect(try Lagebild.run("benefit", "list", "--rate", "3 %", in: project).status == 64)
    #expect(try Lagebild.run("benefit", "list", "--draws", "0", in: project).status == 64)
    let file = try project.write(
      "parameters-2.csv",
      "id,value,unit,valid_from,source\nwage_land_gd,-3,eur_per_hour,2024-01-01,Tafel\n")
    #expect(try Lagebild.run("ingest", file, in: project).status == 0)
    let wrong = try Lagebild.run("benefit", "list", in: project)
    #expect(wrong.status == 65 && wrong.messages.contains("row wage_land_gd from 2024-01-01"))
    let empty = try Lagebild.run("benefit", "list", in: try self.project(["candidates"]))
    #expect(empty.status == 66 && empty.messages.contains("Data/reference/parameters.csv"))
  }

  @Test func `the assumptions are listed with their sources`() throws {
    let list = try Lagebild.run("assumptions", "list", in: try project())
    #expect(list.lines[0].hasPrefix("id,value,unit,valid_from,valid_to,source,is_assumption"))
    let horizon = try #require(list.lines.first { $0.hasPrefix("horizon_years,3,") })
    #expect(horizon.contains("Beschluss") && horizon.contains(",5,"))
    #expect(list.lines.contains { $0.hasPrefix("minutes_waiting,10,") && $0.contains(",yes,") })
  }
}
