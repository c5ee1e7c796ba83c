import Domain
import Indicators
import Testing

/// Definitions in words: whoever reads no SQL reads what is divided by what.
@Suite struct FormulaWordsTests {
  private func words(_ id: String) throws -> FormulaWords {
    try #require(IndicatorRegistry.all.first { $0.id == id }).formula.words
  }

  @Test func `a share says numerator and denominator in both languages`() throws {
    let words = try words("digital_take_up")
    #expect(words.lines.map(\.name.de) == ["Zähler", "Nenner"])
    #expect(
      words.lines.map(\.value.de) == ["Summe: Fälle (Zugangsweg: online, mobil)", "Summe: Fälle"])
    #expect(words.lines.map(\.value.en) == ["sum: cases (channel: online, mobile)", "sum: cases"])
    #expect(words.rows.map(\.de) == ["ein Monat × eine Behörde × eine Leistung × ein Zugangsweg"])
  }

  @Test func `what is counted once a thing, and what is no sum, says so`() throws {
    let any = try words("coverage_any").lines.map(\.value.de)
    #expect(
      any == [
        "Summe: je Leistung der größte Wert von: aktiv",
        "Summe: je Leistung der größte Wert von: zuständig",
      ])
    let median = try words("time_to_activation_days").lines.map(\.value.en)
    #expect(median == ["Kaplan–Meier median of: days since the release; event: activated"])
  }

  @Test func `every definition is told in words, with no name of a column left in it`() {
    var columns: Set<String> = []
    for relation in RelationSchema.all {
      columns.formUnion(relation.measures + relation.dimensions)
    }
    for indicator in IndicatorRegistry.all {
      let words = indicator.formula.words
      #expect(!words.lines.isEmpty && !words.rows.isEmpty, "\(indicator.id)")
      for line in words.lines {
        let german = line.value.de.split { !($0.isLetter || $0 == "_") }.map(String.init)
        let left = german.filter { $0.contains("_") }
        #expect(left.isEmpty, "\(indicator.id): \(left)")
      }
      // The heads of worked examples as well.
      for example in indicator.examples {
        for column in example.columns where column.contains("_") {
          #expect(!MeasureNames.column(column).de.contains("_"), "\(indicator.id): \(column)")
        }
      }
    }
    for column in columns.sorted() where column.contains("_") {
      #expect(!MeasureNames.column(column).de.contains("_"), "\(column)")
    }
  }
}
