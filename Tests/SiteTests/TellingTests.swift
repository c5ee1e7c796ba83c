import Domain
import Indicators
import Planning
import Site
import TestSupport
import Testing

/// What pages tell so that nobody has to guess.
@Suite struct TellingTests {
  private static func page(
    _ path: String, _ feeds: [(name: String, text: String)], isPublic: Bool = false,
    today: Day = Day("2025-03-01")!
  ) throws -> String {
    let site = try PlanSite.website(feeds, isPublic: isPublic, today: today)
    return site.respond(to: SiteRequest("GET", path, headers: [])).text
  }

  // MARK: - Names

  private static let alike = (
    name: "processes",
    text: """
    process_id,name,kind,leika,released_on,customer
    e2,Zwei,efa,99001001002000,2024-06-01,citizen
    u1,i-Kfz,universal,99001001001000,2024-06-01,citizen
    u2,i-Kfz,universal,99001001001000,2024-06-01,citizen
    u3,i-Antrag,universal,99001001001000,2024-06-01,citizen

    """
  )

  @Test func `processes of one name have their kind beside it, and of one kind their id`() throws {
    let csv = try Self.page("/api/v1/plans/forecasts?format=csv", [Self.alike])
    for line in [
      "e2,Zwei (EfA-Prozess),", "p2,Zwei (Standardprozess),", "u1,i-Kfz (u1),", "u2,i-Kfz (u2),",
      "u3,i-Antrag,",
    ] { #expect(csv.contains("\n" + line), "\(line)") }
    let html = try Self.page("/prognosen?lang=de", [Self.alike])
      .replacing("<span class=\"whole\">", with: "").replacing("</span>", with: "")
    #expect(html.contains(">Zwei (EfA-Prozess)<") && html.contains(">Zwei (Standardprozess)<"))
    #expect(!html.contains(">Zwei<"))
    // A name is written as its owner writes it.
    #expect(html.contains(">i-Antrag<"))
    let changes = try Self.page("/api/v1/plans/changes?since=2025-01-01&format=csv", [Self.alike])
    #expect(changes.contains("Zwei (Standardprozess)") && !changes.contains(",Zwei,"))
    let gaps = try Self.page("/api/v1/plans/gaps?kreis=08116&format=csv", [Self.alike])
    #expect(gaps.contains("Zwei (EfA-Prozess)"))
  }

  @Test func `assumptions are headed as everything is`() throws {
    for language in ["de", "en"] {
      let html = try Self.page("/annahmen?lang=\(language)", BenefitFeeds.files)
      let heads = html.matches(of: /<th scope="row"[^>]*>([^<]+)</).map { String($0.output.1) }
      #expect(heads.count > 5, "\(heads)")
      // An id without a name stays as it is.
      let small = heads.filter { $0.first?.isLowercase == true && !$0.contains("_") }
      #expect(small.isEmpty, "\(small)")
    }
  }

  // MARK: - Numbers

  @Test func `no probability is nought, whatever three digits say`() {
    func text(_ p: Double, _ language: Language = .german) -> String? {
      PValueText.text(p, column: "p_value", language)
    }
    #expect(text(0.0004) == "<\u{A0}0,001" && text(0, .english) == "<\u{A0}0.001")
    #expect(text(0.0009) == "<\u{A0}0,001")
    #expect(text(0.001) == nil && text(0.2) == nil)
    #expect(PValueText.text(0.0004, column: "estimate", .german) == nil)
    #expect(PValueText.text(0.0004, column: "log_rank_p", .german) != nil)
  }

  private static let cases: [(authority: String, channel: String, count: Int)] = [
    ("080000000000", "online", 40), ("080000000000", "counter", 10),
    ("081150001001", "online", 5), ("081150001001", "counter", 30),
    ("081116001001", "online", 0), ("081110000000", "counter", 15),
  ]

  private static func feed(_ rows: [(authority: String, channel: String, count: Int)])
    -> (name: String, text: String)
  {
    (
      "cases",
      "month,authority_ars,leika,channel,cases\n"
        + rows.filter { $0.count > 0 }.map {
          "2025-02,\($0.authority),99001001001000,\($0.channel),\($0.count)\n"
        }.joined()
    )
  }

  @Test func `where the Land counts more than its areas together the figure says what that is`()
    throws
  {
    // By hand: of 100 cases 50 are of the Land itself, 40 of them online.
    let whole = Self.cases.map(\.count).reduce(0, +)
    let land = Self.cases.filter { $0.authority == "080000000000" }
    #expect(whole == 100 && land.map(\.count) == [40, 10])
    let html = try Self.page("/indikatoren/digital_take_up?lang=de", [Self.feed(Self.cases)])
    #expect(
      html.contains(
        "Zum Land zählt auch, was zu keinem Regierungsbezirk gehört, etwa Behörden des Landes "
          + "selbst: 50,0\u{A0}% des Ganzen, dort 80,0\u{A0}%."))
    let kreise = try Self.page(
      "/kreise?lang=en&indikator=digital_take_up", [Self.feed(Self.cases)])
    // The map, and the two plots.
    #expect(kreise.components(separatedBy: "50.0% of the whole, at 80.0%.").count == 4)
    let rest = Self.cases.filter { $0.authority != "080000000000" }
    let without = try Self.page("/indikatoren/digital_take_up?lang=de", [Self.feed(rest)])
    #expect(!without.contains("Zum Land zählt auch"))
  }

