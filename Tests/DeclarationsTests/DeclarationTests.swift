import Declarations
import Domain
import Testing

@Suite struct DeclarationTests {
  private let file = "Pipelines/probe.toml"

  private func lines(_ body: () throws -> Void) -> [String] {
    do {
      try body()
      return []
    } catch let faults as Faults {
      return faults.all.map(\.description)
    } catch let fault as Fault {
      return [fault.description]
    } catch {
      return ["\(error)"]
    }
  }

  @Test func `every type is read as it stands`() throws {
    let text = """
      title = { de = "Tageslauf", en = "Daily run" }
      count = 3
      share = 0.25
      whole = 1
      on = true
      since = 2024-02-29
      until = "2025-03-04"
      one = "kreis"
      many = ["kreis", "month"]
      lists = [["kreis"], ["kreis", "month"]]

      [table.inner]
      key = "08111000"

      [[step]]
      verb = "first"

      [[step]]
      verb = "second"
      """
    try Declaration.read(text, file: file) { root in
      #expect(root.text("title") == Text(de: "Tageslauf", en: "Daily run"))
      #expect(root.integer("count") == 3)
      #expect(root.number("share", in: 0...1) == 0.25)
      #expect(root.number("whole", in: 0...1) == 1)
      #expect(root.boolean("on") == true)
      #expect(root.day("since")?.description == "2024-02-29")
      #expect(root.day("until")?.description == "2025-03-04")
      #expect(root.strings("one") == ["kreis"])
      #expect(root.strings("many") == ["kreis", "month"])
      #expect(root.optionalStringLists("lists") == [["kreis"], ["kreis", "month"]])
      #expect(root.table("table")?.table("inner")?.string("key") == "08111000")
      #expect(root.tables("step").map { $0.string("verb") } == ["first", "second"])
      #expect(root.optionalString("absent") == nil)
      #expect(root.tables("none").isEmpty)
    }
  }

  @Test func `an unknown key names file, line, key path and the key that was meant`() {
    let text = """
      # a comment = not a key
      [[step]]
      verb = "ingest"

      [[step]]
      verb = "export"
      form = "Data/inbox"
      """
    let told = lines {
      try Declaration.read(text, file: file) { root in
        for step in root.tables("step") {
          _ = (step.string("verb"), step.optionalString("from"), step.optionalString("to"))
        }
      }
    }
    #expect(
      told == ["Pipelines/probe.toml:7: step[2].form is not known here. Did you mean \"from\"?"])
  }

  @Test func `several faults are told at once, in the order of the file`() {
    let text = """
      count = "three"
      colour = "red"
      day = 2025-02-29

      [inner]
      share = 1.5
      names = ["a", 2]
      """
    let told = lines {
      try Declaration.read(text.replacing("2025-02-29", with: "\"2025-02-29\""), file: file) {
        root in
        let inner = root.table("inner")
        _ = inner?.number("share", in: 0...1)
        _ = inner?.strings("names")
        _ = root.integer("count")
        _ = root.choice("colour", among: ["reed", "green"])
        _ = root.day("day")
        _ = root.string("gone")
      }
    }
    #expect(
      told == [
        "Pipelines/probe.toml:1: count is a text. It wants a whole number.",
        "Pipelines/probe.toml:2: colour is \"red\". Did you mean \"reed\"?",
        "Pipelines/probe.toml:3: day is \"2025-02-29\". It wants a day that exists,"
          + " such as 2025-03-04.",
        "Pipelines/probe.toml:6: inner.share is 1.5. It wants a number from 0.0 to 1.0.",
        "Pipelines/probe.toml:7: inner.names[2] is a whole number."
          + " It wants a text in quotation marks.",
        "Pipelines/probe.toml: gone is missing. It wants a text.",
      ])
  }

  @Test func `a label without its translation is a fault`() {
    let told = lines {
      try Declaration.read("title = { de = \"Kreise\" }", file: file) { _ = $0.text("title") }
    }
    #expect(told == ["Pipelines/probe.toml:1: title.en is missing. It wants a text."])
  }

  @Test func `text that is not TOML is refused with its line`() {
    let told = lines { try Declaration.read("a = 1\nb = = 2\n", file: file) { _ in } }
    #expect(told.count == 1)
    #expect(told[0].hasPrefix("Pipelines/probe.toml:2: not valid TOML: "))
  }

  @Test(arguments: ["key = 01001", "keys = [08111000]"])
  func `a key without quotes is an error that says so`(line: String) {
    let told = lines { try Declaration.read("\n" + line + "\n", file: file) { _ in } }
    #expect(told.count == 1)
    #expect(told[0].hasPrefix("Pipelines/probe.toml:2: not valid TOML: "))
    #expect(told[0].contains("in quotation marks: they are text"))
  }

  @Test func `a day that does not exist is refused by the parser`() {
    let told = lines { try Declaration.read("day = 2025-02-30", file: file) { _ = $0.day("day") } }
    #expect(told.count == 1)
  }
}
