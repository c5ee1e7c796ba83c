import Formats
import Testing

/// Labels under a time axis, one by one.
@Suite struct TickLabelTests {
  @Test func `two labels that nearly touch read as one: the later is left out`() {
    let first = TickLabels.labels([(100, "2024")], within: 400)[0]
    let width = first.end - first.start
    // Beside each other with a gap of 7 units, then with one of 9.
    let near = TickLabels.labels([(100, "2024"), (100 + width + 7, "2025")], within: 400)
    #expect(near.map(\.text) == ["2024"])
    let apart = TickLabels.labels([(100, "2024"), (100 + width + 9, "2025")], within: 400)
    #expect(apart.map(\.text) == ["2024", "2025"])
    // What was left out stands in nobody's way.
    let three = TickLabels.labels(
      [(100, "2024"), (100 + width + 7, "2025"), (100 + width + 12, "2026")], within: 400)
    #expect(three.map(\.text) == ["2024", "2026"])
  }

  @Test func `only a label that would run out of the drawing leaves the middle of its tick`() {
    let labels = TickLabels.labels(
      [(2, "07/2016"), (200, "04/2021"), (398, "04/2026")], within: 400)
    #expect(labels[0].place > 2 && abs(labels[0].start) < 1e-9)
    #expect(labels[1].place == 200)
    #expect(labels[2].place < 398 && abs(labels[2].end - 400) < 1e-9)
    #expect(abs((labels[1].start + labels[1].end) / 2 - 200) < 1e-9)
  }
}
