import Foundation
import Testing

/// `lagebild benefit` and `lagebild assumptions`, on the feeds of a user.
@Suite struct BenefitCommandTests {
  private static let candidates = """
    candidate_id,name,leika,cost_eur_min,cost_eur,cost_eur_max,care_eur_a_year
    k1,Eins,99001001001000,4000.00,5000.00,9000.00,500.00
    k2,Zwei,99001001002000,4000.00,5000.00,9000.00,500.00

    """

  private func project(_ names: [String]? = nil) throws -> TestProject {
    try CostFeeds.project(
      (names ?? ["parameters", "effort", "cases", "candidates"]).map {
        ($0, CostFeeds.texts[$0] ?? Self.candidates)
      })
  }

  @Test func `ratings that people deliver count where money does not decide`() throws {
    let project = try project()
    let rows = """
      id,value,unit,valid_from,source
      wibe_weight/Q1,100,points,2024-01-01,UAG
      wibe_points/k2/Q1,6,points,2024-01-01,Sitzung der UAG

      """
    let file = try project.write("parameters-ratings.csv", rows)
    #expect(try Lagebild.run("ingest", file, in: project).status == 0)
    let list = try Lagebild.run("benefit", "list", "--draws", "10", in: project).lines
    #expect(
      list.map { $0.contains(",no,") && $0.contains(",ratedHigh,60,") } == [false, false, true])
    let sheet = try Lagebild.run("benefit", "show", "k1", "--draws", "10", in: project).output
    #expect(sheet.contains("\nadvice,pays,") && sheet.contains("\nrating,points:Q1,"))
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

  @Test func `what is said not to be urgent is not advised, and its points stay what they are`()
    throws
  {
    let project = try project()
    func ingest(_ name: String, _ rows: String) throws {
      let file = try project.write(name, "id,value,unit,valid_from,source\n" + rows)
      #expect(try Lagebild.run("ingest", file, in: project).status == 0)
    }
    func sheet() throws -> [String: Any] {
      let answer = try Lagebild.run(
        "benefit", "show", "k1", "--format", "json", "--draws", "10", in: project)
      #expect(answer.status == 0, "\(answer.messages)")
      return try #require(
        JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any])
    }
    try ingest(
      "parameters-ratings.csv",
      """
      wibe_weight/Q1,100,points,2024-01-01,UAG
      wibe_points/k1/Q1,8,points,2024-01-01,Sitzung der UAG

      """)
    let open = try sheet()
    #expect(open["advice"] as? String == "pays" && open["urgent"] is NSNull)
    for (number, (flag, advice)) in [("0", "notUrgent"), ("1", "pays")].enumerated() {
      try ingest(
        "parameters-urgent-\(number).csv",
        "wibe_urgent/k1,\(flag),flag,2024-0\(number + 2)-01,UAG\n")
      let judged = try sheet()
      #expect(judged["advice"] as? String == advice && judged["urgent"] as? Bool == (flag == "1"))
      // Neither money nor points know of urgency.
      for key in ["capital_value_eur", "qualitative"] {
        let (before, after) = (open[key] as? NSDictionary, judged[key] as? NSDictionary)
        #expect(before != nil && after == before)
      }
    }
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
