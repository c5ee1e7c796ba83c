import Domain
import Testing

@Suite struct KeyTests {
  @Test func `an ARS gives the AGS, an AGS does not give the ARS`() {
    #expect(ARS("081155001001")?.ags8 == "08115001")
    #expect(ARS("081155001001")?.verband.digits == "081155001000")
    #expect(ARS("08115001") == nil)
  }

  @Test func `a Stadtkreis is its own Gemeinde, a Landkreis is none`() {
    #expect(AuthorityKey.gemeinde8(of: "08111") == "08111000")
    #expect(AuthorityKey.gemeinde8(of: "081110000000") == "08111000")
    #expect(AuthorityKey.gemeinde8(of: "08115") == nil)
    #expect(AuthorityKey.gemeinde8(of: "081150000000") == nil)
    #expect(AuthorityKey.gemeinde8(of: "081155001000") == nil)
    #expect(AuthorityKey.gemeinde8(of: "081155001001") == "08115001")
    #expect(AuthorityKey.gemeinde8(of: "08115003") == "08115003")
  }

  @Test func `there are nine Stadtkreise`() {
    #expect(AuthorityKey.stadtkreise.count == 9)
  }

  @Test(arguments: [
    (KeyForm.leika, "99108008026000", true), (.leika, "98108008026000", false),
    (.leika, "nicht im LeiKa", false), (.leika, "9910800802600", false),
    (.authority, "08115", true), (.authority, "8115003", false), (.authority, "08115003", true),
    (.ozg, "10124", true), (.ozg, "11000", false), (.process, "std-wohnsitz.2", true),
    (.process, "a b", false), (.process, "", false),
  ])
  func `a key is a full match of its form`(form: KeyForm, text: String, expected: Bool) {
    #expect(form.matches(text.utf8) == expected)
  }

  @Test func `whole numbers stand in groups of three`() {
    for (number, de, en) in [
      (0, "0", "0"), (999, "999", "999"), (1_000, "1.000", "1,000"),
      (-1_234_567, "−1.234.567", "−1,234,567"),
    ] {
      #expect(Text.count(number) == Text(de: de, en: en))
    }
    #expect(Language.german.grouped(Int64.min) == "−9.223.372.036.854.775.808")
  }

  @Test func `a misspelt name finds the one that was meant`() {
    #expect(
      Suggestion.closest(to: "coverag_any", among: ["coverage_any", "sessions"]) == "coverage_any")
    #expect(Suggestion.closest(to: "xyz", among: ["coverage_any"]) == nil)
  }

  @Test func `half a name finds those that it is half of, and no name all`() {
    let known = ["sessions", "digital_take_up", "coverage_any"]
    #expect(Suggestion.hint(for: "take_up", among: known) == "Did you mean \"digital_take_up\"?")
    #expect(
      Suggestion.hint(for: "a", among: ["coverage_any", "data"])
        == "Did you mean \"coverage_any\" or \"data\"?")
    #expect(Suggestion.hint(for: "xyz", among: known).hasPrefix("Known: coverage_any, "))
    #expect(Suggestion.hint(for: "", among: known).hasPrefix("Known: "))
    #expect(Suggestion.hint(for: "x", among: []).hasPrefix("None is known yet"))
  }
}
