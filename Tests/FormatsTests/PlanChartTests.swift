import Domain
import Formats
import Indicators
import TestSupport
import Testing

/// Charts of plans: numbers taken back out of the drawing have to be those that went in.
@Suite struct PlanChartTests {
  private func bars(_ bars: [StackedBars.Bar], _ language: Language = .german) -> StackedBars {
    StackedBars(
      id: "b", title: "Probe", parts: ["Kommunen", "Land"], markName: "verfügbar", bars: bars,
      unit: .euros, language: language)
  }

  /// The numbers of an attribute, in the order of the drawing.
  private func numbers(_ name: String, of element: String, in text: String) throws -> [Double] {
    let pattern = try Regex("<\(element)[^>]* \(name)=\"(-?[0-9.]+)\"")
    return text.matches(of: pattern).compactMap { $0.output[1].substring.flatMap { Double($0) } }
  }

  @Test func `bars are as high as their parts, and stand on each other`() throws {
    var generator = SeededGenerator(seed: 8)
    for _ in 0..<200 {
      let (first, second) = (
        Double.random(in: 90_000...3_000_000, using: &generator),
        Double.random(in: 90_000...3_000_000, using: &generator)
      )
      let text = bars([
        .init(label: "2025", parts: [.value(first), .value(second)], mark: first),
        .init(label: "2026", parts: [.value(6_000_000), .value(0)]),
      ]).drawing.inline.text
      let plot = text[try #require(text.range(of: "class=\"axis\"")).lowerBound...]
      let height = try numbers("height", of: "rect class=\"part-.\"", in: String(plot))
      let top = try numbers("y", of: "rect class=\"part-.\"", in: String(plot))
      let scale = height[2] / 6_000_000
      #expect(abs(height[0] - first * scale) < 0.11, "\(first)")
      #expect(abs(height[1] - second * scale) < 0.11, "\(second)")
      #expect(abs(top[1] + height[1] - top[0]) < 0.11)
      // The mark at the first part's height lies on its upper edge.
      let mark = plot.firstMatch(of: /ref-line thick" d="M[0-9.]+ ([0-9.]+)h/)
      #expect(abs(try #require(mark.flatMap { Double($0.output.1) }) - top[0]) < 0.11)
    }
  }

  @Test func `a year without reported costs is hatched and said to be unknown, never empty`() {
    let drawing = bars([
      .init(label: "2025", parts: [.value(1_500_000), .value(900_000)]),
      .init(label: "2026", parts: [.missing, .missing], mark: 1_500_000),
    ]).drawing
    #expect(drawing.inline.text.contains("fill=\"url(#b-hatch)\""))
    #expect(drawing.inline.text.contains(">k.\u{A0}A.</text>"))
    #expect(
      drawing.description.hasPrefix("2025: Kommunen 1.500.000\u{A0}Euro, Land 900.000\u{A0}Euro."))
    #expect(drawing.description.contains("2026: Kommunen k.\u{A0}A., Land k.\u{A0}A."))
  }

