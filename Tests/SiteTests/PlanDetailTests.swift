import Domain
import Foundation
import Planning
import Site
import TestSupport
import Testing

/// What a selection and a capital value rest on, as pages and as data.
@Suite struct PlanDetailTests {
  private static func website(isPublic: Bool = false) throws -> Website {
    let candidates = """
      candidate_id,name,leika,cost_eur_min,cost_eur,cost_eur_max,care_eur_a_year,themenfeld
      k1,Erstes,99001001001000,100.00,200.00,300.00,0.00,Eins
      k2,Zweites,99001001001000,100.00,300.00,400.00,0.00,Zwei
      k3,Drittes,99001001001000,900000.00,900000.00,900000.00,0.00,Zwei

      """
    var more = Dictionary(uniqueKeysWithValues: BenefitFeeds.files.map { ($0.name, $0.text) })
    more["candidates"] = candidates
    return try PlanPageTests.website(isPublic: isPublic, more: more)
  }

  /// `[row][column]` of a table as data.
  private static func rows(_ query: String, _ site: Website) throws -> [[String: String]] {
    let join = query.contains("?") ? "&" : "?"
    let (status, body) = PlanPageTests.answer("/api/v1/plans/\(query)\(join)format=csv", site)
    try #require(status == 200, "\(query): \(body)")
    let lines = body.split(separator: "\r\n").flatMap { $0.split(separator: "\n") }
    let cells = lines.map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    return cells.dropFirst().map { row in
      Dictionary(uniqueKeysWithValues: zip(cells[0], row).map { (String($0), String($1)) })
    }
  }

