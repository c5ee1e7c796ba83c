import Domain
import Indicators
import Testing

@Suite struct CompositionNoteTests {
  @Test func `one unit stands in the singular, many in groups of three digits`() {
    #expect(
      CompositionNote.units(1, of: 1_663)
        == Text(
          de: "der einen von 1.663 Einheiten, die in beiden Monaten vorkommt",
          en: "the one of 1,663 units that occurs in both months"))
    #expect(
      CompositionNote.units(1_200, of: 1_663).de
        == "den 1.200 von 1.663 Einheiten, die in beiden Monaten vorkommen")
  }
}