  @Test func `plan and actual of the same days lie under each other, and the delay is in words`()
    throws
  {
    let days = Day("2024-03-01")!...Day("2024-09-30")!
    let chart = GanttRows(
      id: "g", title: "Probe",
      rows: [
        .init(
          label: "Konvoi <Eins>", note: "12 Tage später", planned: days, actual: days,
          isOpen: false),
        .init(
          label: "Konvoi Zwei", note: "", planned: days,
          actual: days.lowerBound...Day("2024-05-01")!, isOpen: true),
      ], today: Day("2024-08-01")!, todayName: "heute", language: .german)
    let text = chart.drawing.inline.text
    let outline = try numbers("x", of: "rect class=\"plan\"", in: text)
    let solid = try numbers("x", of: "rect class=\"done\"", in: text)
    #expect(outline.dropFirst() == solid.dropFirst() && solid.count == 3)
    #expect(text.contains(">heute</text>") && text.contains("Konvoi &lt;Eins&gt;"))
    #expect(
      chart.drawing.description
        == "Konvoi <Eins>: geplant 01.03.2024 bis 30.09.2024, tatsächlich 01.03.2024 bis "
        + "30.09.2024, 12 Tage später. Konvoi Zwei: geplant 01.03.2024 bis 30.09.2024, "
        + "begonnen 01.03.2024.")
  }

  @Test func `the name of a row is drawn whole, however long, and its bars keep below it`() throws {
    let name = "Gemeinsame Einführung der elektronischen Wohnsitzanmeldung in allen Landkreisen"
    let days = Day("2024-03-01")!...Day("2024-09-30")!
    func text(_ label: String) -> String {
      GanttRows(
        id: "g", title: "Probe",
        rows: [
          .init(label: label, note: "12 Tage später", planned: days, actual: nil, isOpen: false)
        ], today: Day("2024-08-01")!, todayName: "heute", language: .german
      ).drawing.inline.text
    }
    let lines = text(name).matches(of: /<text class="halo" x="0" y="([0-9.]+)">([^<]*)<\/text>/)
    #expect(lines.count > 1)
    #expect(lines.map { String($0.output.2) }.joined(separator: " ") == name)
    let bar = try #require(try numbers("y", of: "rect class=\"plan\"", in: text(name)).last)
    #expect(try #require(lines.last.flatMap { Double($0.output.1) }) < bar)
    // A short name takes one line, and the row its usual height.
    let short = try #require(try numbers("y", of: "rect class=\"plan\"", in: text("Kurz")).last)
    #expect(short < bar)
  }

  @Test func `the sum of a bar never lies on the line of its limit`() throws {
    var generator = SeededGenerator(seed: 21)
    for _ in 0..<300 {
      let parts = [Figure.value(1e6), .value(Double.random(in: 0...3e6, using: &generator))]
      let text = bars([
        .init(label: "2025", parts: parts, mark: Double.random(in: 0...4e6, using: &generator)),
        .init(label: "2026", parts: [.value(2e6), .value(2e6)]),
      ]).drawing.inline.text
      let plot = text[try #require(text.range(of: "class=\"axis\"")).lowerBound...]
      let mark = try #require(plot.firstMatch(of: /ref-line thick" d="M[0-9.]+ ([0-9.]+)h/))
      let sum = try #require(plot.firstMatch(of: /quiet middle halo" x="[0-9.]+" y="([0-9.]+)">/))
      // Letters of 13 stand on their line and go a little below it.
      let line = try #require(Double(mark.output.1)) - (try #require(Double(sum.output.1)))
      #expect(!(-12...4).contains(line), "\(line)")
    }
  }

  @Test func `no point beats one of the line, and each other one is beaten by one of the line`() {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<300 {
      let points = (0..<Int.random(in: 1...30, using: &generator)).map { number in
        ScatterPlot.Point(
          label: "", name: "\(number)", x: Double(Int.random(in: 0...9, using: &generator)),
          y: Double(Int.random(in: -4...9, using: &generator)), isChosen: false)
      }
      func beats(_ a: ScatterPlot.Point, _ b: ScatterPlot.Point) -> Bool {
        a.x <= b.x && a.y >= b.y && (a.x < b.x || a.y > b.y)
      }
      let line = ScatterPlot.frontier(points)
      let names = Set(line.map(\.name))
      for point in points {
        let isBeaten = points.contains { beats($0, point) }
        let hasTwin = line.contains { $0.x == point.x && $0.y == point.y }
        #expect(isBeaten != hasTwin)
        #expect(!isBeaten || line.contains { beats($0, point) })
        #expect(!isBeaten || !names.contains(point.name))
      }
    }
  }

  @Test func `labels of a scatter never lie on each other`() throws {
    var generator = SeededGenerator(seed: 5)
    let points = (1...60).map { number in
      ScatterPlot.Point(
        label: "\(number)", name: "P\(number)", x: Double.random(in: 0...1000, using: &generator),
        y: Double.random(in: 0...1000, using: &generator), isChosen: number < 10)
    }
    let chart = ScatterPlot(
      id: "s", title: "Probe", points: points, x: .init(name: "Kosten", unit: .euros),
      y: .init(name: "Nutzen", unit: .euros), names: ("gewählt", "andere", "Linie"),
      language: .german)
    let labels = chart.drawing.inline.text.matches(
      of: /<text class="[a-z-]+ halo" x="([0-9.]+)" y="([0-9.]+)">([0-9]+)<\/text>/
    ).map { (x: Double($0.output.1)!, y: Double($0.output.2)!, text: String($0.output.3)) }
    #expect(labels.count > 20 && labels.contains { $0.text == "1" })
    for (index, a) in labels.enumerated() {
      for b in labels.dropFirst(index + 1) {
        let width = Double(max(a.text.count, b.text.count)) * 7
        #expect(abs(a.x - b.x) >= width || abs(a.y - b.y) >= 14, "\(a) \(b)")
      }
    }
  }

  @Test func `a forecast is dashed, lies within its bands, and says how sure it is`() {
    let months = (0..<12).map { Month("2025-01")! + $0 }
    let counted = months.indices.map { $0 < 6 ? Figure.value(Double($0) / 10) : .missing }
    func later(_ slope: Double) -> [Figure] {
      months.indices.map { $0 < 5 ? .missing : .value(0.5 + Double($0 - 5) * slope) }
    }
    let drawing = BandChart(
      id: "f", title: "Probe", months: months, counted: counted, expected: later(0.03),
      bands: [
        .init(name: "95-%-Bereich", low: later(0.01), high: later(0.05)),
        .init(name: "80-%-Bereich", low: later(0.02), high: later(0.04)),
      ], target: .init(name: "Ziel 80\u{A0}%", value: 0.8), unit: .share, language: .german
    ).drawing
    let text = drawing.inline.text
    #expect(text.contains("<path class=\"line dashed\" d=\"M"))
    let wide = text.range(of: "<path class=\"band-1\" d=\"M")
    let narrow = text.range(of: "<path class=\"band-2\" d=\"M")
    // The first one stands in the legend.
    let line = text.ranges(of: "<path class=\"line dashed\" d=\"M").last
    #expect(wide != nil && narrow != nil && wide!.lowerBound < narrow!.lowerBound)
    #expect(narrow!.lowerBound < line!.lowerBound)
    #expect(
      drawing.description
        == "50,0\u{A0}% im Juni 2025. Prognose für Dezember 2025: 68,0\u{A0}% (95-%-Bereich: "
        + "56,0\u{A0}% bis 80,0\u{A0}%; 80-%-Bereich: 62,0\u{A0}% bis 74,0\u{A0}%). "
        + "Ziel 80\u{A0}%.")
  }

  @Test func `charts of plans bring no colours of their own, and no more than a tenth of a unit`() {
    #expect(oneOfEach == oneOfEach)
    for drawing in oneOfEach {
      let text = drawing.inline.text
      #expect(!text.contains("style=") && text.firstMatch(of: /#[0-9a-f]{6}/) == nil)
      for point in text.matches(of: #/ (?:d|x|y|cx|cy|width|height)="([^"]*)"/#) {
        #expect(String(point.output.1).firstMatch(of: /\.[0-9]{2}/) == nil, "\(point.output.1)")
      }
      #expect(!drawing.description.isEmpty)
    }
  }

  private var oneOfEach: [Drawing] {
    let months = (0..<30).map { Month("2024-01")! + $0 }
    let series = months.indices.map { Figure.value(Double($0) / 31) }
    let day = Day("2024-03-01")!
    return [
      bars([.init(label: "2025", parts: [.value(1), .value(2)], mark: 1.7)], .english).drawing,
      GanttRows(
        id: "g", title: "t",
        rows: [
          .init(
            label: "a", note: "b", planned: day...(day + 101), actual: day...(day + 77),
            isOpen: true, plannedSteps: [day + 13], doneSteps: [day + 17], link: "/konvois/1")
        ], today: day + 90, todayName: "heute", language: .german
      ).drawing,
      ScatterPlot(
        id: "s", title: "t",
        points: [
          .init(label: "1", name: "a", x: 1.37, xRange: 1...1.7, y: 3.1, isChosen: true),
          .init(label: "2", name: "b", x: 2.37, y: -3.1, yRange: -4...7, isChosen: false),
        ], x: .init(name: "x", unit: .euros), y: .init(name: "y", unit: .hours),
        names: ("c", "o", "f"), language: .german
      ).drawing,
      BandChart(
        id: "f", title: "t", months: months, counted: series, expected: series,
        bands: [.init(name: "80", low: series, high: series)], target: nil, unit: .share,
        language: .german
      ).drawing,
    ]
  }
}
