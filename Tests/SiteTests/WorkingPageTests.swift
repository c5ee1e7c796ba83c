import Site
import TestSupport
import Testing

/// Papers of decisions, and the working list of a Kreis.
@Suite struct WorkingPageTests {
  @Test func `a decision leads to its paper and names its run, and to no other site`() throws {
    let decisions = """
      decision_id,body,decided_on,subject,paper,run_id,result,votes_for
      uag-9,uag,2025-02-01,Reihenfolge,/berichte/reihenfolge?budget=2000000,20250131-7,zur Kenntnis genommen,
      lk-9,lenkungskreis,2025-02-02,Fremd,//example.org/paper,,angenommen,4

      """
    let html = PlanPageTests.answer(
      "/beschluesse?lang=de", try PlanPageTests.website(more: ["decisions": decisions])
    ).body
    #expect(html.contains("<a href=\"/berichte/reihenfolge?budget=2000000&amp;lang=de\">"))
    #expect(html.contains("20250131-7") && !html.contains("href=\"//example.org"))
    // Who takes note does not vote.
    #expect(html.contains("title=\"entfällt\">×</td>"))
  }

  @Test func `the sheet of a Kreis says what is missing and who acts next`() throws {
    let site = try PlanPageTests.website()
    let sheet = PlanPageTests.answer("/kreise/08115?lang=de", site).body
    let list = try #require(
      sheet.split(separator: "Arbeitsliste: was noch fehlt").last)
    #expect(sheet.contains("Am Zug: ") && list.contains(">Bstadt</th>"))
    let csv = PlanPageTests.answer("/api/v1/plans/gaps?kreis=08115&format=csv", site)
    #expect(csv.status == 200 && csv.body.contains("\n081150002002,Bstadt,p1,"))
    #expect(!csv.body.contains("\n08116"))
    for query in ["", "?kreis=08999"] {
      #expect(PlanPageTests.answer("/api/v1/plans/gaps" + query, site).status == 400, "\(query)")
    }
  }
}
