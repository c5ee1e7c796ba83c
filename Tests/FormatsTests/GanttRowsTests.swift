import Domain
import Formats
import Testing

@Suite struct GanttRowsTests {
  @Test func `the line of today never runs through the words of a delay`() throws {
    let days = Day("2019-06-01")!...Day("2025-11-30")!
    // From far behind the plan to far before it.
    for distance in stride(from: -2400, through: 700, by: 35) {
      let text = GanttRows(
        id: "g", title: "Probe",
        rows: [
          .init(
            label: "Konvoi", note: "letzter Meilenstein 115 Tage später", planned: days,
            actual: days, isOpen: false)
        ], today: days.upperBound + distance, todayName: "heute", language: .german
      ).drawing.inline.text
      guard let line = text.firstMatch(of: /<path class="ref-line" d="M([0-9.]+)/) else { continue }
      let place = try #require(Double(line.output.1))
      let note = try #require(
        text.firstMatch(of: /<text class="end strong halo" x="([0-9.]+)"/)?.output.1)
      let end = try #require(Double(note))
      // Words of this length take more than half of the drawing; left of them the line is free.
      #expect(place >= end + 3 || place < 200, "\(distance)")
    }
  }
}
