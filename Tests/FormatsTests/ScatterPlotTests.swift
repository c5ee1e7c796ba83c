import Domain
import Formats
import Indicators
import Testing

@Suite struct ScatterPlotTests {
  @Test func `a wide cross ends at the edge with an arrow and presses no dot into a corner`() throws
  {
    func chart(_ top: Double) -> String {
      ScatterPlot(
        id: "s", title: "Probe",
        points: [
          .init(label: "", name: "a", x: 10, y: 2, yRange: 1...top, isChosen: true),
          .init(label: "", name: "b", x: 90, y: 8, isChosen: false),
        ], x: .init(name: "Kosten", unit: .euros), y: .init(name: "Nutzen", unit: .euros),
        names: ("gewählt", "andere", "Linie"), language: .german
      ).drawing.inline.text
    }
    func dots(_ drawing: String) -> [Substring] {
      drawing.matches(of: /<circle[^>]* cx="([0-9.]+)" cy="([0-9.]+)"/).map {
        $0.output.1 + $0.output.2
      }
    }
    let (narrow, wide) = (chart(3), chart(5_000))
    #expect(!dots(narrow).isEmpty && dots(narrow) == dots(wide))
    #expect(narrow != wide)
  }
}
