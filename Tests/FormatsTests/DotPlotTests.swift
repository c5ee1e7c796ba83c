import Domain
import Formats
import Indicators
import Testing

/// Dots in rows: each name whole, and something to compare.
@Suite struct DotPlotTests {
  private func dots(_ rows: [DotPlot.Row]) -> DotPlot {
    DotPlot(id: "d", title: "Probe", rows: rows, unit: .share, language: .german)
  }

  @Test func `a long name is broken, not cut, and rows make room for it`() {
    let name = "Kraftfahrzeug Zulassung: Anbindung der Fachverfahren"
    let text = dots([
      .init(label: name, figure: .value(0.5)), .init(label: "Kurz", figure: .value(0.2)),
    ]).drawing.inline.text
    let lines = text.matches(of: /class="end" x="[0-9.]+" y="([0-9.]+)">([^<]*)</)
    #expect(lines.dropLast().map { String($0.output.2) }.joined(separator: " ") == name)
    #expect(lines.count == 4 && !text.contains("…"))
    let places = lines.compactMap { Double($0.output.1) }
    for (above, below) in zip(places, places.dropFirst()) { #expect(below - above >= 15) }
    let dots = text.matches(of: /class="dot" cx="[0-9.]+" cy="([0-9.]+)"/).compactMap {
      Double($0.output.1)
    }
    // The dot stands at the middle line.
    #expect(abs(dots[0] + 4 - places[1]) < 0.11 && abs(dots[1] + 4 - places[3]) < 0.11)
  }

  @Test func `rows that are all the same have nothing to compare`() {
    func rows(_ values: [Double?], range: ClosedRange<Double>? = nil) -> [DotPlot.Row] {
      values.map {
        .init(label: "a", figure: $0.map(Figure.value) ?? .missing, range: range)
      }
    }
    #expect(dots(rows([1, 1, 1])).onlyValue == 1)
    #expect(dots(rows([1, 1, 0.9])).onlyValue == nil)
    #expect(dots(rows([1])).onlyValue == nil)
    #expect(dots(rows([1, nil])).onlyValue == nil && dots(rows([])).onlyValue == nil)
    #expect(dots(rows([1, 1], range: 0.5...1)).onlyValue == nil)
    #expect(
      dots(
        (0..<2).map { _ in .init(label: "a", figure: .value(1), compared: 0.5) }
      ).onlyValue == nil)
  }
}
