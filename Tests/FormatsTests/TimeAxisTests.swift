import Domain
import Formats
import Indicators
import TestSupport
import Testing

/// Labels of axes: none runs into another, and no line through one.
@Suite struct TimeAxisTests {
  @Test func `a label stands in the middle under its tick, and none touches the one before`() {
    var generator = SeededGenerator(seed: 41)
    for _ in 0..<300 {
      var place = 40.0
      var ticks: [(place: Double, text: String)] = []
      while place < 400 {
        ticks.append((place, Bool.random(using: &generator) ? "2024" : "04/2021"))
        place += Double.random(in: 5...120, using: &generator)
      }
      let labels = TickLabels.labels(ticks, within: 400)
      #expect(labels.first?.text == ticks.first?.text)
      for (one, next) in zip(labels, labels.dropFirst()) {
        #expect(one.end < next.start, "\(one) \(next)")
      }
      for label in labels {
        #expect(label.end <= 400.001)
        let isUnderTick = ticks.contains { $0.place == label.place }
        #expect(isUnderTick || abs(label.end - 400) < 1e-9, "\(label)")
      }
    }
  }

  @Test func `years two months apart at the end of an axis are not both written`() {
    let labels = TickLabels.labels([(40, "2022"), (380, "2024"), (392, "2026")], within: 400)
    #expect(labels.map(\.text) == ["2022", "2024"])
  }

  @Test func `the line of the Land runs through no number of the axis`() throws {
    let plot = DotPlot(
      id: "d", title: "Probe",
      rows: [.init(label: "A", figure: .value(0)), .init(label: "B", figure: .value(1))],
      reference: .init(label: "Land", value: 0.499), unit: .share, language: .german)
    let text = plot.drawing.inline.text
    let line = try #require(text.firstMatch(of: #/ref-line" d="M([0-9.]+) 16/#))
    let place = try #require(Double(line.output.1))
    let numbers = text.matches(of: /quiet middle halo" x="([0-9.]+)"/).compactMap {
      Double($0.output.1)
    }
    #expect(numbers.count >= 2)
    for number in numbers { #expect(abs(number - place) > 12, "\(number)") }
    #expect(text.contains("Land 49,9\u{A0}%"))
  }

  @Test func `counts have whole numbers at their axis`() {
    let months = (0..<6).map { Month("2025-01")! + $0 }
    let chart = LineChart(
      id: "l", title: "Probe", months: months,
      series: [.init(name: "", figures: [0, 0, 1, 1, 1, 1].map { .value($0) })], unit: .count,
      language: .german)
    #expect(!chart.drawing.inline.text.contains(">0,5"))
    #expect(chart.drawing.inline.text.contains(">1</text>"))
  }
}