  @Test func `a chart whose rows are all the same is a sentence with its table`() throws {
    let orders = """
      order_id,title,kind,year,planned_units,unit,delivered_units,budget_eur,spent_eur,\
      share_kommunen_eur,status,reservation
      la-1,Eins,Entwicklung,2023,4,Stück,4,1000.00,900.00,450.00,accepted,no
      la-2,Zwei,Pflege,2024,2,Stück,2,500.00,600.00,300.00,accepted,no

      """
    let html = try Self.page("/berichte/jahresplanung?lang=de", [("orders", orders)])
    #expect(html.contains("In jeder Zeile steht 100,0\u{A0}%."))
    #expect(!html.contains("id=\"t1-i-title\"") && html.contains(">2023</th>"))
    #expect(!html.contains("/api/v1/plans/fulfilment?format=svg"))
    let mixed = orders.replacing("Pflege,2024,2,Stück,2", with: "Pflege,2024,2,Stück,1")
    let drawn = try Self.page("/berichte/jahresplanung?lang=de", [("orders", mixed)])
    #expect(!drawn.contains("In jeder Zeile steht"))
    #expect(drawn.contains("/api/v1/plans/fulfilment?format=svg"))
  }

  // MARK: - Remarks

  @Test func `more money that brings nothing is told so`() throws {
    let feeds = PlanPageTests.feeds + BenefitFeeds.files
    let html = try Self.page("/reihenfolge/pruefung?lang=de&budget=90000000", feeds)
    #expect(html.contains("Auch die Hälfte mehr Geld brächte keinen höheren Kapitalwert"))
    #expect(!html.contains("um 0\u{A0}Euro"))
  }

  @Test func `what explains a sign in a table stands beside it`() throws {
    let targets = """
      target_id,indicator,area_ars,value,due_on,decided_on,source
      z-1,coverage_share,080000000000,0.5,2026-03-02,2024-03-14,Beschluss

      """
    let sentence = "Was eine Kennzahl heute erreicht, steht nur bei Anteilen"
    func note(_ html: String) -> Bool { html.contains("<p class=\"note\">\(sentence)") }
    #expect(try !note(Self.page("/termine?lang=de", [("targets", targets)])))
    let cases = targets.replacing("coverage_share", with: "digital_take_up")
    #expect(try note(Self.page("/termine?lang=de", [("targets", cases)])))

    let convoys = """
      convoy_id,name,task,process_id,field,kreis_ags5,joined_on,left_on,role
      k1,Leer,Aufgabe,p4,ozg,08116,2025-01-10,,lead

      """
    let processes = """
      process_id,name,kind,leika,released_on,customer
      p4,Vier,standard,99001001004000,2024-06-01,citizen

      """
    let page = try Self.page("/konvois?lang=de", [("processes", processes), ("convoys", convoys)])
    #expect(page.contains("<p class=\"note\">Bitte prüfen: für den Prozess ist in keinem"))
  }

  @Test func `of a year that is only planned no milestone is owed`() throws {
    let orders = """
      order_id,title,kind,year,planned_units,unit,delivered_units,budget_eur,spent_eur,\
      share_kommunen_eur,status,reservation
      la-1,Eins,Entwicklung,2024,4,Stück,4,1000.00,0.00,0.00,accepted,no
      la-2,Zwei,Entwicklung,2027,4,Stück,0,1000.00,0.00,0.00,planned,no

      """
    let milestones = """
      order_id,milestone_id,name,planned_on,revised_on,done_on
      la-1,m1,Start,2024-02-01,,2024-02-10

      """
    let html = try Self.page(
      "/finanzierung?lang=de", [("orders", orders), ("milestones", milestones)])
    let start = try #require(html.firstRange(of: ">2027</th>"))
    let end = try #require(html[start.upperBound...].firstRange(of: "</tr>"))
    let row = html[start.upperBound..<end.lowerBound]
    for title in ["Erfüllungsgrad", "Anteil erledigt"] {
      let cell = try #require(row.firstRange(of: "data-title=\"\(title)\""))
      #expect(row[cell.upperBound...].prefix { $0 != "/" }.contains(">×<"), "\(row)")
    }
  }
}
