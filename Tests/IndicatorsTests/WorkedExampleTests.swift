import Indicators
import Testing

struct WorkedExampleTests {
  @Test(arguments: IndicatorRegistry.all.map(\.id))
  func `every worked example comes out of the engine as printed`(_ id: String) throws {
    let indicator = try IndicatorRegistry.indicator(id)
    #expect(indicator.examples.count >= 2)
    for example in indicator.examples {
      let frames = FrameSet(example: example, for: indicator.formula)
      let row = try #require(Evaluator.evaluate(indicator.formula, over: frames).first).row
      #expect(row.value == example.figure, "\(id): \(example.title.en)")
      #expect((row.numerator.number ?? 0) == example.numerator, "\(id): \(example.title.en)")
      #expect(row.denominator.number == example.denominator, "\(id): \(example.title.en)")
    }
  }
}