  @Test func `every planning table is data, and the public reads why it has not some`() throws {
    let (inside, outside) = (try Self.website(), try Self.website(isPublic: true))
    for listing in PlanListing.allCases {
      let choice =
        switch listing.wanted {
        case .process: listing == .sheet ? "?process=k1" : "?process=p1"
        case .convoy: "?convoy=k1"
        case .kreis: "?kreis=08115"
        default: ""
        }
      let path = "/api/v1/plans/\(listing.rawValue)\(choice)"
      // Nobody has told which Kreise share a border.
      let wanted = listing == .spillover ? 404 : 200
      let (status, body) = PlanPageTests.answer(path, inside)
      #expect(status == wanted || status == 400 && wanted == 404, "\(path): \(status) \(body)")
      guard wanted == 200 else { continue }
      #expect(
        PlanPageTests.answer(path, outside).status == (listing.refusal == nil ? 200 : 403),
        "\(path)")
    }
  }

  @Test func `more money never makes the selection worth less, and all of it is the selection`()
    throws
  {
    let site = try Self.website()
    let frontier = try Self.rows("frontier?budget=400", site)
    #expect(frontier.map { $0["percent"] } == (5...15).map { "\($0 * 10)" })
    let values = frontier.compactMap { $0["value_eur"].flatMap { Double($0) } }
    #expect(values.count == 11 && zip(values, values.dropFirst()).allSatisfy { $0 <= $1 })
    // 400 EUR pay for the second or the first, 500 for both.
    #expect(frontier.map { $0["chosen"] }.first == "1" && frontier.last?["chosen"] == "2")
    let selection = try Self.rows("portfolio?budget=400", site).filter { $0["state"] == "chosen" }
    let worth = selection.compactMap { $0["value_eur"].flatMap { Double($0) } }.reduce(0, +)
    let whole = try #require(frontier.first { $0["percent"] == "100" })
    #expect(abs(values[5] - worth) <= 1 && whole["difference_eur"] == "0")
    #expect(frontier.allSatisfy { $0["proven"] == "yes" })
    let page = PlanPageTests.answer("/reihenfolge/pruefung?lang=de&budget=400", site).body
    #expect(page.contains("Mit der Hälfte mehr Geld wüchse der Kapitalwert um"))
  }

  @Test func `a Themenfeld that must be there is, or the page says why it cannot`() throws {
    let site = try Self.website()
    func chosen(_ query: String) throws -> [String?] {
      try Self.rows("portfolio?budget=400" + query, site).filter { $0["state"] == "chosen" }
        .map { $0["candidate_id"] }
    }
    let free = try chosen("")
    let other = free == ["k1"] ? "Zwei" : "Eins"
    #expect(try chosen("&minimum=\(other)=1") == [free == ["k1"] ? "k2" : "k1"])
    let page = PlanPageTests.answer(
      "/reihenfolge?lang=de&budget=400&mindestens=\(other)=1", site
    ).body
    #expect(page.contains("name=\"mindestens\" value=\"\(other)=1\""))
    for (sent, words) in [
      ("Eins", "„Eins“ ist keine Mindestzahl eines Themenfelds"), ("Eins=1;Eins=2", "zwei Mindest"),
      ("Drei=1", "Kein Kandidat ist vom Themenfeld „Drei“. Bekannt sind: Eins, Zwei."),
      ("Eins=2", "zusammen wählbar sind höchstens 1 seiner 1 Kandidaten"),
    ] {
      let page = PlanPageTests.answer("/reihenfolge?lang=de&mindestens=" + sent, site)
      #expect(page.status == 200 && page.body.contains(words), "\(sent)")
    }
    #expect(
      PlanPageTests.answer("/api/v1/plans/portfolio?minimum=Drei=1", site).status == 400)
  }

  @Test func `another decision costs what the best selection with it is worth less`() throws {
    let site = try Self.website()
    let regrets = try Self.rows("regret?budget=400", site)
    #expect(Set(regrets.map { $0["candidate_id"] }) == ["k1", "k2", "k3"])
    let byID = Dictionary(uniqueKeysWithValues: regrets.map { ($0["candidate_id"]!, $0) })
    let chosen = try #require(regrets.first { $0["state"] == "chosen" }?["candidate_id"])
    let other = chosen == "k1" ? "k2" : "k1"
    func number(_ id: String, _ column: String) -> Double? {
      byID[id]?[column].flatMap { Double($0) }
    }
    let gap = try #require(number(chosen, "value_eur")) - #require(number(other, "value_eur"))
    // Only one of the two can be paid for: leaving one out takes the other in.
    for id in [chosen, other] { #expect(abs(try #require(number(id, "lost_eur")) - gap) <= 1) }
    // No budget of 400 EUR pays for it, whatever is left out.
    #expect(number("k3", "lost_eur") == nil)
    #expect(regrets.last?["candidate_id"] == chosen, "those that were nearly chosen come first")
  }

  @Test func `orders are listed the latest year first, on pages as in files`() throws {
    let orders = """
      order_id,title,kind,year,planned_units,unit,delivered_units,budget_eur,spent_eur,\
      share_kommunen_eur,status,reservation
      la-8,Altes Vorhaben,Entwicklung,2019,1,Stück,1,1000.00,900.00,450.00,accepted,no
      la-9,Neues Vorhaben,Entwicklung,2025,1,Stück,0,1000.00,0.00,0.00,planned,no

      """
    let site = try PlanPageTests.website(more: ["orders": orders])
    let page = PlanPageTests.answer("/finanzierung?lang=de", site).body
    let new = try #require(page.range(of: "Neues Vorhaben"))
    let old = try #require(page.range(of: "Altes Vorhaben"))
    #expect(new.lowerBound < old.lowerBound)
    let years = try Self.rows("orders", site).compactMap { $0["year"] }
    #expect(years == years.sorted(by: >) && years.first == "2025")
  }

  @Test func `the reckoning of a candidate names each input with its source and unit`() throws {
    let site = try Self.website()
    let page = PlanPageTests.answer("/reihenfolge/kosten-nutzen/k1?lang=de", site).body
    for part in [
      "Ergebnis", "Wer trägt und wen es entlastet", "Jahr für Jahr", "Eingaben mit ihren Quellen",
      "Was am meisten ausmacht", "Kapitalwert beim Zinssatz 3 %", "Lohntafel", "Kandidatenliste",
    ] {
      #expect(page.contains(part), "\(part)")
    }
    let english = PlanPageTests.answer("/reihenfolge/kosten-nutzen/k1?lang=en", site).body
    #expect(english.contains("Capital value at a rate of 3 %"))
    // From the list of candidates it is one step.
    let order = PlanPageTests.answer("/reihenfolge?lang=de&budget=400", site).body
    #expect(order.contains("href=\"/reihenfolge/kosten-nutzen/k1?lang=de\""))
    #expect(PlanPageTests.answer("/reihenfolge/kosten-nutzen/k9", site).status == 404)
    let outside = PlanPageTests.answer(
      "/reihenfolge/kosten-nutzen/k1?lang=de", try Self.website(isPublic: true))
    #expect(outside.body.contains("Nicht veröffentlicht.") && !outside.body.contains("Lohntafel"))
  }
}
