import Domain
import Formats
import Indicators
import TestSupport
import Testing

@Suite struct FormatsTests {
  @Test func `a figure that is not known is empty with its status, never zero`() throws {
    let table = try SmallWorld().figures().table(FigureRequest("coverage_share", by: ["leistung"]))
    let lines = CSVWriter.text(table).split(separator: "\n").map(String.init)
    #expect(lines[0] == "leistung,value,numerator,denominator,status,low,high")
    #expect(lines.last == "99001001004000,,,,missing,,")
    let json = TableJSON.json(table).pretty
    #expect(json.contains("\"missing\""))
    #expect(!json.contains("99001001004000\", 0"))
  }

  @Test(arguments: ["light", "dark"])
  func `text on paper, card and tiles has a contrast of 4.5 to 1`(theme: String) {
    let palette = theme == "light" ? Palette.light : Palette.dark
    for ground in ["paper", "card"] {
      for text in ["ink", "muted", "accent", "figure", "reference"] {
        #expect(
          Palette.contrast(palette[text], palette[ground]) >= 4.5, "\(theme): \(text) on \(ground)")
      }
    }
    for level in 1...5 {
      #expect(Palette.contrast(palette["t\(level)"], palette["c\(level)"]) >= 4.5, "\(level)")
    }
    #expect(Palette.contrast(palette["band-ink"], palette["band"]) >= 4.5)
  }

  @Test(arguments: [
    ("2025-03-04T22:30:05Z", "04.03.2025, 23:30 Uhr", "4 Mar 2025, 23:30"),
    ("2025-06-30T22:05:00Z", "01.07.2025, 00:05 Uhr", "1 Jul 2025, 00:05"),
  ])
  func `a moment is told by the clock of Berlin`(written: String, de: String, en: String) {
    #expect(TimeText.moment(written, .german) == de)
    #expect(TimeText.moment(written, .english) == en)
  }

  @Test(arguments: ["2025-02-30T10:00:00Z", "2025-02-03T24:00:00Z", "2025-02-03", "p1T2"])
  func `what is no moment is left as it is`(text: String) {
    #expect(TimeText.moment(text, .german) == nil)
  }

  @Test func `the tile map holds each Kreis once, and no two on one place`() throws {
    #expect(KreisTiles.all.count == 44)
    #expect(Set(KreisTiles.all.map(\.ags5)).count == 44)
    #expect(Set(KreisTiles.all.map { [$0.column, $0.row] }).count == 44)
  }

  @Test(arguments: [
    ["Breisgau-", "Hochschwarzwald"], ["Unternehmensführung &", "-entwicklung"],
  ])
  func `a long name takes two lines of a dot plot before it loses a letter`(lines: [String]) {
    let label = lines.joined(separator: lines[0].hasSuffix("-") ? "" : " ")
    let plot = DotPlot(
      id: "d", title: "Probe", rows: [.init(label: label, figure: .value(0.5), range: nil)],
      reference: nil, unit: .share, language: .german)
    for line in lines {
      let markup: Markup = ">\(line)</text>"
      #expect(plot.drawing.inline.text.contains(markup.text))
    }
  }

  @Test(arguments: ["Ost", "Neckar-Odenwald-Kreis", "Breisgau-Hochschwarzwald"])
  func `the name at the end of a line stays within the drawing, and is whole`(name: String) throws {
    let chart = LineChart(
      id: "l", title: "Probe", months: [Month("2025-01")!, Month("2025-02")!],
      series: [
        .init(name: name, figures: [.value(0.1), .value(0.9)]),
        .init(name: "Land", figures: [.value(0.2), .value(0.89)], isReference: true),
      ], unit: .share, language: .german)
    let text = chart.drawing.inline.text
    let labels = text.matches(
      of: /<text class="(ref|fig)-text" x="([0-9.]+)" y="([0-9.]+)">([^<]*)</)
    let own = labels.filter { $0.output.1 == "fig" }.map { String($0.output.4) }
    #expect(own.joined(separator: " ").replacing("- ", with: "-") == name + " 90,0\u{A0}%")
    let places = try labels.map { try #require(Double($0.output.3)) }.sorted()
    #expect(zip(places, places.dropFirst()).allSatisfy { $1 - $0 >= 13.9 }, "\(places)")
    for label in labels {
      // Letters are some 6.6 wide at this size.
      let start = try #require(Double(label.output.2))
      #expect(
        start + 6.6 * Double(label.output.4.count) <= chart.drawing.width + 12, "\(label.output.4)")
    }
  }

  @Test func `an axis of dots starts near the lowest only where 0 is far, and says so`() {
    func start(_ values: [Double]) -> String? {
      DotPlot(
        id: "d", title: "Probe",
        rows: values.map { .init(label: "A", figure: .value($0), range: nil) },
        reference: nil, unit: .share, language: .german
      ).axisStart
    }
    #expect(start([0.1, 0.6]) == nil)
    #expect(start([0.52, 0.58])?.hasPrefix("5") == true)
  }

  @Test func `markup escapes what is put into it`() {
    let name = "<b>&\"Tür\"</b>"
    let markup: Markup = "<p title=\"\(name)\">\(name)</p>"
    #expect(
      markup.text
        == "<p title=\"&lt;b&gt;&amp;&quot;Tür&quot;&lt;/b&gt;\">&lt;b&gt;&amp;&quot;Tür&quot;&lt;/b&gt;</p>"
    )
  }
}
