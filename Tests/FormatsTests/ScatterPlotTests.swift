import Domain
import Formats
import Foundation
import Indicators
import TestSupport
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

  @Test func `a name covers no dot and no line, and of many points those with a name have a cross`()
    throws
  {
    var generator = SeededGenerator(seed: 11)
    let points = (0..<200).map { number in
      // Most of them crowd in a corner, as candidates do.
      let x = pow(Double.random(in: 0...1, using: &generator), 3) * 500_000
      let y = Double.random(in: -100_000...900_000, using: &generator)
      return ScatterPlot.Point(
        label: number < 40 ? "Leistung Nummer \(number)" : "", name: "P\(number)", x: x,
        xRange: x * 0.9...x * 1.2, y: y, yRange: y - 9_000...y + 9_000, isChosen: number < 40)
    }
    let text = ScatterPlot(
      id: "s", title: "Probe", points: points, x: .init(name: "Kosten", unit: .euros),
      y: .init(name: "Nutzen", unit: .euros), names: ("gewählt", "andere", "Linie"),
      language: .german
    ).drawing.inline.text
    let plot = text[try #require(text.range(of: "class=\"axis\"")).lowerBound...]
    let labels = plot.matches(
      of: /<text class="[a-z-]+ halo" x="([0-9.]+)" y="([0-9.]+)">([^<]+)<\/text>/
    ).map { (x: Double($0.output.1)!, y: Double($0.output.2)!, text: String($0.output.3)) }
    #expect(labels.count > 2)
    let path = try #require(plot.firstMatch(of: /class="ref-line thick" fill="none" d="M([^"]+)"/))
    let corners = path.output.1.split(separator: "L").map { pair in
      pair.split(separator: " ").map { Double($0)! }
    }
    #expect(corners.count > 2)
    let dots = plot.matches(of: /<circle[^>]* cx="([0-9.]+)" cy="([0-9.]+)"/).map {
      (x: Double($0.output.1)!, y: Double($0.output.2)!)
    }
    #expect(dots.count == points.count)
    for label in labels {
      let right = label.x + Double(label.text.count) * 5
      #expect(!dots.contains { $0.x > label.x && $0.x < right && abs($0.y - label.y + 4) < 6 })
      for (a, b) in zip(corners, corners.dropFirst()) {
        let isLeft = max(a[0], b[0]) < label.x
        let isRight = min(a[0], b[0]) > right
        let isAbove = max(a[1], b[1]) < label.y - 9
        let isBelow = min(a[1], b[1]) > label.y
        #expect(isLeft || isRight || isAbove || isBelow, "\(label) \(a) \(b)")
      }
    }
    #expect(plot.ranges(of: "<path class=\"arm chosen\" d=\"M").count == labels.count)
  }
}
