import TestSupport
import Testing

/// What papers rest on.
@Suite struct PaperBasisTests {
  @Test(arguments: [
    "reihenfolge", "jahresplanung", "konvois", "it-kooperationsrat", "kennzahlen",
  ])
  func `a paper ends with source, rules and limits of each of its tables`(name: String) throws {
    let more = Dictionary(uniqueKeysWithValues: BenefitFeeds.files.map { ($0.name, $0.text) })
    let asked = name == "reihenfolge" ? "&budget=5000" : ""
    let page = PlanPageTests.answer(
      "/berichte/\(name)?lang=de" + asked, try PlanPageTests.website(more: more)
    ).body
    let basis = try #require(
      page.components(separatedBy: "<h2>Grundlagen und Annahmen</h2>").dropFirst().first, "\(page)")
    #expect(basis.contains("Quelle: "))
    // Nobody reads it twice: one entry a table, however many tiles show it.
    let titles = basis.components(separatedBy: "<li><strong>").dropFirst()
      .map { $0.prefix { $0 != "<" } }
    #expect(titles.count > 1 && Set(titles).count == titles.count, "\(titles)")
    switch name {
    case "reihenfolge":
      #expect(basis.contains("Vorgaben:</strong> Budget für Neues in Euro: 5000."), "\(basis)")
    case "jahresplanung":
      #expect(basis.contains("Gemessen an der zuerst gelieferten Jahresplanung"))
    case "it-kooperationsrat": #expect(basis.contains("Vorgaben:</strong> keine"))
    case "kennzahlen":
      // Of its indicators too.
      #expect(titles.contains("Online-Quote:") && titles.contains("Verbreitung:"), "\(titles)")
    default: #expect(!basis.contains("Vorgaben"))
    }
  }
}
